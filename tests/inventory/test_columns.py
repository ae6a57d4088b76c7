"""By which headers the columns are known."""

from dataclasses import fields
from pathlib import Path

import pytest

from bot.domain.card import Card
from bot.errors import BadFile
from bot.inventory.columns import EXPORTED, HEADERS, IGNORED, Named, named
from bot.inventory.header import understand
from bot.store.rows import COLUMNS

CONTRACT = {
    "iccid": "iccid ICCID 卡号 ICCID号",
    "msisdn": "号码 物联网卡号 接入号",
    "imsi": "IMSI",
    "carrier": "运营商",
    "state": "状态 卡状态",
    "causes": "停用原因 停机原因",
    "opened_on": "开户日期 开户时间",
    "test_months": "测试期",
    "test_used_mb": "测试期已用流量",
    "activated_on": "激活日期 激活时间",
    "plan": "套餐 套餐名称",
    "quota_mb": "套餐流量",
    "used_mb": "已用流量 本月已用",
    "plan_expires_on": "到期时间 套餐到期日",
    "stopped_on": "停机日期",
    "real_name": "实名状态",
    "bound_imei": "绑定IMEI",
    "current_imei": "当前IMEI",
    "online": "在线状态",
    "last_seen": "最后在线时间",
    "quota_period": "流量周期",
    "auto_renew": "自动续费",
    "pool": "池类型",
    "auto_resume": "次月自动复用",
    "rules": "规则包",
    "as_of": "数据时间",
}
PROMISED = [(header, name) for name, headers in CONTRACT.items() for header in (name, *headers.split())]
ALSO: dict[str, Named] = {
    "Plan Expires On": Named("plan_expires_on"),
    "  iccid  ": Named("iccid"),
    "ＩＣＣＩＤ": Named("iccid"),
    "*ICCID": Named("iccid"),
    "ICCID(必填)": Named("iccid"),
    "ICCID（必填）": Named("iccid"),
    "卡號": Named("iccid"),
    "運營商": Named("carrier"),
    "狀態": Named("state"),
    "停用原因：": Named("causes"),
    "開戶日期": Named("opened_on"),
    "測試期": Named("test_months"),
    "套餐名稱": Named("plan"),
    "到期時間": Named("plan_expires_on"),
    "停機日期": Named("stopped_on"),
    "實名狀態": Named("real_name"),
    "綁定IMEI": Named("bound_imei"),
    "當前IMEI": Named("current_imei"),
    "在線狀態": Named("online"),
    "最後在線時間": Named("last_seen"),
    "流量週期": Named("quota_period"),
    "自動續費": Named("auto_renew"),
    "池類型": Named("pool"),
    "次月自動複用": Named("auto_resume"),
    "規則包": Named("rules"),
    "數據時間": Named("as_of"),
    "接入號": Named("msisdn"),
    "已用流量(GB)": Named("used_mb", 1024),
    "已用流量（KB）": Named("used_mb", 1 / 1024),
    "套餐流量/MB": Named("quota_mb"),
    "used mb": Named("used_mb"),
}
NOTES = ("备注", "IMEI", "客户名称", "到期时间(不含)", "状态(昨日)", "已用流量(元)", "套餐(GB)", "", "-")


@pytest.mark.parametrize(("header", "name"), PROMISED)
def test_every_promised_header_names_its_column(header: str, name: str) -> None:
    assert named(header) == Named(name)


@pytest.mark.parametrize(("header", "column"), ALSO.items())
def test_a_header_is_read_whatever_its_case_width_and_script(header: str, column: Named) -> None:
    assert named(header) == column


@pytest.mark.parametrize("header", NOTES)
def test_anything_else_is_a_note(header: str) -> None:
    assert named(header) is None


def test_every_column_of_the_store_can_be_imported_and_exported() -> None:
    assert set(EXPORTED) | {"notes"} == set(COLUMNS)
    assert set(HEADERS) - IGNORED < {field.name for field in fields(Card)}


def test_no_two_columns_share_a_header() -> None:
    headers = [(name, header) for name, others in HEADERS.items() for header in (name, *others)]
    assert len(headers) > 60
    assert [header for name, header in headers if named(header) != Named(name)] == []


FILE = Path("cards.csv")


def test_a_header_row_tells_where_everything_stands() -> None:
    header = understand(["备注", "ICCID", "已用流量(GB)", "refused_because", "客户"], FILE)
    assert header.columns == {"iccid": 1, "used_mb": 2}
    assert header.units == {"iccid": 1, "used_mb": 1024, "refused_because": 1}
    assert header.notes == {"备注": 0, "客户": 4}
    assert header.title("used_mb") == "已用流量(GB)"


def test_notes_of_one_name_are_told_apart_and_notes_without_a_name_by_their_place() -> None:
    assert understand(["iccid", "备注", "", "备注", "备注 2", " "], FILE).notes == {
        "备注": 1,
        "#3": 2,
        "备注 2": 3,
        "备注 2 2": 4,
    }


PROBLEMS: dict[str, tuple[list[str], str, str]] = {
    "no card number": (["msisdn", "state"], "no_iccid_column", ""),
    "a row of data instead": (["89860321249946513307", "使用中"], "no_header", ""),
    "two columns that mean the same": (["iccid", "状态", "state"], "duplicate_column", "状态, state"),
    "the card number twice": (["ICCID", "卡号"], "duplicate_column", "ICCID, 卡号"),
    "one column in two units": (
        ["iccid", "已用流量(GB)", "已用流量(MB)"],
        "duplicate_column",
        "已用流量(GB), 已用流量(MB)",
    ),
}


@pytest.mark.parametrize(("cells", "problem", "detail"), PROBLEMS.values(), ids=PROBLEMS.keys())
def test_a_header_that_says_too_little_or_too_much_is_refused(cells: list[str], problem: str, detail: str) -> None:
    with pytest.raises(BadFile) as refused:
        understand(cells, FILE)
    assert refused.value.text.args == {"file": "cards.csv", "problem": problem, "detail": detail}


def test_refused_columns_may_stand_twice() -> None:
    assert understand(["iccid", "refused_because", "refused_because"], FILE).columns == {"iccid": 0}
