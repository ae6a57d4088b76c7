"""What every keeper of sessions promises: the fake of the tests and the real one alike."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.message import Person
from bot.ports import Sessions
from bot.store.database import open_store
from bot.store.sessions import LINK_VALID_FOR, SESSION_VALID_FOR
from tests.store.memory import MemorySessions

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
ANNA, LI = Person("telegram", "42"), Person("wechat", "oLi")
SECOND = timedelta(seconds=1)


@pytest.fixture(params=["memory", "sqlite"])
async def sessions(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Sessions]:
    if request.param == "memory":
        yield MemorySessions()
        return
    async with open_store(tmp_path / "clinic.db") as store:
        yield store.sessions


async def entered(sessions: Sessions, person: Person = ANNA) -> str:
    token = await sessions.open(await sessions.link(person, NOW), NOW)
    assert token is not None
    return token


async def test_a_link_opens_a_session_of_its_person(sessions: Sessions) -> None:
    anna, li = await entered(sessions), await entered(sessions, LI)
    assert [await sessions.who(token, NOW) for token in (anna, li)] == [ANNA, LI]


async def test_a_link_opens_one_session(sessions: Sessions) -> None:
    link = await sessions.link(ANNA, NOW)
    assert [await sessions.open(link, NOW) is not None for _ in range(2)] == [True, False]


@pytest.mark.parametrize(("after", "opens"), [(LINK_VALID_FOR, True), (LINK_VALID_FOR + SECOND, False)])
async def test_a_link_is_soon_too_old(sessions: Sessions, after: timedelta, *, opens: bool) -> None:
    link = await sessions.link(ANNA, NOW)
    assert (await sessions.open(link, NOW + after) is not None) is opens


@pytest.mark.parametrize(("after", "who"), [(SESSION_VALID_FOR, ANNA), (SESSION_VALID_FOR + SECOND, None)])
async def test_a_session_expires(sessions: Sessions, after: timedelta, who: Person | None) -> None:
    assert await sessions.who(await entered(sessions), NOW + after) == who


async def test_a_closed_session_is_nobodys(sessions: Sessions) -> None:
    anna, other = await entered(sessions), await entered(sessions)
    await sessions.close(anna)
    assert [await sessions.who(token, NOW) for token in (anna, other)] == [None, ANNA]


@pytest.mark.parametrize("secret", ["", "0" * 64, "' OR 1=1 --", "\ud800"])
async def test_what_is_made_up_opens_nothing(sessions: Sessions, secret: str) -> None:
    await sessions.link(ANNA, NOW)
    assert await sessions.open(secret, NOW) is None
    assert await sessions.who(secret, NOW) is None


async def test_a_link_is_no_session_and_a_session_no_link(tmp_path: Path) -> None:
    async with open_store(tmp_path / "clinic.db") as store:
        link, token = await store.sessions.link(ANNA, NOW), await entered(store.sessions)
        assert await store.sessions.who(link, NOW) is None
        assert await store.sessions.open(token, NOW) is None
