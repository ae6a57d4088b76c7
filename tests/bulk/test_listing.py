"""Which rows of a list name a card, and why the others are refused."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bulk import listing
from bot.bulk.listing import MOST_COLUMNS, Row, open_listing
from bot.domain.words import Joined, Text
from bot.errors import BadFile
from tests.inventory.files import csv_file, raw_xlsx, text_cell, xlsx_file

NUMBER, OTHER, TELEPHONE = "89860321249946513307", "89860621249946513302", "1064912345678"


def rows(file: Path) -> list[Row]:
    with open_listing(file) as opened:
        return list(opened.rows)


def titles(file: Path) -> tuple[str, ...]:
    with open_listing(file) as opened:
        return opened.titles


def reasons(row: Row) -> list[str]:
    """Return the keys of why *row* is refused."""
    match row.refused:
        case Text(key):
            return [key]
        case Joined(parts):
            return [part.key for part in parts if isinstance(part, Text)]
    return []


def told(file: Path) -> Iterator[tuple[int, str]]:
    """Yield each row's number, with the card that it names or why it names none."""
    for row in rows(file):
        yield row.line, row.wanted.number if row.wanted else ", ".join(reasons(row))


LISTS = {
    "a header": (f"iccid\n{NUMBER}\n", [(2, NUMBER)]),
    "a Chinese header, in any column": (f"客户,卡号\n甲,{NUMBER}\n", [(2, NUMBER)]),
    "no header": (f"{NUMBER}\n{OTHER}\n", [(1, NUMBER), (2, OTHER)]),
    "no header, the numbers anywhere": (f"甲,x,{NUMBER}\n乙,y,{OTHER}\n", [(1, NUMBER), (2, OTHER)]),
    "a header that names nothing": (f"客户,编号\n甲,{NUMBER}\n", [(2, NUMBER)]),
    "telephone numbers": (f"号码\n{TELEPHONE}\n", [(2, TELEPHONE)]),
    "a telephone number where there is no other": (f"iccid,msisdn\n,{TELEPHONE}\n", [(2, TELEPHONE)]),
    "both: the card's own counts": (f"msisdn,iccid\n{TELEPHONE},{NUMBER}\n", [(2, NUMBER)]),
    "an unreadable number is not made up for by another": (
        f"iccid,msisdn\nhello,{TELEPHONE}\n",
        [(2, "refused-not-iccid")],
    ),
    "as people write it": (f"iccid\n8986 0321 2499 4651 3307\n'{OTHER}\n", [(2, NUMBER), (3, OTHER)]),
    "empty lines": (f"\n\niccid\n\n{NUMBER}\n,\n", [(5, NUMBER)]),
    "rounded by a spreadsheet": ("iccid\n8.98604E+19\n", [(2, "refused-rounded")]),
    "all of them rounded, and no header": (
        "甲,8.98604E+19\n乙,8.98603E+18\n",
        [(1, "refused-rounded"), (2, "refused-rounded")],
    ),
    "not a number": ("iccid\nhello\n", [(2, "refused-not-iccid")]),
    "no number": ("iccid,客户\n,甲\n-,乙\n", [(2, "bulk-refused-no-number"), (3, "bulk-refused-no-number")]),
    "twice": (f"iccid\n{NUMBER}\n{NUMBER[:19]}\n", [(2, NUMBER), (3, "bulk-refused-twice")]),
    "more cells than titles": (f"iccid\n{NUMBER},x\n", [(2, NUMBER)]),
    "quotes that do not close": (f'iccid,x\n{NUMBER},"a\n{OTHER},b\n', [(2, "refused-broken-row"), (3, OTHER)]),
    "semicolons": (f"客户;iccid\n甲;{NUMBER}\n", [(2, NUMBER)]),
}


@pytest.mark.parametrize(("text", "expected"), LISTS.values(), ids=LISTS)
def test_a_list(tmp_path: Path, text: str, expected: list[tuple[int, str]]) -> None:
    assert list(told(csv_file(tmp_path, text))) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    file = csv_file(tmp_path, f"客户,卡号\n甲,{NUMBER}\n", encoding=encoding)
    assert titles(file) == ("客户", "卡号")
    assert [row.cells for row in rows(file)] == [["甲", NUMBER]]


