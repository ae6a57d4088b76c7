"""What a cell means, column by column."""

from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.inventory.problems import Refused
from bot.inventory.values import LONGEST, Value, reader, text_reader
from bot.inventory.wordings import causes_reader

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
PACKS = frozenset({"national", "same_day"})


def read(column: str, cell: str, unit: float = 1) -> Value:
    return reader(column, column, NOW, PACKS, unit)(cell)


def refused(column: str, cell: str) -> str:
    with pytest.raises(Refused) as why:
        read(column, cell)
    (reason,) = why.value.reasons
    assert reason.args["column"] == column
    return reason.key


MEANT: dict[str, dict[str, Value]] = {
    "state": {
        "testing": "testing",
        "Suspended": "suspended",
        "可测试": "testing",
        "测试期": "testing",
        "可测试（测试期）": "testing",
        "可測試(測試期)": "testing",
        "未使用": "unused",
        "静默期": "unused",
        "使用中": "active",
        "部分使用中": "partial",
        "已停用": "suspended",
        "已停機": "stopped",
        "已销户": "cancelled",
        "unknown": None,
        "未知": None,
        "N/A": None,
        "无": None,
        "主动停用": "suspended",
        "换绑停用": "suspended",
        "测试期换绑停用": "suspended",
        "实名停用": "suspended",
        "异常停用": "suspended",
        "信控停用": "suspended",
        "達量停用": "suspended",
        "预销户": "stopped",
        "断网": "active",
    },
    "carrier": {
        "TELECOM": "telecom",
        "电信": "telecom",
        "中国电信": "telecom",
        "中國電信": "telecom",
        "中国移动": "mobile",
        "China Unicom": "unicom",
        "广电": "broadnet",
        "unknown": None,
        "": None,
        "-": None,
        "--": None,
        "n/a": None,
    },
    "real_name": {
        "required": "required",
        "需实名": "required",
        "审核中": "pending",
        "已實名": "verified",
        "not required": "not_required",
        "无需实名": "not_required",
        "无": None,
    },
    "pool": {
        "single": "single",
        "同档池": "same_tier",
        "SAME-TIER": "same_tier",
        "统付池": "unified",
        "單卡": "single",
    },
    "quota_period": {"Month": "month", "total": "total", "按月": "month"},
    "online": {
        "true": 1,
        "FALSE": 0,
        "1": 1,
        "0": 0,
        "是": 1,
        "否": 0,
        "在线": 1,
        "離線": 0,
        "开": 1,
        "关": 0,
        "Yes": 1,
        "no": 0,
        "": None,
        "未知": None,
    },
    "test_months": {"0": 0, "9": 9, "3个月": 3, "3 個月": 3, "６": 6, "3.0": 3, "": None, "--": None},
    "rules": {"national": "national", "National": "national", "same day": "same_day", "": None},
    "msisdn": {
        "13800138000": "13800138000",
        "1064912345678": "1064912345678",
        "+86 138-0013-8000": "13800138000",
        "8613800138000": "13800138000",
        "861064912345678": "1064912345678",
        "00861064912345678": "1064912345678",
        "'1064912345678": "1064912345678",
        '="1064912345678"': "1064912345678",
        "１０６４９１２３４５６７８": "1064912345678",
        "无": None,
    },
    "imsi": {"460110123456789": "460110123456789", " 460 11 0123456789 ": "460110123456789", "-": None},
    "bound_imei": {
        "86123456789012": "86123456789012",
        "861234567890123": "861234567890123",
        "86-123456-789012-3": "861234567890123",
        "861234567890123.0": "861234567890123",
        "8612345678901234": "8612345678901234",
        "N/A": None,
    },
    "plan": {
        " 30MB 月包 ": "30MB 月包",
        "N/A": None,
        "无": None,
        "'=1+1": "=1+1",
        "'-": "-",
        '="30MB"': "30MB",
        '=""': None,
        "two\r\nlines": "two\nlines",
        "nul\x00 and bell\x07": "nul and bell",
        "'quoted'": "'quoted'",
    },
}
CELLS = [(column, cell, value) for column, cells in MEANT.items() for cell, value in cells.items()]


@pytest.mark.parametrize(("column", "cell", "value"), CELLS)
def test_a_cell_is_read(column: str, cell: str, value: Value) -> None:
    assert read(column, cell) == value


REFUSED: dict[str, tuple[str, tuple[str, ...]]] = {
    "state": ("refused-bad-value", ("正常", "停止", "quota", "carrier", "在线", "30", "?")),
    "carrier": ("refused-bad-value", ("铁通", "telecomm", "1", "电信/联通")),
    "real_name": ("refused-bad-value", ("未实名", "true", "unverified")),
    "pool": ("refused-bad-value", ("流量池", "池")),
    "quota_period": ("refused-bad-value", ("year", "30天")),
    "online": ("refused-bad-flag", ("2", "-1", "maybe", "10")),
    "test_months": ("refused-bad-months", ("10", "-3", "3.5", "1-3", "three", "1年")),
    "rules": ("refused-unknown-rules", ("aliyun", "未知包")),
    "msisdn": ("refused-bad-digits", ("1380013800", "138001380001", "10649123456789", "2380013800000", "138x0138000")),
    "imsi": ("refused-bad-digits", ("46011012345678", "4601101234567890", "abc")),
    "bound_imei": (
        "refused-bad-digits",
        ("8612345678901", "86123456789012345", "8612345678901234.0", "86123456789012.5"),
    ),
}
WRONG = [(column, cell, key) for column, (key, cells) in REFUSED.items() for cell in cells]


