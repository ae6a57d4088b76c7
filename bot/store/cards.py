"""Reading and writing cards, a few at a time, on an open connection."""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import partial

from bot.domain.card import Card
from bot.domain.iccid import Iccid, Msisdn
from bot.ports import Other
from bot.store.queries import SQL
from bot.store.rows import COLUMNS, Row, to_row

_LIST = ", ".join(COLUMNS)
_MARKS = ", ".join("?" * (len(COLUMNS) + 1))
_CARD = SQL["card"].format(columns=_LIST)
_CARD_OF_MSISDN = SQL["card_of_msisdn"].format(columns=_LIST)
_CARDS_OF = {
    Other.IMSI: SQL["cards_of_imsi"].format(columns=_LIST),
    Other.IMEI: SQL["cards_of_imei"].format(columns=_LIST),
}
_CARDS_AFTER = SQL["cards_after"].format(columns=_LIST)
_PUT_CARD = SQL["put_card"].format(columns=_LIST, marks=_MARKS)


def find(wanted: Iccid | Msisdn, connection: sqlite3.Connection) -> Row | None:
    """Return the row of the card under the likeliest of its keys, or of the telephone number's latest card."""
    if isinstance(wanted, Msisdn):
        return _one(connection.execute(_CARD_OF_MSISDN, (wanted.number,)))
    found = (_one(connection.execute(_CARD, (key,))) for key in wanted.keys)
    return next((row for row in found if row is not None), None)


def find_by(kind: Other, number: str, most: int, connection: sqlite3.Connection) -> list[Row]:
    return connection.execute(_CARDS_OF[kind], (number, most)).fetchall()


def _one(cursor: sqlite3.Cursor) -> Row | None:
    row: Row | None = cursor.fetchone()
    return row


def after(key: str, most: int, connection: sqlite3.Connection) -> list[Row]:
    """Return up to *most* rows that follow *key*, each beginning with its key."""
    return connection.execute(_CARDS_AFTER, (key, most)).fetchall()


def count(connection: sqlite3.Connection) -> int:
    (cards,) = connection.execute(SQL["count_cards"]).fetchone()
    return int(cards)


def put(rows: Sequence[Row], connection: sqlite3.Connection) -> None:
    connection.executemany(_PUT_CARD, rows)


def written(cards: Iterable[Card]) -> "partial[None]":
    """Return the write that puts *cards*."""
    return partial(put, [to_row(card) for card in cards])


def remove(numbers: Sequence[Iccid], connection: sqlite3.Connection) -> int:
    """Remove the cards that lookups of *numbers* find, with what platforms last said of them. Return how many."""
    connection.executemany(SQL["remove_last_known"], [(key,) for number in numbers for key in number.keys])
    return sum(_remove(number, connection) for number in numbers)


def _remove(number: Iccid, connection: sqlite3.Connection) -> bool:
    return any(connection.execute(SQL["remove_card"], (key,)).rowcount for key in number.keys)
