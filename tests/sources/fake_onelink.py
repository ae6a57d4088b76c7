"""OneLink as far as its clients tell: tokens that live for a while, request numbers that count once, one card."""

import asyncio
import json
import re
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from tests.loopback import Answered, Asked, Server

APP_ID, PASSWORD = "demoApp", "demoPass"
Json = dict[str, Any]

ICCID, MSISDN = "898600D6991330004146", "1064800000001"
RESULTS: dict[str, Json] = {
    "sim-basic-info": {
        "msisdn": MSISDN,
        "imsi": "460040000000001",
        "iccid": ICCID,
        "activeDate": "2026-03-02 18:00:00",
        "openDate": "2026-01-15 09:30:00",
    },
    "sim-status": {"cardStatus": "4", "lastChangeDate": "2026-11-20 10:00:00"},
    "sim-stop-reason": {"platformType": "OneLink-CT", "stopReason": "000020000020"},
    "sim-manage-stop-restart-status": {"manageStopRestartStatus": "0", "reason": ""},
    "sim-communication-function-status": {
        "serviceTypeList": [
            {"serviceType": "08", "serviceStatus": "0"},
            {"serviceType": "11", "serviceStatus": "1", "apnName": "CMIOT", "statusTime": "20260302180000"},
        ]
    },
    "card-bind-status": {"result": "1"},
    "sim-imei": {"imei": "860000000000001"},
    "sim-real-name-status": {"realNameStatus": "1"},
    "sim-session": {"simSessionList": [{"apnId": "CMIOT", "status": "01", "ip": "10.1.2.3", "rat": "6"}]},
    "sim-data-usage": {"dataAmount": "102707.2", "apnUseAmountList": []},
    "sim-data-margin": {"accmMarginList": [{"offeringId": "1", "offeringName": "demo 100MB", "useAmount": "102707.2"}]},
    "region-limit-status": {"regionLimitStatus": "1"},
}
"""Answers of the recorded shapes, by the last step of their path."""
BY_MSISDN_ALONE = "card-bind-status"


def fine(result: Any) -> Json:
    return {"status": "0", "message": "正确", "result": [result]}


def refused(code: str, message: str = "no") -> Json:
    return {"status": code, "message": f"{message}: {APP_ID} {PASSWORD}", "result": []}


def as_json(body: Any, status: int = 200) -> Answered:
    return Answered(status, json.dumps(body).encode())


class FakeOnelink:
    """Answers questions by their name. *overrides* answers one in another way, *delays* answers it late, in seconds."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.results: dict[str, Json] = {name: dict(result) for name, result in RESULTS.items()}
        self.overrides: dict[str, Answered] = {}
        self.delays: dict[str, float] = {}
        self.ttl: Any = "3600"
        self.tokens = 0
        self.rotated = 0
        """How often a new token was asked for, whoever holds the old one."""
        self.valid: str | None = None
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.reached = defaultdict[str, asyncio.Event](asyncio.Event)
        """Set when a question has come in."""
        self.at_once, self.most_at_once = 0, 0
        self._now, self._transids = now, set[str]()
        self._server = Server(self._answer)

    @property
    def url(self) -> str:
        return f"{self._server.url}/v5/ec"

    def calls(self, name: str) -> int:
        return sum(asked == name for asked, _ in self.asked)

    def expire(self) -> None:
        """End the token that everybody holds."""
        self.valid = None

    async def __aenter__(self) -> Self:
        await self._server.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._server.__aexit__(kind, error, trace)

    async def _answer(self, asked: Asked) -> Answered:
        path, params = urlsplit(asked.path).path, dict(parse_qsl(urlsplit(asked.path).query))
        name = path.rpartition("/")[2]
        self.asked.append((name, params))
        self.reached[name].set()
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(self.delays.get(name, 0))
        self.at_once -= 1
        if asked.method != "GET" or not self._counted(params.get("transid", "")):
            return as_json(refused("12004"))
        if path == "/v5/ec/get/token":
            return self.overrides.get(name) or as_json(self._granted(params))
        if self.valid is None or params.get("token") != self.valid:
            return as_json(refused("12021", "TOKEN不存在或已过期，请重新获取"))
        return self.overrides.get(name) or as_json(self._told(path, name, params))

    def _counted(self, transid: str) -> bool:
        """Say whether a request's number is as it must be: the account, the time, eight digits, never seen before."""
        new = transid not in self._transids
        self._transids.add(transid)
        return new and re.fullmatch(rf"{APP_ID}{self._now():%Y%m%d%H%M%S}[0-9]{{8}}", transid) is not None

    def _granted(self, params: dict[str, str]) -> Json:
        if (params.get("appid"), params.get("password")) != (APP_ID, PASSWORD):
            return refused("12022")
        rotate = params.get("refresh") != "0"
        self.rotated += rotate
        if self.valid is None or rotate:
            self.tokens += 1
            self.valid = f"token-{self.tokens}"
        return fine({"token": self.valid, "ttl": self.ttl})

    def _told(self, path: str, name: str, params: dict[str, str]) -> Json:
        numbers = {key: params[key] for key in ("iccid", "msisdn", "imsi") if key in params}
        if path != f"/v5/ec/query/{name}" or name not in self.results or len(numbers) != 1:
            return refused("11000")
        if name == BY_MSISDN_ALONE and ("msisdn" not in params or params.get("testType") != "1"):
            return refused("11000")
        if not numbers.items() <= {"iccid": ICCID, "msisdn": MSISDN}.items():
            return refused("12010", "卡号不存在本系统")
        return fine(self.results[name])
