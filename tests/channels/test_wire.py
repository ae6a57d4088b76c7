"""A reply as JSON: the keys that scripts rely on, and what stands in them."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from bot.channels import plain, wire
from bot.domain.card import Cause, Facet, Pool, Seen, State
from bot.domain.findings import Choose, Diagnosis
from bot.domain.message import Viewer
from bot.domain.notices import Notice
from bot.domain.present import present, tell
from bot.domain.reply import Button, Facts, File, Light, Line, Picture, Quote, Reply, Step, Steps, Title
from bot.domain.words import text
from tests.domain.builders import ADVISED, SHOP, TEXTS, TODAY, any_diagnosis, diagnosed, noon

DIAGNOSIS = [
    "iccid",
    "carrier",
    "state",
    "status",
    "headline",
    "findings",
    "events",
    "source",
    "sources",
    "as_of",
    "rules",
]
RESERVES = {"not_checked", "silent", "notices"}
"""What comes only where there is any."""
FINDING = ["cause", "fixable_by", "title", "why", "choose", "steps", "wait", "resumes_on", "link"]
VALUES: dict[str, set[str]] = {
    "carrier": {"mobile", "telecom", "unicom", "broadnet", "unknown"},
    "state": {"testing", "unused", "active", "partial", "suspended", "stopped", "cancelled", "unknown"},
    "status": {"ok", "attention", "blocked", "ended", "unknown"},
    "event": {"test_end", "forced_activation", "cycle_end", "plan_expiry", "auto_cancel"},
    "cause": set(map(str, Cause)),
    "fixable_by": {"user", "owner", "staff", "carrier", "time", "nobody"},
    "choose": {"one", "all"},
}


def as_json(found: Diagnosis, lang: str = "en") -> dict[str, Any]:
    """Return the diagnosis as a script reads it."""
    read: dict[str, Any] = json.loads(json.dumps(wire.diagnosis(tell(found, SHOP), TEXTS, lang)))
    return read


def test_the_example_of_the_contract() -> None:
    found = diagnosed(
        state=State.SUSPENDED,
        causes=[Cause.REAL_NAME, Cause.QUOTA],
        plan_expires_on=date(2027, 3, 31),
        pool=Pool.SINGLE,
        as_of=datetime(2026, 11, 21, 15, 59, 59, 500, tzinfo=UTC),
    )
    said = as_json(found)
    (real_name, quota) = said["findings"]
    assert said == {
        "iccid": "89860321249946513307",
        "carrier": "telecom",
        "state": "suspended",
        "status": "blocked",
        "headline": said["headline"],
        "findings": [real_name, quota],
        "events": [
            {"event": "cycle_end", "on": "2026-12-01", "days_left": 9},
            {"event": "plan_expiry", "on": "2027-03-31", "days_left": 129},
        ],
        "source": "inventory",
        "sources": ["inventory"],
        "as_of": "2026-11-21T23:59:59+08:00",
        "rules": "national",
    }
    assert (real_name["cause"], real_name["fixable_by"], real_name["choose"]) == ("real_name", "user", "all")
    assert (real_name["resumes_on"], real_name["link"]) == (None, "https://name.example/")
    assert (quota["cause"], quota["fixable_by"], quota["choose"]) == ("quota", "user", "one")
    assert (quota["resumes_on"], quota["link"]) == ("2026-12-01", "https://pay.example/89860321249946513307")


def test_what_an_answer_is_to_be_taken_with_is_told_where_there_is_any() -> None:
    found = diagnosed(state=State.ACTIVE, gaps={Facet.USAGE: "down"}, silent={"onelink": "down"})
    notice = Notice(affects="all", texts={"en": "Slow today"}, since=found.now)
    said = wire.diagnosis(replace(tell(found, SHOP), notices=(notice,)), TEXTS, "en")
    assert {name: said[name] for name in RESERVES} == {
        "not_checked": ["usage"],
        "silent": ["onelink"],
        "notices": ["Slow today"],
    }


def test_the_texts_of_a_finding() -> None:
    (quota,) = as_json(diagnosed(**ADVISED["quota-usual"]))["findings"]
    assert quota["title"] == "Data used up (信控停用)"
    assert quota["why"] == "The platform says the plan's data are used up. It gives no figures."
    assert quota["wait"] == "Usually within 15 minutes"
    assert [step.split()[0] for step in quota["steps"]] == ["Buy", "Wait,"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("quota-lagging", "一般 3 天内"),
        ("quota-overdue", "没有公布要多久"),
        ("threshold-usual", "一般 10 分钟内"),
        ("rebind-mobile", "一般 3 个工作日内"),
        ("rebind-telecom", "没有公布要多久"),
        ("plan_expired-usual", "一般 3 个工作日内"),
        ("real_name-usual", "没有公布要多久"),
        ("real_name_pending-usual", "没有公布要多久"),
        ("carrier-usual", "没有公布要多久"),
        ("unspecified-usual", "没有公布要多久"),
        ("cancelled-usual", "恢复不了，不用等"),
    ],
)
def test_how_long_it_takes_is_said_or_said_to_be_unknown(name: str, expected: str) -> None:
    said = as_json(diagnosed(**ADVISED[name]), "zh")
    assert {one["cause"]: one["wait"] for one in said["findings"]}[name.split("-", maxsplit=1)[0]] == expected


def test_what_a_carrier_stop_must_not_lack_is_among_its_steps() -> None:
    (carrier,) = as_json(diagnosed(**ADVISED["carrier-usual"]), "zh")["findings"]
    assert carrier["steps"][-2:] == [
        "解除之前别充值，也别信“付费解封”。",
        "先备好　完整卡号、设备 IMEI、设备照片、在哪里用、做什么用、这张卡有没有插过别的设备。",
    ]


@pytest.mark.parametrize(
    ("seen", "source", "sources"),
    [
        pytest.param({}, "inventory", ["inventory"], id="one source"),
        pytest.param({"used_mb": "onelink"}, "inventory", ["inventory", "onelink"], id="another one gave the usage"),
        pytest.param({"state": "onelink"}, "onelink", ["onelink", "inventory"], id="another one gave the state"),
        pytest.param(
            {"used_mb": "onelink", "state": "aliyun"}, "aliyun", ["aliyun", "inventory", "onelink"], id="three of them"
        ),
    ],
)
def test_source_gave_the_state_and_sources_are_all(seen: dict[str, str], source: str, sources: list[str]) -> None:
    given_by = {name: Seen(other, noon(TODAY)) for name, other in seen.items()}
    said = as_json(diagnosed(state=State.ACTIVE, used_mb=1.0, seen=given_by))
    assert (said["source"], said["sources"]) == (source, sources)


# Messages


def test_a_message_is_text_blocks_buttons_and_the_diagnosis() -> None:
    told = tell(diagnosed(state=State.ACTIVE), SHOP)
    reply = present(told, Viewer.USER)
    said = wire.message(reply, TEXTS, "zh")
    assert list(said) == ["lang", "text", "blocks", "buttons", "diagnosis"]
    assert said["lang"] == "zh"
    assert said["text"] == plain.render(reply, TEXTS, "zh")
    assert [block["type"] for block in said["blocks"]] == ["title", "line", "line"]
    assert said["buttons"] == [{"label": "再查一次", "sends": "89860321249946513307"}]
    assert said["diagnosis"] == wire.diagnosis(told, TEXTS, "zh")


def test_a_message_without_a_card_has_no_diagnosis() -> None:
    assert wire.message(Reply(blocks=(Title("hello"),)), TEXTS, "en")["diagnosis"] is None


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param(Title("a", Light.RED), {"type": "title", "text": "A", "light": "🔴"}, id="title"),
        pytest.param(Title("a"), {"type": "title", "text": "A", "light": None}, id="title without a sign"),
        pytest.param(Line("a", "why"), {"type": "line", "text": "A", "label": "why"}, id="line"),
        pytest.param(Line("a"), {"type": "line", "text": "A", "label": None}, id="line without a label"),
        pytest.param(
            Steps((Step("a\nb"),), Choose.ALL),
            {"type": "steps", "choose": "all", "items": ["1. a", "2. b"]},
            id="steps",
        ),
        pytest.param(Facts((("a", "b"),)), {"type": "facts", "rows": [["a", "b"]]}, id="facts"),
        pytest.param(
            Quote("pass on", "zh", (Line(text("say-person")),)),
            {
                "type": "quote",
                "label": "pass on",
                "lang": "zh",
                "blocks": [{"type": "line", "text": "找人工", "label": None}],
            },
            id="quote, in its own language",
        ),
        pytest.param(Picture("a.png", b"", "words"), {"type": "picture", "text": "words"}, id="picture"),
        pytest.param(File("a.csv", b""), {"type": "file", "text": "a.csv"}, id="file"),
    ],
)
def test_each_block_has_its_shape(block: Any, expected: dict[str, Any]) -> None:
    assert wire.message(Reply(blocks=(block,)), TEXTS, "en")["blocks"] == [expected]


@pytest.mark.parametrize(
    ("given_button", "expected"),
    [
        pytest.param(Button("Buy", url="https://x"), {"label": "Buy", "url": "https://x"}, id="a link"),
        pytest.param(Button("Again", sends="8986"), {"label": "Again", "sends": "8986"}, id="a text"),
        pytest.param(
            Button("Copy", sends=text("say-person"), copies="8986"),
            {"label": "Copy", "sends": "Talk to a person", "copies": "8986"},
            id="a text, or the clipboard",
        ),
    ],
)
def test_a_button_sends_or_opens(given_button: Button, expected: dict[str, str]) -> None:
    assert wire.button(given_button, TEXTS, "en") == expected


# Whatever the card


@settings(deadline=None)
@given(any_diagnosis())
def test_any_card_has_exactly_the_documented_keys_and_values(found: Diagnosis) -> None:
    for lang in TEXTS.languages:
        said = as_json(found, lang)
        assert [name for name in said if name not in RESERVES] == DIAGNOSIS
        assert all(said[name] for name in said.keys() & RESERVES)
        assert {name for name in ("carrier", "state", "status") if said[name] not in VALUES[name]} == set()
        assert said["headline"]
        assert said["sources"][0] == said["source"]
        for event in said["events"]:
            assert list(event) == ["event", "on", "days_left"]
            assert event["event"] in VALUES["event"]
            assert date.fromisoformat(event["on"]) - timedelta(days=event["days_left"]) == found.today


@settings(deadline=None)
@given(any_diagnosis())
def test_no_text_of_a_finding_is_ever_empty_or_unfinished(found: Diagnosis) -> None:
    for lang in TEXTS.languages:
        for one in as_json(found, lang)["findings"]:
            assert list(one) == FINDING
            assert {name for name in ("cause", "fixable_by", "choose") if one[name] not in VALUES[name]} == set()
            said = [one["title"], one["why"], one["wait"], *one["steps"]]
            assert one["steps"]
            assert [line for line in said if not line.strip() or {"{", "}"} & set(line) or "None" in line] == []


@settings(deadline=None)
@given(any_diagnosis())
def test_any_answer_can_be_written_as_json_and_shows_the_holder_no_whole_number(found: Diagnosis) -> None:
    for viewer in Viewer:
        said = wire.message(present(tell(found, SHOP), viewer), TEXTS, "en")
        written = json.dumps([said["text"], said["blocks"]])
        assert (found.card.iccid.number in written) is (viewer is Viewer.STAFF)