@pytest.mark.parametrize(("column", "cell", "key"), WRONG)
def test_what_is_not_known_is_refused_and_never_guessed(column: str, cell: str, key: str) -> None:
    assert refused(column, cell) == key


@pytest.mark.parametrize("cell", ["1.06491E+12", "1.0649123456789e12", "4.6E+14"])
@pytest.mark.parametrize("column", ["msisdn", "imsi", "current_imei"])
def test_a_rounded_number_has_a_reason_of_its_own(column: str, cell: str) -> None:
    assert refused(column, cell) == "refused-rounded"


MEGABYTES: dict[str, float | None] = {
    "0": 0,
    "100": 100,
    "100.25": 100.25,
    "1.5GB": 1536,
    "1.5 gb": 1536,
    "１．５ＧＢ": 1536,
    "2G": 2048,
    "1TB": 1024 * 1024,
    "512KB": 0.5,
    "1048576B": 1,
    "30M": 30,
    "30兆": 30,
    "1,024": 1024,
    "1,234,567.5 KB": 1234567.5 / 1024,
    "007": 7,
    "": None,
    "-": None,
    "N/A": None,
    "无": None,
}
NO_SIZES = (
    "-1",
    "-5MB",
    "nan",
    "inf",
    "1e3",
    "1,5",
    "1,5GB",
    "12,34",
    "1-5GB",
    "5 apples",
    "GB",
    "1_000",
    "9" * 18,
    "不限",
)


@pytest.mark.parametrize(("cell", "size"), MEGABYTES.items())
def test_sizes_are_in_megabytes(cell: str, size: float | None) -> None:
    assert read("used_mb", cell) == size


@pytest.mark.parametrize("cell", NO_SIZES)
def test_what_is_no_size_is_refused(cell: str) -> None:
    assert refused("quota_mb", cell) == "refused-bad-size"


def test_the_unit_of_the_header_holds_where_a_cell_has_none() -> None:
    assert read("used_mb", "1.5", unit=1024) == 1536
    assert read("used_mb", "1.5MB", unit=1024) == 1.5


CAUSES: dict[str, str | None] = {
    "quota": "quota",
    "信控停用": "quota",
    "quota;real_name": "quota;real_name",
    "real_name; QUOTA": "quota;real_name",
    "换绑停用、区域限制": "rebind;region",
    "换绑停用,区域限制": "rebind;region",
    "换绑停用，区域限制": "rebind;region",
    "换绑停用；区域限制": "rebind;region",
    "换绑停用/区域限制": "rebind;region",
    "信控停机、欠停": "credit",
    "測試期換綁停用": "test_rebind",
    "平台管理停机;": "platform",
    "quota;;quota": "quota",
    "net-block": "net_block",
    "": None,
    "无": None,
    "N/A": None,
    "未知": None,
    "-": None,
}


@pytest.mark.parametrize(("cell", "causes"), CAUSES.items())
def test_causes_are_a_set_of_codes(cell: str, causes: str | None) -> None:
    assert causes_reader(None, "causes")("", cell) == causes


@pytest.mark.parametrize("cell", ["offline", "conflict", "quota_low", "cancelled", "quota;bored", "信控"])
def test_what_no_source_may_report_is_refused(cell: str) -> None:
    with pytest.raises(Refused) as why:
        causes_reader(None, "停用原因")("", cell)
    (reason,) = why.value.reasons
    assert (reason.key, reason.args["column"]) == ("refused-bad-value", "停用原因")


STATES: dict[str, tuple[str, str, str | None]] = {
    "a suspension in the state column is a cause": ("信控停用", "", "quota"),
    "it adds to the causes given": ("信控停用", "real_name", "quota;real_name"),
    "the test period's own": ("测试期换绑停用", "", "test_rebind"),
    "about to be cancelled": ("预销户", "", "pre_cancel"),
    "a plain state adds none": ("已停用", "real_name", "real_name"),
    "a word that is no state is not this reader's business": ("bored", "", None),
}


@pytest.mark.parametrize(("state", "causes", "both"), STATES.values(), ids=STATES.keys())
def test_the_state_column_may_tell_a_cause(state: str, causes: str, both: str | None) -> None:
    assert causes_reader("状态", "停用原因")(state, causes) == both


def test_a_text_that_does_not_end_is_refused() -> None:
    assert text_reader("备注")("x" * LONGEST) == "x" * LONGEST
    with pytest.raises(Refused) as why:
        text_reader("备注")("x" * (LONGEST + 1))
    assert why.value.reasons[0].key == "refused-too-long"


def test_a_reason_shows_only_the_beginning_of_a_long_cell() -> None:
    with pytest.raises(Refused) as why:
        read("state", "x" * 500)
    assert len(str(why.value.reasons[0].args["value"])) < 70


@given(st.text(max_size=30), st.sampled_from([*MEANT, "used_mb", "plan_expires_on", "as_of"]))
def test_any_cell_is_read_or_refused(cell: str, column: str) -> None:
    with suppress(Refused):
        assert isinstance(read(column, cell), str | int | float | None)


@given(st.floats(0, 1e12))
def test_a_number_is_that_many_megabytes(size: float) -> None:
    assert read("used_mb", f"{size:.3f}") == float(f"{size:.3f}")
