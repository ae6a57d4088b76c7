"""What every shelf promises: the fake of the tests and the real one alike."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ports import Shelf, Waiting
from bot.store.database import open_store
from tests.store.memory import MemoryShelf

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
ANSWER = Waiting(lang="zh", parts=("🔴 信控停用\n“<a href='x'>", "第二段"), at=NOW)


@pytest.fixture(params=["memory", "sqlite"])
async def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Shelf]:
    if request.param == "memory":
        yield MemoryShelf()
        return
    async with open_store(tmp_path / "clinic.db") as store:
        yield store.shelf


async def test_what_is_put_is_found_until_it_is_cleared(shelf: Shelf) -> None:
    await shelf.put("gh", "anna", ANSWER)
    assert [await shelf.find("gh", "anna") for _ in range(2)] == [ANSWER, ANSWER]
    await shelf.clear("gh", "anna")
    assert await shelf.find("gh", "anna") is None


async def test_the_last_counts(shelf: Shelf) -> None:
    await shelf.put("gh", "anna", ANSWER)
    await shelf.put("gh", "anna", replace(ANSWER, lang="en", parts=("red",)))
    assert await shelf.find("gh", "anna") == replace(ANSWER, lang="en", parts=("red",))


async def test_people_and_accounts_are_kept_apart(shelf: Shelf) -> None:
    await shelf.put("gh", "anna", ANSWER)
    assert await shelf.find("gh", "li") is None
    assert await shelf.find("gh-2", "anna") is None
    await shelf.clear("gh-2", "anna")
    assert await shelf.find("gh", "anna") == ANSWER


async def test_what_nobody_comes_for_is_forgotten(shelf: Shelf) -> None:
    await shelf.put("gh", "anna", replace(ANSWER, at=NOW - timedelta(days=3, seconds=1)))
    await shelf.put("gh", "li", ANSWER)
    await shelf.prune(NOW - timedelta(days=3))
    assert await shelf.find("gh", "anna") is None
    assert await shelf.find("gh", "li") == ANSWER


async def test_it_survives_the_process(tmp_path: Path) -> None:
    async with open_store(tmp_path / "clinic.db") as store:
        await store.shelf.put("gh", "anna", ANSWER)
    async with open_store(tmp_path / "clinic.db") as store:
        assert await store.shelf.find("gh", "anna") == ANSWER
