"""Answers that wait for their reader (the port Shelf)."""

import json
import sqlite3
from datetime import UTC, datetime
from functools import partial

from bot.ports import Waiting
from bot.store.journal import Hop
from bot.store.queries import SQL


class SqlShelf:
    """Keeps one row a person; several writes that wait share a commit."""

    def __init__(self, write: Hop, read: Hop) -> None:
        self._write = write
        self._read = read

    async def put(self, account: str, user: str, waiting: Waiting) -> None:
        parts = json.dumps(waiting.parts, ensure_ascii=False)
        row = (account, user, waiting.lang, parts, _moment(waiting.at))
        await self._write(partial(_run, "put_on_shelf", row))

    async def find(self, account: str, user: str) -> Waiting | None:
        return await self._read(partial(_find, account, user))

    async def clear(self, account: str, user: str) -> None:
        await self._write(partial(_run, "clear_shelf", (account, user)))

    async def forget(self, user: str) -> None:
        await self._write(partial(_run, "forget_shelf", (user,)))

    async def prune(self, before: datetime) -> None:
        await self._write(partial(_run, "prune_shelf", (_moment(before),)))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _run(name: str, values: tuple[str, ...], connection: sqlite3.Connection) -> None:
    connection.execute(SQL[name], values)


def _find(account: str, user: str, connection: sqlite3.Connection) -> Waiting | None:
    row = connection.execute(SQL["on_shelf"], (account, user)).fetchone()
    if row is None:
        return None
    lang, parts, put_at = row
    return Waiting(lang=lang, parts=tuple(json.loads(parts)), at=datetime.fromisoformat(put_at))
