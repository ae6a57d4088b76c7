"""What is written down before it is acknowledged: once, in order, forgotten when it is done."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ports import Journal, Letter
from bot.store.database import open_store

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def letter(dedup: str, *, channel: str = "telegram", account: str = "7", chat: str = "42", raw: str = "{}") -> Letter:
    return Letter(channel=channel, account=account, dedup=dedup, chat=chat, raw=raw)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clinic.db"


@pytest.fixture
async def journal(path: Path) -> AsyncIterator[Journal]:
    async with open_store(path) as store:
        yield store.journal


async def unfinished(journal: Journal) -> list[str]:
    return [kept.letter.dedup for kept in await journal.unfinished("telegram", "7")]


async def test_what_is_kept_is_unfinished_in_the_order_in_which_it_came(journal: Journal) -> None:
    await journal.keep([letter("9"), letter("1")], NOW)
    await journal.keep([letter("5")], NOW)
    assert await unfinished(journal) == ["9", "1", "5"]


async def test_a_letter_comes_back_as_it_was(journal: Journal) -> None:
    sent = letter("1", raw='{"text": "卡号 \\u0000 😀"}')
    (kept,) = await journal.keep([sent], NOW)
    assert await journal.unfinished("telegram", "7") == [kept]
    assert kept.letter == sent


async def test_the_same_name_is_kept_once_even_within_one_delivery(journal: Journal) -> None:
    first = await journal.keep([letter("1"), letter("1"), letter("2")], NOW)
    again = await journal.keep([letter("2"), letter("3")], NOW)
    assert [kept.letter.dedup for kept in first] == ["1", "2"]
    assert [kept.letter.dedup for kept in again] == ["3"]


@pytest.mark.parametrize(
    "other", [letter("1", channel="wechat"), letter("1", account="8")], ids=["on another channel", "to another bot"]
)
async def test_a_name_says_nothing(journal: Journal, other: Letter) -> None:
    await journal.keep([letter("1")], NOW)
    assert [kept.letter for kept in await journal.keep([other], NOW)] == [other]
    assert await unfinished(journal) == ["1"]


async def test_a_finished_letter_is_known_but_what_it_said_is_nowhere(journal: Journal, path: Path) -> None:
    (kept,) = await journal.keep([letter("1", raw='{"text": "6222021234567890128"}')], NOW)
    await journal.finish(kept.number)
    assert await unfinished(journal) == []
    assert await journal.keep([letter("1")], NOW) == []
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT raw FROM inbox").fetchall() == [(None,)]


async def test_pruning_forgets_what_is_old_and_finished_alone(journal: Journal) -> None:
    old, _, young = await journal.keep([letter("old"), letter("open")], NOW - timedelta(days=4)) + await journal.keep(
        [letter("young")], NOW
    )
    await journal.finish(old.number)
    await journal.finish(young.number)
    await journal.prune(NOW - timedelta(days=3), NOW)
    assert await unfinished(journal) == ["open"]
    assert [kept.letter.dedup for kept in await journal.keep([letter("old"), letter("young")], NOW)] == ["old"]


async def test_a_button_means_what_was_last_written_until_it_is_old(journal: Journal) -> None:
    await journal.show({"a": "1", "b": "2"}, NOW - timedelta(days=100))
    await journal.show({"b": "3"}, NOW)
    await journal.prune(NOW, NOW - timedelta(days=90))
    assert [await journal.button(name) for name in ("a", "b", "c")] == [None, "3", None]


async def test_what_survives_the_process_is_all_that_was_acknowledged(path: Path) -> None:
    async with open_store(path) as store:
        await asyncio.gather(*(store.journal.keep([letter(str(number))], NOW) for number in range(50)))
    async with open_store(path) as store:
        assert sorted(await unfinished(store.journal), key=int) == [str(number) for number in range(50)]
