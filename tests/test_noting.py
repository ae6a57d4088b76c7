"""Entries on their way into the trail."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.message import Person
from bot.domain.roles import Act
from bot.domain.trail import Entry, Keeping, Search
from bot.errors import StoreLocked
from bot.noting import Lately, Noting
from bot.retention import DAY, SOON, daily, purge_daily
from tests.fakes import ME, NOW
from tests.store.memory import MemoryTrail

pytestmark = pytest.mark.anyio
ENTRY = Entry(at=NOW, who=ME, act=Act.TALK, outcome="answered", said="hi", text="Hello")


class Locked(MemoryTrail):
    """A trail that cannot be written, *times* times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    async def note(self, entries: Sequence[Entry]) -> None:
        self._fail()
        await super().note(entries)

    async def prune(self, texts_before: datetime, entries_before: datetime) -> None:
        self._fail()
        await super().prune(texts_before, entries_before)

    def _fail(self) -> None:
        self.times -= 1
        if self.times >= 0:
            raise StoreLocked(path="cards.db")


class Stop(Exception):
    """Ends a loop that has no end."""


async def test_what_is_noted_for_later_is_written_at_the_end() -> None:
    trail = MemoryTrail()
    noting = Noting(trail)
    for _ in range(3):
        noting.later(ENTRY)
    await noting.finish()
    assert trail.entries == [ENTRY] * 3


async def test_whoever_reads_sees_what_was_noted_before() -> None:
    noting = Noting(MemoryTrail())
    noting.later(ENTRY)
    assert (await noting.read(Search(), 5)).entries == (ENTRY,)


async def test_what_is_erased_does_not_come_after() -> None:
    trail = MemoryTrail()
    noting = Noting(trail)
    noting.later(ENTRY)
    await noting.erase(ME)
    await noting.finish()
    assert [entry.text for entry in trail.entries] == [None]


async def test_a_locked_store_costs_the_entry_and_is_logged_without_words(caplog: pytest.LogCaptureFixture) -> None:
    trail = Locked(1)
    noting = Noting(trail)
    noting.later(ENTRY)
    await noting.finish()
    noting.later(ENTRY)
    await noting.finish()
    assert trail.entries == [ENTRY]
    assert [record.getMessage() for record in caplog.records] == ["not noted"]
    assert "Hello" not in caplog.text


async def test_what_staff_do_is_written_or_fails() -> None:
    with pytest.raises(StoreLocked):
        await Noting(Locked(1)).note([ENTRY])


async def test_the_purge_runs_daily_and_sooner_where_it_failed() -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            raise Stop

    with pytest.raises(Stop):
        await purge_daily(Locked(1), Keeping(), lambda: NOW, sleep)
    assert slept == [SOON, DAY, DAY]


async def test_the_purge_forgets_what_is_old_and_ends_with_the_server() -> None:
    trail = MemoryTrail()
    await trail.note([Entry(at=NOW - timedelta(days=181), who=ME, act=Act.TALK, outcome="answered"), ENTRY])
    async with daily(trail, Keeping(), lambda: NOW):
        for _ in range(3):
            await _turn()
    assert trail.entries == [ENTRY]


async def _turn() -> None:
    """Let the others go on."""
    await asyncio.sleep(0)


# Who looked what up lately

LOOKED_UP = Entry(at=NOW, who=ME, act=Act.LOOK_UP, outcome="blocked quota", card="8986112502101230014")


async def test_look_ups_are_counted_without_asking_the_store() -> None:
    noting, since = Noting(MemoryTrail()), NOW - timedelta(days=1)
    noting.later(replace(LOOKED_UP, at=NOW - timedelta(hours=25)))
    noting.later(LOOKED_UP)
    noting.later(replace(LOOKED_UP, card="8986112502101230028"))
    noting.later(replace(LOOKED_UP, who=Person("telegram", "7")))
    noting.later(replace(LOOKED_UP, act=Act.TALK))
    assert noting.look_ups(ME, str(LOOKED_UP.card), since) == 1
    await noting.note([LOOKED_UP])
    assert noting.look_ups(ME, str(LOOKED_UP.card), since) == 2
    await noting.erase(ME)
    assert noting.look_ups(ME, str(LOOKED_UP.card), since) == 0
    await noting.finish()


async def test_look_ups_of_before_are_counted_too() -> None:
    trail = MemoryTrail()
    await trail.note([replace(LOOKED_UP, at=NOW - timedelta(hours=30)), LOOKED_UP, LOOKED_UP])
    noting = Noting(trail)
    await noting.begin(NOW - timedelta(days=1))
    assert noting.look_ups(ME, str(LOOKED_UP.card), NOW - timedelta(days=1)) == 2


def test_what_is_known_of_look_ups_is_bounded() -> None:
    lately = Lately(most=2)
    for card in ("a", "b", "a", "c"):
        lately.note(replace(LOOKED_UP, card=card))
    assert [lately.times(ME, card, NOW) for card in ("a", "b", "c")] == [2, 0, 1]
