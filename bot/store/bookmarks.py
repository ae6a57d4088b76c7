"""Where a long work on all cards has come to, so that one that is interrupted can go on."""

import sqlite3
from datetime import datetime
from functools import partial

from bot.store.journal import Hop
from bot.store.moments import moment
from bot.store.queries import SQL


class SqlBookmarks:
    """Keeps one bookmark a work."""

    def __init__(self, write: Hop, read: Hop) -> None:
        self._write = write
        self._read = read

    async def set(self, work: str, key: str, at: datetime) -> None:
        """Note that *work* is done with all cards up to *key*."""
        await self._write(partial(_run, "set_bookmark", (work, key, moment(at))))

    async def find(self, work: str, since: datetime) -> str | None:
        """Return the key that *work* had come to, or None when it came to its end or stopped before *since*."""
        return await self._read(partial(_find, work, moment(since)))

    async def remove(self, work: str) -> None:
        await self._write(partial(_run, "remove_bookmark", (work,)))


def _run(name: str, values: tuple[str, ...], connection: sqlite3.Connection) -> None:
    connection.execute(SQL[name], values)


def _find(work: str, since: str, connection: sqlite3.Connection) -> str | None:
    row = connection.execute(SQL["bookmark"], (work, since)).fetchone()
    return None if row is None else str(row[0])
