"""The settings: where they are read from, what is wrong with them, what they keep to themselves."""

import os
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.domain.shop import Shop
from bot.errors import BadSettings
from bot.settings import FILE, PREFIX, Settings, language_hint, load, strangers
from tests.fakes import TEXTS

SECRET = "s3cr3t-value"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Leave neither the environment nor a file of the one who runs the tests."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def toml(text: str) -> None:
    FILE.write_text(text, encoding="utf-8")


def said(error: BadSettings, lang: str = "zh") -> str:
    return TEXTS.say(error.text, lang)


DEFAULTS = {
    "database": "sqlite:///simclinic.db",
    "demo": False,
    "default_lang": "zh",
    "timezone": "Asia/Shanghai",
    "rules": "national",
    "recharge_url": None,
    "real_name_url": None,
    "support_contact": None,
    "staff": (),
    "api_key": None,
    "sources": ("inventory",),
    "host": "127.0.0.1",
    "port": 8080,
    "telegram": None,
}


def test_nothing_has_to_be_set() -> None:
    given = load()
    assert {name: getattr(given, name) for name in DEFAULTS} == DEFAULTS


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("DATABASE", "sqlite:////srv/cards.db", {"database": "sqlite:////srv/cards.db"}),
        ("DEMO", "true", {"demo": True}),
        ("DEMO", "0", {"demo": False}),
        ("DEFAULT_LANG", "en", {"default_lang": "en"}),
        ("TIMEZONE", "Europe/Berlin", {"timezone": "Europe/Berlin"}),
        ("RULES", "unicom", {"rules": "unicom"}),
        ("RECHARGE_URL", "https://pay.example/{iccid}", {"recharge_url": "https://pay.example/{iccid}"}),
        ("REAL_NAME_URL", "", {"real_name_url": None}),
        ("SUPPORT_CONTACT", "400-123-4567", {"support_contact": "400-123-4567"}),
        ("STAFF", '["telegram:42", "web:7"]', {"staff": ("telegram:42", "web:7")}),
        ("STAFF", "telegram:42, web:7", {"staff": ("telegram:42", "web:7")}),
        ("STAFF", "", {"staff": ()}),
        ("SOURCES", '["aliyun","inventory"]', {"sources": ("aliyun", "inventory")}),
        ("PORT", "0", {"port": 0}),
        ("LOG", "json", {"log": "json"}),
    ],
)
def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch, name: str, value: str, read: dict[str, Any]) -> None:
    monkeypatch.setenv(f"{PREFIX}{name}", value)
    given = load()
    assert {name: getattr(given, name) for name in read} == read


def test_the_file_is_read() -> None:
    toml('database = "sqlite:///file.db"\ndemo = true\nstaff = ["telegram:42"]\nport = 9000\n')
    given = load()
    assert (given.database, given.demo, given.staff, given.port) == ("sqlite:///file.db", True, ("telegram:42",), 9000)


def test_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    toml('default_lang = "en"\nrules = "unicom"\n')
    monkeypatch.setenv(f"{PREFIX}DEFAULT_LANG", "zh")
    assert (load().default_lang, load().rules) == ("zh", "unicom")


def test_an_argument_wins_over_both(monkeypatch: pytest.MonkeyPatch) -> None:
    toml("port = 1\n")
    monkeypatch.setenv(f"{PREFIX}PORT", "2")
    assert load(port=3).port == 3


def test_settings_are_frozen() -> None:
    given = load()
    with pytest.raises(ValidationError, match="frozen"):
        given.demo = True  # type: ignore[misc]


def test_the_zone_and_the_shop_are_made_of_them() -> None:
    given = load(timezone="Europe/Berlin", recharge_url="https://pay.example", support_contact="400")
    assert given.zone.key == "Europe/Berlin"
    assert given.shop == Shop(recharge_url="https://pay.example", support_contact="400")


# What is wrong


VALUE = ("值不对", "it has a wrong value")
MISSING = ("没填", "it is missing")


