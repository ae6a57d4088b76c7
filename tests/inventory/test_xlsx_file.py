"""Reading XLSX: what a cell stands for, and packages that are made to do harm."""

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.domain.card import Cause, State
from bot.errors import BadFile
from bot.inventory import package, xlsx_file
from bot.inventory.reader import open_sheet
from bot.inventory.xlsx_file import text_of
from tests.inventory.files import NUMBER, OTHER, imported, kept, only, raw_xlsx, refused, stored, text_cell
from tests.inventory.files import xlsx_file as written

CELLS: dict[str, tuple[object, str]] = {
    "a text": ("8986", "8986"),
    "a whole number": (1064912345678, "1064912345678"),
    "a whole number kept as a fraction": (1064912345678.0, "1064912345678"),
    "a fraction": (1.5, "1.5"),
    "a small fraction": (0.0000005, "0.0000005"),
    "yes": (True, "true"),
    "no": (False, "false"),
    "a day": (datetime(2026, 11, 30), "2026-11-30"),  # noqa: DTZ001 - a spreadsheet knows no zones
    "a day without a time": (date(2026, 11, 30), "2026-11-30"),
    "a moment": (datetime(2026, 11, 30, 8, 15), "2026-11-30 08:15:00"),  # noqa: DTZ001
    "a time alone": (time(8, 15), "08:15:00"),
    "a number of 15 digits": (861234567890123, "861234567890123"),
    "a long number, digit by digit": (89860321249946513307, "89860321249946513307"),
    "a long number that lost its digits": (8.98603212499465e19, "8.98603212499465E+19"),
    "a long number that lost its digits and was written out": (89860321249946500000, "8.98603212499465E+19"),
    "a long number that has been through a float": (int(8986032124994651330.0), "8.98603212499465E+18"),
    "a number of 16 digits that ends in 0": (8612345678901230, "8.61234567890123E+15"),
}


@pytest.mark.parametrize(("value", "text"), CELLS.values(), ids=CELLS.keys())
def test_a_cell_stands_for_a_text(value: object, text: str) -> None:
    assert text_of(value) == text


def test_a_sheet_is_read(tmp_path: Path) -> None:
    header = ("卡号", "状态", "已用流量", "在线状态", "备注")
    card = only(written(tmp_path, [header, (NUMBER, "信控停用", 1.5, True, 7)]))
    assert (card.iccid.number, card.state, card.causes) == (NUMBER, State.SUSPENDED, frozenset({Cause.QUOTA}))
    assert (card.used_mb, card.online, card.notes) == (1.5, True, {"备注": "7"})


EXPIRIES: dict[str, tuple[object, str]] = {
    "a date cell is that day": (datetime(2026, 11, 30), "2026-11-30"),  # noqa: DTZ001
    "a date cell with a time is that day": (datetime(2026, 11, 30, 18, 30), "2026-11-30"),  # noqa: DTZ001
    "a text at midnight is the end of the day before": ("2026-11-30 00:00:00", "2026-11-29"),
    "a text without a time is that day": ("2026-11-30", "2026-11-30"),
    "a number that reads as a date": (20261130, "2026-11-30"),
}


@pytest.mark.parametrize(("cell", "on"), EXPIRIES.values(), ids=EXPIRIES.keys())
def test_an_expiry_is_the_last_valid_day(tmp_path: Path, cell: object, on: str) -> None:
    assert stored(written(tmp_path, [["iccid", "到期时间"], [NUMBER, cell]]), "plan_expires_on") == on


def test_the_number_of_a_day_is_no_date(tmp_path: Path) -> None:
    assert "refused-bad-date" in refused(written(tmp_path, [["iccid", "到期时间"], [NUMBER, 46356]]))[1]


def test_an_as_of_cell_of_a_day_is_the_end_of_it(tmp_path: Path) -> None:
    day = datetime(2026, 11, 21)  # noqa: DTZ001
    assert stored(written(tmp_path, [["iccid", "数据时间"], [NUMBER, day]]), "as_of") == "2026-11-21T23:59:59+08:00"


