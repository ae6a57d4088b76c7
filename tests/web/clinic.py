"""The whole application on the demo cards, asked without a network; and what may go wrong with it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from bot import demo
from bot.app import App, opened
from bot.channels.web.limits import Limits
from bot.channels.web.page import Page
from bot.channels.web.requests import Desk
from bot.channels.web.site import site
from bot.domain.card import Card
from bot.domain.message import Memory, Person
from bot.ports import Desk as People
from bot.ports import Front, Memories, Wanted
from bot.settings import Settings

NOON = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
NUMBERS = [iccid.number for numbers in demo.groups().values() for iccid in numbers]
WORKING, *_ = NUMBERS
NOBODYS = "89860321249946599997"
OFTEN = 10**6


@asynccontextmanager
async def open_app(folder: Path, **given: Any) -> AsyncIterator[App]:
    """Join everything on the demo cards, at noon."""
    settings = Settings(database=f"sqlite:///{folder / 'cards.db'}", demo=True, **given)
    async with opened(settings, lambda: NOON) as app:
        app.texts.read_all()
        yield app


def visitor(
    front: Front,
    *,
    a_minute: int = OFTEN,
    now: Callable[[], float] = monotonic,
    key: str | None = None,
    people: People | None = None,
    page: Page | None = None,
    address: str = "192.0.2.1",
    scheme: str = "http",
) -> httpx.AsyncClient:
    """Return somebody who visits a site of their own, on which *front* answers."""
    desk = Desk(front=front, limits=Limits(a_minute, now), default_lang="zh", api_key=key, people=people)
    asked = httpx.ASGITransport(site(desk, page or Page(demo.groups(), "400-000-0000")), client=(address, 4711))
    return httpx.AsyncClient(transport=asked, base_url=f"{scheme}://clinic.example")


def neighbour(of: httpx.AsyncClient, address: str = "192.0.2.2") -> httpx.AsyncClient:
    """Return somebody else, elsewhere, who visits the same site."""
    transport = of._transport  # noqa: SLF001
    assert isinstance(transport, httpx.ASGITransport)
    return httpx.AsyncClient(transport=httpx.ASGITransport(transport.app, client=(address, 4712)), base_url=of.base_url)


class Source:
    """A source of which a test says what it does."""

    name = "inventory"

    def __init__(self, find: Callable[[Wanted], Awaitable[Card | None]]) -> None:
        self._find = find

    async def find(self, wanted: Wanted) -> Card | None:
        return await self._find(wanted)


def failing(app: App, error: Exception) -> App:
    """Return *app* with a source that fails."""

    async def find(wanted: Wanted) -> Card | None:
        del wanted
        raise error

    return replace(app, tools=replace(app.tools, cards=Source(find)))


class Forgetful(Memories):
    """A store of memories that fails."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    async def recall(self, person: Person) -> Memory:
        del person
        raise self._error

    async def remember(self, person: Person, memory: Memory) -> None:
        del person, memory
        raise self._error

    async def forget(self, person: Person) -> None:
        del person
        raise self._error
