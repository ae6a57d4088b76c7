"""Reading CSV: encodings, delimiters, ragged rows, quotes that do not close."""

from pathlib import Path

import pytest

from bot.errors import BadFile
from bot.inventory import encoding
from bot.inventory.reader import open_sheet
from bot.inventory.sheet import Broken
from tests.inventory.files import NUMBER, OTHER, csv_file, imported, kept, only, refused

TEXT = f"卡号,状态,备注\r\n{NUMBER},使用中,在仓库\r\n"


def rows(file: Path) -> list[list[str]]:
    with open_sheet(file) as sheet:
        return [sheet.header, *sheet.rows]


@pytest.mark.parametrize("named", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_every_encoding_is_told_by_itself(tmp_path: Path, named: str) -> None:
    assert rows(csv_file(tmp_path, TEXT, encoding=named)) == [["卡号", "状态", "备注"], [NUMBER, "使用中", "在仓库"]]


def test_gb18030_far_into_the_file_is_seen(tmp_path: Path) -> None:
    text = "iccid,note\n" + f"{NUMBER},-\n" * 40_000 + f"{NUMBER},在仓库\n"
    assert rows(csv_file(tmp_path, text, encoding="gb18030"))[-1] == [NUMBER, "在仓库"]


def test_a_character_between_two_blocks_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "BLOCK", 7)
    assert rows(csv_file(tmp_path, TEXT))[1] == [NUMBER, "使用中", "在仓库"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_header_tells_the_delimiter(tmp_path: Path, delimiter: str, ending: str) -> None:
    text = delimiter.join(("iccid", "a,b;c", "state")) + ending + delimiter.join((NUMBER, '"x,y;z"', "active")) + ending
    if delimiter == "\t":
        assert rows(csv_file(tmp_path, text)) == [["iccid", "a,b;c", "state"], [NUMBER, "x,y;z", "active"]]
    else:
        assert rows(csv_file(tmp_path, text))[1] == [NUMBER, "x,y;z", "active"]


def test_a_single_column_needs_no_delimiter(tmp_path: Path) -> None:
    assert only(csv_file(tmp_path, f"iccid\n{NUMBER}\n")).iccid.number == NUMBER


def test_lines_before_the_header_and_between_rows_may_be_empty(tmp_path: Path) -> None:
    file = csv_file(tmp_path, f"\n \niccid,state\n\n{NUMBER},active\n,\n  ,  \n{OTHER},bored\n\n")
    lines = refused(file)
    assert lines[1].split(",")[-2:] == ["8", "refused-bad-value"]
    assert [card.iccid.number for card in kept(file)] == [NUMBER]


def test_missing_cells_are_empty(tmp_path: Path) -> None:
    card = only(csv_file(tmp_path, f"iccid,state,plan\n{NUMBER},active\n"))
    assert (card.state, card.plan) == ("active", None)


def test_empty_cells_too_many_do_no_harm(tmp_path: Path) -> None:
    assert only(csv_file(tmp_path, f"iccid,state,,\n{NUMBER},active,,,,,\n")).state == "active"


def test_a_row_with_too_many_cells_is_refused(tmp_path: Path) -> None:
    file = csv_file(tmp_path, f"iccid,state\n{NUMBER},active,extra\n{OTHER},active\n")
    assert refused(file)[1] == f"{NUMBER},active,2,refused-too-many-cells,extra"
    assert len(kept(file)) == 1


def test_a_cell_may_hold_lines_and_quotes(tmp_path: Path) -> None:
    card = only(csv_file(tmp_path, f'iccid,备注\n{NUMBER},"one\r\ntwo ""quoted"""\n'))
    assert card.notes == {"备注": 'one\ntwo "quoted"'}


UNCLOSED = {
    "to the end of the file": f'iccid,plan\n{NUMBER},"30MB\n{OTHER},100MB\n898600D6991330004149,50MB\n',
    "to the next quote": f'iccid,plan\n{NUMBER},"30MB\n{OTHER},"100MB"\n898600D6991330004149,50MB\n',
}


@pytest.mark.parametrize("text", UNCLOSED.values(), ids=UNCLOSED.keys())
def test_a_quote_that_does_not_close_costs_its_own_row_alone(tmp_path: Path, text: str) -> None:
    file = csv_file(tmp_path, text)
    lines = refused(file)
    assert lines[1:] == [f'{NUMBER},"""30MB",2,refused-broken-row']
    assert [card.plan for card in kept(file)] == ["50MB", "100MB"]


def test_a_cell_without_end_does_not_take_the_rest_with_it(tmp_path: Path) -> None:
    lines = "".join(f"{OTHER},{at}\n" for at in range(9000))
    file = csv_file(tmp_path, f'iccid,plan\n{NUMBER},"30MB\n{lines}')
    assert imported(file).refused == 1
    assert [card.plan for card in kept(file)] == ["8999"]


def test_a_broken_row_is_told_by_its_type(tmp_path: Path) -> None:
    with open_sheet(csv_file(tmp_path, f'iccid,plan\n{NUMBER},"x"y\n')) as sheet:
        assert [type(cells) for cells in sheet.rows] == [Broken]


def test_a_stretch_of_control_characters_is_not_the_end(tmp_path: Path) -> None:
    bells = "\x07" * 600_000
    assert only(csv_file(tmp_path, f"iccid,plan\n{NUMBER},30{bells}MB\n")).plan == "30MB"


def test_nuls_and_other_control_characters_are_taken_out(tmp_path: Path) -> None:
    card = only(csv_file(tmp_path, f"iccid,pl\x00an,备注\n{NUMBER}\x00\x00,30\x07MB,\x1b在\x7f仓库\n"))
    assert (card.iccid.number, card.plan, card.notes) == (NUMBER, "30MB", {"备注": "在仓库"})


BAD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty"),
    "nothing but lines": (b"\n\r\n  \n", "empty"),
    "nothing but a mark": (b"\xef\xbb\xbf", "empty"),
    "no card number in the header": (b"msisdn,state\n1,2\n", "no_iccid_column"),
    "no header": (f"{NUMBER},active\n{OTHER},active\n".encode(), "no_header"),
    "two columns that mean the same": ("iccid,卡号\n".encode(), "duplicate_column"),
    "a spreadsheet": (b"PK\x03\x04" + bytes(100), "not_csv"),
    "an old spreadsheet": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "not_xlsx"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "not_csv"),
    "neither UTF-8 nor GB18030": (b"iccid,plan\n" + NUMBER.encode() + b",\xff\xff\n", "not_csv"),
    "a mark of UTF-8 before something else": (b"\xef\xbb\xbficcid,plan\n\xd6\xd0\xce\xc4\n", "not_csv"),
    "a header whose quotes do not close": (b'iccid,"plan\n1,2\n', "not_csv"),
}


