"""Spreadsheets written by hand, read by openpyxl."""

from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bulk.spreadsheet import LONGEST_CELL, Cell, Spreadsheet
from tests.bulk.lists import Read, read

MOST_UNITS = 32_767
"""UTF-16 code units that the format allows in a cell."""


def there_and_back(folder: Path, *rows: list[Cell], titles: tuple[str, ...] = ("a",), name: str = "Cards") -> Read:
    spreadsheet = Spreadsheet(folder)
    sheet = spreadsheet.sheet(name, titles, [10] * len(titles))
    for row in rows:
        sheet.add(row)
    spreadsheet.save(folder / "out.xlsx")
    spreadsheet.close()
    return read(folder / "out.xlsx")


TEXTS = {
    "plain": ("卡 8986", "卡 8986"),
    "marks of the markup": ("<b>&amp;\"'</b>", "<b>&amp;\"'</b>"),
    "lines": ("a\r\nb\rc\nd", "a\nb\nc\nd"),
    "spaces": (" a  b ", " a  b "),
    "signs beyond the first plane": ("🟢𠮷", "🟢𠮷"),
    "half a sign": ("a\ud83db", "ab"),
    "characters that XML cannot hold": ("a\x00\x0b\ufffeb", "ab"),
    "a long number": ("89860321249946513307", "89860321249946513307"),
    "zeros in front": ("007", "007"),
    "a date": ("2026-11-22", "2026-11-22"),
    "nothing": ("", None),
    "none": (None, None),
    "a count": (7, 7),
}


@pytest.mark.parametrize(("cell", "expected"), TEXTS.values(), ids=TEXTS)
def test_a_cell(tmp_path: Path, cell: Cell, expected: object) -> None:
    assert there_and_back(tmp_path, ["x", cell]).rows == ((("x", expected),),)


@pytest.mark.parametrize(
    "formula",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\x00=1",
        "＝1",
        '=HYPERLINK("http://evil.example")',
        "=cmd|' /C calc'!A0",
    ],
)
def test_no_text_is_a_formula(tmp_path: Path, formula: str) -> None:
    """Not here, and not after somebody saves the sheet as CSV and opens that."""
    seen = there_and_back(tmp_path, [formula], titles=(formula,))
    assert seen.kinds <= {"s", "n"}
    assert [str(row[0])[0] for row in (seen.titles[0], *seen.rows[0])] == ["'", "'"]


def test_what_looks_like_an_escape_is_escaped(tmp_path: Path) -> None:
    """Excel would read `_x0041_` as A; openpyxl reads what stands there."""
    assert there_and_back(tmp_path, ["_x0041_ _x0a_"]).rows == ((("_x005F_x0041_ _x0a_",),),)


def test_a_dash_is_left_alone(tmp_path: Path) -> None:
    assert there_and_back(tmp_path, ["-"]).rows == ((("-",),),)


def test_a_cell_is_no_longer_than_the_format_allows(tmp_path: Path) -> None:
    ((said,),) = there_and_back(tmp_path, ["𠮷" * 40_000]).rows[0]
    assert len(str(said)) == LONGEST_CELL
    assert len(str(said).encode("utf-16-le")) // 2 <= MOST_UNITS


def test_sheets_grow_side_by_side(tmp_path: Path) -> None:
    spreadsheet = Spreadsheet(tmp_path)
    first, second = (spreadsheet.sheet(name, ["title"], [10]) for name in ("每张卡", 'a & "b"'))
    for at in range(3):
        first.add([f"{at}"])
        second.add([at])
    spreadsheet.save(tmp_path / "out.xlsx")
    seen = read(tmp_path / "out.xlsx")
    assert seen.names == ("每张卡", 'a & "b"')
    assert seen.rows == ((("0",), ("1",), ("2",)), ((0,), (1,), (2,)))


def test_every_part_is_xml_and_is_declared(tmp_path: Path) -> None:
    there_and_back(tmp_path, ["x"])
    with ZipFile(tmp_path / "out.xlsx") as package:
        parts = {name: ET.fromstring(package.read(name)) for name in package.namelist()}  # noqa: S314 - our own
        assert package.testzip() is None
    declared = {each.get("PartName", "").lstrip("/") for each in parts["[Content_Types].xml"]} - {""}
    assert declared == {name for name in parts if name.startswith("xl/") and not name.endswith(".rels")}


def test_nothing_is_left_in_the_folder(tmp_path: Path) -> None:
    there_and_back(tmp_path, ["x"])
    assert [file.name for file in tmp_path.iterdir()] == ["out.xlsx"]


@settings(max_examples=30)
@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_any_text_is_read_as_text(cells: list[str]) -> None:
    with TemporaryDirectory() as folder:
        seen = there_and_back(Path(folder), ["x", *cells])
        assert seen.kinds <= {"s", "n"}
        assert all(value is None or isinstance(value, str) for value in seen.rows[0][0])
