"""What an import overwrites, and what it keeps."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.card import Card
from bot.store.bulk import Settled, open_bulk
from bot.store.merging import PASSING, overwritten
from bot.store.rows import COLUMNS, Value, to_card, to_row
from tests.store.cards import FULL

KEY = FULL.iccid.key
OLD: Mapping[str, Value] = dict(zip(COLUMNS, to_row(FULL)[1:], strict=True))
LATER = "2026-11-22T12:00:00+08:00"


def settle(path: Path, *rows: Mapping[str, Value], keep: bool = True) -> Settled:
    """Bring *rows* of one file into the store, each said with the columns the file has."""
    columns = ("key", *rows[0])
    with open_bulk(path) as bulk:
        bulk.stage(columns, ((str(row["iccid"])[:19], *row.values()) for row in rows))
        return bulk.settle(frozenset(rows[0]), keep=keep)


def kept(path: Path, key: str = KEY) -> dict[str, Value]:
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute("SELECT * FROM cards WHERE key = ?", (key,)).fetchone()
    return dict(zip(COLUMNS, row[1:], strict=True))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    settle(tmp_path / "cards.db", OLD)
    return tmp_path / "cards.db"


FILES: dict[str, tuple[dict[str, Value], dict[str, Value]]] = {
    "a lasting column is overwritten, the others stay": ({"plan": "100MB"}, {"plan": "100MB"}),
    "an empty lasting cell means unknown": ({"plan": None}, {"plan": None}),
    "a file of lasting columns leaves what passes, and its moment": (
        {"imsi": "460110000000000"},
        {"imsi": "460110000000000"},
    ),
    "one passing column replaces all of them, and their moment": (
        {"state": "active"},
        dict.fromkeys(PASSING) | {"state": "active", "as_of": LATER},
    ),
    "usage alone leaves no state behind": (
        {"used_mb": 12.5},
        dict.fromkeys(PASSING) | {"used_mb": 12.5, "as_of": LATER},
    ),
    "a passing column without a value still replaces": (
        {"online": None},
        dict.fromkeys(PASSING) | {"as_of": LATER},
    ),
    "passing and lasting columns together": (
        {"state": "stopped", "plan": None},
        dict.fromkeys(PASSING) | {"state": "stopped", "plan": None, "as_of": LATER},
    ),
    "a note is overwritten, another one stays": (
        {"notes": '{"备注":"在路上"}'},
        {"notes": '{"备注":"在路上","客户":"=甲"}'},
    ),
    "an empty note is removed": ({"notes": '{"备注":null}'}, {"notes": '{"客户":"=甲"}'}),
    "the last note is removed": ({"notes": '{"备注":null,"客户":null}'}, {"notes": None}),
    "a new note is added": ({"notes": '{"仓":"甲"}'}, {"notes": '{"备注":"在仓库","客户":"=甲","仓":"甲"}'}),
    "a shorter spelling of the number tells less": ({"iccid": KEY}, {}),
    "the number alone changes nothing": ({}, {}),
}


@pytest.mark.parametrize(("said", "becomes"), FILES.values(), ids=FILES.keys())
def test_a_file_overwrites_what_it_has(path: Path, said: dict[str, Value], becomes: dict[str, Value]) -> None:
    settle(path, {"iccid": FULL.iccid.number, **said, "as_of": LATER})
    assert kept(path) == dict(OLD) | becomes


def test_an_older_file_counts_like_any_other(path: Path) -> None:
    settle(path, {"iccid": KEY, "state": "active", "as_of": "2020-01-01T00:00:00+08:00"})
    assert kept(path)["as_of"] == "2020-01-01T00:00:00+08:00"


def test_a_new_card_of_a_lasting_file_has_a_moment_and_no_empty_notes(path: Path) -> None:
    settle(path, {"iccid": "89860621249946513302", "plan": "30MB", "notes": '{"a":null,"b":"c"}', "as_of": LATER})
    new = kept(path, "8986062124994651330")
    assert {name: value for name, value in new.items() if value is not None} == {
        "iccid": "89860621249946513302",
        "plan": "30MB",
        "notes": '{"b":"c"}',
        "as_of": LATER,
    }


def test_the_longer_spelling_of_a_number_is_kept(tmp_path: Path) -> None:
    settle(tmp_path / "cards.db", {"iccid": KEY, "as_of": LATER})
    assert settle(tmp_path / "cards.db", {"iccid": FULL.iccid.number, "as_of": LATER}).changed == 1
    assert kept(tmp_path / "cards.db")["iccid"] == FULL.iccid.number


def row(at: int, **said: Value) -> dict[str, Value]:
    return {"iccid": f"89860321249946{at:05d}7", "plan": "30MB", **said, "as_of": LATER}


def test_what_was_done_is_counted_by_card(tmp_path: Path) -> None:
    path = tmp_path / "cards.db"
    assert settle(path, row(1), row(2), row(3)) == Settled(added=3, changed=0, unchanged=0, repeated=0)
    again = settle(path, row(1), row(2, plan="new"), row(4, plan="old"), row(4), row(4, plan="new"))
    assert again == Settled(added=1, changed=1, unchanged=1, repeated=2)
    assert kept(path, "8986032124994600004")["plan"] == "new"


def test_a_later_moment_alone_is_kept_and_is_no_change(path: Path) -> None:
    assert settle(path, {**OLD, "as_of": LATER}).unchanged == 1
    assert kept(path)["as_of"] == LATER


def test_a_rehearsal_counts_and_keeps_nothing(path: Path) -> None:
    assert settle(path, row(1), keep=False) == Settled(added=1, changed=0, unchanged=0, repeated=0)
    with open_bulk(path) as bulk:
        assert bulk.count() == 1
        assert [to_card(one) for one in bulk.all()] == [FULL]


def test_a_merge_that_fails_on_the_way_leaves_the_store_as_it_was(path: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        settle(path, {**row(1), "as_of": LATER}, {**row(2), "as_of": None})
    with open_bulk(path) as bulk:
        assert [to_card(one) for one in bulk.all()] == [FULL]


def test_passing_columns_are_columns() -> None:
    assert set(COLUMNS) > PASSING
    assert overwritten(frozenset(COLUMNS)) == COLUMNS


def test_every_field_is_either_passing_or_lasting() -> None:
    lasting = overwritten(frozenset(COLUMNS) - PASSING)
    assert set(lasting) | PASSING | {"as_of"} == set(COLUMNS)
    assert isinstance(FULL, Card)