@pytest.mark.parametrize(("content", "problem"), BAD.values(), ids=BAD.keys())
def test_a_file_that_is_no_csv_is_refused_as_a_whole(tmp_path: Path, content: bytes, problem: str) -> None:
    file = tmp_path / "cards.csv"
    file.write_bytes(content)
    with pytest.raises(BadFile) as bad:
        imported(file)
    assert bad.value.text.args["problem"] == problem
    assert bad.value.text.args["file"] == str(file)


def test_a_line_without_end_is_not_held_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "LONGEST_LINE", 1000)
    monkeypatch.setattr(encoding, "BLOCK", 100)
    with pytest.raises(BadFile) as bad:
        imported(csv_file(tmp_path, "iccid,plan\n" + "x" * 9000))
    assert bad.value.text.args["problem"] == "not_csv"


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as bad:
        imported(tmp_path / "nowhere.csv")
    assert bad.value.text.args["problem"] == "missing"


def test_a_folder_is_not_readable(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as bad:
        imported(tmp_path)
    assert bad.value.text.args["problem"] == "unreadable"


def test_it_is_known_how_much_of_a_file_was_read(tmp_path: Path) -> None:
    with open_sheet(csv_file(tmp_path, TEXT * 3)) as sheet:
        list(sheet.rows)
        assert sheet.fraction() == 1.0
