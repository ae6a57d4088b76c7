"""What every keeper of notices promises: the fake of the tests, the real one, and the one that remembers."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.desk.board import FRESH, Board
from bot.domain.notices import Notice
from bot.errors import StoreLocked
from bot.ports import Notices
from bot.store.database import open_store
from tests.store.memory import MemoryNotices

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SLOW = Notice(affects="onelink", texts={"zh": "今天 <b>慢'", "en": "slow"}, since=NOW, until=NOW + HOUR)
DOWN = Notice(affects="all", texts={"zh": "在维护"}, since=NOW + HOUR)


@pytest.fixture(params=["memory", "sqlite", "board"])
async def notices(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Notices]:
    if request.param == "memory":
        yield MemoryNotices()
        return
    async with open_store(tmp_path / "clinic.db") as store:
        yield store.notices if request.param == "sqlite" else Board(store.notices)


def numbers(posted: list[Notice]) -> list[int | None]:
    return [notice.number for notice in posted]


async def test_what_is_posted_is_read_as_it_was_written(notices: Notices) -> None:
    assert [await notices.add(SLOW), await notices.add(DOWN)] == [1, 2]
    first, second = await notices.current(NOW)
    assert (first.affects, first.texts, first.since, first.until) == ("onelink", SLOW.texts, NOW, NOW + HOUR)
    assert (second.texts, second.since, second.until) == (DOWN.texts, NOW + HOUR, None)


async def test_what_is_over_is_not_read(notices: Notices) -> None:
    await notices.add(SLOW)
    await notices.add(DOWN)
    assert numbers(await notices.current(NOW + HOUR)) == [2]


async def test_what_is_withdrawn_is_gone_at_once_and_only_once(notices: Notices) -> None:
    await notices.add(SLOW)
    await notices.add(DOWN)
    assert [await notices.end(number, NOW) for number in (2, 2, 7)] == [True, False, False]
    assert numbers(await notices.current(NOW)) == [1]


class Counted(MemoryNotices):
    """Notices that count how often they are read, and that can fail."""

    def __init__(self) -> None:
        super().__init__()
        self.reads = 0
        self.fails = False

    async def current(self, at: datetime) -> list[Notice]:
        self.reads += 1
        if self.fails:
            raise StoreLocked(path="clinic.db")
        return await super().current(at)


async def test_answers_within_a_moment_share_one_reading() -> None:
    kept = Counted()
    board = Board(kept)
    for after in (timedelta(0), FRESH / 2, FRESH, FRESH * 1.5):
        await board.current(NOW + after)
    assert kept.reads == 2


async def test_what_another_program_posts_shows_soon() -> None:
    kept = Counted()
    board = Board(kept)
    assert await board.current(NOW) == []
    await kept.add(SLOW)
    assert numbers(await board.current(NOW + FRESH)) == [1]


async def test_a_store_that_fails_leaves_what_was_known() -> None:
    kept = Counted()
    board = Board(kept)
    await board.add(SLOW)
    assert numbers(await board.current(NOW)) == [1]
    kept.fails = True
    assert numbers(await board.current(NOW + FRESH)) == [1]