ROUNDED = {
    "as a spreadsheet writes it": "<c><v>8.9860321249946504E+19</v></c>",
    "as another one writes it": "<c><v>89860321249946500000</v></c>",
    "as pandas writes it": "<c><v>8.98603212499465e+19</v></c>",
    "19 digits that have been through a float": "<c><v>8986032124994651136</v></c>",
    "as a text": text_cell("8.98603E+19"),
}


@pytest.mark.parametrize("cell", ROUNDED.values(), ids=ROUNDED.keys())
def test_a_number_that_a_spreadsheet_has_rounded_is_refused(tmp_path: Path, cell: str) -> None:
    file = raw_xlsx(tmp_path, f"<row>{text_cell('iccid')}</row><row>{cell}</row><row>{text_cell(OTHER)}</row>")
    assert refused(file)[1].endswith("2,refused-rounded")
    assert len(kept(file)) == 1


def test_a_number_whose_digits_are_all_there_is_taken(tmp_path: Path) -> None:
    file = raw_xlsx(tmp_path, f"<row>{text_cell('iccid')}</row><row><c><v>{NUMBER}</v></c></row>")
    assert only(file).iccid.number == NUMBER


def test_zeros_at_the_end_of_a_text_are_no_rounding(tmp_path: Path) -> None:
    assert only(written(tmp_path, [["iccid"], ["89860321249946500000"]])).iccid.number == "89860321249946500000"


def test_what_a_formula_gave_is_read(tmp_path: Path) -> None:
    row = f'<row>{text_cell(NUMBER)}<c t="str"><f>A1</f><v>使用中</v></c></row>'
    file = raw_xlsx(tmp_path, f"<row>{text_cell('iccid')}{text_cell('state')}</row>{row}")
    assert only(file).state == "active"


def test_an_error_of_a_formula_says_nothing_and_others_are_refused(tmp_path: Path) -> None:
    header = f"<row>{text_cell('iccid')}{text_cell('state')}</row>"
    gone = f'<row>{text_cell(NUMBER)}<c t="e"><v>#N/A</v></c></row>'
    wrong = f'<row>{text_cell(OTHER)}<c t="e"><v>#REF!</v></c></row>'
    file = raw_xlsx(tmp_path, header + gone + wrong)
    assert refused(file)[1].split(",") == [OTHER, "#REF!", "3", "refused-bad-value"]
    assert [card.state for card in kept(file)] == [None]


def test_rows_before_the_header_may_be_empty_and_count(tmp_path: Path) -> None:
    file = raw_xlsx(
        tmp_path,
        '<row r="3"><c r="B3" t="inlineStr"><is><t>iccid</t></is></c></row>'
        '<row r="7"><c r="B7" t="inlineStr"><is><t>12345</t></is></c></row>',
    )
    assert refused(file)[1] == ",12345,7,refused-not-iccid"


def test_a_wrong_size_of_the_sheet_is_not_believed(tmp_path: Path) -> None:
    file = raw_xlsx(tmp_path, f"<row>{text_cell('iccid')}</row><row>{text_cell(NUMBER)}</row>")
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name).decode() for name in old.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
        "<sheetData>", '<dimension ref="A1"/><sheetData>'
    )
    assert only(raw_xlsx(tmp_path, "", **parts)).iccid.number == NUMBER


def test_a_hidden_sheet_is_passed_over(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.worksheets[0].append(["notes", "of the author"])
    workbook.worksheets[0].sheet_state = "hidden"
    for row in (["iccid"], [NUMBER]):
        workbook.create_sheet("cards").append(row) if row == ["iccid"] else workbook["cards"].append(row)
    workbook.save(tmp_path / "cards.xlsx")
    assert only(tmp_path / "cards.xlsx").iccid.number == NUMBER


def problem(file: Path) -> object:
    with pytest.raises(BadFile) as bad:
        imported(file)
    return bad.value.text.args["problem"]


NO_SPREADSHEETS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty"),
    "a text": (b"iccid,state\n", "not_xlsx"),
    "an old or a password-protected spreadsheet": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not_xlsx"),
    "the beginning of a package": (b"PK\x03\x04" + bytes(100), "not_xlsx"),
}


