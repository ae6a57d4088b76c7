"""`cards …`: what each command says, and how it ends. What an import reads is tested beside it."""

import csv
from pathlib import Path

import pytest

from tests.commands.terminal import simclinic
from tests.fakes import ABSENT, BLOCKED, CARDS, FINE, USED_UP

NEW_CARD = "89861177001450610070"


def cards_file(name: str, *rows: str, header: str = "iccid,state") -> Path:
    path = Path(name)
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def count() -> str:
    return simclinic("cards", "count").out


# Count, show, remove


def test_count() -> None:
    assert (simclinic("cards", "count").code, count()) == (0, f"{len(CARDS)} 张卡\n")


def test_count_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMCLINIC_DEFAULT_LANG", "en")
    assert count() == f"Cards: {len(CARDS)}\n"


def test_show_is_what_staff_see(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMCLINIC_RECHARGE_URL", "https://pay.example/{iccid}")
    typed = simclinic("cards", "show", "8986 1125 0210 1230 0146")
    assert (typed.code, typed.err) == (0, "")
    assert typed.first.startswith("🔴 信控停用")
    assert f"iccid: {USED_UP}" in typed.lines
    assert "used_mb: 100.3（inventory，刚刚更新）" in typed.lines
    assert typed.out.count("── 可直接转发 (") == 2
    assert "办法一　买叠加包（临时加的流量）。只管到 11月30日，用不完作废。" in typed.lines


def test_show_what_is_not_there() -> None:
    typed = simclinic("cards", "show", ABSENT)
    assert (typed.code, typed.out, typed.err) == (1, "", f"没有这张卡：{ABSENT}\n")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param("89860321249", "89860321249", id="half a number"),
        pytest.param("hello", "hello", id="a word"),
        pytest.param("6228480402564890018", "[…]", id="a bank card, which is not repeated"),
    ],
)
@pytest.mark.parametrize("command", ["show", "remove"])
def test_what_is_no_card_number(command: str, typed: str, shown: str) -> None:
    said = simclinic("cards", command, typed)
    assert (said.code, said.out, said.err) == (2, "", f"这不是卡号：{shown}\n")


def test_show_with_a_rule_pack_there_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMCLINIC_RULES", "mars")
    assert simclinic("cards", "show", USED_UP).err == "设置 SIMCLINIC_RULES 不对：没有这个规则包\n"


def test_remove() -> None:
    typed = simclinic("cards", "remove", USED_UP, FINE)
    assert (typed.code, typed.out, typed.err) == (0, "删了 2 张卡\n", "")
    assert count() == f"{len(CARDS) - 2} 张卡\n"
    assert simclinic("ask", USED_UP).code == 1


def test_remove_names_what_was_not_there() -> None:
    typed = simclinic("cards", "remove", USED_UP, ABSENT)
    assert (typed.code, typed.out, typed.err) == (1, "删了 1 张卡\n", f"没有这张卡：{ABSENT}\n")


def test_nothing_is_removed_when_one_is_no_card_number() -> None:
    assert simclinic("cards", "remove", USED_UP, "hello").code == 2
    assert count() == f"{len(CARDS)} 张卡\n"


def test_one_card_twice_is_one() -> None:
    typed = simclinic("cards", "remove", USED_UP, USED_UP[:19])
    assert (typed.code, typed.out) == (0, "删了 1 张卡\n")


# Import and export


def test_import() -> None:
    file = cards_file("new.csv", f"{NEW_CARD},active", f"{FINE},suspended", f"{BLOCKED},suspended")
    typed = simclinic("cards", "import", str(file))
    assert (typed.code, typed.err) == (0, "")
    assert typed.out.startswith("新增 1，更新 ")
    assert simclinic("ask", NEW_CARD).first == "🟢 使用中，平台没看到问题"


