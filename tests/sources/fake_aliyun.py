"""Linkcard as far as its pages tell: it checks every request's form, time, nonce and signature, then answers."""

import hashlib
import hmac
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from pydantic import SecretStr

from bot.domain.iccid import Iccid
from bot.settings.platforms import AliyunSettings
from bot.sources.aliyun import Aliyun
from bot.sources.reading import CHINA
from tests.loopback import Answered, Asked
from tests.sources.serving import Json, Serving, as_json, client

KEY_ID, SECRET = "demoId", "demoSecret"
NOW = datetime(2026, 11, 22, 12, tzinfo=CHINA)
SIGNED_WITHIN = timedelta(minutes=15)

CARD: Json = {
    "Iccid": "89860321249946513302",
    "Status": "35",
    "OsStatus": "400",
    "Vendor": "CTCC",
    "Msisdn": ["1064912345678"],
    "Imsi": ["460110000000001"],
    "Ip": ["10.1.2.3"],
    "OpenAccountTime": "2026-01-15 09:30:00",
    "ActiveTime": "2026-03-02 18:00:00",
    "ExpireTime": "2027-04-01 00:00:00",
    "Period": "1101",
    "PeriodAddFlow": "100.30MB",
    "PeriodRestFlow": "0.00MB",
    "DataLevel": "100MB",
    "DataType": "singlecard",
    "DeviceImei": "860000000000001",
    "IsAutoRecharge": False,
    "AutoLimitResume": True,
    "CertifyType": "1",
    "CertifyStatus": "1",
    "CredentialNo": "CRED-1",
}
"""An answer of the recorded shape."""
NUMBER = Iccid(CARD["Iccid"])
_NONCES = count()


def fine(data: Any) -> Json:
    return {"Code": "200", "Success": True, "Data": data, "RequestId": "REQ-1"}


def refused(code: str) -> Json:
    return {
        "Code": code,
        "Success": False,
        "RequestId": "REQ-2",
        "ErrorMessage": f"no: {KEY_ID} {SECRET}",
        "Message": f"server string to sign is: POST&%2F&AccessKeyId%3D{KEY_ID}",
    }


class FakeAliyun(Serving):
    """Holds *cards* by number; *real_names* are those that differ from NOT_CERTIFIED."""

    def __init__(self, *cards: Json, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.cards = {card["Iccid"]: card for card in cards or (CARD,)}
        self.real_names: dict[str, str] = {}
        self.now = now
        self._nonces = set[str]()

    def heard(self, asked: Asked) -> tuple[str, Json]:
        params = dict(parse_qsl(urlsplit(asked.path).query, keep_blank_values=True))
        return params.get("Action", ""), params

    def problem(self, asked: Asked, params: Json) -> Answered | None:
        code = self._problem(asked, params)
        return None if code is None else as_json(refused(code), 400)

    def told(self, call: str, params: Json) -> Answered:
        return as_json(self._told(call, params["Iccid"]) if "Iccid" in params else fine({"ManageStop": 0}))

    def _problem(self, asked: Asked, params: Json) -> str | None:
        """Return the code of what is wrong with a request, as the gateway would tell it."""
        expected = {"Version": "2021-05-20", "SignatureMethod": "HMAC-SHA1", "SignatureVersion": "1.0"}
        if (asked.method, urlsplit(asked.path).path) != ("POST", "/") or expected.items() - params.items():
            return "InvalidParameter"
        if params["AccessKeyId"] != KEY_ID:
            return "InvalidAccessKeyId.NotFound"
        signed_at = datetime.strptime(params["Timestamp"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        if abs(self.now() - signed_at) > SIGNED_WITHIN:
            return "InvalidTimeStamp.Expired"
        if params["SignatureNonce"] in self._nonces:
            return "SignatureNonceUsed"
        self._nonces.add(params["SignatureNonce"])
        return None if params.get("Signature") == signature(params, SECRET) else "SignatureDoesNotMatch"

    def _told(self, call: str, number: str) -> Json:
        if number not in self.cards:
            return refused("isv.NOT_FOUND_OWNER")
        if call == "GetRealNameStatus":
            return fine({"RealNameStatus": self.real_names.get(number, "NOT_CERTIFIED"), "Desc": "未认证"})
        return fine({"VsimCardInfo": self.cards[number], "ListPsimCards": []})


def signature(params: dict[str, str], secret: str) -> str:
    """Sign as the pages describe it, step by step."""
    pairs = [
        f"{quote(name, safe='-_.~')}={quote(params[name], safe='-_.~')}" for name in sorted({*params} - {"Signature"})
    ]
    text = "&".join(["POST", quote("/", safe=""), quote("&".join(pairs), safe="-_.~")])
    return b64encode(hmac.new(f"{secret}&".encode(), text.encode(), hashlib.sha1).digest()).decode()


@asynccontextmanager
async def asking_of(
    fake: FakeAliyun,
    secret: str = SECRET,
    key_id: str = KEY_ID,
    nonce: Callable[[], str] | None = None,
    seconds: float = 10,
) -> AsyncIterator[Aliyun]:
    account = AliyunSettings(access_key_id=key_id, access_key_secret=SecretStr(secret), endpoint=fake.url)
    async with client(timeout=seconds) as http:
        yield Aliyun(account, http, lambda: NOW, nonce=nonce or (lambda: f"nonce +/{next(_NONCES)}"))
