"""China Unicom's CMP as far as its clients tell: it checks time and token, and which spelling a call wants."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from tests.loopback import Answered, Asked
from tests.sources.serving import Json, Serving, as_json

APP, SECRET, OPEN_ID = "demoApp", "demoSecret", "demoOpenId"
ICCID = "89860620240000000019"
TAIL = "/V1/1Main/vV1.1"
SIGNED_WITHIN = timedelta(minutes=5)

TERMINAL: Json = {
    "iccid": ICCID,
    "msisdn": "861400000000001",
    "imsi": "460060000000001",
    "imei": "860000000000001",
    "simStatus": "2",
    "realNameStatus": "3",
    "ratePlan": 21003113,
    "monthToDateUsage": "12.5",
    "monthToDateDataUsage": "12.5",
    "dateShipped": "2020-06-22 00:00:00",
    "dateActivated": "2020-06-23 11:13:34.0",
    "lockStatus": "0",
    "overageLimitReached": "false",
    "fixedIpAddress": "10.1.2.3",
    "Customer": "某某公司",
}
"""A terminal of the recorded shape."""


def fine(*terminals: Any) -> Json:
    data = {"resultCode": "0000", "messageId": "REQ-1", "version": "1.0", "terminals": [*terminals]}
    return {"status": "0000", "message": "成功", "data": data}


def registration(code: str, status: str = "0") -> Json:
    return {"status": status, "message": "成功", "data": {"rspcode": code, "rspdesc": "成功"}}


def refused(code: str, said: str = "失败") -> Json:
    return {"status": code, "message": f"{said} {APP} {SECRET}"}


def refused_inside(code: str) -> Json:
    return {"status": "0000", "data": {"resultCode": code, "resultDesc": f"失败 {SECRET}", "messageId": "REQ-2"}}


class FakeUnicomCmp(Serving):
    """Knows *terminals* by number; a registry of names knows them by 19 digits."""

    def __init__(self, now: Callable[[], datetime], *terminals: Json) -> None:
        super().__init__()
        self.terminals = {terminal["iccid"]: terminal for terminal in terminals or (TERMINAL,)}
        self._now = now
        self._spent = set[str]()

    def heard(self, asked: Asked) -> tuple[str, Json]:
        return urlsplit(asked.path).path.removeprefix("/api/").removesuffix(TAIL), json.loads(asked.body)

    def problem(self, asked: Asked, params: Json) -> Answered | None:
        if asked.method != "POST" or not asked.path.endswith(TAIL) or set(params) != _PARTS:
            return as_json({"error": "Not Found"}, 404)
        at, trans_id = params["timestamp"], params["trans_id"]
        known = trans_id.startswith(at) and len(trans_id) == len(at) + 6 and trans_id not in self._spent
        self._spent.add(trans_id)
        when = datetime.strptime(at, "%Y%m%d%H%M%S%f").replace(tzinfo=ZoneInfo("Asia/Shanghai"))
        if not known or abs(self._now() - when) > SIGNED_WITHIN:
            return as_json(refused("9001"), 401)
        text = f"app_id{APP}timestamp{at}trans_id{trans_id}{SECRET}"
        return (
            None if params["token"] == hashlib.new("sm3", text.encode()).hexdigest() else as_json(refused("9002"), 401)
        )

    def told(self, call: str, params: Json) -> Answered:
        data = params["data"]
        if call == "realNameStatusQuery":
            known = data["iccid"] in {number[:19] for number in self.terminals}
            return as_json(registration("0001" if known else "0003"))
        if (data["openId"], data["version"]) != (OPEN_ID, "1.0"):
            return as_json(refused_inside("1001"))
        return as_json(fine(*(self.terminals[number] for number in data["iccids"] if number in self.terminals)))


_PARTS = {"app_id", "timestamp", "trans_id", "token", "data"}
