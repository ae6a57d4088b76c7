"""Cards as a platform showed them last (the port LastKnown), each as one JSON text.

Its fields are written as the columns of the table `cards` are; beside them stand the source, who saw what, and what
could not be seen.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from bot.domain.card import Card, Facet, Seen
from bot.domain.iccid import Msisdn
from bot.ports import Wanted
from bot.store.journal import Hop
from bot.store.queries import SQL
from bot.store.rows import COLUMNS, to_card, to_row


class SqlLastKnown:
    """Keeps the last sight of each card; several that wait share a commit."""

    def __init__(self, write: Hop, read: Hop) -> None:
        self._write = write
        self._read = read

    async def keep(self, cards: Sequence[Card]) -> None:
        rows = [(card.iccid.key, card.msisdn, _moment(card.as_of), to_text(card)) for card in cards]
        await self._write(partial(_keep, rows))

    async def find(self, wanted: Wanted) -> Card | None:
        text = await self._read(partial(_find, wanted))
        return None if text is None else from_text(text)

    async def prune(self, before: datetime) -> None:
        await self._write(partial(_prune, _moment(before)))


def to_text(card: Card) -> str:
    """Write *card* with who saw what; which sources were silent is not kept."""
    fields = {name: value for name, value in zip(COLUMNS, to_row(card)[1:], strict=True) if value is not None}
    seen = {name: (seen.source, seen.as_of.isoformat()) for name, seen in card.seen.items()}
    written = {"source": card.source, "fields": fields, "seen": seen, "gaps": dict(card.gaps)}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Card | None:
    """Read a card, or return None for one that cannot be read: another version of the program may have written it."""
    try:
        written: Any = json.loads(text)
        card = to_card(tuple(written["fields"].get(name) for name in COLUMNS))
        seen = {name: Seen(source, datetime.fromisoformat(at)) for name, (source, at) in written["seen"].items()}
        gaps = {Facet(name): str(reason) for name, reason in written["gaps"].items()}
        return replace(card, source=str(written["source"]), seen=seen, gaps=gaps)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _keep(rows: Sequence[tuple[str, str | None, str, str]], connection: sqlite3.Connection) -> None:
    connection.executemany(SQL["keep_last_known"], rows)


def _find(wanted: Wanted, connection: sqlite3.Connection) -> str | None:
    if isinstance(wanted, Msisdn):
        return _one(connection.execute(SQL["last_known_of_msisdn"], (wanted.number,)))
    found = (_one(connection.execute(SQL["last_known"], (key,))) for key in wanted.keys)
    return next((text for text in found if text is not None), None)


def _one(cursor: sqlite3.Cursor) -> str | None:
    row = cursor.fetchone()
    return None if row is None else str(row[0])


def _prune(before: str, connection: sqlite3.Connection) -> None:
    connection.execute(SQL["prune_last_known"], (before,))
