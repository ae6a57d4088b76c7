"""The refused rows: word for word, with their reasons, ready to be put right and fed back."""

import csv
from pathlib import Path

import pytest

from bot.errors import BadFile
from tests.inventory.files import NUMBER, OTHER, csv_file, imported, kept, refused, xlsx_file


def test_a_refused_row_stands_as_it_was_with_all_its_reasons(tmp_path: Path) -> None:
    file = csv_file(
        tmp_path, f"备注,卡号,状态,已用流量\n 在仓库 ,12345,正常,lots\nx,{NUMBER},使用中,1\n", encoding="gb18030"
    )
    result = imported(file)
    assert result.refused_file == tmp_path / "cards.refused.csv"
    assert result.refused_file.read_bytes().startswith(b"\xef\xbb\xbf")
    with result.refused_file.open(encoding="utf-8-sig", newline="") as lines:
        assert list(csv.reader(lines)) == [
            ["备注", "卡号", "状态", "已用流量", "refused_row", "refused_because"],
            [" 在仓库 ", "12345", "正常", "lots", "2", "refused-not-iccid; refused-bad-value; refused-bad-size"],
        ]


def test_the_good_rows_are_kept(tmp_path: Path) -> None:
    file = csv_file(tmp_path, f"iccid,state\n12345,active\n{NUMBER},active\n,stopped\n")
    assert [line.split(",")[-1] for line in refused(file)[1:]] == ["refused-not-iccid", "refused-no-iccid"]
    assert [card.iccid.number for card in kept(file)] == [NUMBER]


def test_a_file_of_refused_rows_can_be_put_right_and_fed_back(tmp_path: Path) -> None:
    refused(csv_file(tmp_path, f"iccid,state,备注\n{NUMBER},正常,=1\n"))
    again = tmp_path / "cards.refused.csv"
    again.write_text(again.read_text(encoding="utf-8-sig").replace("正常", "使用中"), encoding="utf-8-sig")
    result = imported(again)
    assert (result.added, result.refused) == (1, 0)
    assert kept(again)[0].notes == {"备注": "=1"}
    assert not (tmp_path / "cards.refused.refused.csv").exists()


def test_what_is_refused_again_has_its_columns_once(tmp_path: Path) -> None:
    refused(csv_file(tmp_path, "iccid,state\n12345,active\n"))
    again = imported(tmp_path / "cards.refused.csv").refused_file
    assert again is not None
    assert again.read_text(encoding="utf-8-sig").splitlines() == [
        "iccid,state,refused_row,refused_because",
        "12345,active,2,refused-not-iccid",
    ]


def test_an_older_file_of_refused_rows_disappears_when_nothing_is_refused(tmp_path: Path) -> None:
    refused(csv_file(tmp_path, "iccid\n12345\n"))
    assert imported(csv_file(tmp_path, f"iccid\n{NUMBER}\n")).refused_file is None
    assert not (tmp_path / "cards.refused.csv").exists()


def test_an_older_file_of_refused_rows_stays_when_the_import_fails(tmp_path: Path) -> None:
    refused(csv_file(tmp_path, "iccid\n12345\n"))
    file = csv_file(tmp_path, "iccid\n12345\n67890\n")
    file.write_bytes(file.read_bytes() + b"\xff\xff\n")
    with pytest.raises(BadFile):
        imported(file)
    assert len((tmp_path / "cards.refused.csv").read_text(encoding="utf-8-sig").splitlines()) == 2
    assert list(tmp_path.glob(".*.part")) == []


def test_a_formula_among_the_refused_does_not_run(tmp_path: Path) -> None:
    lines = refused(csv_file(tmp_path, "iccid,=cmd,备注\n12345,-,=HYPERLINK(1)\n"))
    assert lines == ["iccid,'=cmd,备注,refused_row,refused_because", "12345,-,'=HYPERLINK(1),2,refused-not-iccid"]


def test_the_refused_rows_of_a_spreadsheet_are_a_csv(tmp_path: Path) -> None:
    file = xlsx_file(tmp_path, [["iccid", "used_mb"], [NUMBER, -1.5], [OTHER, 2]])
    assert refused(file)[1] == f"{NUMBER},'-1.5,2,refused-bad-size"


@pytest.mark.parametrize("number", ["8986032124994651136.0", "89860321249946513307.00", "8.98603E+19"])
def test_a_number_that_went_through_a_float_is_refused(tmp_path: Path, number: str) -> None:
    assert refused(csv_file(tmp_path, f"iccid\n{number}\n"))[1] == f"{number},2,refused-rounded"


def test_an_older_file_that_cannot_be_removed_is_told(tmp_path: Path) -> None:
    (tmp_path / "cards.refused.csv").mkdir()
    with pytest.raises(BadFile) as bad:
        imported(csv_file(tmp_path, f"iccid\n{NUMBER}\n"))
    assert bad.value.text.args["problem"] == "unwritable"


def test_where_nothing_can_be_written_nothing_is_imported(tmp_path: Path) -> None:
    file = csv_file(tmp_path, f"iccid\n{NUMBER}\n12345\n")
    (tmp_path / "cards.refused.csv").mkdir()
    (tmp_path / "cards.refused.csv" / "in the way").touch()
    with pytest.raises(BadFile) as bad:
        imported(file)
    assert bad.value.text.args["problem"] == "unwritable"
