"""`ask`: one message, one answer, one exit code."""

import json
from pathlib import Path
from typing import Any

import pytest

import bot.app
from bot.errors import SourceError
from bot.ports import Cards
from tests.commands.terminal import AT, simclinic
from tests.fakes import (
    ABSENT,
    BLOCKED,
    EXPIRED,
    FINE,
    MUTE,
    NAMELESS_AND_USED_UP,
    SOURCE_ERRORS,
    USED_UP,
    USED_UP_MSISDN,
    Failing,
)

# Exit codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(USED_UP, 0, id="a card"),
        pytest.param(USED_UP_MSISDN, 0, id="a telephone number"),
        pytest.param(f"{USED_UP} {ABSENT}", 0, id="a card, and one that is not there"),
        pytest.param("什么是信控停用", 0, id="a question"),
        pytest.param("hello", 0, id="a greeting"),
        pytest.param("找人工", 0, id="the wish for a person"),
        pytest.param(ABSENT, 1, id="no such card"),
        pytest.param("13812345678", 1, id="no such telephone number"),
        pytest.param("89860321249", 1, id="half a number"),
        pytest.param("490154203237518", 1, id="a device's number"),
        pytest.param("my card is dead", 1, id="no number"),
        pytest.param("", 1, id="nothing"),
        pytest.param("\n".join(f"898604F10250789{number:05}" for number in range(11)), 1, id="too many numbers"),
    ],
)
def test_answered_or_not(text: str, code: int) -> None:
    typed = simclinic("ask", text)
    assert (typed.code, typed.err) == (code, "")
    assert typed.out


