"""The audit trail (the port Trail)."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from bot.domain.iccid import Iccid
from bot.domain.message import Person
from bot.domain.roles import Act
from bot.domain.trail import Entry, Page, Search
from bot.store.journal import Hop
from bot.store.moments import moment
from bot.store.queries import SQL


class SqlTrail:
    """Keeps one row an entry; an entry's number is its place in the trail."""

    def __init__(self, write: Hop, read: Hop) -> None:
        self._write = write
        self._read = read

    async def note(self, entries: Sequence[Entry]) -> None:
        await self._write(partial(_note, [_row(entry) for entry in entries]))

    async def read(self, search: Search, most: int, before: int | None = None) -> Page:
        return await self._read(partial(_page, search, most, before))

    async def erase(self, person: Person) -> None:
        await self._write(partial(_run, "erase_texts_of", (person.channel, person.user)))

    async def prune(self, texts_before: datetime, entries_before: datetime) -> None:
        await self._write(partial(_run, "prune_texts", (moment(texts_before),)))
        await self._write(partial(_run, "prune_trail", (moment(entries_before),)))


def _run(name: str, values: tuple[str, ...], connection: sqlite3.Connection) -> None:
    connection.execute(SQL[name], values)


def _row(entry: Entry) -> tuple[str | None, ...]:
    about = (None, None) if entry.about is None else (entry.about.channel, entry.about.user)
    who = (entry.who.channel, entry.who.user)
    return (moment(entry.at), *who, entry.act, entry.outcome, entry.card, *about, entry.said, entry.text, entry.lang)


def _note(rows: list[tuple[str | None, ...]], connection: sqlite3.Connection) -> None:
    connection.executemany(SQL["note"], rows)


def _page(search: Search, most: int, before: int | None, connection: sqlite3.Connection) -> Page:
    """Return up to *most* entries; one more is read to learn whether there are more."""
    conditions: dict[str, tuple[str | int, ...]] = dict(_conditions(search))
    if before is not None:
        conditions["id < ?"] = (before,)
    values = [value for group in conditions.values() for value in group]
    query = SQL["trail"].format(where=" AND ".join(["true", *conditions]))
    rows = connection.execute(query, (*values, most + 1)).fetchall()
    shown = rows[:most]
    return Page(tuple(_entry(row[1:]) for row in shown), shown[-1][0] if len(rows) > most else None)


def _conditions(search: Search) -> list[tuple[str, tuple[str, ...]]]:
    """Return what *search* asks for, as conditions in SQL and the values in them."""
    found: list[tuple[str, tuple[str, ...]]] = []
    if search.who is not None:
        found.append(("channel = ? AND user = ?", (search.who.channel, search.who.user)))
    if search.card is not None:
        names = _names(search.card)
        found.append((f"card IN ({', '.join('?' * len(names))})", names))
    if search.act is not None:
        found.append(("act = ?", (search.act,)))
    if search.since is not None:
        found.append(("at >= ?", (moment(search.since),)))
    return found


def _names(card: str) -> tuple[str, ...]:
    """Return what the card may be called in the trail: by the number that was typed, or by any of its keys."""
    try:
        return tuple(dict.fromkeys((card, *Iccid.parse(card).keys)))
    except ValueError:
        return (card,)


def _entry(row: tuple[str | None, ...]) -> Entry:
    at, channel, user, act, outcome, card, about_channel, about_user, said, text, lang = row
    about = None if about_channel is None else Person(about_channel, str(about_user))
    return Entry(
        at=datetime.fromisoformat(str(at)),
        who=Person(str(channel), str(user)),
        act=Act(str(act)),
        outcome=str(outcome),
        card=card,
        about=about,
        said=said,
        text=text,
        lang=lang,
    )
