"""What comes back for a list: the rows with their diagnoses, the cards by cause, what was refused."""

from pathlib import Path

import pytest

from bot.bulk.examiner import PAGE
from bot.bulk.letters import Found
from bot.domain.findings import Status
from bot.domain.iccid import Iccid
from bot.errors import SourceDown
from bot.ports import Wanted
from tests.bulk.lists import known, worked
from tests.fakes import ABSENT, BLOCKED, FINE, NAMELESS_AND_USED_UP, USED_UP, USED_UP_MSISDN
from tests.inventory.files import csv_file

LIST = f"""客户,卡号
甲,{USED_UP}
乙,{BLOCKED}
丙,{FINE}
丁,{ABSENT}
戊,hello
己,{USED_UP}
=1+1,{NAMELESS_AND_USED_UP}
"""


def down(wanted: Wanted) -> Found:
    return SourceDown("onelink").text if wanted.number == BLOCKED else known(wanted)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return csv_file(tmp_path, LIST)


def test_each_row_in_its_place_with_its_diagnosis(file: Path) -> None:
    read = worked(file).read
    assert read.names == ("每张卡", "按原因分组", "没查成的")
    assert read.titles[0][:2] == ("客户", "卡号")
    assert read.column(0, "客户") == ["甲", "乙", "丙", "丁", "戊", "己", "'=1+1"]
    assert read.column(0, "能不能用") == [
        "不能用，可恢复",
        "不能用，可恢复",
        "正常",
        None,
        None,
        None,
        "不能用，可恢复",
    ]
    assert read.column(0, "谁能恢复") == ["使用人", "运营商", None, None, None, None, "使用人"]
    assert read.column(0, "原因")[-1] == "实名停用 + 信控停用"


def test_a_row_says_what_an_answer_says(file: Path) -> None:
    read = worked(file).read
    row = dict(zip(read.titles[0], read.rows[0][0], strict=True))
    assert row == {
        "客户": "甲",
        "卡号": USED_UP,
        "完整卡号": USED_UP,
        "运营商": "中国电信",
        "状态": "已停用",
        "能不能用": "不能用，可恢复",
        "原因": "信控停用",
        "谁能恢复": "使用人",
        "结论": "信控停用：本周期流量用完（不是欠费）。自己就能恢复，一般 15 分钟内",
        "怎么办": row["怎么办"],
        "接下来的日期": "套餐 2027年3月31日 到期，还有 129 天",
        "链接": f"https://pay.example/{USED_UP}",
        "数据时间": "2026-11-22 12:00",
        "来源": "inventory",
    }
    first, second, *_ = str(row["怎么办"]).splitlines()
    assert first.startswith("办法一　买叠加包")
    assert second.startswith("办法二　不急用就等")


def test_in_english(file: Path) -> None:
    read = worked(file, lang="en").read
    assert read.names == ("Cards", "By cause", "Not checked")
    assert read.column(0, "Working?")[:3] == ["Not working, can be brought back"] * 2 + ["Working"]
    assert str(read.column(0, "What to do")[1]).startswith("1. Send your seller")
    assert read.column(0, "Coming up")[0] == "The plan ends on 31 Mar 2027, in 129 days"
    assert not any("\u4e00" <= sign <= "\u9fff" for title in read.titles[1] for sign in str(title))


def test_the_cards_by_cause(file: Path) -> None:
    read = worked(file).read
    causes = ["信控停用", "异常停用", "实名停用", "没看到问题"]
    assert dict(zip(read.column(1, "先要解决的原因"), read.column(1, "卡数"), strict=True)) == dict.fromkeys(causes, 1)
    plans = dict(zip(read.column(1, "先要解决的原因"), read.column(1, "这一组怎么办"), strict=True))
    assert str(plans["异常停用"]).startswith("一次申诉")
    others = dict(zip(read.column(1, "先要解决的原因"), read.column(1, "另有几张也有这个原因"), strict=True))
    assert others["信控停用"] == 1


def test_what_was_refused_with_its_reason_and_its_row(file: Path) -> None:
    read = worked(file).read
    assert read.titles[2] == ("行", "卡号（原文）", "没查成的原因", "客户", "卡号")
    assert [row[:2] + row[3:] for row in read.rows[2]] == [
        (5, ABSENT, "丁", ABSENT),
        (6, "hello", "戊", "hello"),
        (7, USED_UP, "己", USED_UP),
    ]
    missing, unreadable, twice = (str(row[2]) for row in read.rows[2])
    assert missing.startswith("没查到这张卡")
    assert "“hello”" in unreadable
    assert twice == "和第 2 行是同一张卡"
    assert read.column(0, "结论")[3:6] == [missing, unreadable, twice]


def test_a_card_of_which_nobody_can_say_is_not_called_missing(file: Path) -> None:
    read = worked(file, look=down).read
    assert read.rows[2][0][:3] == (3, BLOCKED, "中国移动的平台现在没有回应。过几分钟再查")
    assert read.column(0, "结论")[1] == "中国移动的平台现在没有回应。过几分钟再查"
    assert read.column(0, "状态")[1] is None


def test_the_figures(file: Path) -> None:
    figures = worked(file).figures
    assert (figures.rows, figures.told, figures.refused) == (7, 4, 3)
    assert figures.statuses == {Status.BLOCKED: 3, Status.OK: 1}


def test_every_look_up_is_told_for_the_trail(file: Path) -> None:
    assert worked(file, look=down).told == [
        (USED_UP[:19], "blocked quota"),
        (BLOCKED[:19], "unavailable"),
        (FINE[:19], "ok"),
        (ABSENT[:19], "not_found"),
        (NAMELESS_AND_USED_UP, "blocked real_name quota"),
    ]


def test_a_card_by_its_telephone_number(tmp_path: Path) -> None:
    done = worked(csv_file(tmp_path, f"号码\n{USED_UP_MSISDN}\n"), look=lambda _: known(Iccid(USED_UP)))
    assert done.read.column(0, "完整卡号") == [USED_UP]
    assert done.told == [(USED_UP[:19], "blocked quota")]


def test_it_says_how_far_it_is(tmp_path: Path) -> None:
    numbers = [f"8986032124{at:09d}7" for at in range(3 * PAGE)]
    done = worked(csv_file(tmp_path, "\n".join(["iccid", *numbers, ""])))
    assert [letter.rows for letter in done.letters] == [PAGE, 2 * PAGE, 3 * PAGE]
    assert [len(letter.wanted) for letter in done.letters] == [PAGE] * 3
    assert done.letters[-1].fraction == 1
    assert done.figures.refused == 3 * PAGE


def test_a_list_without_a_single_card_comes_back_whole(tmp_path: Path) -> None:
    done = worked(csv_file(tmp_path, "iccid\nhello\n"))
    assert (done.figures.told, done.read.rows[1], len(done.read.rows[2])) == (0, (), 1)
