"""China Telecom's 5G CMP as far as its clients tell: it checks key, time and signature of every request."""

from binascii import unhexlify
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from hashlib import md5
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.loopback import Answered, Asked
from tests.sources.fake_telecom_cmp import ICCID, NUMBER, session, traffic
from tests.sources.serving import Json, Serving, as_json

KEY, SECRET = "demoKey", "demoSecret"
SIGNED_WITHIN = timedelta(minutes=5)
PATHS = {
    "/openapi/v1/prodinst/queryCardMainStatus",
    "/openapi/v1/prodinst/getTelephone",
    "/openapi/v1/prodinst/getSIMList",
    "/openapi/v1/prodinst/getOnlineStatus",
    "/api/v1/openbill/queryTraffic",
}


def status(*codes: str, name: str = "", block: str | None = "未断网", real_name: str | None = "1") -> Json:
    return {
        "result": "0",
        "resultMsg": "成功",
        **({} if block is None else {"netBlockStatusName": block}),
        **({} if real_name is None else {"authStatus": real_name}),
        "productInfo": [
            {"productMainStatusCd": code, "productMainStatusName": "状态", "operatorDefinitionStatusName": name}
            for code in codes
        ],
    }


def refused(code: str, said: str = "失败") -> Json:
    return {"result": code, "resultMsg": f"{said} {KEY} {SECRET}", "GROUP_TRANSACTIONID": "REQ-2"}


class FakeCtwing(Serving):
    """Knows one card. Its clock is *now*, in *zone*."""

    def __init__(self, now: Callable[[], datetime], zone: tzinfo = UTC) -> None:
        super().__init__()
        self._now, self._zone = now, zone

    def heard(self, asked: Asked) -> tuple[str, Json]:
        url = urlsplit(asked.path)
        return url.path.rpartition("/")[2], dict(parse_qsl(url.query, keep_blank_values=True))

    def problem(self, asked: Asked, params: Json) -> Answered | None:
        if asked.method != "GET" or urlsplit(asked.path).path not in PATHS:
            return as_json({"error": "Not Found"}, 404)
        at = asked.headers["timestamp"]
        signed_at = datetime.strptime(at, "%Y%m%d%H%M%S").replace(tzinfo=self._zone)
        if asked.headers["appkey"] != KEY or abs(self._now() - signed_at) > SIGNED_WITHIN:
            return as_json({"error": "Unauthorized"}, 401)
        text = "&".join(f"{name}={params[name]}" for name in sorted(params)) + SECRET + at
        given = unhexlify(asked.headers["sign"])
        return None if given == md5(text.encode()).hexdigest().encode() else as_json(refused("-3", "sign 值错误"))  # noqa: S324

    def told(self, call: str, params: Json) -> Answered:
        if params.get("iccid", ICCID) != ICCID or params.get("access_number", NUMBER) != NUMBER:
            return as_json(refused("-4", "iccid号码错误或不存在"))
        row: Any = {"accNumber": NUMBER, "iccid": ICCID, "activationTime": "2024-06-05", "simStatus": ["4"]}
        answers = {
            "queryCardMainStatus": as_json(status("4")),
            "getTelephone": as_json({"RESULT": "0", "SMSG": NUMBER}),
            "getSIMList": as_json({"resultCode": "0", "description": {"pageIndex": "1", "simList": [row]}}),
            "queryTraffic": traffic("12.34MB"),
            "getOnlineStatus": session(),
        }
        return answers[call]
