"""What a store forgets in time, and what it keeps."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.message import Memory, Person
from bot.domain.roles import Act
from bot.domain.trail import Entry, Search
from bot.store.database import Store, open_store

pytestmark = pytest.mark.anyio
NOW = datetime.now(UTC)
ANNA = Person("telegram", "42")
ASKED = Memory(last_card="89861125021012300146")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(tmp_path / "cards.db") as opened:
        await opened.remember(ANNA, ASKED)
        await opened.trail.note([Entry(at=NOW, who=ANNA, act=Act.TALK, outcome="answered", said="hi", text="Hello")])
        yield opened


async def what_is_kept(store: Store) -> tuple[bool, str | None, int]:
    """Return whether Anna is remembered, what is kept of her words, and how many entries there are."""
    entries = (await store.trail.read(Search(), 5)).entries
    said = entries[0].said if entries else None
    return await store.recall(ANNA) == ASKED, said, len(entries)


@pytest.mark.parametrize(
    ("words_before", "entries_before", "kept"),
    [(-1, -1, (True, "hi", 1)), (1, -1, (True, None, 1)), (1, 1, (False, None, 0))],
    ids=["all is new", "the words are old", "all is old"],
)
async def test_words_go_first_then_people_and_what_they_did(
    store: Store, words_before: int, entries_before: int, kept: tuple[bool, str | None, int]
) -> None:
    await store.prune(NOW + timedelta(days=words_before), NOW + timedelta(days=entries_before))
    assert await what_is_kept(store) == kept


async def test_sessions_and_links_that_expired_long_ago_go(store: Store) -> None:
    token = await store.sessions.open(await store.sessions.link(ANNA, NOW), NOW)
    assert token is not None
    await store.prune(NOW - timedelta(days=1), NOW - timedelta(days=1))
    assert await store.sessions.who(token, NOW) == ANNA
    await store.prune(NOW + timedelta(days=1), NOW)
    assert await store.sessions.who(token, NOW) is None
