"""Exporting: what goes out comes in again, unchanged."""

import asyncio
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.domain.card import Card
from bot.errors import BadFile
from bot.inventory import exporter
from bot.inventory.exporter import export
from bot.inventory.loader import load
from bot.store.bulk import open_bulk
from bot.store.database import open_store
from bot.store.rows import to_card
from tests.inventory.files import PACKS, say
from tests.store.cards import CARDS, CHINA, FULL, MOBILE, NOW, TELECOM, UNICOM, card


def fill(database: Path, *cards: Card) -> None:
    async def put() -> None:
        async with open_store(database) as store:
            await store.put(cards)

    asyncio.run(put())


def contents(database: Path) -> list[Card]:
    with open_bulk(database) as bulk:
        return [to_card(row) for row in bulk.all()]


def there_and_back(folder: Path, suffix: str, *cards: Card) -> list[Card]:
    """Export *cards*, import them into an empty store and into their own; return what the empty one holds."""
    out, old, new = folder / f"out{suffix}", folder / "old.db", folder / "new.db"
    fill(old, *cards)
    assert export(old, out) == len({one.iccid.key for one in cards})
    first = load(new, out, now=NOW, packs=PACKS, say=say)
    again = load(old, out, now=NOW, packs=PACKS, say=say)
    assert (first.refused, first.repeated, first.added) == (0, 0, first.rows)
    assert (again.refused, again.unchanged) == (0, again.rows)
    assert contents(old) == contents(new)
    return contents(new)


def _local(one: Card) -> Card:
    return replace(one, last_seen=one.last_seen and one.last_seen.astimezone(CHINA))


LOCAL = CARDS.map(_local)
"""Cards as an import leaves them: their moments are the deployment's."""

BOTH = pytest.mark.parametrize("suffix", [".csv", ".xlsx"])


@BOTH
def test_an_export_imports_again_unchanged(tmp_path: Path, suffix: str) -> None:
    odd = card(UNICOM, plan="=1+1", raw="-", notes={"=note": "+86", "N/A": "'@x", "备注": 'two\nlines, "quoted"'})
    assert there_and_back(tmp_path, suffix, FULL, odd, card(MOBILE)) == [card(MOBILE), FULL, odd]


@BOTH
def test_an_empty_store_is_a_header(tmp_path: Path, suffix: str) -> None:
    assert there_and_back(tmp_path, suffix) == []


@given(st.lists(LOCAL, max_size=8, unique_by=lambda one: one.iccid.key))
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_every_card_goes_out_and_comes_in_as_csv(cards: list[Card]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert there_and_back(Path(folder), ".csv", *cards) == sorted(cards, key=lambda one: one.iccid.key)


@given(st.lists(LOCAL, max_size=8, unique_by=lambda one: one.iccid.key))
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_every_card_goes_out_and_comes_in_as_a_spreadsheet(cards: list[Card]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert there_and_back(Path(folder), ".xlsx", *cards) == sorted(cards, key=lambda one: one.iccid.key)


def test_a_csv_reads_well_in_a_spreadsheet(tmp_path: Path) -> None:
    fill(tmp_path / "cards.db", FULL)
    export(tmp_path / "cards.db", tmp_path / "out.csv")
    content = (tmp_path / "out.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbficcid,")
    assert "'=甲" in content.decode("utf-8-sig")


def test_long_numbers_are_texts_and_sizes_are_numbers(tmp_path: Path) -> None:
    fill(tmp_path / "cards.db", FULL)
    export(tmp_path / "cards.db", tmp_path / "out.xlsx")
    workbook = load_workbook(tmp_path / "out.xlsx")
    header, row = workbook.worksheets[0].iter_rows(values_only=True)
    workbook.close()
    cells = dict(zip(header, row, strict=True))
    assert (cells["iccid"], cells["msisdn"], cells["used_mb"], cells["test_months"]) == (
        TELECOM.number,
        FULL.msisdn,
        100.3,
        0,
    )
    assert (cells["plan_expires_on"], cells["online"]) == ("2027-03-31", "false")


@BOTH
def test_an_export_that_fails_leaves_the_old_file(tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "cards.db", FULL, card(MOBILE))
    out = tmp_path / f"out{suffix}"
    out.write_text("the old one")
    monkeypatch.setattr(exporter, "_notes", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(tmp_path / "cards.db", out)
    assert out.read_text() == "the old one"
    assert {path.name for path in tmp_path.iterdir()} == {"cards.db", out.name}


def test_an_export_goes_to_a_csv_or_a_spreadsheet(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as bad:
        export(tmp_path / "cards.db", tmp_path / "out.pdf")
    assert bad.value.text.args["problem"] == "wrong_suffix"
    assert not (tmp_path / "cards.db").exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    fill(tmp_path / "cards.db", FULL)
    with pytest.raises(BadFile) as bad:
        export(tmp_path / "cards.db", tmp_path / "nowhere" / "out.csv")
    assert bad.value.text.args["problem"] == "unwritable"


def test_more_cards_than_a_sheet_holds_want_a_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporter, "MAX_ROWS", 2)
    fill(tmp_path / "cards.db", FULL, card(MOBILE))
    with pytest.raises(BadFile) as bad:
        export(tmp_path / "cards.db", tmp_path / "out.xlsx")
    assert bad.value.text.args["problem"] == "too_big"
