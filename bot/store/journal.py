"""What channels that redeliver write down before they say that they have it (the port Journal)."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar

from bot.ports import Kept, Letter
from bot.store.moments import moment
from bot.store.queries import SQL

T = TypeVar("T")


class Hop(Protocol):
    """Runs a function of the connection on its thread."""

    async def __call__(self, work: Callable[[sqlite3.Connection], T], /) -> T: ...


class SqlJournal:
    """Keeps letters and buttons; several writes that wait share a commit."""

    def __init__(self, write: Hop, read: Hop) -> None:
        self._write = write
        self._read = read

    async def keep(self, letters: Sequence[Letter], at: datetime) -> list[Kept]:
        return await self._write(partial(_keep, letters, moment(at)))

    async def unfinished(self, channel: str, account: str) -> list[Kept]:
        return await self._read(partial(_unfinished, channel, account))

    async def finish(self, number: int) -> None:
        await self._write(partial(_run, "finish_letter", (number,)))

    async def show(self, buttons: Mapping[str, str], at: datetime) -> None:
        await self._write(partial(_show, dict(buttons), moment(at)))

    async def button(self, name: str) -> str | None:
        return await self._read(partial(_button, name))

    async def prune(self, letters_before: datetime, buttons_before: datetime) -> None:
        await self._write(partial(_run, "prune_letters", (moment(letters_before),)))
        await self._write(partial(_run, "prune_buttons", (moment(buttons_before),)))


def _run(name: str, values: tuple[int | str, ...], connection: sqlite3.Connection) -> None:
    connection.execute(SQL[name], values)


def _keep(letters: Sequence[Letter], at: str, connection: sqlite3.Connection) -> list[Kept]:
    """Write *letters*. Return those that were not there before."""
    new = []
    for letter in letters:
        row = (letter.channel, letter.account, letter.dedup, letter.chat, letter.raw, at)
        cursor = connection.execute(SQL["keep_letter"], row)
        if cursor.rowcount and cursor.lastrowid is not None:
            new.append(Kept(cursor.lastrowid, letter))
    return new


def _unfinished(channel: str, account: str, connection: sqlite3.Connection) -> list[Kept]:
    rows = connection.execute(SQL["unfinished_letters"], (channel, account))
    return [
        Kept(number, Letter(channel=channel, account=account, dedup=dedup, chat=chat, raw=raw))
        for number, dedup, chat, raw in rows
    ]


def _show(buttons: Mapping[str, str], at: str, connection: sqlite3.Connection) -> None:
    connection.executemany(SQL["show_button"], [(name, meaning, at) for name, meaning in buttons.items()])


def _button(name: str, connection: sqlite3.Connection) -> str | None:
    row = connection.execute(SQL["button"], (name,)).fetchone()
    return None if row is None else str(row[0])
