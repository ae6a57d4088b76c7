"""The real `serve` as a process of its own, before a fake WeChat and a source that answers when it is let."""

import asyncio
import json
import os
import re
import sys
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from tests.loopback import Answered, Asked
from tests.sources.fake_http import EXAMPLE, KEY, FakeHttp
from tests.telegram.serving import ROOT
from tests.wechat.letters import AES_KEY, APP_ID, TOKEN, event, said
from tests.wechat.platform import SECRET, Platform

PATIENT, HASTY = 4.5, 0.2
"""Seconds that `serve` waits for an answer: as it does by default, or hardly at all."""
HANGS = 60.0
"""Seconds after which a test that waits is taken to hang."""
_BEGINS = "8986112599"
_NUMBERS = count(123_456_789)


def number() -> str:
    """Return the number of a card that nobody has asked about yet."""
    return f"{_BEGINS}{next(_NUMBERS)}"


def now(text: str, user: str, **nodes: Any) -> str:
    return said(text, user, CreateTime=int(time.time()), **nodes)


def happened(name: str, user: str, **nodes: Any) -> str:
    return event(name, user, CreateTime=int(time.time()), **nodes)


class Warehouse(FakeHttp):
    """A source that holds every card of `number`; while it is not *open* it does not say so."""

    def __init__(self) -> None:
        super().__init__()
        self.open = asyncio.Event()
        self.open.set()

    async def _answer(self, asked: Asked) -> Answered:
        answered = await super()._answer(asked)
        if _BEGINS in asked.path:
            await self.open.wait()
        return answered

    def told(self, call: str, params: dict[str, Any]) -> Answered:
        wanted = str(params.get("no", ""))
        self.card = {**self.card, "iccid": wanted} if wanted.startswith(_BEGINS) else self.card
        return super().told(call, params)

    def times(self, card: str) -> int:
        """Return how often *card* was asked for."""
        return sum(params.get("no") == card for _, params in self.asked)

    async def asked_for(self, card: str) -> None:
        """Wait until *card* is asked for."""
        async with asyncio.timeout(HANGS):
            while not self.times(card):  # noqa: ASYNC110 - it says nothing when it is asked
                await asyncio.sleep(0.01)


@dataclass
class Clinic:
    """The process, and what stands around it."""

    platform: Platform
    source: Warehouse
    folder: Path
    process: Process
    url: str

    @property
    def callback(self) -> str:
        return f"{self.url}wechat"

    @property
    def output(self) -> str:
        return (self.folder / "output").read_text(encoding="utf-8")

    def read(self, user: str) -> list[str]:
        return self.platform.followers[user].read

    async def deliver(self, xml: str) -> str | None:
        return await self.platform.deliver(self.callback, xml)

    async def say(self, text: str, user: str, **nodes: Any) -> str:
        """Say something and wait for its answer, in whichever way it comes."""
        before = len(self.read(user))
        await self.deliver(now(text, user, **nodes))
        return (await self.platform.until_read(user, before + 1))[before]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until *condition* holds of what the process has printed."""
        async with asyncio.timeout(HANGS):
            while not condition():  # noqa: ASYNC110 - a file has no event
                await asyncio.sleep(0.02)


@asynccontextmanager
async def serving(
    folder: Path, platform: Platform, source: Warehouse, *, deadline: float = PATIENT, **more: str
) -> AsyncIterator[Clinic]:
    """Run `serve` in *folder*; what an earlier one kept there is still there."""
    account = {
        "APP_ID": APP_ID, "TOKEN": TOKEN, "AES_KEY": AES_KEY, "APP_SECRET": SECRET, "API_BASE": platform.url,
        "DEADLINE": str(deadline), "VERIFIED": str(platform.verified).lower(),
    }  # fmt: skip
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SIMCLINIC_")}
    environment = {
        **kept,
        "PYTHONPATH": str(ROOT),
        "SIMCLINIC_DATABASE": f"sqlite:///{folder / 'clinic.db'}",
        "SIMCLINIC_DEMO": "true",
        "SIMCLINIC_HTTP__URL": f"{source.url}/api/card?no={{iccid}}",
        "SIMCLINIC_HTTP__HEADERS": json.dumps({"X-Key": KEY}),
        "SIMCLINIC_HTTP__MAPPING": str(EXAMPLE),
        **{f"SIMCLINIC_WECHAT__{name}": value for name, value in account.items()},
        **more,
    }
    with (folder / "output").open("ab") as output:
        begins = output.tell()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "serve", "--port", "0",
            cwd=folder, env=environment, stdout=output, stderr=output,
        )  # fmt: skip
        try:
            yield Clinic(platform, source, folder, process, await _address(folder / "output", begins))
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


async def _address(output: Path, begins: int) -> str:
    """Wait for the address that the process says it serves at."""
    async with asyncio.timeout(HANGS):
        while (found := _said(output, begins)) is None:  # noqa: ASYNC110 - a file has no event
            await asyncio.sleep(0.02)
    return found


def _said(output: Path, begins: int) -> str | None:
    found = re.search(rb"http://127\.0\.0\.1:\d+/", output.read_bytes()[begins:])
    return None if found is None else found[0].decode()
