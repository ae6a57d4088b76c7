"""The store: cards and people in one SQLite file, one connection that writes and one that reads."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from bot.domain.card import Card
from bot.domain.iccid import Iccid
from bot.domain.message import Memory, Person
from bot.errors import StoreBroken
from bot.ports import Other, Wanted
from bot.store import cards, people, schema, sessions
from bot.store.bookmarks import SqlBookmarks
from bot.store.cases import SqlCases
from bot.store.failures import told
from bot.store.groups import Groups, in_one_transaction, one_by_one
from bot.store.journal import SqlJournal
from bot.store.last_known import SqlLastKnown
from bot.store.notices import SqlNotices
from bot.store.pictures import SqlPictures
from bot.store.rows import Row, to_card
from bot.store.sessions import SqlSessions
from bot.store.shelf import SqlShelf
from bot.store.staff import SqlStaff
from bot.store.stats import SqlStatistics
from bot.store.thread import started
from bot.store.trail import SqlTrail

T = TypeVar("T")
_PAGE = 500
"""Cards fetched in one hop while walking over all of them."""


class Store:
    """Keeps cards (the port Cards) and what is known of people (the port Memories)."""

    def __init__(self, path: Path, reader: Groups, writer: Groups) -> None:
        self.path = path
        self._reader = reader
        self._writer = writer

    async def find(self, wanted: Wanted) -> Card | None:
        row = await self._read(partial(cards.find, wanted))
        return None if row is None else self._card(row)

    async def find_by(self, kind: Other, number: str, most: int) -> list[Card]:
        rows = await self._read(partial(cards.find_by, kind, number, most))
        return [self._card(row) for row in rows]

    async def count(self) -> int:
        return await self._read(cards.count)

    async def put(self, new: Iterable[Card]) -> None:
        await self._write(cards.written(new))

    async def remove(self, numbers: Iterable[Iccid]) -> int:
        return await self._write(partial(cards.remove, tuple(numbers)))

    async def all(self, after: str = "") -> AsyncIterator[Card]:
        key = after
        while page := await self._page(key):
            for row in page:
                yield self._card(row[1:])
            key = str(page[-1][0])

    async def recall(self, person: Person) -> Memory:
        return await self._read(partial(people.recall, person))

    async def remember(self, person: Person, memory: Memory) -> None:
        await self._write(partial(people.remember, person, memory))

    async def forget(self, person: Person) -> None:
        await self._write(partial(people.forget, person))

    async def prune(self, texts_before: datetime, entries_before: datetime) -> None:
        await self.trail.prune(texts_before, entries_before)
        await self.cases.prune(texts_before)
        await self._write(partial(sessions.prune, texts_before))
        await self._write(partial(people.prune, entries_before))

    @property
    def journal(self) -> SqlJournal:
        """Return the journal of the channels that redeliver; its writes share a commit with all others."""
        return SqlJournal(self._write, self._read)

    @property
    def shelf(self) -> SqlShelf:
        """Return the answers that wait for their readers."""
        return SqlShelf(self._write, self._read)

    @property
    def staff(self) -> SqlStaff:
        """Return who are the staff."""
        return SqlStaff(self._write, self._read)

    @property
    def trail(self) -> SqlTrail:
        """Return the audit trail."""
        return SqlTrail(self._write, self._read)

    @property
    def cases(self) -> SqlCases:
        """Return the cases that were handed over to people."""
        return SqlCases(self._write, self._read)

    @property
    def pictures(self) -> SqlPictures:
        """Return the pictures that came through the page."""
        return SqlPictures(self._write, self._read)

    @property
    def notices(self) -> SqlNotices:
        """Return what staff have posted."""
        return SqlNotices(self._write, self._read)

    @property
    def statistics(self) -> SqlStatistics:
        """Return what can be counted."""
        return SqlStatistics(self._read)

    @property
    def sessions(self) -> SqlSessions:
        """Return who is signed in at the staff page."""
        return SqlSessions(self._write, self._read)

    @property
    def last_known(self) -> SqlLastKnown:
        """Return the cards as the platforms showed them last."""
        return SqlLastKnown(self._write, self._read)

    @property
    def bookmarks(self) -> SqlBookmarks:
        """Return where long works on all cards have come to."""
        return SqlBookmarks(self._write, self._read)

    async def _read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with told(self.path):
            return await self._reader.run(work)

    async def _write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with told(self.path):
            return await self._writer.run(work)

    async def _page(self, key: str) -> list[Row]:
        return await self._read(partial(cards.after, key, _PAGE))

    def _card(self, row: Row) -> Card:
        try:
            return to_card(row)
        except ValueError as error:
            raise StoreBroken(path=str(self.path), problem="damaged") from error


@asynccontextmanager
async def open_store(path: Path, *, patience: float = schema.PATIENCE) -> AsyncIterator[Store]:
    """Open the store at *path*, its tables brought up to date.

    Raise StoreLocked when another program holds it for more than *patience* seconds, StoreBroken when it is not ours.
    """
    async with AsyncExitStack() as stack:
        with told(path):
            writing = await stack.enter_async_context(started(partial(schema.connect, path, patience=patience)))
            await writing.run(partial(schema.migrate, path=path))
            reading = await stack.enter_async_context(started(partial(schema.connect_reader, path, patience=patience)))
        reader, writer = Groups(reading, one_by_one), Groups(writing, in_one_transaction)
        stack.push_async_callback(reader.finish)
        stack.push_async_callback(writer.finish)
        yield Store(path, reader, writer)
