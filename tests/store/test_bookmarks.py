"""Where a long work has come to is known after the program was ended, for a while."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store.database import open_store

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


async def test_a_work_goes_on_where_it_stopped(tmp_path: Path) -> None:
    async with open_store(tmp_path / "cards.db") as store:
        assert await store.bookmarks.find("refresh", NOW) is None
        await store.bookmarks.set("refresh", "89860321", NOW)
        await store.bookmarks.set("refresh", "89860322", NOW)
        await store.bookmarks.set("another", "0", NOW)
    async with open_store(tmp_path / "cards.db") as store:
        assert await store.bookmarks.find("refresh", NOW) == "89860322"
        assert await store.bookmarks.find("refresh", NOW + timedelta(seconds=1)) is None


async def test_a_work_that_came_to_its_end_begins_anew(tmp_path: Path) -> None:
    async with open_store(tmp_path / "cards.db") as store:
        await store.bookmarks.set("refresh", "89860321", NOW)
        await store.bookmarks.remove("refresh")
        assert await store.bookmarks.find("refresh", NOW) is None
