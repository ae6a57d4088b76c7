"""China Telecom's 5G CMP: one answer that tells three things, the signature, and what is not known of its errors."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from pydantic import SecretStr

from bot.domain.card import Card, Cause, Facet, RealName, State
from bot.domain.iccid import Carrier, Iccid, Msisdn
from bot.errors import AuthFailed, BadAnswer, NotYours, SourceDown, SourceError, Throttled, Unclassified
from bot.settings.platforms import CtwingSettings
from bot.sources import asking
from bot.sources.ctwing import TABLE, Ctwing
from bot.sources.ctwing.client import sign
from tests.loopback import Answered
from tests.sources import fake_ctwing as shapes
from tests.sources.contract import SourceContract
from tests.sources.fake_ctwing import KEY, SECRET, FakeCtwing
from tests.sources.fake_telecom_cmp import ICCID, NUMBER, session, traffic
from tests.sources.serving import BODIES, answering, any_json, as_json, as_text, client, said_by

pytestmark = pytest.mark.anyio
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 12, tzinfo=SHANGHAI)
CARD = Iccid(ICCID)
KNOWN = Card(
    iccid=CARD,
    source="ctwing",
    as_of=NOW,
    carrier=Carrier.TELECOM,
    msisdn=NUMBER,
    imsi="460110000000001",
    state=State.ACTIVE,
    used_mb=12.34,
    real_name=RealName.VERIFIED,
    current_imei="860000000000001",
    online=True,
    last_seen=datetime(2026, 11, 22, 11, 50, tzinfo=SHANGHAI),
    raw="netBlockStatusName=未断网 authStatus=1 productMainStatusCd=4",
)


@asynccontextmanager
async def asking_of(
    fake: FakeCtwing,
    key: str = KEY,
    secret: str = SECRET,
    clock: Literal["gmt", "local"] = "gmt",
    seconds: float = 10,
) -> AsyncIterator[Ctwing]:
    account = CtwingSettings(app_key=key, secret_key=SecretStr(secret), base_url=fake.url, clock=clock)
    async with client(timeout=seconds) as http:
        yield Ctwing(account, http, lambda: NOW)


@pytest.fixture
async def fake() -> AsyncIterator[FakeCtwing]:
    async with FakeCtwing(lambda: NOW) as served:
        yield served


@pytest.fixture
async def source(fake: FakeCtwing) -> AsyncIterator[Ctwing]:
    async with asking_of(fake) as opened:
        yield opened


async def found(source: Ctwing) -> Card:
    card = await source.find(CARD)
    assert card is not None
    return card


class TestContract(SourceContract):
    @pytest.fixture
    async def source(self, fake: FakeCtwing) -> AsyncIterator[Ctwing]:
        async with asking_of(fake) as opened:
            yield opened

    @pytest.fixture
    def known(self) -> Card:
        return KNOWN

    @pytest.fixture
    def absent(self) -> Iccid:
        return Iccid("8986031540252000019")


# What it tells

STATES: dict[str, tuple[tuple[str, ...], State | None]] = {
    "可激活": (("1",), State.UNUSED),
    "测试激活": (("2",), State.TESTING),
    "测试去激活": (("3",), State.TESTING),
    "在用": (("4",), State.ACTIVE),
    "停机": (("5",), State.SUSPENDED),
    "运营商管理状态": (("6",), State.SUSPENDED),
    "拆机": (("7",), State.CANCELLED),
    "a second product after the ambiguous one": (("6", "4"), State.ACTIVE),
    "a second product before the ambiguous one": (("5", "6"), State.SUSPENDED),
    "a code with a zero before it": (("04",), None),
    "a code that nobody knows": (("9",), None),
}


@pytest.mark.parametrize(("codes", "state"), STATES.values(), ids=STATES.keys())
async def test_a_main_status_is_a_state_and_no_cause(
    fake: FakeCtwing, source: Ctwing, codes: tuple[str, ...], state: State | None
) -> None:
    fake.overrides["queryCardMainStatus"] = as_json(shapes.status(*codes))
    card = await found(source)
    assert (card.state, card.causes) == (state, frozenset())
    assert [code for code in codes if f"productMainStatusCd={code}" not in (card.raw or "")] == []


def test_every_main_status_of_the_table_is_tested() -> None:
    assert set(TABLE.states) - {code for codes, _ in STATES.values() for code in codes} == set()


REASONS: dict[str, set[Cause]] = {
    **{name: set() for name in ("在用", "已激活", "活卡待激活", "未激活", "用户拆机", "销户")},
    "用户报停": {Cause.SELF_SERVICE},
    "欠停(双向)": {Cause.CREDIT},
    "欠停（双向）": {Cause.CREDIT},
    "欠停(单向)": {Cause.CREDIT},
    "违章停机": {Cause.CARRIER},
    "挂失": {Cause.UNSPECIFIED},
    "停机": {Cause.UNSPECIFIED},
    "未实名制违规停机": {Cause.REAL_NAME},
    "some other word": set(),
}


@pytest.mark.parametrize(("name", "causes"), REASONS.items())
async def test_the_second_status_is_the_reason(fake: FakeCtwing, source: Ctwing, name: str, causes: set[Cause]) -> None:
    fake.overrides["queryCardMainStatus"] = as_json(shapes.status("5", name=name))
    card = await found(source)
    assert (card.state, set(card.causes)) == (State.SUSPENDED, causes)
    assert f"operatorDefinitionStatusName={name}" in (card.raw or "")


def test_every_second_status_of_the_table_is_tested() -> None:
    assert set(TABLE.names) - set(REASONS) == set()


BLOCKS: list[tuple[str | None, set[Cause], dict[Facet, str]]] = [
    ("已断网", {Cause.NET_BLOCK}, {}),
    ("未断网", set(), {}),
    ("断网", set(), {Facet.BLOCK: "unclassified"}),
    ("", set(), {Facet.BLOCK: "unclassified"}),
    (None, set(), {Facet.BLOCK: "unclassified"}),
]


@pytest.mark.parametrize(("word", "causes", "gaps"), BLOCKS)
async def test_a_card_in_use_may_be_cut_off(
    fake: FakeCtwing, source: Ctwing, word: str | None, causes: set[Cause], gaps: dict[Facet, str]
) -> None:
    fake.overrides["queryCardMainStatus"] = as_json(shapes.status("4", block=word))
    card = await found(source)
    assert (card.state, set(card.causes), card.gaps) == (State.ACTIVE, causes, gaps)


async def test_a_word_that_nobody_knows_is_a_gap(fake: FakeCtwing, source: Ctwing) -> None:
    fake.overrides["queryCardMainStatus"] = as_json(shapes.status("4", name="停用", real_name="2"))
    card = await found(source)
    assert (card.state, card.real_name, card.causes) == (State.ACTIVE, None, frozenset())
    assert card.gaps == dict.fromkeys((Facet.REAL_NAME, Facet.CAUSES), "unclassified")


REAL_NAMES: list[tuple[str, str | None, RealName | None, set[Cause]]] = [
    ("4", "1", RealName.VERIFIED, set()),
    ("4", "0", RealName.REQUIRED, set()),
    ("5", "0", RealName.REQUIRED, set()),
    ("6", "0", RealName.REQUIRED, {Cause.REAL_NAME}),
    ("6", "1", RealName.VERIFIED, set()),
    ("6", "2", None, set()),
    ("6", None, None, set()),
]


@pytest.mark.parametrize(("code", "said", "means", "causes"), REAL_NAMES)
async def test_the_same_answer_tells_the_real_name(
    fake: FakeCtwing, source: Ctwing, code: str, said: str | None, means: RealName | None, causes: set[Cause]
) -> None:
    fake.overrides["queryCardMainStatus"] = as_json(shapes.status(code, real_name=said))
    card = await found(source)
    assert (card.real_name, set(card.causes)) == (means, causes)


SESSIONS: list[tuple[str, Any, str, Any]] = [
    ("acctStatusType", "stop", "online", False),
    ("acctStatusType", "interim", "online", None),
    ("eventTimestamp", "yesterday", "last_seen", None),
    ("imei", "unknown", "current_imei", None),
    ("imsi", 7, "imsi", None),
]


@pytest.mark.parametrize(("key", "value", "field", "means"), SESSIONS)
async def test_a_session_means(fake: FakeCtwing, source: Ctwing, key: str, value: Any, field: str, means: Any) -> None:
    fake.overrides["getOnlineStatus"] = session(**{key: value})
    assert getattr(await found(source), field) == means


@pytest.mark.parametrize(
    "answer",
    [traffic("0.5GB"), as_json({"result": "0", "TOTAL_BYTES_CNT": "512MB"})],
    ids=["XML", "JSON"],
)
async def test_usage_is_read_as_xml_or_json(fake: FakeCtwing, source: Ctwing, answer: Answered) -> None:
    fake.overrides["queryTraffic"] = answer
    assert (await found(source)).used_mb == pytest.approx(512.0)


# How it is asked


def test_the_published_signature_comes_out() -> None:
    signed = sign({"access_number": "1410000000000"}, "demoSecret", "20240601120000")
    assert signed == "6633333861376562333230653862626332663166333763613964363733323039"


@pytest.mark.parametrize(("clock", "zone"), [("gmt", UTC), ("local", SHANGHAI)])
async def test_the_time_is_written_in_the_zone_that_is_set(clock: Literal["gmt", "local"], zone: tzinfo) -> None:
    async with FakeCtwing(lambda: NOW, zone) as fake, asking_of(fake, clock=clock) as source:
        assert await found(source) == KNOWN


async def test_the_number_is_asked_for_once(fake: FakeCtwing, source: Ctwing) -> None:
    for _ in range(2):
        await found(source)
    once = ["getOnlineStatus", "queryCardMainStatus", "queryTraffic"]
    assert (fake.calls[0], sorted(fake.calls[1:])) == ("getTelephone", sorted(once * 2))
    assert [params["queryDropCard"] for call, params in fake.asked if call == "queryCardMainStatus"] == ["true"] * 2


async def test_a_number_that_is_gone_is_asked_for_again(fake: FakeCtwing, source: Ctwing) -> None:
    await found(source)
    fake.overrides["queryCardMainStatus"] = as_json(shapes.refused("-4", "iccid号码错误或不存在"))
    assert await source.find(CARD) is None
    assert await source.find(CARD) is None
    assert fake.calls.count("getTelephone") == 2


async def test_a_telephone_number_of_another_card_is_not_found(fake: FakeCtwing, source: Ctwing) -> None:
    assert await source.find(Msisdn("1410000000001")) is None
    assert fake.calls == ["getSIMList"]


LISTS: dict[str, Any] = {
    "no list": {"resultCode": "0"},
    "another card": {"resultCode": "0", "description": {"simList": [{"accNumber": "1410000000001", "iccid": ICCID}]}},
    "no card number": {"resultCode": "0", "description": {"simList": [{"accNumber": NUMBER}]}},
    "words": {"resultCode": "0", "description": {"simList": ["", None]}},
}


@pytest.mark.parametrize("answer", LISTS.values(), ids=LISTS.keys())
async def test_a_list_without_the_card_is_no_answer(fake: FakeCtwing, source: Ctwing, answer: Any) -> None:
    fake.overrides["getSIMList"] = as_json(answer)
    with pytest.raises(BadAnswer):
        await source.find(Msisdn(NUMBER))


async def test_an_empty_list_does_not_have_the_card(fake: FakeCtwing, source: Ctwing) -> None:
    fake.overrides["getSIMList"] = as_json({"resultCode": "0", "description": {"simList": []}})
    assert await source.find(Msisdn(NUMBER)) is None


async def test_another_cards_answer_is_none(fake: FakeCtwing, source: Ctwing) -> None:
    fake.overrides["queryTraffic"] = traffic("1MB", "1410000000001")
    assert (await found(source)).gaps == {Facet.USAGE: "bad_answer"}
    fake.overrides["queryCardMainStatus"] = as_json({**shapes.status("4"), "number": "1410000000001"})
    with pytest.raises(BadAnswer):
        await source.find(CARD)


# What fails

SAID: dict[str, tuple[Answered, type[SourceError] | None]] = {
    "no such card": (as_json(shapes.refused("1", "iccid号码错误或不存在")), None),
    "not ours": (as_json(shapes.refused("1", "该号码和用户没有绑定")), NotYours),
    "too often": (as_json(shapes.refused("1", "请求过于频繁，请稍后再试")), Throttled),
    "a wrong signature": (as_json(shapes.refused("1", "sign 值错误")), AuthFailed),
    "a wrong signature, spelt together": (as_json(shapes.refused("1", "sign参数值错误")), AuthFailed),
    "a wrong account": (as_json(shapes.refused("1", "用户名或密码错误")), AuthFailed),
    "a wrong account, in other words": (as_json(shapes.refused("1", "用户名或者密码错误")), AuthFailed),
    "a code of the old CMP alone": (as_json(shapes.refused("-4")), Unclassified),
    "an unknown code": (as_json(shapes.refused("500001")), Unclassified),
    "an unknown code, status 503": (as_json(shapes.refused("500001"), 503), SourceDown),
    "an unknown code, status 429": (as_json(shapes.refused("500001"), 429), Throttled),
    "success, status 500": (as_json(shapes.status("4"), 500), SourceDown),
    "a number for a code": (as_json({"code": 1001, "msg": "失败"}), Unclassified),
}


@pytest.mark.parametrize(("answer", "means"), SAID.values(), ids=SAID.keys())
@pytest.mark.parametrize("call", ["getTelephone", "queryCardMainStatus"])
async def test_an_error_means(
    fake: FakeCtwing, source: Ctwing, call: str, answer: Answered, means: type[SourceError] | None
) -> None:
    fake.overrides[call] = answer
    if means is None:
        assert await source.find(CARD) is None
        return
    with pytest.raises(SourceError) as error:
        await source.find(CARD)
    assert type(error.value) is means


def test_every_text_of_the_table_is_tested() -> None:
    said = "".join(answer.body.decode() for answer, _ in SAID.values())
    assert [text for text in TABLE.texts if text not in said] == []


@pytest.mark.parametrize(("body", "means"), BODIES.values(), ids=BODIES.keys())
@pytest.mark.parametrize("call", ["getTelephone", "queryCardMainStatus"])
async def test_an_answer_that_is_none(
    fake: FakeCtwing, source: Ctwing, call: str, body: Answered, means: type[SourceError]
) -> None:
    fake.overrides[call] = body
    with pytest.raises(SourceError) as error:
        await source.find(CARD)
    assert type(error.value) is means


EMPTY: dict[str, tuple[str, Any]] = {
    "no number": ("getTelephone", {"RESULT": "0", "SMSG": ""}),
    "no status": ("queryCardMainStatus", shapes.status()),
    "a status that is none": ("queryCardMainStatus", {"result": "0", "productInfo": "4"}),
}


@pytest.mark.parametrize(("call", "answer"), EMPTY.values(), ids=EMPTY.keys())
async def test_success_that_tells_nothing(fake: FakeCtwing, source: Ctwing, call: str, answer: Any) -> None:
    fake.overrides[call] = as_json(answer)
    with pytest.raises(BadAnswer):
        await source.find(CARD)


GAPS: dict[str, tuple[Answered, str]] = {
    "throttled": (as_text("", 429), "throttled"),
    "not allowed": (as_text("", 401), "auth"),
    "away": (as_text("", 503), "down"),
    "unreadable": (as_text("<html>"), "bad_answer"),
    "empty": (as_json({"result": "0"}), "bad_answer"),
    "unknown": (as_json(shapes.refused("-99")), "unclassified"),
}


@pytest.mark.parametrize(("body", "reason"), GAPS.values(), ids=GAPS.keys())
async def test_a_facet_that_fails_is_a_gap(fake: FakeCtwing, source: Ctwing, body: Answered, reason: str) -> None:
    fake.overrides |= {"queryTraffic": body, "getOnlineStatus": body}
    card = await found(source)
    assert (card.state, card.used_mb, card.online) == (State.ACTIVE, None, None)
    assert card.gaps == {Facet.USAGE: reason, Facet.SESSION: reason}


async def test_a_slow_facet_is_a_gap_and_a_slow_status_down(
    fake: FakeCtwing, source: Ctwing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "FACETS_WITHIN", 0.3)
    fake.delays["queryTraffic"] = 30
    assert (await found(source)).gaps == {Facet.USAGE: "down"}
    fake.delays["queryCardMainStatus"] = 30
    async with asking_of(fake, seconds=0.05) as hasty:
        with pytest.raises(SourceDown):
            await hasty.find(CARD)


async def test_it_says_what_is_wrong_with_the_account(fake: FakeCtwing) -> None:
    async with asking_of(fake) as fine:
        await fine.probe()
    assert fake.calls == ["getSIMList"]
    async with asking_of(fake, key="nobody") as unknown:
        with pytest.raises(AuthFailed, match="401"):
            await unknown.probe()
    async with asking_of(fake, secret="wrong") as wrong:
        with pytest.raises(AuthFailed, match="-3"):
            await wrong.probe()
    async with asking_of(fake, clock="local") as ahead:
        with pytest.raises(AuthFailed, match="401"):
            await ahead.probe()


async def test_a_clock_that_is_wrong_is_not_let_in() -> None:
    async with FakeCtwing(lambda: NOW + timedelta(minutes=6)) as fake, asking_of(fake) as source:
        with pytest.raises(AuthFailed):
            await source.find(CARD)


async def test_secrets_stay_out_of_errors_and_logs(
    fake: FakeCtwing, source: Ctwing, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.WARNING, logger="httpx")  # as bot/commands/logs.py does
    said = []
    for body in (*(each[0] for each in SAID.values()), *(each[0] for each in BODIES.values())):
        fake.overrides["queryCardMainStatus"] = body
        try:
            await source.find(CARD)
        except SourceError as error:
            said.append(said_by(error))
    assert len(said) > 25
    assert [secret for secret in (SECRET, KEY) if secret in "".join((*said, caplog.text))] == []


NAMES = ("0", "4", "6", "1", NUMBER, "已断网", "result", "productInfo", "productMainStatusCd", "authStatus", "number")
MORE_NAMES = ("netBlockStatusName", "operatorDefinitionStatusName", "SMSG", "description", "imei", "imsi")


@settings(max_examples=60, deadline=None)
@given(odd=any_json(*NAMES, *MORE_NAMES))
async def test_any_json_is_a_card_or_an_error_of_ours(odd: Any) -> None:
    account = CtwingSettings(app_key=KEY, secret_key=SecretStr(SECRET))
    number = {"RESULT": "0", "SMSG": NUMBER}
    product = {"result": "0", "productInfo": [{"productMainStatusCd": "4"}, odd], "description": odd}
    for bodies in ((odd,), (number, odd, odd, odd), (number, product, product, product)):
        async with answering(*bodies) as http:
            try:
                card = await Ctwing(account, http, lambda: NOW).find(CARD)
            except SourceError:
                continue
            assert card is None or card.iccid == CARD