@pytest.mark.parametrize("error", SOURCE_ERRORS, ids=lambda error: error.reason)
def test_no_source_could_answer(monkeypatch: pytest.MonkeyPatch, error: SourceError) -> None:
    def failing(_: Cards) -> Failing:
        return Failing(error)

    monkeypatch.setattr(bot.app, "Inventory", failing)
    for text in (USED_UP, ABSENT):
        typed = simclinic("ask", text)
        assert (typed.code, typed.err) == (3, "")
        assert "没查到" not in typed.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["ask", FINE, "--lang", "fr"], "设置 --lang 不对：没有这种语言", id="a language without texts"),
        pytest.param(["ask", FINE, "--lang", ""], "设置 --lang 不对：没有这种语言", id="no language"),
        pytest.param(
            ["ask", FINE, "--at", "yesterday"],
            "设置 --at 不对：时间要写成 2026-11-22 或 2026-11-22T12:00",
            id="a time that is none",
        ),
        pytest.param(["ask", FINE, "--at", "2026-02-30"], None, id="a day that is none"),
        pytest.param(["ask", FINE, "--at", "0001-01-01T00:00+23:59"], None, id="a time before all times"),
        pytest.param(["ask"], None, id="no message"),
        pytest.param(["ask", FINE, "--as", "boss"], None, id="a reader there is not"),
        pytest.param(["ask", FINE, "--loud"], None, id="an option there is not"),
        pytest.param(["ask", FINE, FINE], None, id="two messages"),
        pytest.param(["query"], None, id="a command there is not"),
    ],
)
def test_wrong_usage(words: list[str], said: str | None) -> None:
    typed = simclinic(*words)
    assert (typed.code, typed.out) == (2, "")
    assert typed.err.strip() == (said or typed.err.strip()) != ""


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DATABASE", "mysql://cards", "设置 SIMCLINIC_DATABASE 不对：要写成 sqlite:///文件名"),
        ("DEMO", "perhaps", "设置 SIMCLINIC_DEMO 不对：要填 true 或 false"),
        ("RULES", "mars", "设置 SIMCLINIC_RULES 不对：没有这个规则包"),
        ("SOURCES", "mars", "设置 SIMCLINIC_SOURCES 不对：没有这个数据源"),
        ("DEFAULT_LANG", "fr", "设置 SIMCLINIC_DEFAULT_LANG 不对：没有这种语言"),
        ("TIMEZONE", "Mars/Olympus", "设置 SIMCLINIC_TIMEZONE 不对：值不对"),
    ],
)
def test_a_wrong_setting(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    monkeypatch.setenv(f"SIMCLINIC_{name}", value)
    typed = simclinic("ask", FINE)
    assert (typed.code, typed.out, typed.err) == (2, "", f"{said}\n")


def test_a_wrong_setting_is_told_in_the_language_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMCLINIC_DEMO", "perhaps")
    said = "The setting SIMCLINIC_DEMO is wrong: it must be true or false\n"
    assert simclinic("ask", FINE, "--lang", "en").err == said
    monkeypatch.setenv("SIMCLINIC_DEFAULT_LANG", "en")
    assert simclinic("ask", FINE).err == said


# What it prints


def test_the_answer_as_text() -> None:
    typed = simclinic("ask", USED_UP, "--at", AT)
    assert typed.lines == [
        "🔴 信控停用：本周期流量用完（不是欠费）。自己就能恢复，一般 15 分钟内",
        "卡 8986 **** 0146 · 中国电信 · 刚刚更新",
        "原因　本周期（11月1日至11月30日）用了 100.3 MB，套餐 100 MB。",
        "办法一　找卖家买叠加包（临时加的流量）。只管到 11月30日，用不完作废。",
        "办法二　不急用就等：12月1日 新周期一般会自动恢复，还有 9 天，不花钱；刚换周期时可能慢 1 至 3 天。",
        "之后　30 分钟还没好，设备断电 1 分钟再查；还不行，找人工。",
        "接下来　套餐 2027年3月31日 到期，还有 129 天。",
    ]


def test_the_links_are_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMCLINIC_RECHARGE_URL", "https://pay.example/{iccid}")
    assert simclinic("ask", USED_UP, "--at", AT).lines[-1] == f"买叠加包　https://pay.example/{USED_UP}"
    said = simclinic("ask", f"我已经充值了 {USED_UP}", "--at", AT)
    assert "pay.example" not in said.out


@pytest.mark.parametrize(
    ("words", "first"),
    [
        pytest.param([FINE, "--lang", "en"], "🟢 In use, and the platform sees no problem", id="English asked for"),
        pytest.param([f"is {FINE} ok?"], "🟢 In use, and the platform sees no problem", id="English spoken"),
        pytest.param([f"is {FINE} ok?", "--lang", "zh"], "🟢 使用中，平台没看到问题", id="Chinese asked for"),
    ],
)
def test_the_language(words: list[str], first: str) -> None:
    assert simclinic("ask", *words).first == first


def test_a_chosen_language_is_remembered_by_the_next_command() -> None:
    simclinic("ask", "English")
    assert simclinic("ask", FINE).first == "🟢 In use, and the platform sees no problem"


def test_an_offer_is_answered_by_the_next_command() -> None:
    simclinic("ask", "8986l125O21O123OO146")
    assert simclinic("ask", "是").first.startswith("🔴 信控停用")


def test_staff_see_everything() -> None:
    typed = simclinic("ask", BLOCKED, "--as", "staff", "--at", AT)
    assert f"iccid: {BLOCKED}" in typed.lines
    assert "raw: 35/700（inventory，刚刚更新）" in typed.lines
    assert BLOCKED not in simclinic("ask", BLOCKED, "--as", "user", "--at", AT).out


# The clock


@pytest.mark.parametrize(
    ("at", "days"),
    [
        pytest.param("2026-11-22", 22, id="a day"),
        pytest.param("2026-11-22T12:00", 22, id="a time without a zone is local"),
        pytest.param("2026-11-21T23:30", 23, id="the evening before"),
        pytest.param("2026-11-21T23:30+08:00", 23, id="with the local zone"),
        pytest.param("2026-11-21T23:30+00:00", 22, id="with another zone, where it is still the day before"),
        pytest.param("2026-11-21T23:30Z", 22, id="in Greenwich"),
        pytest.param("2026-12-13T23:59:59", 1, id="the day before the last"),
    ],
)
def test_what_if(at: str, days: int) -> None:
    assert f"还有 {days} 天" in simclinic("ask", EXPIRED, "--at", at).first


def test_local_is_the_zone_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMCLINIC_TIMEZONE", "America/New_York")
    assert "还有 23 天" in simclinic("ask", EXPIRED, "--at", "2026-11-22T04:59Z").first


def test_what_if_the_number_may_be_gone() -> None:
    first = simclinic("ask", EXPIRED, "--at", "2026-12-20").first
    assert first == "🔴 已停机，而且可能已经销户：先别付钱，让卖家确认号还在不在"


# For programs

MESSAGE = {"lang", "text", "blocks", "buttons", "diagnosis"}
DIAGNOSIS = {
    *("iccid", "carrier", "state", "status", "headline", "findings", "events"),
    *("source", "sources", "as_of", "rules"),
}
FINDING = {"cause", "fixable_by", "title", "why", "choose", "steps", "wait", "resumes_on", "link"}


def asked(*words: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(simclinic("ask", *words, "--json", "--at", AT).out)
    return answer


@pytest.mark.parametrize("number", [USED_UP, BLOCKED, FINE, EXPIRED, NAMELESS_AND_USED_UP, MUTE])
def test_the_json_has_the_keys_that_are_promised(number: str) -> None:
    answer = asked(number)
    assert answer.keys() == MESSAGE
    diagnosis = answer["diagnosis"]
    assert diagnosis.keys() == DIAGNOSIS
    assert {frozenset(finding) for finding in diagnosis["findings"]} <= {frozenset(FINDING)}
    assert {frozenset(event) for event in diagnosis["events"]} <= {frozenset({"event", "on", "days_left"})}
    assert {"label"} <= set.intersection(*(set(button) for button in answer["buttons"]))
    assert all(bool(button.get("sends")) is not bool(button.get("url")) for button in answer["buttons"])
    for finding in diagnosis["findings"]:
        assert all([finding["title"], finding["why"], finding["wait"], finding["steps"], *finding["steps"]])


def test_the_json_of_a_card() -> None:
    answer = asked(USED_UP)
    diagnosis = answer["diagnosis"]
    (finding,) = diagnosis.pop("findings")
    assert diagnosis == {
        "iccid": USED_UP,
        "carrier": "telecom",
        "state": "suspended",
        "status": "blocked",
        "headline": "信控停用：本周期流量用完（不是欠费）。自己就能恢复，一般 15 分钟内",
        "events": [
            {"event": "cycle_end", "on": "2026-12-01", "days_left": 9},
            {"event": "plan_expiry", "on": "2027-03-31", "days_left": 129},
        ],
        "source": "inventory",
        "sources": ["inventory"],
        "as_of": "2026-11-22T12:00:00+08:00",
        "rules": "national",
    }
    assert (finding["cause"], finding["fixable_by"], finding["choose"]) == ("quota", "user", "one")
    assert (finding["resumes_on"], finding["link"]) == ("2026-12-01", None)
    assert answer["lang"] == "zh"
    assert answer["text"].splitlines()[0] == f"🔴 {diagnosis['headline']}"


def test_the_json_of_two_causes_in_english() -> None:
    diagnosis = asked(NAMELESS_AND_USED_UP, "--lang", "en")["diagnosis"]
    assert [finding["cause"] for finding in diagnosis["findings"]] == ["real_name", "quota"]
    assert diagnosis["headline"].startswith("Not real-name verified")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("hello", 0, id="small talk"),
        pytest.param(f"{USED_UP} {FINE}", 0, id="several cards"),
        pytest.param(ABSENT, 1, id="no such card"),
        pytest.param("what is 信控停用", 0, id="a question"),
    ],
)
def test_without_one_card_there_is_no_diagnosis(text: str, code: int) -> None:
    typed = simclinic("ask", text, "--json")
    assert typed.code == code
    answer = json.loads(typed.out)
    assert answer.keys() == MESSAGE
    assert answer["diagnosis"] is None


def test_the_json_of_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.app, "Inventory", lambda _: Failing(SOURCE_ERRORS[0]))
    typed = simclinic("ask", USED_UP, "--json")
    assert typed.code == 3
    assert json.loads(typed.out)["diagnosis"] is None


def test_chinese_is_not_escaped_in_json() -> None:
    assert "信控停用" in simclinic("ask", USED_UP, "--json").out


# The demo


def test_the_demo_cards_come_into_an_empty_inventory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SIMCLINIC_DATABASE", f"sqlite:///{tmp_path / 'empty.db'}")
    assert simclinic("ask", USED_UP).code == 1
    monkeypatch.setenv("SIMCLINIC_DEMO", "true")
    typed = simclinic("ask", USED_UP)
    assert typed.code == 0
    assert "刚刚更新" in typed.lines[1]
