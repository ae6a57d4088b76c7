"""China Telecom's old CMP as far as its clients tell: it deciphers password and signature, and checks both."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from bot.sources.telecom_cmp.cipher import decrypt, encrypt
from tests.loopback import Answered, Asked
from tests.sources.serving import Json, Serving, as_json, as_text

USER, PASSWORD, KEYS = "demoUser", "demoPass", ("ab1", "cd2", "ef3")
ICCID, NUMBER = "8986031540252000000", "1410000000000"
SIGNED = {"iccid", "access_number"}
UNSIGNED_METHODS = {"getSIMList"}

PRODUCT: Json = {
    "productName": "物联网流量",
    "phoneNum": NUMBER,
    "prodStatusName": "在用",
    "stopFlag": "0",
    "custName": "某某公司",
    "commonRegionName": "南京",
    "functions": {"达量断网": {"是否已达量断网": "否", "断网阀值": "500"}, "短信": {"方向": "双向"}},
}


def status(*codes: str, number: str | None = NUMBER) -> Json:
    return {
        "resultCode": "0",
        "resultMsg": "处理成功！",
        "GROUP_TRANSACTIONID": "REQ-1",
        **({} if number is None else {"number": number}),
        "servCreateDate": "20240601",
        "productInfo": [{"productMainStatusCd": code, "productMainStatusName": "状态"} for code in codes],
    }


def product(**changed: Any) -> Answered:
    told = {**PRODUCT, **changed}
    functions = "".join(
        f"<funProdInfos><productName>{name}</productName>{_attributes(attributes)}</funProdInfos>"
        for name, attributes in told.pop("functions").items()
    )
    fields = "".join(f"<{name}>{value}</{name}>" for name, value in told.items())
    return as_text(
        "<?xml version='1.0' encoding='UTF-8'?><SvcCont><resultCode>0</resultCode><resultMsg>成功</resultMsg>"
        f"<result><prodInfos>{fields}{functions}</prodInfos></result></SvcCont>",
        kind="text/xml",
    )


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(
        f"<attrInfos><attrName>{name}</attrName><attrValue>{value}</attrValue></attrInfos>"
        for name, value in attributes.items()
    )


def traffic(used: str, number: str = NUMBER) -> Answered:
    return as_text(
        f"<root><web:NEW_DATA_TICKET_QRsp xmlns:web='http://www.example.com/'><IRESULT>0</IRESULT><number>{number}"
        f"</number><TOTAL_BYTES_CNT>{used}</TOTAL_BYTES_CNT><DURATION_CNT_CH>1时2分</DURATION_CNT_CH>"
        "</web:NEW_DATA_TICKET_QRsp></root>",
        kind="text/xml",
    )


def registration(code: str = "0", person: str = "CERT-1", active: str = "2024-06-05 10:00:00") -> Answered:
    return as_text(
        f"<SvcCont><RESULT><activeTime>{active}</activeTime><prodStatusName>在用</prodStatusName><certNumber>{person}"
        f"</certNumber><number>{NUMBER}</number></RESULT><resultCode>{code}</resultCode>"
        "<resultMsg>未能查询到实名制信息</resultMsg></SvcCont>",
        kind="text/xml",
    )


def session(**changed: Any) -> Answered:
    described = {
        "result": "0",
        "msisdn": f"86{NUMBER}",
        "imsi": "460110000000001",
        "acctStatusType": "start",
        "eventTimestamp": "2026-11-22 11:50:00",
        "framedIpAddress": "10.1.2.3",
        "imei": "860000000000001",
        **changed,
    }
    return as_json(
        {"resultCode": "0", "resultMsg": "处理成功！", "groupTransactionId": "REQ-3", "description": described}
    )


def refused(code: str, said: str = "失败") -> Json:
    return {"resultCode": code, "resultMsg": f"{said} {USER} {PASSWORD}", "GROUP_TRANSACTIONID": "REQ-2"}


def enciphered(text: str) -> Answered:
    return as_text(encrypt(text, KEYS))


class FakeTelecomCmp(Serving):
    """Knows one card."""

    def heard(self, asked: Asked) -> tuple[str, Json]:
        params = dict(parse_qsl(urlsplit(asked.path).query, keep_blank_values=True))
        return params["method"], params

    def problem(self, asked: Asked, params: Json) -> Answered | None:
        if asked.method != "GET" or urlsplit(asked.path).path != "/m2m_ec/query.do":
            return as_text("<html>404</html>", 404, "text/html")
        if params["user_id"] != USER or decrypt(params["passWord"], KEYS) != PASSWORD:
            return as_text("-1：用户名或密码错误，无权限")
        signed = [] if params["method"] in UNSIGNED_METHODS else [params[name] for name in SIGNED & params.keys()]
        text = ",".join(sorted([*signed, USER, PASSWORD, params["method"]]))
        return None if decrypt(params["sign"], KEYS) == text else as_text("-3：sign参数值错误")

    def told(self, call: str, params: Json) -> Answered:
        if params.get("iccid", ICCID) != ICCID or params.get("access_number", NUMBER) != NUMBER:
            return as_text("-4：iccid号码错误或不存在")
        row = {"accNumber": NUMBER, "iccid": ICCID, "activationTime": "2024-06-05", "simStatus": ["4"]}
        listed = {"resultCode": "0", "description": {"pageIndex": "1", "simList": [row]}}
        answers = {
            "queryCardMainStatus": as_json(status("4")),
            "getTelephone": as_json({"RESULT": "0", "SMSG": NUMBER}),
            "getSIMList": enciphered(as_json(listed).body.decode()),
            "prodInstQuery": product(),
            "queryTraffic": traffic("12.34MB"),
            "realNameQueryIot": registration(),
            "getOnlineStatus": session(),
        }
        return answers[call]
