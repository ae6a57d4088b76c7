"""`doctor`: whether everything is in order, a line each."""

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bot.commands.doctor import CHECKS
from bot.errors import BadRules
from bot.texts import BadTexts
from tests.commands.terminal import simclinic

SECRET = "s3cr3t-value"
SHOP = ("SIMCLINIC_RECHARGE_URL", "SIMCLINIC_REAL_NAME_URL", "SIMCLINIC_SUPPORT_CONTACT")


def not_ours(path: Path) -> None:
    path.write_bytes(b"this is no database, " * 100)


def newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()


def test_a_line_for_each_check(deployment: Path) -> None:
    typed = simclinic("doctor")
    assert (typed.code, typed.err) == (0, "")
    assert len(typed.lines) == len(CHECKS)
    assert typed.lines[:5] == [
        "正常　设置：已读",
        "正常　文案：en, zh",
        "正常　规则包：national, aliyun, huawei, tencent, unicom，默认 national",
        f"正常　数据库：{deployment}，17 张卡",
        f"正常　商家信息：没设：{', '.join(SHOP)}（回答里会请人找卖家）",
    ]


def test_in_the_language_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMCLINIC_DEFAULT_LANG", "en")
    assert simclinic("doctor").first == "Ok　settings: read"


def test_a_shop_that_is_set_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SHOP:
        monkeypatch.setenv(name, "https://shop.example/7")
    typed = simclinic("doctor")
    assert "正常　商家信息：充值、实名、人工都设了" in typed.lines
    assert "shop.example" not in typed.out


@pytest.mark.parametrize(
    ("env", "line"),
    [
        pytest.param(
            {"DEMO": "perhaps"}, "不行　设置：设置 SIMCLINIC_DEMO 不对：要填 true 或 false", id="a wrong value"
        ),
        pytest.param({"DATABSE": "x"}, "不行　设置：没有这些设置：SIMCLINIC_DATABSE", id="a setting there is not"),
        pytest.param({"DEFAULT_LANG": "fr"}, "不行　文案：没有这种语言", id="a language without texts"),
        pytest.param({"RULES": "mars"}, "不行　规则包：没有这个规则包", id="a rule pack there is not"),
        pytest.param(
            {"DATABASE": "mysql://x"},
            "不行　数据库：设置 SIMCLINIC_DATABASE 不对：要写成 sqlite:///文件名",
            id="another database",
        ),
        pytest.param(
            {"DATABASE": "sqlite:///nowhere/cards.db"},
            "不行　数据库：数据库打不开：文件夹不存在，或者没有权限",
            id="a folder that is not there",
        ),
        pytest.param(
            {"DATABASE": "sqlite:////proc/cards.db"},
            "不行　数据库：数据库打不开：文件夹不存在，或者没有权限",
            id="a folder that cannot be written",
        ),
    ],
)
def test_what_is_wrong(monkeypatch: pytest.MonkeyPatch, env: Mapping[str, str], line: str) -> None:
    for name, value in env.items():
        monkeypatch.setenv(f"SIMCLINIC_{name}", value)
    typed = simclinic("doctor")
    assert (typed.code, typed.err) == (1, "")
    assert line in typed.lines


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        pytest.param(not_ours, "不行　数据库：数据库文件不是卡诊所的，请检查 SIMCLINIC_DATABASE", id="no database"),
        pytest.param(newer, "不行　数据库：数据库是更新的版本写的，请先升级程序", id="a newer one"),
    ],
)
def test_a_database_that_is_not_ours(deployment: Path, spoil: Callable[[Path], None], line: str) -> None:
    spoil(deployment)
    typed = simclinic("doctor")
    assert typed.code == 1
    assert line in typed.lines


def test_the_other_checks_run_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMCLINIC_RULES", "mars")
    lines = simclinic("doctor").lines
    assert len(lines) == len(CHECKS)
    assert sum(line.startswith("不行") for line in lines) == 1


def test_texts_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        @staticmethod
        def load() -> None:
            raise BadTexts("locales/zh/talk.ftl: '* lost'")

    monkeypatch.setattr("bot.commands.doctor.FluentTexts", Broken)
    typed = simclinic("doctor")
    assert typed.code == 1
    assert "不行　文案：locales/zh/talk.ftl: '* lost'" in typed.lines


def test_rules_that_are_not_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise BadRules(file="national.toml", field="cancel_days")

    monkeypatch.setattr("bot.commands.doctor.rules.load", broken)
    typed = simclinic("doctor")
    assert typed.code == 1
    assert "不行　规则包：规则包 national.toml 不完整：cancel_days" in typed.lines


def test_no_secret_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("API_KEY", "API_KEYS"):
        monkeypatch.setenv(f"SIMCLINIC_{name}", SECRET)
    typed = simclinic("doctor")
    assert typed.code == 1
    assert "SIMCLINIC_API_KEYS" in typed.out
    assert SECRET not in typed.out + typed.err


def test_a_wrong_secret_is_not_printed_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMCLINIC_TELEGRAM", SECRET)
    typed = simclinic("doctor")
    assert typed.code == 1
    assert typed.lines == ["不行　设置：设置 SIMCLINIC_TELEGRAM 不对：值不对"]
