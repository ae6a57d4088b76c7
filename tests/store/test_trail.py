"""What every audit trail promises: the fake of the tests and the real one alike."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.iccid import Iccid
from bot.domain.message import Person
from bot.domain.roles import Act
from bot.domain.trail import Entry, Search
from bot.store.database import open_store
from bot.store.trail import SqlTrail
from tests.store.memory import MemoryTrail

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
ANNA, LI = Person("telegram", "42"), Person("wechat", "oLi")
NUMBER = "89861125021012300146"
LOOK_UP = Entry(
    at=NOW,
    who=ANNA,
    act=Act.LOOK_UP,
    outcome="blocked quota",
    card=Iccid(NUMBER).key,
    said="查 <b>'",
    text="🔴 信控停用\n第二行",
    lang="zh",
)
REPLAY = Entry(at=NOW, who=LI, act=Act.REPLAY, outcome="answered", about=ANNA)
TALK = Entry(at=NOW, who=ANNA, act=Act.TALK, outcome="answered", said="hi", text="Hello", lang="en")
MOST = 10


@pytest.fixture(params=["memory", "sqlite"])
async def trail(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[MemoryTrail | SqlTrail]:
    if request.param == "memory":
        yield MemoryTrail()
        return
    async with open_store(tmp_path / "clinic.db") as store:
        yield store.trail


async def test_what_is_noted_is_read_the_latest_first(trail: MemoryTrail | SqlTrail) -> None:
    await trail.note([LOOK_UP, REPLAY])
    await trail.note([TALK])
    page = await trail.read(Search(), MOST)
    assert (page.entries, page.next) == ((TALK, REPLAY, LOOK_UP), None)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        pytest.param(Search(who=ANNA), (TALK, LOOK_UP), id="who"),
        pytest.param(Search(who=Person("web", "42")), (), id="the same name on another channel"),
        pytest.param(Search(card=NUMBER), (LOOK_UP,), id="the card by its number"),
        pytest.param(Search(card=NUMBER[:19]), (LOOK_UP,), id="the card without its check digit"),
        pytest.param(Search(card="' OR 1=1 --"), (), id="no card at all"),
        pytest.param(Search(act=Act.REPLAY), (REPLAY,), id="act"),
        pytest.param(Search(since=NOW), (TALK, REPLAY, LOOK_UP), id="since then"),
        pytest.param(Search(since=NOW + timedelta(seconds=1)), (), id="since later"),
        pytest.param(Search(who=ANNA, act=Act.TALK), (TALK,), id="both"),
    ],
)
async def test_a_search_finds_what_fits(
    trail: MemoryTrail | SqlTrail, search: Search, found: tuple[Entry, ...]
) -> None:
    await trail.note([LOOK_UP, REPLAY, TALK])
    assert (await trail.read(search, MOST)).entries == found


async def test_pages_follow_each_other_whatever_comes_meanwhile(trail: MemoryTrail | SqlTrail) -> None:
    entries = [replace(TALK, said=str(at)) for at in range(5)]
    await trail.note(entries)
    first = await trail.read(Search(), 2)
    await trail.note([LOOK_UP])
    second = await trail.read(Search(), 2, first.next)
    third = await trail.read(Search(), 2, second.next)
    assert [*first.entries, *second.entries, *third.entries] == entries[::-1]
    assert third.next is None


async def test_who_is_erased_loses_the_words_and_nobody_else_does(trail: MemoryTrail | SqlTrail) -> None:
    other = replace(TALK, who=LI)
    await trail.note([LOOK_UP, other])
    await trail.erase(ANNA)
    bare = replace(LOOK_UP, said=None, text=None)
    assert (await trail.read(Search(), MOST)).entries == (other, bare)


async def test_words_go_first_and_entries_later(trail: MemoryTrail | SqlTrail) -> None:
    ages = [replace(TALK, at=NOW - timedelta(days=days)) for days in (200, 100, 0)]
    await trail.note(ages)
    await trail.prune(NOW - timedelta(days=30), NOW - timedelta(days=180))
    bare = replace(ages[1], said=None, text=None)
    assert (await trail.read(Search(), MOST)).entries == (ages[2], bare)


async def test_it_survives_the_process(tmp_path: Path) -> None:
    async with open_store(tmp_path / "clinic.db") as store:
        await store.trail.note([LOOK_UP])
    async with open_store(tmp_path / "clinic.db") as store:
        assert (await store.trail.read(Search(), MOST)).entries == (LOOK_UP,)
