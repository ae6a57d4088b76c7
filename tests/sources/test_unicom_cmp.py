"""China Unicom's CMP: its own digits, its token, and the two ways in which it says that all is well."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.domain.card import Card, Cause, Facet, RealName, State
from bot.domain.iccid import Carrier, Iccid, Msisdn
from bot.errors import AuthFailed, BadAnswer, SourceDown, SourceError, Throttled, Unclassified
from bot.settings.platforms import UnicomCmpSettings
from bot.sources import asking
from bot.sources.unicom_cmp import TABLE, UnicomCmp, sm3, token
from tests.loopback import Answered
from tests.sources import fake_unicom_cmp as shapes
from tests.sources.contract import SourceContract
from tests.sources.fake_unicom_cmp import APP, ICCID, OPEN_ID, SECRET, TERMINAL, FakeUnicomCmp
from tests.sources.serving import BODIES, Json, answering, any_json, as_json, as_text, client, said_by

pytestmark = pytest.mark.anyio
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=SHANGHAI)
NONCES = count(1)
CARD = Iccid(ICCID)
DETAILS, REGISTRY = "wsGetTerminalDetails", "realNameStatusQuery"
KNOWN = Card(
    iccid=CARD,
    source="unicom_cmp",
    as_of=NOW,
    carrier=Carrier.UNICOM,
    msisdn="1400000000001",
    imsi="460060000000001",
    state=State.ACTIVE,
    activated_on=date(2020, 6, 23),
    used_mb=12.5,
    real_name=RealName.VERIFIED,
    current_imei="860000000000001",
    raw="simStatus=2 realNameStatus=3 lockStatus=0 overageLimitReached=false",
)


@asynccontextmanager
async def asking_of(
    fake: FakeUnicomCmp,
    app: str = APP,
    secret: str = SECRET,
    nonce: Callable[[], str] | None = None,
    seconds: float = 10,
) -> AsyncIterator[UnicomCmp]:
    account = UnicomCmpSettings(app_id=app, app_secret=SecretStr(secret), open_id=OPEN_ID, base_url=f"{fake.url}/api")
    async with client(timeout=seconds) as http:
        yield UnicomCmp(account, http, lambda: NOW, nonce=nonce or (lambda: f"{next(NONCES):06d}"))


@pytest.fixture
async def fake() -> AsyncIterator[FakeUnicomCmp]:
    async with FakeUnicomCmp(lambda: NOW) as served:
        yield served


@pytest.fixture
async def source(fake: FakeUnicomCmp) -> AsyncIterator[UnicomCmp]:
    async with asking_of(fake) as opened:
        yield opened


async def found(source: UnicomCmp) -> Card:
    card = await source.find(CARD)
    assert card is not None
    return card


class TestContract(SourceContract):
    finds_by_msisdn = False

    @pytest.fixture
    async def source(self, fake: FakeUnicomCmp) -> AsyncIterator[UnicomCmp]:
        fake.terminals["8986062024000000001"] = {**TERMINAL, "iccid": "8986062024000000001"}
        async with asking_of(fake) as opened:
            yield opened

    @pytest.fixture
    def known(self) -> Card:
        return KNOWN

    @pytest.fixture
    def absent(self) -> Iccid:
        return Iccid("89860620240000000027")


# What it tells

STATES: dict[str, tuple[str, State | None, set[Cause]]] = {
    "可测试": ("0", State.TESTING, set()),
    "可激活": ("1", State.UNUSED, set()),
    "已激活": ("2", State.ACTIVE, set()),
    "已停用": ("3", State.SUSPENDED, set()),
    "已失效": ("4", State.STOPPED, {Cause.PRE_CANCEL}),
    "已清除": ("5", State.CANCELLED, set()),
    "已更换": ("6", None, set()),
    "库存": ("7", State.UNUSED, set()),
    "开始": ("8", None, set()),
    "a code that nobody knows": ("9", None, set()),
    "a code with a zero before it": ("02", None, set()),
    "a word of Jasper's": ("ACTIVATED", None, set()),
}


@pytest.mark.parametrize(("code", "state", "causes"), STATES.values(), ids=STATES.keys())
async def test_a_status_is_unicoms_own(
    fake: FakeUnicomCmp, source: UnicomCmp, code: str, state: State | None, causes: set[Cause]
) -> None:
    fake.terminals[ICCID] = {**TERMINAL, "simStatus": code}
    card = await found(source)
    assert (card.state, set(card.causes)) == (state, causes)
    assert f"simStatus={code} " in (card.raw or "")


def test_every_status_of_the_table_is_tested() -> None:
    assert set(TABLE.states) - {code for code, _, _ in STATES.values()} == set()


REAL_NAMES: dict[str, tuple[str, str, str, RealName | None, set[Cause]]] = {
    "not needed": ("2", "0", "0002", RealName.NOT_REQUIRED, set()),
    "needed and missing": ("2", "1", "0002", RealName.REQUIRED, set()),
    "needed and there": ("2", "2", "0001", RealName.VERIFIED, set()),
    "there without need": ("2", "3", "0002", RealName.VERIFIED, set()),
    "the registry is ahead": ("2", "1", "0001", RealName.VERIFIED, set()),
    "only the registry knows": ("2", "9", "0001", RealName.VERIFIED, set()),
    "suspended for want of it": ("3", "1", "0002", RealName.REQUIRED, {Cause.REAL_NAME}),
    "suspended for something else": ("3", "2", "0001", RealName.VERIFIED, set()),
    "suspended, not needed": ("3", "0", "0002", RealName.NOT_REQUIRED, set()),
}


@pytest.mark.parametrize(
    ("status", "said", "registered", "means", "causes"), REAL_NAMES.values(), ids=REAL_NAMES.keys()
)
async def test_a_real_name_means(
    fake: FakeUnicomCmp,
    source: UnicomCmp,
    status: str,
    said: str,
    registered: str,
    means: RealName | None,
    causes: set[Cause],
) -> None:
    fake.terminals[ICCID] = {**TERMINAL, "simStatus": status, "realNameStatus": said}
    fake.overrides[REGISTRY] = as_json(shapes.registration(registered))
    card = await found(source)
    assert (card.real_name, set(card.causes), card.gaps) == (means, causes, {})


async def test_a_word_that_nobody_knows_is_a_gap(fake: FakeUnicomCmp, source: UnicomCmp) -> None:
    fake.terminals[ICCID] = {**TERMINAL, "realNameStatus": "9", "overageLimitReached": "197010"}
    fake.overrides[REGISTRY] = as_json(shapes.registration("0002"))
    card = await found(source)
    assert (card.state, card.real_name, card.causes) == (State.ACTIVE, None, frozenset())
    assert card.gaps == dict.fromkeys((Facet.REAL_NAME, Facet.CAUSES), "unclassified")


FIELDS: list[tuple[str, Any, str, Any]] = [
    ("monthToDateDataUsage", "0", "used_mb", 0.0),
    ("monthToDateDataUsage", 1024, "used_mb", 1024.0),
    ("monthToDateDataUsage", "1.5GB", "used_mb", 1536.0),
    ("monthToDateDataUsage", "", "used_mb", None),
    ("monthToDateDataUsage", "-1", "used_mb", None),
    ("msisdn", "1400000000001", "msisdn", "1400000000001"),
    ("msisdn", "8614000000000", "msisdn", "14000000000"),
    ("msisdn", "", "msisdn", None),
    ("imei", "", "current_imei", None),
    ("dateActivated", "", "activated_on", None),
    ("dateActivated", "2020-06-23", "activated_on", date(2020, 6, 23)),
    ("ratePlan", "30元包年", "plan", "30元包年"),
    ("ratePlan", "x\x00" * 500, "plan", "x" * 80),
    ("ratePlan", "21003113", "plan", None),
    ("lockStatus", "1", "causes", frozenset()),
    ("overageLimitReached", "true", "causes", frozenset({Cause.THRESHOLD})),
    ("overageLimitReached", True, "causes", frozenset({Cause.THRESHOLD})),
    ("overageLimitReached", "1", "causes", frozenset({Cause.THRESHOLD})),
    ("overageLimitReached", "197010", "causes", frozenset()),
    ("overageLimitReached", False, "causes", frozenset()),
]


@pytest.mark.parametrize(
    ("key", "value", "field", "means"), FIELDS, ids=[f"{each[0]}={each[1]!r:.24}" for each in FIELDS]
)
async def test_a_field_means(
    fake: FakeUnicomCmp, source: UnicomCmp, key: str, value: Any, field: str, means: Any
) -> None:
    fake.terminals[ICCID] = {**TERMINAL, key: value}
    assert getattr(await found(source), field) == means


async def test_what_is_not_understood_is_kept_for_staff(fake: FakeUnicomCmp, source: UnicomCmp) -> None:
    fake.terminals[ICCID] = {**TERMINAL, "lockStatus": "1", "overageLimitReached": "197010"}
    assert (await found(source)).raw == "simStatus=2 realNameStatus=3 lockStatus=1 overageLimitReached=197010"
    fake.terminals[ICCID] = {"iccid": ICCID, "simStatus": "2"}
    assert (await found(source)).raw == "simStatus=2"


async def test_keys_are_read_in_any_casing(fake: FakeUnicomCmp, source: UnicomCmp) -> None:
    fake.overrides[DETAILS] = as_json(shapes.fine({key.upper(): value for key, value in TERMINAL.items()}))
    assert await found(source) == KNOWN


async def test_nothing_is_kept_of_addresses_and_customers(source: UnicomCmp) -> None:
    card = repr(await found(source))
    assert [said for said in ("10.1.2.3", "某某公司") if said in card] == []


# How it is asked


def test_the_published_token_comes_out() -> None:
    named = {"trans_id": "20240601120000123000001", "app_id": "demoApp", "timestamp": "20240601120000123"}
    assert token(named, "demoSecret") == "95ccd79054687be38619bd5d9abe9f1a61dfc8767ceddb5317d3537e4de2f92d"


def test_sm3_is_the_standards() -> None:
    assert sm3("abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


async def test_the_registry_wants_19_digits_and_the_rest_a_whole_number(fake: FakeUnicomCmp, source: UnicomCmp) -> None:
    await found(source)
    data = {call: params["data"] for call, params in fake.asked}
    assert data[DETAILS] == {"openId": OPEN_ID, "version": "1.0", "iccids": [ICCID]}
    assert data[REGISTRY] == {"iccid": ICCID[:19]}
    assert len(fake.asked) == 2
    assert {params["timestamp"] for _, params in fake.asked} == {"20261122120000123"}


async def test_a_telephone_number_is_not_asked_for(fake: FakeUnicomCmp, source: UnicomCmp) -> None:
    assert await source.find(Msisdn("1400000000001")) is None
    assert fake.asked == []


async def test_requests_of_one_moment_differ_by_chance(fake: FakeUnicomCmp) -> None:
    account = UnicomCmpSettings(app_id=APP, app_secret=SecretStr(SECRET), open_id=OPEN_ID, base_url=f"{fake.url}/api")
    async with client() as http:
        assert await UnicomCmp(account, http, lambda: NOW).find(CARD) == KNOWN
    drawn = [params["trans_id"] for _, params in fake.asked]
    assert len(set(drawn)) == len(drawn) == 2


# What fails

CODES: dict[str, tuple[Answered, type[SourceError] | None, str]] = {
    "no terminal": (as_json(shapes.fine()), None, ""),
    "an unknown code outside": (as_json(shapes.refused("1201")), Unclassified, "1201"),
    "an unknown code inside": (as_json(shapes.refused_inside("1104")), Unclassified, "1104"),
    "an unknown code, status 401": (as_json(shapes.refused("1201"), 401), AuthFailed, "HTTP 401"),
    "an unknown code, status 429": (as_json(shapes.refused("1201"), 429), Throttled, "HTTP 429"),
    "an unknown code, status 503": (as_json(shapes.refused("1201"), 503), SourceDown, "HTTP 503"),
    "success, status 500": (as_json(shapes.fine(TERMINAL), 500), SourceDown, "HTTP 500"),
    "the other call's success": (as_json({**shapes.fine(TERMINAL), "status": "0"}), BadAnswer, "0"),
    "success without data": (as_json({"status": "0000"}), BadAnswer, "0000"),
    "success without a code inside": (as_json({"status": "0000", "data": {}}), BadAnswer, "no code"),
    "success without terminals": (
        as_json({"status": "0000", "data": {"resultCode": "0000"}}),
        BadAnswer,
        "no status",
    ),
    "terminals that are none": (as_json(shapes.fine("2")), BadAnswer, "no status"),
    "a terminal without a status": (as_json(shapes.fine({"iccid": ICCID})), BadAnswer, "no status"),
    "another card": (as_json(shapes.fine({**TERMINAL, "iccid": "89860620240000000027"})), BadAnswer, "another card"),
    "no card number": (as_json(shapes.fine({**TERMINAL, "iccid": "x"})), BadAnswer, "another card"),
    "half an answer": (Answered(200, as_json(shapes.fine(TERMINAL)).body[:90]), BadAnswer, "HTTP 200"),
}


@pytest.mark.parametrize(("answer", "means", "code"), CODES.values(), ids=CODES.keys())
async def test_an_error_means(
    fake: FakeUnicomCmp, source: UnicomCmp, answer: Answered, means: type[SourceError] | None, code: str
) -> None:
    fake.overrides[DETAILS] = answer
    if means is None:
        assert await source.find(CARD) is None
        return
    with pytest.raises(SourceError) as error:
        await source.find(CARD)
    assert (type(error.value), error.value.code) == (means, code)


async def test_the_request_id_is_kept(fake: FakeUnicomCmp, source: UnicomCmp) -> None:
    fake.overrides[DETAILS] = as_json(shapes.refused_inside("1104"))
    with pytest.raises(Unclassified) as error:
        await source.find(CARD)
    assert error.value.request_id == "REQ-2"


@pytest.mark.parametrize(("body", "means"), BODIES.values(), ids=BODIES.keys())
async def test_an_answer_that_is_none(
    fake: FakeUnicomCmp, source: UnicomCmp, body: Answered, means: type[SourceError]
) -> None:
    fake.overrides[DETAILS] = body
    with pytest.raises(SourceError) as error:
        await source.find(CARD)
    assert type(error.value) is means


GAPS: dict[str, tuple[Answered, str]] = {
    "throttled": (as_text("", 429), "throttled"),
    "not allowed": (as_text("", 403), "auth"),
    "away": (as_text("", 503), "down"),
    "unreadable": (as_text("<html>"), "bad_answer"),
    "the other call's success": (as_json(shapes.registration("0001", "0000")), "bad_answer"),
    "an unknown code": (as_json(shapes.registration("0009")), "unclassified"),
    "no code": (as_json({"status": "0", "data": {}}), "unclassified"),
}


@pytest.mark.parametrize(("body", "reason"), GAPS.values(), ids=GAPS.keys())
async def test_a_registry_that_fails_is_a_gap_unless_the_card_itself_says(
    fake: FakeUnicomCmp, source: UnicomCmp, body: Answered, reason: str
) -> None:
    fake.overrides[REGISTRY] = body
    assert await found(source) == KNOWN
    fake.terminals[ICCID] = {**TERMINAL, "realNameStatus": ""}
    card = await found(source)
    assert (card.state, card.real_name, card.gaps) == (State.ACTIVE, None, {Facet.REAL_NAME: reason})


async def test_a_slow_registry_is_a_gap_and_a_slow_status_down(
    fake: FakeUnicomCmp, source: UnicomCmp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "FACETS_WITHIN", 0.3)
    fake.terminals[ICCID] = {**TERMINAL, "realNameStatus": ""}
    fake.delays[REGISTRY] = 30
    assert (await found(source)).gaps == {Facet.REAL_NAME: "down"}
    fake.delays[DETAILS] = 30
    async with asking_of(fake, seconds=0.05) as hasty:
        with pytest.raises(SourceDown):
            await hasty.find(CARD)


async def test_it_says_what_is_wrong_with_the_account(fake: FakeUnicomCmp) -> None:
    async with asking_of(fake) as fine:
        await fine.probe()
    assert [params["data"]["iccids"] for _, params in fake.asked] == [["8986060000000000000"]]
    async with asking_of(fake, secret="wrong") as wrong:
        with pytest.raises(AuthFailed):
            await wrong.probe()
    async with asking_of(fake, app="nobody") as unknown:
        with pytest.raises(AuthFailed):
            await unknown.probe()
    async with asking_of(fake, nonce=lambda: "000000") as careless:
        await careless.probe()
        with pytest.raises(AuthFailed):
            await careless.probe()


@pytest.mark.parametrize("minutes", [-6, 6])
async def test_a_clock_that_is_wrong_is_not_let_in(minutes: int) -> None:
    async with FakeUnicomCmp(lambda: NOW + timedelta(minutes=minutes)) as fake, asking_of(fake) as source:
        with pytest.raises(AuthFailed):
            await source.find(CARD)


async def test_secrets_stay_out_of_errors_and_logs(
    fake: FakeUnicomCmp, source: UnicomCmp, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.WARNING, logger="httpx")  # as bot/commands/logs.py does
    said = []
    for body in (*(each[0] for each in CODES.values()), *(each[0] for each in BODIES.values())):
        fake.overrides[DETAILS] = body
        try:
            await source.find(CARD)
        except SourceError as error:
            said.append(said_by(error))
    assert len(said) > 25
    hidden = (SECRET, APP, OPEN_ID, fake.asked[0][1]["token"])
    assert [secret for secret in hidden if secret in "".join((*said, caplog.text))] == []


NAMES = ("0", "0000", "2", "status", "data", "resultCode", "terminals", "simStatus", "rspcode", *TERMINAL)


@settings(max_examples=60, deadline=None)
@given(odd=any_json(*NAMES), card=st.dictionaries(st.sampled_from([*TERMINAL]), any_json(*NAMES), max_size=8))
async def test_any_json_is_a_card_or_an_error_of_ours(odd: Any, card: Json) -> None:
    account = UnicomCmpSettings(app_id=APP, app_secret=SecretStr(SECRET), open_id=OPEN_ID)
    for body in (odd, shapes.fine(odd), shapes.fine({**TERMINAL, **card, "iccid": ICCID})):
        async with answering(body, odd) as http:
            try:
                seen = await UnicomCmp(account, http, lambda: NOW).find(CARD)
            except SourceError:
                continue
            assert seen is None or seen.iccid == CARD
