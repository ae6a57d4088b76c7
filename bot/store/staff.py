"""Who are the staff, and how one becomes one of them (the port Staff)."""

import base64
import hashlib
import hmac
import secrets
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.domain.message import Person
from bot.domain.roles import Member, Role
from bot.store.journal import Hop
from bot.store.moments import moment
from bot.store.queries import SQL

VALID_FOR = timedelta(hours=48)
MOST_ATTEMPTS = 5
ATTEMPTS_FOR = timedelta(hours=1)
"""Within this time nobody may try more than MOST_ATTEMPTS codes."""
_CODE_BYTES = 10
_SALT_BYTES = 16
_GROUP = 4
_LONGEST = 64

RandomBytes = Callable[[int], bytes]


class SqlStaff:
    """Keeps one row a member of the staff, and one an invitation that is open."""

    def __init__(self, write: Hop, read: Hop, random_bytes: RandomBytes = secrets.token_bytes) -> None:
        self._write = write
        self._read = read
        self._random_bytes = random_bytes

    async def role_of(self, person: Person) -> Role:
        return await self._read(partial(_role_of, person))

    async def invite(self, role: Role, at: datetime) -> str:
        code = base64.b32encode(self._random_bytes(_CODE_BYTES)).decode()
        salt = self._random_bytes(_SALT_BYTES)
        await self._write(partial(_invite, (salt, _digest(code, salt), str(role), moment(at))))
        return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))

    async def accept(self, code: str, person: Person, at: datetime) -> Role | None:
        return await self._write(partial(_accept, _bare(code), person, at))

    async def all(self) -> list[Member]:
        return await self._read(_all)

    async def remove(self, person: Person) -> bool:
        return await self._write(partial(_remove, person))


def _digest(code: str, salt: bytes) -> bytes:
    return hashlib.blake2b(code.encode(), key=salt, digest_size=32).digest()


def _bare(code: str) -> str:
    return "".join(sign for sign in code[:_LONGEST].upper() if sign.isalnum())


def _role_of(person: Person, connection: sqlite3.Connection) -> Role:
    row = connection.execute(SQL["role"], (person.channel, person.user)).fetchone()
    return Role.USER if row is None else Role(row[0])


def _invite(row: tuple[bytes, bytes, str, str], connection: sqlite3.Connection) -> None:
    connection.execute(SQL["invite"], row)


def _accept(code: str, person: Person, at: datetime, connection: sqlite3.Connection) -> Role | None:
    """Count the attempt, and make *person* a member where it opens an invitation, which is gone then."""
    if not _may_try(person, at, connection):
        return None
    connection.execute(SQL["prune_invitations"], (moment(at - VALID_FOR),))
    for salt, digest, role in connection.execute(SQL["invitations"]).fetchall():
        if hmac.compare_digest(_digest(code, salt), digest):
            connection.execute(SQL["remove_invitation"], (salt,))
            connection.execute(SQL["add_staff"], (person.channel, person.user, role, moment(at)))
            return Role(role)
    return None


def _may_try(person: Person, at: datetime, connection: sqlite3.Connection) -> bool:
    """Write the attempt down. Say whether it is not one too many."""
    connection.execute(SQL["prune_attempts"], (moment(at - ATTEMPTS_FOR),))
    (tried,) = connection.execute(SQL["count_attempts"], (person.channel, person.user)).fetchone()
    if tried >= MOST_ATTEMPTS:
        return False
    connection.execute(SQL["add_attempt"], (person.channel, person.user, moment(at)))
    return True


def _all(connection: sqlite3.Connection) -> list[Member]:
    rows = connection.execute(SQL["all_staff"])
    return [
        Member(Person(channel, user), Role(role), datetime.fromisoformat(since)) for channel, user, role, since in rows
    ]


def _remove(person: Person, connection: sqlite3.Connection) -> bool:
    return bool(connection.execute(SQL["remove_staff"], (person.channel, person.user)).rowcount)
