"""The channel on the demo cards, with somebody who writes to it; a source that waits, and a push that notes."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import xmltodict
from starlette.applications import Starlette

from bot.app import App, opened
from bot.channels.wechat.channel import Deployment, StandsOn, running
from bot.channels.wechat.handover import Pushing
from bot.channels.wechat.timing import Timing
from bot.domain.card import Card
from bot.domain.pictures import Image
from bot.inbox import Inbox
from bot.ports import Pictures, Wanted
from bot.settings import Settings
from bot.texts import FluentTexts
from tests.web.clinic import NOON, Source
from tests.wechat.letters import AES_KEY, APP_ID, CRYPTO, TOKEN, said, sealed

GRACE = 0.05
QUICK = Timing(deadline=0.25, hold=0.35, slow=0.02, grace=GRACE, nonce=lambda: "n0nce")
"""In real time: for tests that take any answer, and none."""
TEXTS = FluentTexts.load()
"""Read once: that takes longer than a test."""
LINK = re.compile(r'<a href="weixin://bizmsgmenu\?msgmenucontent=([^"&]*)&msgmenuid=\d+">([^<]*)</a>')


HANGS = 60.0
"""Seconds after which a test that waits is taken to hang."""


async def until(condition: Callable[[], bool]) -> None:
    """Wait until *condition* holds."""
    async with asyncio.timeout(HANGS):
        while not condition():  # noqa: ASYNC110 - nothing tells when it does
            await asyncio.sleep(0.001)


class Ended(StrEnum):
    SENT = "sent"
    QUOTA = "quota"
    UNABLE = "unable"
    UNFIT = "unfit"


@dataclass
class Pushed:
    """Notes what is pushed; takes *room* parts, then ends as it is told."""

    room: int = 100
    ended: Ended = Ended.QUOTA
    sent: list[tuple[str, str]] = field(default_factory=list)
    shown: list[tuple[str, Image]] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)

    async def push(self, user: str, parts: Sequence[str]) -> tuple[int, StrEnum]:
        taken = parts[: self.room]
        self.room -= len(taken)
        self.sent += [(user, part) for part in taken]
        return len(taken), Ended.SENT if len(taken) == len(parts) else self.ended

    async def show(self, user: str, image: Image) -> tuple[bool, StrEnum]:
        if self.room < 1:
            return False, self.ended
        self.room -= 1
        self.shown.append((user, image))
        return True, Ended.SENT

    async def typing(self, user: str) -> None:
        self.typed.append(user)


@dataclass
class Gate:
    """A source behind a gate, and the time. While it is shut nobody is answered, and whoever waits has waited enough.

    Once it is open time stands still, so that every answer is in time, however slow the machine.
    """

    app: App
    open: asyncio.Event = field(default_factory=asyncio.Event)
    late: asyncio.Event = field(default_factory=asyncio.Event)
    """Time is up for all who sleep, as long as this is set."""
    sleepers: int = 0
    asked: int = 0

    def unlock(self) -> None:
        self.late.clear()
        self.open.set()

    def lock(self) -> None:
        self.open.clear()
        self.late.set()

    async def sleep(self, seconds: float) -> None:
        del seconds
        self.sleepers += 1
        try:
            await asyncio.sleep(0)
            await self.late.wait()
        finally:
            self.sleepers -= 1

    async def until_one_waits(self) -> None:
        """Wait until a delivery waits for its answer; while it is *late* it would not wait long."""
        await until(lambda: self.sleepers > 0)

    async def find(self, wanted: Wanted) -> Card | None:
        self.asked += 1
        await self.open.wait()
        return await self.app.tools.cards.find(wanted)

    @property
    def front(self) -> App:
        return replace(self.app, tools=replace(self.app.tools, cards=Source(self.find)))


@dataclass
class Account:
    """The account, and the line that leads to it."""

    app: App
    gate: Gate
    client: httpx.AsyncClient
    moment: datetime

    async def deliver(self, plain: str) -> str | None:
        """Deliver a message once. Return the text that its sender sees, None for nothing."""
        given, body = sealed(plain)
        answer = await self.client.post("/wechat", params=given, content=body.encode())
        assert answer.status_code == 200
        if answer.text in {"", "success"}:
            return None
        return self.read(answer.content)

    async def say(self, text: str, user: str = "openid-anna", **nodes: Any) -> str:
        """Say something, and read the answer."""
        shown = await self.deliver(said(text, user, **nodes))
        assert shown is not None
        return shown

    async def deliver_quietly(self, text: str, user: str = "openid-anna") -> str | None:
        """Say something that may get no answer."""
        return await self.deliver(said(text, user))

    @staticmethod
    def read(sealed_answer: bytes) -> str:
        outer = xmltodict.parse(sealed_answer)["xml"]
        names = ("MsgSignature", "TimeStamp", "Nonce")
        inner = CRYPTO.decrypt_message({"Encrypt": outer["Encrypt"]}, *(outer[name] for name in names))
        content: str = xmltodict.parse(inner, strip_whitespace=False)["xml"]["Content"]
        assert len(content.encode()) <= 2048
        return content

    async def waits(self, user: str = "openid-anna") -> tuple[str, ...]:
        """Return what lies on the shelf for *user*."""
        found = await self.app.shelf.find("gh_account", user)
        return found.parts if found else ()

    async def worked(self) -> None:
        """Wait until every message is done with."""
        async with asyncio.timeout(HANGS):
            while await self.app.journal.unfinished("wechat", APP_ID):  # noqa: ASYNC110 - a journal has no event
                await asyncio.sleep(0.001)


@asynccontextmanager
async def account(
    folder: Path,
    *,
    pushing: Pushing | None = None,
    pictures: Pictures | None = None,
    timing: Timing | None = None,
    moment: datetime = NOON,
    slow: bool = False,
    **given: Any,
) -> AsyncIterator[Account]:
    """Run the channel while this lasts; *slow*, its source answers when the gate is opened."""
    settings = Settings(database=f"sqlite:///{folder / 'cards.db'}", demo=True, **given)
    async with opened(settings, lambda: moment) as joined:
        app = replace(joined, texts=TEXTS)
        async with beside(app, pushing=pushing, pictures=pictures, timing=timing, moment=moment, slow=slow) as found:
            yield found


@asynccontextmanager
async def beside(
    app: App,
    *,
    pushing: Pushing | None = None,
    pictures: Pictures | None = None,
    timing: Timing | None = None,
    moment: datetime = NOON,
    slow: bool = False,
) -> AsyncIterator[Account]:
    """Run the channel of an *app* that is open, beside whatever else it runs."""
    gate = Gate(app)
    (gate.lock if slow else gate.unlock)()
    deployment = Deployment(app_id=APP_ID, token=TOKEN, aes_key=AES_KEY, default_lang="zh")
    stands_on = StandsOn(
        front=gate.front,
        lexicon=app.tools.lexicon,
        memories=app.memories,
        shelf=app.shelf,
        inbox=partial(Inbox, app.journal),
        pushing=pushing,
        desk=app.desk,
        pictures=pictures,
    )
    timed = timing or Timing(sleep=gate.sleep, grace=GRACE, nonce=lambda: "n0nce")
    async with running(deployment, stands_on, timed) as routes:
        transport = httpx.ASGITransport(Starlette(routes=list(routes)))
        async with httpx.AsyncClient(transport=transport, base_url="http://clinic.example") as client:
            yield Account(app, gate, client, moment)