@pytest.mark.parametrize(("content", "why"), NO_SPREADSHEETS.values(), ids=NO_SPREADSHEETS.keys())
def test_what_is_no_spreadsheet_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "cards.xlsx").write_bytes(content)
    assert problem(tmp_path / "cards.xlsx") == why


def test_an_empty_sheet_is_empty(tmp_path: Path) -> None:
    assert problem(raw_xlsx(tmp_path, "")) == "empty"


def test_a_package_of_something_else_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "cards.xlsx", "w") as other:
        other.writestr("word/document.xml", "<document/>")
    assert problem(tmp_path / "cards.xlsx") == "not_xlsx"


BOMB = (
    '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>'
    '<c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
)
OUTSIDE = '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst>&x;</sst>'
HOSTILE: dict[str, dict[str, str]] = {
    "entities that grow": {"xl/worksheets/sheet1.xml": BOMB},
    "entities from outside": {"xl/sharedStrings.xml": OUTSIDE},
    "entities behind a comment": {"xl/styles.xml": f"<!--{'-x' * 50_000}-->{OUTSIDE}"},
    "XML that is none": {"xl/workbook.xml": "<workbook"},
    "no workbook": {"xl/workbook.xml": "<nothing/>"},
    "a sheet that breaks off": {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row>"},
    "a row in no place": {"xl/worksheets/sheet1.xml": BOMB[BOMB.index("<worksheet") :].replace("<row>", '<row r="x">')},
}


@pytest.mark.parametrize("parts", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_package_that_is_made_to_do_harm_is_refused(tmp_path: Path, parts: dict[str, str]) -> None:
    assert problem(raw_xlsx(tmp_path, "", **parts)) == "not_xlsx"


def test_entities_in_another_encoding_are_seen(tmp_path: Path) -> None:
    file = raw_xlsx(tmp_path, "")
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/extra.xml", f'<?xml version="1.0" encoding="utf-16"?>{OUTSIDE}'.encode("utf-16"))
    assert problem(file) == "not_xlsx"


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    assert problem(raw_xlsx(tmp_path, "", **{"xl/styles.xml": " " * (package.MAX_PART + 1)})) == "too_big"


def test_more_parts_than_any_spreadsheet_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PARTS", 3)
    assert problem(raw_xlsx(tmp_path, "")) == "too_big"


def test_the_whole_package_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_ALL", 1000)
    assert problem(raw_xlsx(tmp_path, "")) == "too_big"


def test_an_encrypted_package_is_refused(tmp_path: Path) -> None:
    file = raw_xlsx(tmp_path, "")
    content = bytearray(file.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flags] |= 1
    file.write_bytes(content)
    assert problem(file) == "not_xlsx"


def test_a_row_far_below_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "MAX_ROWS", 5000)
    far = '<row r="999999999"><c><v>1</v></c></row>'
    assert problem(raw_xlsx(tmp_path, f"<row>{text_cell('iccid')}</row>{far}")) == "too_big"


def test_the_name_says_what_a_file_is(tmp_path: Path) -> None:
    file = written(tmp_path, [["iccid"], [NUMBER]], name="CARDS.XLSX")
    assert only(file).iccid.number == NUMBER


def test_it_is_known_how_much_of_a_sheet_was_read(tmp_path: Path) -> None:
    with open_sheet(written(tmp_path, [["iccid"], *([NUMBER] for _ in range(3000))])) as sheet:
        assert sum(1 for _ in sheet.rows) == 3000
        assert 0 < sheet.fraction() <= 1
