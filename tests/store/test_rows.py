"""A card as a row, and rows that are no cards."""

from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given

from bot.domain.card import Card
from bot.errors import StoreBroken
from bot.store.database import Store, open_store
from bot.store.rows import COLUMNS, Value, to_card, to_row
from tests.store.cards import CARDS, FULL, TELECOM

ELSEWHERE = {"source", "seen", "gaps", "silent"}
"""What a row does not say: all cards of the store are the inventory's."""


def test_every_field_of_a_card_has_its_column() -> None:
    assert {field.name for field in fields(Card)} == set(COLUMNS) | ELSEWHERE


@given(CARDS)
def test_a_card_survives_being_a_row(card: Card) -> None:
    assert to_card(to_row(card)[1:]) == card


def test_all_that_is_known_survives() -> None:
    assert None not in to_row(FULL)
    assert to_card(to_row(FULL)[1:]) == FULL


CORRUPT: dict[str, tuple[str, Value]] = {
    "a state that there is not": ("state", "asleep"),
    "a cause that there is not": ("causes", "quota;bored"),
    "an empty cause": ("causes", ""),
    "a carrier that there is not": ("carrier", "china_satellite"),
    "a date that is none": ("plan_expires_on", "2026-02-30"),
    "a moment without a zone": ("as_of", "2026-11-21T23:59:59"),
    "a moment that is none": ("last_seen", "yesterday"),
    "a flag that is neither": ("online", 2),
    "notes that are not JSON": ("notes", "{"),
    "notes that are a list": ("notes", "[1]"),
    "a number that is no ICCID": ("iccid", "12345"),
    "no moment": ("as_of", None),
}


@pytest.mark.parametrize(("column", "value"), CORRUPT.values(), ids=CORRUPT.keys())
def test_a_row_that_is_no_card_is_told(column: str, value: Value) -> None:
    row = dict(zip(COLUMNS, to_row(FULL)[1:], strict=True)) | {column: value}
    with pytest.raises(ValueError, match=r"."):
        to_card(tuple(row.values()))


@pytest.mark.anyio
async def test_the_store_says_that_a_row_is_damaged(tmp_path: Path) -> None:
    async with open_store(tmp_path / "cards.db") as store:
        await _corrupt(store)
        with pytest.raises(StoreBroken) as broken:
            await store.find(TELECOM)
        assert broken.value.text.args["problem"] == "damaged"


async def _corrupt(store: Store) -> None:
    await store.put([replace(FULL)])
    await store._write(lambda connection: connection.execute("UPDATE cards SET state = 'asleep'"))  # noqa: SLF001
