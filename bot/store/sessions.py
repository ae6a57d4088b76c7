"""Who is signed in at the staff page, and by which link one gets there (the port Sessions)."""

import hashlib
import secrets
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.domain.message import Person
from bot.store.journal import Hop
from bot.store.moments import moment
from bot.store.queries import SQL

LINK_VALID_FOR = timedelta(minutes=10)
SESSION_VALID_FOR = timedelta(hours=12)
_BYTES = 32


class SqlSessions:
    """Keeps digests of links and of sessions, so that what is read from the file opens nothing."""

    def __init__(self, write: Hop, read: Hop, random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> None:
        self._write = write
        self._read = read
        self._random_bytes = random_bytes

    async def link(self, person: Person, at: datetime) -> str:
        token = self._random_bytes(_BYTES).hex()
        await self._write(partial(_link, token, person, at))
        return token

    async def open(self, link: str, at: datetime) -> str | None:
        token = self._random_bytes(_BYTES).hex()
        return token if await self._write(partial(_open, link, token, at)) else None

    async def who(self, token: str, at: datetime) -> Person | None:
        return await self._read(partial(_who, token, at))

    async def close(self, token: str) -> None:
        await self._write(partial(_close, token))


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def _link(token: str, person: Person, at: datetime, connection: sqlite3.Connection) -> None:
    connection.execute(SQL["add_desk_link"], (_digest(token), person.channel, person.user, moment(at)))


def _open(link: str, token: str, at: datetime, connection: sqlite3.Connection) -> bool:
    """Exchange a link for a session. What has expired goes first."""
    connection.execute(SQL["prune_desk_links"], (moment(at - LINK_VALID_FOR),))
    connection.execute(SQL["prune_desk_sessions"], (moment(at - SESSION_VALID_FOR),))
    row = connection.execute(SQL["use_desk_link"], (_digest(link),)).fetchone()
    if row is None:
        return False
    connection.execute(SQL["open_desk_session"], (_digest(token), *row, moment(at)))
    return True


def prune(before: datetime, connection: sqlite3.Connection) -> None:
    """Forget the links and sessions of before; they have opened nothing for long."""
    connection.execute(SQL["prune_desk_links"], (moment(before),))
    connection.execute(SQL["prune_desk_sessions"], (moment(before),))


def _who(token: str, at: datetime, connection: sqlite3.Connection) -> Person | None:
    row = connection.execute(SQL["desk_session"], (_digest(token), moment(at - SESSION_VALID_FOR))).fetchone()
    return None if row is None else Person(*row)


def _close(token: str, connection: sqlite3.Connection) -> None:
    connection.execute(SQL["close_desk_session"], (_digest(token),))
