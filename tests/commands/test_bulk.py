"""`bulk`: a list in, a spreadsheet out, and what is said of it."""

from pathlib import Path

from bot.domain.roles import Act
from tests.bulk.lists import read
from tests.commands.terminal import simclinic
from tests.fakes import ABSENT, BLOCKED, FINE, USED_UP


def listed(*rows: str) -> str:
    Path("cards.csv").write_text("\n".join(["卡号", *rows, ""]), encoding="utf-8")
    return "cards.csv"


def test_a_list_is_checked() -> None:
    typed = simclinic("bulk", listed(USED_UP, BLOCKED, FINE))
    assert (typed.code, typed.err) == (0, "")
    assert typed.lines == [
        "查了 3 行，2 张不能用。明细在表格里",
        "信控停用：1 张（使用人）",
        "异常停用：1 张（运营商）",
        "写好了：cards.checked.xlsx",
    ]
    assert read(Path("cards.checked.xlsx")).column(0, "卡号") == [USED_UP, BLOCKED, FINE]
    assert sorted(path.name for path in Path().iterdir() if "cards.c" in path.name) == [
        "cards.checked.xlsx",
        "cards.csv",
    ]


def test_rows_that_could_not_be_checked_are_told() -> None:
    typed = simclinic("bulk", listed(USED_UP, ABSENT), "--lang", "en", "--out", "seen.xlsx")
    assert (typed.code, typed.first) == (1, "Rows checked: 2, cards not working: 1. The details are in the file")
    assert typed.lines[-2:] == [
        "Rows that couldn't be checked: 1; the third sheet says why.",
        "Written to seen.xlsx",
    ]
    assert read(Path("seen.xlsx")).names == ("Cards", "By cause", "Not checked")


def test_each_card_is_in_the_trail() -> None:
    simclinic("bulk", listed(USED_UP, ABSENT))
    trail = simclinic("audit", "--act", Act.BULK).out
    assert USED_UP[:19] in trail
    assert "not_found" in trail


def test_what_is_no_list_leaves_nothing_behind() -> None:
    Path("cards.csv").write_text("name\nx\n", encoding="utf-8")
    typed = simclinic("bulk", "cards.csv")
    assert (typed.code, typed.out) == (2, "")
    assert typed.err == "读不了 cards.csv：没有卡号这一列（表头写 iccid 或“卡号”）\n"
    assert not Path("cards.checked.xlsx").exists()


def test_who_may_not_write_is_told_before_the_work() -> None:
    typed = simclinic("bulk", listed(USED_UP), "--out", "no/such/folder.xlsx")
    assert typed.code == 2
    assert typed.err.startswith("写不了 no/such/folder.xlsx")