def test_a_spreadsheet_is_known_by_its_content(tmp_path: Path) -> None:
    file = xlsx_file(
        tmp_path, [["客户", "卡号"], ["甲", NUMBER], ["乙", 8.9860621249946513e19], ["丙", 5]], name="list.csv"
    )
    assert list(told(file)) == [(2, NUMBER), (3, "refused-rounded"), (4, "refused-not-iccid")]


def test_columns_without_a_title_are_numbered(tmp_path: Path) -> None:
    assert titles(csv_file(tmp_path, f"iccid,,备注\n{NUMBER},x,y,z\n")) == ("iccid", "#2", "备注", "#4")


def test_a_row_that_is_too_wide_is_refused(tmp_path: Path) -> None:
    wide = ",".join([NUMBER, *"x" * MOST_COLUMNS])
    (row,) = rows(csv_file(tmp_path, f"iccid\n{wide}\n"))
    assert (row.wanted, reasons(row), len(row.cells)) == (None, ["refused-too-many-cells"], MOST_COLUMNS)


def test_columns_without_end(tmp_path: Path) -> None:
    file = csv_file(tmp_path, "iccid" + ",x" * 100_000 + f"\n{NUMBER}\n")
    assert list(told(file)) == [(2, NUMBER)]
    assert len(titles(file)) == MOST_COLUMNS


def test_a_list_that_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_ROWS", 2)
    assert len(rows(csv_file(tmp_path, f"iccid\n{NUMBER}\n\n{OTHER}\n\n"))) == 2
    with pytest.raises(BadFile) as raised:
        rows(csv_file(tmp_path, f"iccid\n{NUMBER}\n{OTHER}\nhello\n"))
    assert (raised.value.text.args["problem"], raised.value.text.args["detail"]) == ("too_big", "2")


NO_LISTS = {
    "nothing": (b"", "empty"),
    "empty lines": (b"\n \n", "empty"),
    "no numbers": (b"name,age\nx,1\n", "no_iccid_column"),
    "prices are no rounded numbers": (b"price\n12.50\n", "no_iccid_column"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(300), "not_csv"),
    "an old spreadsheet": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(300), "not_xlsx"),
    "the beginning of a package": (b"PK\x03\x04" + bytes(300), "not_xlsx"),
}


@pytest.mark.parametrize(("content", "problem"), NO_LISTS.values(), ids=NO_LISTS)
def test_what_is_no_list(tmp_path: Path, content: bytes, problem: str) -> None:
    file = tmp_path / "list"
    file.write_bytes(content)
    with pytest.raises(BadFile) as raised:
        rows(file)
    assert raised.value.text.args["problem"] == problem


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as raised:
        rows(tmp_path / "list.csv")
    assert raised.value.text.args["problem"] == "missing"


def test_a_package_that_holds_something_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w") as package:
        package.writestr("hello.txt", "hello")
    with pytest.raises(BadFile) as raised:
        rows(tmp_path / "list.xlsx")
    assert raised.value.text.args["problem"] == "not_xlsx"


def test_entities_are_refused(tmp_path: Path) -> None:
    lol = f'<!DOCTYPE x [<!ENTITY a "{"lol" * 9}"><!ENTITY b "{"&a;" * 9}">]><sst><si><t>&b;</t></si></sst>'
    file = raw_xlsx(tmp_path, f"<row>{text_cell(NUMBER)}</row>", **{"xl/sharedStrings.xml": lol})
    with pytest.raises(BadFile) as raised:
        rows(file)
    assert raised.value.text.args["problem"] == "not_xlsx"


def test_a_formula_is_read_as_what_it_came_to(tmp_path: Path) -> None:
    formula = f'<c t="str"><f>"8986"&amp;A9</f><v>{NUMBER}</v></c>'
    assert list(told(raw_xlsx(tmp_path, f"<row>{text_cell('iccid')}</row><row>{formula}</row>"))) == [(2, NUMBER)]