@pytest.mark.parametrize(
    ("name", "value", "named", "problem"),
    [
        ("DEMO", "perhaps", "DEMO", ("要填 true 或 false", "it must be true or false")),
        ("DEMO", "", "DEMO", ("要填 true 或 false", "it must be true or false")),
        ("TIMEZONE", "Mars/Olympus", "TIMEZONE", VALUE),
        ("TIMEZONE", "", "TIMEZONE", VALUE),
        ("TIMEZONE", "../../etc/passwd", "TIMEZONE", VALUE),
        ("TIMEZONE", "Asia", "TIMEZONE", VALUE),
        ("RECHARGE_URL", "javascript:alert(1)", "RECHARGE_URL", VALUE),
        ("REAL_NAME_URL", "www.example.com", "REAL_NAME_URL", VALUE),
        ("STAFF", "[not json", "STAFF", VALUE),
        ("STAFF", "[1, 2]", "STAFF", VALUE),
        ("PORT", "many", "PORT", ("要填数字", "it must be a number")),
        ("PORT", "65536", "PORT", VALUE),
        ("PORT", "-1", "PORT", VALUE),
        ("RATE_LIMIT", "0", "RATE_LIMIT", VALUE),
        ("LOG", "loud", "LOG", VALUE),
        ("TELEGRAM", "not json", "TELEGRAM", VALUE),
        ("TELEGRAM__MODE", "polling", "TELEGRAM__TOKEN", MISSING),
    ],
)
def test_a_wrong_setting_is_named_in_one_line_without_its_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, named: str, problem: tuple[str, str]
) -> None:
    monkeypatch.setenv(f"{PREFIX}{name}", value)
    with pytest.raises(BadSettings) as error:
        load()
    assert said(error.value) == f"设置 {PREFIX}{named} 不对：{problem[0]}"
    assert said(error.value, "en") == f"The setting {PREFIX}{named} is wrong: {problem[1]}"
    assert error.value.__suppress_context__


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        pytest.param("demoo = true", f"设置 {PREFIX}DEMOO 不对：没有这个设置", id="a key that is none"),
        pytest.param("demo = 7", f"设置 {PREFIX}DEMO 不对：要填 true 或 false", id="a value of another kind"),
        pytest.param(
            '[telegram]\ntoken = "x"\nsmell = "good"',
            f"设置 {PREFIX}TELEGRAM__SMELL 不对：没有这个设置",
            id="a key that is none, in a group",
        ),
        pytest.param(f"demo = {SECRET}", "设置 simclinic.toml 不对：文件格式不对（TOML）", id="a file that is no TOML"),
    ],
)
def test_a_wrong_file_is_told_in_one_line(text: str, zh: str) -> None:
    toml(text)
    with pytest.raises(BadSettings) as error:
        load()
    assert said(error.value) == zh


def test_a_file_that_is_no_text_is_told_in_one_line() -> None:
    FILE.write_bytes(b"demo = \xff")
    with pytest.raises(BadSettings) as error:
        load()
    assert said(error.value) == "设置 simclinic.toml 不对：文件格式不对（TOML）"


def test_a_file_that_may_not_be_read_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    toml("demo = true")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(BadSettings) as error:
        load()
    assert said(error.value) == "设置 simclinic.toml 不对：文件读不了"


# What they keep to themselves


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("API_KEY", SECRET, id="the API's key"),
        pytest.param("TELEGRAM__TOKEN", SECRET, id="the bot's token"),
        pytest.param("TELEGRAM__WEBHOOK_SECRET", SECRET, id="the webhook's secret"),
    ],
)
def test_secrets_are_stars(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"{PREFIX}TELEGRAM__TOKEN", "another")
    monkeypatch.setenv(f"{PREFIX}{name}", value)
    given = load()
    shown = f"{given!r} {given} {given.model_dump()} {given.model_dump_json()}"
    assert SECRET not in shown
    assert "**********" in shown


def test_every_setting_whose_name_sounds_secret_is_one() -> None:
    secret = [name for name in Settings.model_fields if any(word in name for word in ("key", "secret", "password"))]
    assert secret == ["api_key"]
    assert all("SecretStr" in str(Settings.model_fields[name].annotation) for name in secret)


# What else is told of them


@pytest.mark.parametrize(
    ("lang", "hint"),
    [
        pytest.param(None, "zh", id="nothing set"),
        pytest.param("en", "en", id="set"),
    ],
)
def test_the_language_is_known_though_the_rest_is_broken(
    monkeypatch: pytest.MonkeyPatch, lang: str | None, hint: str
) -> None:
    if lang is not None:
        monkeypatch.setenv(f"{PREFIX}DEFAULT_LANG", lang)
    assert language_hint() == hint
    monkeypatch.setenv(f"{PREFIX}DEMO", "perhaps")
    assert language_hint() == lang


def test_variables_that_only_look_like_settings_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABSE", "DATABASE", "TELEGRAM__TOKEN", "TELEGRAMM__TOKEN"):
        monkeypatch.setenv(f"{PREFIX}{name}", "x")
    monkeypatch.setenv("SIMCLINICAL", "x")
    assert strangers() == [f"{PREFIX}DATABSE", f"{PREFIX}TELEGRAMM__TOKEN"]
