"""Control Center as far as its clients tell: it checks who asks, then answers what stands under the address."""

import asyncio
import json
from base64 import b64encode
from types import TracebackType
from typing import Any, Self

from tests.loopback import Answered, Asked, Server

USERNAME, API_KEY = "demoUser", "demoApiKey"
Json = dict[str, Any]

DEVICE: Json = {
    "iccid": "89860621249946513309",
    "imsi": "460060000000001",
    "msisdn": "861064600000001",
    "imei": "8600000000000012",
    "status": "ACTIVATED",
    "ratePlan": "demo 100MB",
    "communicationPlan": "demo data",
    "customer": "demo customer",
    "endConsumerId": "END-1",
    "dateActivated": "2026-03-02 18:00:00.000+0000",
    "fixedIPAddress": "10.1.2.3",
    "simNotes": "NOTE-1",
}
USAGE: Json = {
    "iccid": DEVICE["iccid"],
    "status": "ACTIVATED",
    "ctdDataUsage": 105172173,
    "ctdSMSUsage": 3,
    "overageLimitReached": False,
    "overageLimitOverride": "DEFAULT",
}
SESSION: Json = {
    "iccid": DEVICE["iccid"],
    "ipAddress": "10.1.2.3",
    "dateSessionStarted": "2026-11-21 08:00:00.000+0000",
    "dateSessionEnded": None,
}
PARTS = ("device", "ctdUsages", "sessionInfo")


def refused(code: str) -> Json:
    return {"errorCode": code, "errorMessage": f"no: {USERNAME}:{API_KEY}"}


def as_json(body: Any, status: int = 200) -> Answered:
    return Answered(status, json.dumps(body).encode())


class FakeJasper:
    """Holds one card, in three *parts*. *overrides* answers a part in another way, *delays* late, in seconds."""

    def __init__(self) -> None:
        self.number: str = DEVICE["iccid"]
        self.parts: dict[str, Json] = dict(zip(PARTS, (dict(DEVICE), dict(USAGE), dict(SESSION)), strict=True))
        self.overrides: dict[str, Answered] = {}
        self.delays: dict[str, float] = {}
        self.asked: list[str] = []
        self._server = Server(self._answer)

    @property
    def url(self) -> str:
        return f"{self._server.url}/rws/api/v1"

    async def __aenter__(self) -> Self:
        await self._server.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._server.__aexit__(kind, error, trace)

    async def _answer(self, asked: Asked) -> Answered:
        self.asked.append(asked.path)
        credentials = b64encode(f"{USERNAME}:{API_KEY}".encode()).decode()
        if asked.headers.get("authorization") != f"Basic {credentials}":
            return as_json(refused("10000001"), 401)
        _, _, rest = asked.path.partition("/rws/api/v1/devices/")
        number, _, part = rest.partition("/")
        part = part or "device"
        if asked.method != "GET" or part not in self.parts:
            return as_json(refused("10000028"), 400)
        if number != self.number:
            return as_json(refused("20000001"), 404)
        await asyncio.sleep(self.delays.get(part, 0))
        return self.overrides.get(part) or as_json(self.parts[part])
