"""What is counted of the trail and of the cases."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.cases import HelpCase, Stage
from bot.domain.message import Person
from bot.domain.roles import Act, Role
from bot.domain.stats import CaseCounts, Counts
from bot.domain.trail import Entry
from bot.store.database import Store, open_store
from tests.fakes import NOW

pytestmark = pytest.mark.anyio
ANNA, LI, BORIS = Person("telegram", "42"), Person("wechat", "oLi"), Person("telegram", "7")
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
LOOK_UP = Entry(at=NOW, who=ANNA, act=Act.LOOK_UP, outcome="blocked quota", card="8986")
CASE = HelpCase(number="A-9", person=ANNA, lang="zh", opened_at=NOW, stage=Stage.OPEN)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(tmp_path / "clinic.db") as store:
        yield store


async def counted(store: Store, since: datetime = NOW - DAY, until: datetime = NOW + DAY) -> Counts:
    return await store.statistics.count(since, until)


async def test_nothing_is_counted_in_an_empty_store(store: Store) -> None:
    assert await counted(store) == Counts()


async def test_look_ups_are_counted_by_outcome(store: Store) -> None:
    talk = replace(LOOK_UP, act=Act.TALK, outcome="answered")
    await store.trail.note([LOOK_UP, LOOK_UP, replace(LOOK_UP, outcome="ok"), talk])
    assert (await counted(store)).outcomes == {"blocked quota": 2, "ok": 1}


async def test_the_first_moment_counts_and_the_last_does_not(store: Store) -> None:
    await store.trail.note([replace(LOOK_UP, at=NOW - DAY), replace(LOOK_UP, at=NOW + DAY)])
    assert sum((await counted(store)).outcomes.values()) == 1


async def test_days_are_those_of_the_zone(store: Store) -> None:
    midnight = NOW.replace(hour=0)
    await store.trail.note([replace(LOOK_UP, at=midnight - MINUTE), replace(LOOK_UP, at=midnight)])
    assert (await counted(store)).by_day == {date(2026, 11, 21): 1, date(2026, 11, 22): 1}


async def test_people_are_counted_once_and_neither_staff_nor_programs(store: Store) -> None:
    await store.staff.accept(await store.staff.invite(Role.AGENT, NOW), BORIS, NOW)
    everybody = (ANNA, ANNA, LI, BORIS, Person("api", ""))
    await store.trail.note([replace(LOOK_UP, who=who) for who in everybody])
    found = await counted(store)
    assert (found.people, found.handed_over) == (2, None)


async def test_who_opened_a_case_needed_a_person(store: Store) -> None:
    await store.trail.note([LOOK_UP, replace(LOOK_UP, who=LI)])
    await store.cases.open(CASE, ())
    found = await counted(store)
    assert (found.people, found.handed_over, found.cases.opened) == (2, 1, 1)


async def test_the_middle_wait_is_told_and_the_stars_are_added(store: Store) -> None:
    for at, minutes in enumerate((2, 90, 5)):
        answered = NOW + minutes * MINUTE
        closed = replace(
            CASE, number=f"A-{at}", stage=Stage.CLOSED, answered_at=answered, closed_at=answered + MINUTE, stars=at + 3
        )
        await store.cases.open(closed, ())
    await store.cases.open(CASE, ())
    assert (await counted(store)).cases == CaseCounts(
        opened=4,
        answered=3,
        closed=3,
        answered_in=5 * MINUTE,
        closed_in=6 * MINUTE,
        stars=12,
        rated=3,
    )