def test_import_with_refused_rows_keeps_the_good_ones() -> None:
    file = cards_file("new.csv", f"{NEW_CARD},active", "hello,active", f"{ABSENT},flying")
    typed = simclinic("cards", "import", str(file))
    assert (typed.code, typed.err) == (1, "")
    assert typed.lines == ["新增 1，更新 0，没变 0，拒收 2", "拒收的行和原因在 new.refused.csv"]
    with Path("new.refused.csv").open(encoding="utf-8-sig", newline="") as refused:
        rows = list(csv.DictReader(refused))
    assert [row["refused_because"] for row in rows] == ["列 iccid：“hello”不是卡号", "列 state：看不懂“flying”"]
    assert simclinic("ask", NEW_CARD).code == 0


def test_a_dry_run_changes_nothing() -> None:
    typed = simclinic("cards", "import", str(cards_file("new.csv", f"{NEW_CARD},active")), "--dry-run")
    assert (typed.code, typed.out) == (0, "试运行，没有写入：新增 1，更新 0，没变 0，拒收 0\n")
    assert simclinic("ask", NEW_CARD).code == 1


def test_rows_that_repeat_a_card_are_told() -> None:
    typed = simclinic("cards", "import", str(cards_file("new.csv", f"{NEW_CARD},active", f"{NEW_CARD},unused")))
    assert "有 1 行是重复的卡，以最后一行为准" in typed.lines


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("none.csv", None, "读不了 none.csv：没有这个文件", id="not there"),
        pytest.param("empty.csv", b"", "读不了 empty.csv：文件是空的", id="empty"),
        pytest.param(
            "a.csv",
            b"name,state\nx,active\n",
            "读不了 a.csv：没有卡号这一列（表头写 iccid 或“卡号”）",
            id="no such column",
        ),
        pytest.param("b.csv", f"{FINE},active\n".encode(), "读不了 b.csv：第一行要是表头", id="no header"),
        pytest.param(
            "c.csv", b"iccid,ICCID\n1,2\n", "读不了 c.csv：有的列出现了两次（iccid, ICCID）", id="a column twice"
        ),
        pytest.param(
            "d.xlsx", b"no zip", "读不了 d.xlsx：不是 XLSX 文件，或者已损坏；别的表格格式先另存为 XLSX", id="no XLSX"
        ),
    ],
)
def test_a_file_that_cannot_be_read(name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    typed = simclinic("cards", "import", name)
    assert (typed.code, typed.out, typed.err) == (2, "", f"{said}\n")
    assert count() == f"{len(CARDS)} 张卡\n"


def test_a_folder_is_no_file() -> None:
    Path("folder.csv").mkdir()
    typed = simclinic("cards", "import", "folder.csv")
    assert typed.code == 2
    assert typed.err.startswith("读不了 folder.csv：")


@pytest.mark.parametrize("name", ["all.csv", "all.xlsx"])
def test_an_export_imports_again_unchanged(name: str) -> None:
    typed = simclinic("cards", "export", name)
    assert (typed.code, typed.out, typed.err) == (0, f"导出了 {len(CARDS)} 张卡到 {name}\n", "")
    again = simclinic("cards", "import", name)
    assert (again.code, again.out) == (0, f"新增 0，更新 0，没变 {len(CARDS)}，拒收 0\n")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("all.txt", "写不了 all.txt：文件名要以 .csv 或 .xlsx 结尾", id="another kind of file"),
        pytest.param("nowhere/all.csv", "写不了 nowhere/all.csv：", id="a folder that is not there"),
    ],
)
def test_an_export_that_cannot_be_written(name: str, said: str) -> None:
    typed = simclinic("cards", "export", name)
    assert (typed.code, typed.out) == (2, "")
    assert typed.err.startswith(said)


@pytest.mark.parametrize("words", [["cards", "import"], ["cards", "show"], ["cards", "remove"], ["cards", "fly"]])
def test_wrong_usage(words: list[str]) -> None:
    assert simclinic(*words).code == 2
