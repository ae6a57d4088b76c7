"""The real bot against the fake Bot API, on demo cards, in one event loop."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.app import App, opened
from bot.channels.telegram.channel import Deployment, running
from bot.channels.telegram.pace import Rate
from bot.channels.telegram.timing import Timing
from bot.commands.telegram import stands_on
from bot.ports import Bulk, Front
from bot.settings import Settings
from bot.texts import FluentTexts
from tests.telegram.fake_api import FakeApi

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
QUOTA = "89861125021012300146"
FAST = Rate(10_000, 10_000)


@dataclass
class Clockwork:
    """A clock that sleepers move, each to its own end and in that order; a sleep takes a millisecond of a test."""

    seconds: float = 0.0
    slept: list[float] = field(default_factory=list)
    _ends: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        end = self.seconds + seconds
        self._ends.append(end)
        try:
            await asyncio.sleep(0.001)
            while min(self._ends) < end:  # noqa: ASYNC110 - that is the clock
                await asyncio.sleep(0.001)
        finally:
            self._ends.remove(end)
        self.seconds = max(self.seconds, end)


def timing(clock: Clockwork, **changed: Any) -> Timing:
    given: dict[str, Any] = {
        "sleep": clock.sleep,
        "monotonic": clock.monotonic,
        "chance": lambda: 1.0,
        "long_poll": 1,
        "grace": 1.0,
        **changed,
    }
    return Timing(**given)


def settings(tmp_path: Path, **more: Any) -> Settings:
    return Settings(database=f"sqlite:///{tmp_path / 'clinic.db'}", demo=True, **more)


SECRET = "a-secret_of-ours"


@dataclass
class Bot:
    """The running bot, and what it stands on; *hook* is where it takes updates in webhook mode."""

    app: App
    api: FakeApi
    clock: Clockwork
    hook: str


@asynccontextmanager
async def bot(
    tmp_path: Path,
    api: FakeApi,
    *,
    webhook: bool = False,
    given: Settings | None = None,
    clock: Clockwork | None = None,
    front: Callable[[App], Front] = lambda app: app,
    bulk: Bulk | None = None,
    **timings: Any,
) -> AsyncIterator[Bot]:
    """Run the bot on the fake *api* while this lasts."""
    clock = clock or Clockwork()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        hook = f"http://127.0.0.1:{listening.getsockname()[1]}/telegram"
        deployment = Deployment(
            token=api.token,
            api_base=api.url,
            default_lang="zh",
            webhook=(hook, SECRET) if webhook else None,
            staff_group=given.telegram.staff_group if given is not None and given.telegram is not None else None,
        )
        within = timing(clock, **timings)
        async with (
            _opened(given or settings(tmp_path), clock, bulk) as app,
            running(deployment, stands_on(app, front(app)), timing=within, overall=FAST) as routes,
            _served(routes, listening),
        ):
            yield Bot(app, api, clock, hook)


@cache
def _texts() -> FluentTexts:
    return FluentTexts.load().read_all()


@asynccontextmanager
async def _opened(given: Settings, clock: Clockwork, bulk: Bulk | None) -> AsyncIterator[App]:
    """Open the app with texts that have been read before, as reading them takes longer than a test."""
    async with opened(given, clock.now) as app:
        yield replace(app, texts=_texts(), tools=replace(app.tools, bulk=bulk or app.tools.bulk))


@asynccontextmanager
async def _served(routes: Sequence[BaseRoute], listening: socket.socket) -> AsyncIterator[None]:
    if not routes:
        yield
        return
    config = uvicorn.Config(Starlette(routes=routes), lifespan="off", log_config=None, access_log=False)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield
    finally:
        server.should_exit = True
        await task
