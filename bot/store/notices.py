"""What staff have posted (the port Notices)."""

import json
import sqlite3
from datetime import datetime
from functools import partial

from bot.domain.notices import Notice
from bot.store.journal import Hop
from bot.store.moments import moment
from bot.store.queries import SQL


class SqlNotices:
    """Keeps one row a notice; one that is withdrawn stays, with the moment of its end."""

    def __init__(self, write: Hop, read: Hop) -> None:
        self._write = write
        self._read = read

    async def add(self, notice: Notice) -> int:
        texts = json.dumps(dict(notice.texts), ensure_ascii=False)
        until = None if notice.until is None else moment(notice.until)
        return await self._write(partial(_add, (notice.affects, texts, moment(notice.since), until)))

    async def current(self, at: datetime) -> list[Notice]:
        return await self._read(partial(_current, moment(at)))

    async def end(self, number: int, at: datetime) -> bool:
        return await self._write(partial(_end, number, moment(at)))


def _add(row: tuple[str | None, ...], connection: sqlite3.Connection) -> int:
    return int(connection.execute(SQL["add_notice"], row).lastrowid or 0)


def _current(at: str, connection: sqlite3.Connection) -> list[Notice]:
    return [
        Notice(
            number=number,
            affects=affects,
            texts=json.loads(texts),
            since=datetime.fromisoformat(since),
            until=None if until is None else datetime.fromisoformat(until),
        )
        for number, affects, texts, since, until in connection.execute(SQL["notices"], (at,))
    ]


def _end(number: int, at: str, connection: sqlite3.Connection) -> bool:
    return bool(connection.execute(SQL["end_notice"], (number, at)).rowcount)
