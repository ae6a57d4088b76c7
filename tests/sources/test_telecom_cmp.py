"""China Telecom's old CMP: two tables of status, four facets, and answers in every shape it is known to use."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from pydantic import SecretStr

from bot.domain.card import Card, Cause, Facet, RealName, State
from bot.domain.iccid import Carrier, Iccid, Msisdn
from bot.errors import AuthFailed, BadAnswer, NotYours, SourceDown, SourceError, Throttled, Unclassified
from bot.settings.platforms import TelecomCmpSettings
from bot.sources import asking
from bot.sources.telecom_cmp import TABLE, TelecomCmp
from tests.loopback import Answered
from tests.sources import fake_telecom_cmp as shapes
from tests.sources.contract import SourceContract
from tests.sources.fake_telecom_cmp import ICCID, KEYS, NUMBER, PASSWORD, USER, FakeTelecomCmp
from tests.sources.serving import BODIES, answering, any_json, as_json, as_text, client, said_by

pytestmark = pytest.mark.anyio
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 12, tzinfo=SHANGHAI)
CARD = Iccid(ICCID)
FACETS = (Facet.BLOCK, Facet.CAUSES, Facet.PLAN, Facet.USAGE, Facet.REAL_NAME, Facet.SESSION)
METHODS = ("prodInstQuery", "queryTraffic", "realNameQueryIot", "getOnlineStatus")
KNOWN = Card(
    iccid=CARD,
    source="telecom_cmp",
    as_of=NOW,
    carrier=Carrier.TELECOM,
    msisdn=NUMBER,
    imsi="460110000000001",
    state=State.ACTIVE,
    activated_on=date(2024, 6, 5),
    plan="物联网流量",
    used_mb=12.34,
    real_name=RealName.VERIFIED,
    current_imei="860000000000001",
    online=True,
    last_seen=datetime(2026, 11, 22, 11, 50, tzinfo=SHANGHAI),
    raw="productMainStatusCd=4 prodStatusName=在用 是否已达量断网=否",
)


@asynccontextmanager
async def asking_of(
    fake: FakeTelecomCmp, user: str = USER, password: str = PASSWORD, key: str = "".join(KEYS), seconds: float = 10
) -> AsyncIterator[TelecomCmp]:
    account = TelecomCmpSettings(
        user_id=user, password=SecretStr(password), key=SecretStr(key), base_url=f"{fake.url}/m2m_ec"
    )
    async with client(timeout=seconds) as http:
        yield TelecomCmp(account, http, lambda: NOW)


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelecomCmp]:
    async with FakeTelecomCmp() as served:
        yield served


@pytest.fixture
async def source(fake: FakeTelecomCmp) -> AsyncIterator[TelecomCmp]:
    async with asking_of(fake) as opened:
        yield opened


async def found(source: TelecomCmp, wanted: Iccid | Msisdn = CARD) -> Card:
    card = await source.find(wanted)
    assert card is not None
    return card


class TestContract(SourceContract):
    @pytest.fixture
    async def source(self, fake: FakeTelecomCmp) -> AsyncIterator[TelecomCmp]:
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
    "a code of the other table": (("150001",), None),
    "a code with a zero before it": (("04",), None),
    "a code that nobody knows": (("9",), None),
}


@pytest.mark.parametrize(("codes", "state"), STATES.values(), ids=STATES.keys())
async def test_a_main_status_is_a_state_and_no_cause(
    fake: FakeTelecomCmp, source: TelecomCmp, codes: tuple[str, ...], state: State | None
) -> None:
    fake.overrides["queryCardMainStatus"] = as_json(shapes.status(*codes))
    card = await found(source)
    assert (card.state, card.causes) == (state, frozenset())
    assert (card.raw or "").startswith(f"productMainStatusCd={','.join(codes)} ")


def test_every_main_status_of_the_table_is_tested() -> None:
    assert set(TABLE.states) - {code for codes, _ in STATES.values() for code in codes} == set()


REASONS: dict[str, tuple[set[Cause], State]] = {
    "在用": (set(), State.SUSPENDED),
    "用户报停": ({Cause.SELF_SERVICE}, State.SUSPENDED),
    "用户拆机": (set(), State.CANCELLED),
    "欠停(双向)": ({Cause.CREDIT}, State.SUSPENDED),
    "欠停（双向）": ({Cause.CREDIT}, State.SUSPENDED),
    "欠停(单向)": ({Cause.CREDIT}, State.SUSPENDED),
    "违章停机": ({Cause.CARRIER}, State.SUSPENDED),
    "挂失": ({Cause.UNSPECIFIED}, State.SUSPENDED),
    "活卡待激活": (set(), State.UNUSED),
    "停机": ({Cause.UNSPECIFIED}, State.SUSPENDED),
    "已激活": (set(), State.SUSPENDED),
    "未激活": (set(), State.UNUSED),
    "未实名制违规停机": ({Cause.REAL_NAME}, State.SUSPENDED),
    "销户": (set(), State.CANCELLED),
    "some other word": (set(), State.SUSPENDED),
    "": (set(), State.SUSPENDED),
}


@pytest.mark.parametrize("name", REASONS)
async def test_the_second_status_is_the_reason(fake: FakeTelecomCmp, source: TelecomCmp, name: str) -> None:
    fake.overrides["queryCardMainStatus"] = as_json(shapes.status("5"))
    fake.overrides["prodInstQuery"] = shapes.product(prodStatusName=name)
    card = await found(source)
    assert (card.state, set(card.causes)) == (State.SUSPENDED, REASONS[name][0])
    assert (f"prodStatusName={name}" in (card.raw or "")) == bool(name)


@pytest.mark.parametrize("name", REASONS)
async def test_the_second_status_says_what_an_ambiguous_one_means(
    fake: FakeTelecomCmp, source: TelecomCmp, name: str
) -> None:
    fake.overrides["queryCardMainStatus"] = as_json(shapes.status("6"))
    fake.overrides["prodInstQuery"] = shapes.product(prodStatusName=name)
    card = await found(source)
    assert (set(card.causes), card.state) == REASONS[name]


def test_every_second_status_of_the_table_is_tested() -> None:
    assert set(TABLE.names) - set(REASONS) == set()


REAL_NAMES: dict[str, tuple[str, Answered, RealName | None, set[Cause]]] = {
    "registered": ("4", shapes.registration(), RealName.VERIFIED, set()),
    "registered, the ambiguous status": ("6", shapes.registration(), RealName.VERIFIED, set()),
    "not found: nobody knows whether one is needed": ("4", shapes.registration("-5", "null"), None, set()),
    "not found, stopped": ("5", shapes.registration("-5", "null"), None, set()),
    "not found, the ambiguous status": (
        "6",
        shapes.registration("-5", "null"),
        RealName.REQUIRED,
        {Cause.REAL_NAME},
    ),
    "found, of nobody": ("4", shapes.registration("0", "null"), None, set()),
    "found, of nobody at all": ("4", shapes.registration("0", ""), None, set()),
}


@pytest.mark.parametrize(("code", "answer", "means", "causes"), REAL_NAMES.values(), ids=REAL_NAMES.keys())
async def test_a_registration_means(
    fake: FakeTelecomCmp, source: TelecomCmp, code: str, answer: Answered, means: RealName | None, causes: set[Cause]
) -> None:
    fake.overrides["queryCardMainStatus"] = as_json(shapes.status(code))
    fake.overrides["realNameQueryIot"] = answer
    card = await found(source)
    assert (card.real_name, set(card.causes), card.gaps) == (means, causes, {})


async def test_a_person_is_not_kept(source: TelecomCmp) -> None:
    card = repr(await found(source))
    assert [said for said in ("CERT-1", "某某公司", "10.1.2.3", "南京") if said in card] == []


BLOCKS: dict[str, tuple[dict[str, dict[str, str]], set[Cause], dict[Facet, str]]] = {
    "cut off": ({"达量断网": {"是否已达量断网": "是"}}, {Cause.NET_BLOCK, Cause.THRESHOLD}, {}),
    "cut off, the name goes on": ({"达量断网": {"是否已达量断网(月)": "是"}}, {Cause.NET_BLOCK, Cause.THRESHOLD}, {}),
    "not cut off": ({"达量断网": {"是否已达量断网": "否"}}, set(), {}),
    "among others": (
        {"短信": {}, "达量断网": {"断网阀值": "5", "是否已达量断网": "是"}},
        {Cause.NET_BLOCK, Cause.THRESHOLD},
        {},
    ),
    "not told": ({"短信": {"方向": "双向"}}, set(), {Facet.BLOCK: "unclassified"}),
    "nothing ordered": ({}, set(), {Facet.BLOCK: "unclassified"}),
    "another word": (
        {"达量断网": {"是否已达量断网": "1"}},
        set(),
        {Facet.BLOCK: "unclassified"},
    ),
}


@pytest.mark.parametrize(("functions", "causes", "gaps"), BLOCKS.values(), ids=BLOCKS.keys())
async def test_a_card_in_use_may_be_cut_off(
    fake: FakeTelecomCmp, source: TelecomCmp, functions: Any, causes: set[Cause], gaps: dict[Facet, str]
) -> None:
    fake.overrides["prodInstQuery"] = shapes.product(functions=functions)
    card = await found(source)
    assert (card.state, set(card.causes), card.gaps) == (State.ACTIVE, causes, gaps)


@pytest.mark.parametrize(
    ("written", "means"),
    [("12.34MB", 12.34), ("0.00MB", 0.0), ("512KB", 0.5), ("1.5GB", 1536.0), ("12.34 mb", 12.34)],
)
async def test_usage_is_in_mb(fake: FakeTelecomCmp, source: TelecomCmp, written: str, means: float) -> None:
    fake.overrides["queryTraffic"] = shapes.traffic(written)
    assert (await found(source)).used_mb == pytest.approx(means)


@pytest.mark.parametrize("written", ["", "12.34", "-1MB", "much"])
async def test_usage_that_cannot_be_read_is_a_gap(fake: FakeTelecomCmp, source: TelecomCmp, written: str) -> None:
    fake.overrides["queryTraffic"] = shapes.traffic(written)
    card = await found(source)
    assert (card.used_mb, card.gaps) == (None, {Facet.USAGE: "bad_answer"})


@pytest.mark.parametrize("name", ["", "欠费停机"])
async def test_a_second_status_that_nobody_knows_is_a_gap(fake: FakeTelecomCmp, source: TelecomCmp, name: str) -> None:
    fake.overrides["prodInstQuery"] = shapes.product(prodStatusName=name)
    card = await found(source)
    assert (card.state, card.causes, card.gaps) == (State.ACTIVE, frozenset(), {Facet.CAUSES: "unclassified"})


SESSIONS: list[tuple[str, Any, str, Any]] = [
    ("acctStatusType", "start", "online", True),
    ("acctStatusType", "stop", "online", False),
    ("acctStatusType", "interim", "online", None),
    ("acctStatusType", None, "online", None),
    ("eventTimestamp", "2026-11-22", "last_seen", datetime(2026, 11, 22, tzinfo=SHANGHAI)),
    ("eventTimestamp", "yesterday", "last_seen", None),
    ("imei", "unknown", "current_imei", None),
    ("imei", 860000000000001, "current_imei", "860000000000001"),
    ("imsi", "", "imsi", None),
]


@pytest.mark.parametrize(("key", "value", "field", "means"), SESSIONS)
async def test_a_session_means(
    fake: FakeTelecomCmp, source: TelecomCmp, key: str, value: Any, field: str, means: Any
) -> None:
    fake.overrides["getOnlineStatus"] = shapes.session(**{key: value})
    assert getattr(await found(source), field) == means


async def test_keys_are_read_in_any_casing(fake: FakeTelecomCmp, source: TelecomCmp) -> None:
    told = shapes.status("4")
    told["ProductInfo"] = [{"PRODUCTMAINSTATUSCD": "5"}]
    del told["productInfo"]
    fake.overrides["queryCardMainStatus"] = as_json({key.swapcase(): value for key, value in told.items()})
    assert (await found(source)).state is State.SUSPENDED


# How it is asked

SPELT = ["8986031540252000000", "89860315402520000009", "8986031540252000000F"]


@pytest.mark.parametrize("number", SPELT)
async def test_it_wants_19_digits_and_cancelled_cards_too(
    fake: FakeTelecomCmp, source: TelecomCmp, number: str
) -> None:
    assert (await found(source, Iccid(number))).iccid == Iccid(number)
    call, params = fake.asked[0]
    assert (call, params["iccid"], params["queryDropCard"]) == ("queryCardMainStatus", ICCID, "true")
    assert sorted(fake.calls[1:]) == sorted(METHODS)


NUMBERS: dict[str, Callable[[], Answered]] = {
    "JSON": lambda: as_json({"RESULT": "0", "SMSG": NUMBER}),
    "with the country code": lambda: as_json({"RESULT": "0", "SMSG": f"86{NUMBER}"}),
    "enciphered JSON": lambda: shapes.enciphered(f'{{"RESULT":"0","SMSG":"{NUMBER}"}}'),
    "an enciphered number": lambda: shapes.enciphered(NUMBER),
    "a bare number": lambda: as_text(NUMBER),
}


@pytest.mark.parametrize("answer", NUMBERS.values(), ids=NUMBERS.keys())
async def test_the_number_is_asked_for_once_where_the_status_does_not_tell_it(
    fake: FakeTelecomCmp, source: TelecomCmp, answer: Callable[[], Answered]
) -> None:
    fake.overrides["queryCardMainStatus"] = as_json(shapes.status("4", number=None))
    fake.overrides["getTelephone"] = answer()
    for _ in range(2):
        card = await found(source)
        assert (card.msisdn, card.used_mb, card.gaps) == (NUMBER, 12.34, {})
    assert fake.calls.count("getTelephone") == 1


async def test_without_a_number_the_status_is_told_and_the_rest_is_a_gap(
    fake: FakeTelecomCmp, source: TelecomCmp
) -> None:
    fake.overrides["queryCardMainStatus"] = as_json(shapes.status("5", number=None))
    answers = {"101004：请求过于频繁": "throttled", "-4：iccid号码错误或不存在": "bad_answer"}
    for answer, reason in answers.items():
        fake.overrides["getTelephone"] = as_text(answer)
        card = await found(source)
        assert (card.state, card.msisdn, card.gaps) == (State.SUSPENDED, None, dict.fromkeys(FACETS, reason))


async def test_a_number_that_does_not_come_leaves_the_status_and_time_for_nothing_else(
    fake: FakeTelecomCmp, source: TelecomCmp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "FACETS_WITHIN", 0.1)
    fake.overrides["queryCardMainStatus"] = as_json(shapes.status("5", number=None))
    fake.delays["getTelephone"] = 30
    card = await found(source)
    assert (card.state, card.gaps) == (State.SUSPENDED, dict.fromkeys(FACETS, "down"))
    assert fake.calls == ["queryCardMainStatus", "getTelephone"]


async def test_a_telephone_number_of_another_card_is_not_found(fake: FakeTelecomCmp, source: TelecomCmp) -> None:
    assert await source.find(Msisdn("1410000000001")) is None
    assert fake.calls == ["getSIMList"]


LISTS: dict[str, Any] = {
    "no list": {"resultCode": "0"},
    "another card": {"resultCode": "0", "description": {"simList": [{"accNumber": "1410000000001", "iccid": ICCID}]}},
    "no card number": {"resultCode": "0", "description": {"simList": [{"accNumber": NUMBER}]}},
    "words": {"resultCode": "0", "description": {"simList": ["", None]}},
}


@pytest.mark.parametrize("answer", LISTS.values(), ids=LISTS.keys())
async def test_a_list_without_the_card_is_no_answer(fake: FakeTelecomCmp, source: TelecomCmp, answer: Any) -> None:
    fake.overrides["getSIMList"] = as_json(answer)
    with pytest.raises(BadAnswer):
        await source.find(Msisdn(NUMBER))


async def test_an_empty_list_does_not_have_the_card(fake: FakeTelecomCmp, source: TelecomCmp) -> None:
    fake.overrides["getSIMList"] = as_json({"resultCode": "0", "description": {"simList": []}})
    assert await source.find(Msisdn(NUMBER)) is None


async def test_another_cards_answer_is_none(fake: FakeTelecomCmp, source: TelecomCmp) -> None:
    fake.overrides["queryTraffic"] = shapes.traffic("1MB", "1410000000001")
    fake.overrides["getOnlineStatus"] = shapes.session(msisdn="861410000000001")
    card = await found(source)
    assert (card.used_mb, card.online) == (None, None)
    assert card.gaps == {Facet.USAGE: "bad_answer", Facet.SESSION: "bad_answer"}
    fake.overrides["queryCardMainStatus"] = as_json({**shapes.status("4"), "iccid": "8986031540252000019"})
    with pytest.raises(BadAnswer):
        await source.find(CARD)


# What fails

CODES: dict[str, tuple[Answered, type[SourceError] | None, str]] = {
    "a wrong password": (as_json(shapes.refused("-1")), AuthFailed, "-1"),
    "a wrong password, as text": (as_text("-1：用户名或密码错误，无权限"), AuthFailed, "-1"),
    "a missing parameter": (as_json(shapes.refused("-2")), Unclassified, "-2"),
    "a wrong signature": (as_text("-3:sign 值错误"), AuthFailed, "-3"),
    "no such card": (as_json(shapes.refused("-4")), None, ""),
    "no such card, as text": (as_text("-4：iccid号码错误或不存在"), None, ""),
    "no such card, as XML": (as_text("<SvcCont><resultCode>-4</resultCode></SvcCont>"), None, ""),
    "what means something else each time": (as_json(shapes.refused("-5")), Unclassified, "-5"),
    "work in progress": (as_text("-7：该号码已有业务正在处理"), Throttled, "-7"),
    "too often": (as_text("101004：请求过于频繁"), Throttled, "101004"),
    "not ours": (as_text("该号码和用户没有绑定"), NotYours, ""),
    "not ours, with a code": (as_json(shapes.refused("-5", "该号码和用户没有绑定")), NotYours, "-5"),
    "an unknown code": (as_text("-99：未知错误"), Unclassified, "-99"),
    "an unknown code in a response": (
        as_json({"Response": {"RspType": "1", "RspCode": "9000", "RspDesc": "接口入参转换异常"}}),
        Unclassified,
        "9000",
    ),
    "an unknown code, status 503": (as_json(shapes.refused("-99"), 503), SourceDown, "-99"),
    "success, status 500": (as_json(shapes.status("4"), 500), SourceDown, "HTTP 500"),
    "a code from nowhere": (as_json(shapes.refused("x" * 500)), Unclassified, "x" * 80),
}


@pytest.mark.parametrize(("answer", "means", "code"), CODES.values(), ids=CODES.keys())
async def test_an_error_code_means(
    fake: FakeTelecomCmp, source: TelecomCmp, answer: Answered, means: type[SourceError] | None, code: str
) -> None:
    fake.overrides["queryCardMainStatus"] = answer
    if means is None:
        assert await source.find(CARD) is None
        return
    with pytest.raises(SourceError) as error:
        await source.find(CARD)
    assert (type(error.value), error.value.code) == (means, code)


def test_every_error_code_of_the_table_is_tested() -> None:
    tested = {code for _, _, code in CODES.values()} | {"-4"}
    assert set(TABLE.errors) - tested == set()


OWN_BODIES: dict[str, tuple[Answered, type[SourceError]]] = {
    **BODIES,
    "half an answer": (Answered(200, as_json(shapes.status("4")).body[:60]), BadAnswer),
    "half an XML": (Answered(200, shapes.product().body[:200]), BadAnswer),
    "a card without a status": (as_json(shapes.status()), BadAnswer),
    "products that are none": (as_json({**shapes.status(), "productInfo": ["4", None, 4]}), BadAnswer),
    "cipher that is none": (as_text("0123456789ABCDEF"), BadAnswer),
    "text": (as_text("系统繁忙"), BadAnswer),
}


@pytest.mark.parametrize(("body", "means"), OWN_BODIES.values(), ids=OWN_BODIES.keys())
async def test_an_answer_that_is_none(
    fake: FakeTelecomCmp, source: TelecomCmp, body: Answered, means: type[SourceError]
) -> None:
    fake.overrides["queryCardMainStatus"] = body
    with pytest.raises(SourceError) as error:
        await source.find(CARD)
    assert type(error.value) is means


GAPS: dict[str, tuple[Answered, str]] = {
    "throttled": (as_text("101004：请求过于频繁"), "throttled"),
    "not allowed": (as_text("-1：无权限"), "auth"),
    "away": (as_text("", 503), "down"),
    "unreadable": (as_text("<html>"), "bad_answer"),
    "not found": (as_text("-4：不存在"), "bad_answer"),
    "unknown": (as_json(shapes.refused("-99")), "unclassified"),
}


@pytest.mark.parametrize(("body", "reason"), GAPS.values(), ids=GAPS.keys())
@pytest.mark.parametrize("method", METHODS)
async def test_a_facet_that_fails_is_a_gap(
    fake: FakeTelecomCmp, source: TelecomCmp, method: str, body: Answered, reason: str
) -> None:
    fake.overrides[method] = body
    card = await found(source)
    assert card.state is State.ACTIVE
    told = {
        "prodInstQuery": (Facet.BLOCK, Facet.CAUSES, Facet.PLAN),
        "queryTraffic": (Facet.USAGE,),
        "realNameQueryIot": (Facet.REAL_NAME,),
        "getOnlineStatus": (Facet.SESSION,),
    }
    assert card.gaps == dict.fromkeys(told[method], reason)


async def test_a_slow_facet_is_a_gap_and_a_slow_status_down(
    fake: FakeTelecomCmp, source: TelecomCmp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "FACETS_WITHIN", 0.3)
    fake.delays["queryTraffic"] = 30
    assert (await found(source)).gaps == {Facet.USAGE: "down"}
    fake.delays["queryCardMainStatus"] = 30
    async with asking_of(fake, seconds=0.05) as hasty:
        with pytest.raises(SourceDown):
            await hasty.find(CARD)


async def test_it_says_what_is_wrong_with_the_account(fake: FakeTelecomCmp) -> None:
    async with asking_of(fake) as fine:
        await fine.probe()
    assert [params["iccid"] for _, params in fake.asked] == ["8986030000000000000"]
    for wrong in (partial(asking_of, fake, user="nobody"), partial(asking_of, fake, password="wrong")):
        async with wrong() as refused:
            with pytest.raises(AuthFailed, match="-1"):
                await refused.probe()
    async with asking_of(fake, key="ab1cd2xxx") as refused:
        with pytest.raises(AuthFailed):
            await refused.probe()


async def test_secrets_stay_out_of_errors_and_logs(
    fake: FakeTelecomCmp, source: TelecomCmp, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.WARNING, logger="httpx")  # as bot/commands/logs.py does
    said = []
    for body in (*(each[0] for each in CODES.values()), *(each[0] for each in OWN_BODIES.values())):
        fake.overrides["queryCardMainStatus"] = body
        try:
            await source.find(CARD)
        except SourceError as error:
            said.append(said_by(error))
    asked = fake.asked[0][1]
    written = "".join((*said, caplog.text))
    assert len(said) > 30
    assert [each for each in (PASSWORD, "".join(KEYS), asked["passWord"], asked["sign"]) if each in written] == []


NAMES = ("0", "4", "6", "-5", NUMBER, "resultCode", "productInfo", "productMainStatusCd", "number", "RESULT", "SMSG")
MORE_NAMES = ("description", "result", "prodInfos", "funProdInfos", "attrInfos", "attrName", "attrValue", "imei")


@settings(max_examples=60, deadline=None)
@given(odd=any_json(*NAMES), facet=any_json(*NAMES, *MORE_NAMES))
async def test_any_json_is_a_card_or_an_error_of_ours(odd: Any, facet: Any) -> None:
    account = TelecomCmpSettings(user_id=USER, password=SecretStr(PASSWORD), key=SecretStr("".join(KEYS)))
    for bodies in ((odd,), (shapes.status("4"), facet), (shapes.status("6"), {"resultCode": "0", "result": facet})):
        async with answering(*bodies) as http:
            try:
                card = await TelecomCmp(account, http, lambda: NOW).find(CARD)
            except SourceError:
                continue
            assert card is None or card.iccid == CARD
