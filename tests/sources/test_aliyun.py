"""Alibaba's Linkcard: what its codes mean, and everything that may come back in place of an answer."""

import json
import logging
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.domain.card import Card, Cause, Facet, Pool, QuotaPeriod, RealName, Seen, State
from bot.domain.iccid import Carrier, Iccid, Msisdn
from bot.errors import (
    AuthFailed,
    BadAnswer,
    ClockSkewed,
    NotYours,
    SourceDown,
    SourceError,
    Throttled,
    Unclassified,
)
from bot.settings.platforms import AliyunSettings
from bot.sources import asking
from bot.sources.aliyun import TABLE, Aliyun
from tests.loopback import Answered
from tests.sources.contract import SourceContract
from tests.sources.fake_aliyun import CARD, KEY_ID, NOW, NUMBER, SECRET, FakeAliyun, asking_of, fine, refused
from tests.sources.serving import BODIES, Json, answering, any_json, as_json, said_by

pytestmark = pytest.mark.anyio
SHANGHAI = ZoneInfo("Asia/Shanghai")
SECRETS = (SECRET, KEY_ID, "Signature=")
LAST_NIGHT = datetime(2026, 11, 21, 23, 59, 59, tzinfo=SHANGHAI)
KNOWN = Card(
    iccid=NUMBER,
    source="aliyun",
    as_of=NOW,
    carrier=Carrier.TELECOM,
    msisdn="1064912345678",
    imsi="460110000000001",
    state=State.SUSPENDED,
    causes=frozenset({Cause.QUOTA}),
    opened_on=date(2026, 1, 15),
    activated_on=date(2026, 3, 2),
    plan="100MB",
    used_mb=100.3,
    quota_mb=100.3,
    quota_period=QuotaPeriod.MONTH,
    plan_expires_on=date(2027, 3, 31),
    pool=Pool.SINGLE,
    current_imei="860000000000001",
    auto_renew=False,
    auto_resume=True,
    raw="Status=35 OsStatus=400 RealNameStatus=NOT_CERTIFIED",
    seen={"used_mb": Seen("aliyun", LAST_NIGHT)},
)


@pytest.fixture
async def fake() -> AsyncIterator[FakeAliyun]:
    async with FakeAliyun(now=lambda: NOW) as served:
        yield served


@pytest.fixture
async def source(fake: FakeAliyun) -> AsyncIterator[Aliyun]:
    async with asking_of(fake) as opened:
        yield opened


async def found(source: Aliyun) -> Card:
    card = await source.find(NUMBER)
    assert card is not None
    return card


class TestContract(SourceContract):
    finds_by_msisdn = False

    @pytest.fixture
    async def source(self, fake: FakeAliyun) -> AsyncIterator[Aliyun]:
        async with asking_of(fake) as opened:
            yield opened

    @pytest.fixture
    def known(self) -> Card:
        return KNOWN

    @pytest.fixture
    def absent(self) -> Iccid:
        return Iccid("89860000000000000000")


# What it tells

STATES: dict[str, tuple[str | None, str | None, State | None, set[Cause]]] = {
    "test period": ("10", "10", State.TESTING, set()),
    "silent period": ("20", "20", State.UNUSED, set()),
    "in use": ("30", "100", State.ACTIVE, set()),
    "device change in the test period": ("35", "130", State.SUSPENDED, {Cause.TEST_REBIND}),
    "device change, whatever the coarse code": ("10", "130", State.SUSPENDED, {Cause.TEST_REBIND}),
    "partly in use": ("30", "150", State.PARTIAL, set()),
    "self-service": ("35", "200", State.SUSPENDED, {Cause.SELF_SERVICE}),
    "threshold": ("35", "300", State.SUSPENDED, {Cause.THRESHOLD}),
    "data used up": ("35", "400", State.SUSPENDED, {Cause.QUOTA}),
    "device change": ("35", "500", State.SUSPENDED, {Cause.REBIND}),
    "real name": ("35", "600", State.SUSPENDED, {Cause.REAL_NAME}),
    "carrier": ("35", "700", State.SUSPENDED, {Cause.CARRIER}),
    "stopped": ("40", "40", State.STOPPED, {Cause.PLAN_EXPIRED}),
    "cancelled": ("50", "50", State.CANCELLED, set()),
    "coarse: testing": ("10", None, State.TESTING, set()),
    "coarse: unused": ("20", None, State.UNUSED, set()),
    "coarse: in use": ("30", None, State.ACTIVE, set()),
    "coarse: suspended": ("35", None, State.SUSPENDED, set()),
    "coarse: stopped": ("40", None, State.STOPPED, {Cause.PLAN_EXPIRED}),
    "coarse: cancelled": ("50", None, State.CANCELLED, set()),
    "an unknown fine code is not in use": ("30", "160", None, set()),
    "a coarse code in the fine one's place": (None, "30", None, set()),
    "a fine code in the coarse one's place": ("100", None, None, set()),
    "a code with a zero before it": ("35", "0400", None, set()),
}


@pytest.mark.parametrize(("coarse", "fine_code", "state", "causes"), STATES.values(), ids=STATES.keys())
async def test_a_status_code_is_a_state_and_its_cause(
    fake: FakeAliyun, source: Aliyun, coarse: str | None, fine_code: str | None, state: State | None, causes: set[Cause]
) -> None:
    fake.cards[NUMBER.number] = {**CARD, "Status": coarse, "OsStatus": fine_code}
    card = await found(source)
    assert (card.state, set(card.causes)) == (state, causes)
    assert [part for part in (card.raw or "").split() if part.endswith(f"Status={fine_code or coarse}")] != []


def test_every_code_of_the_table_is_tested() -> None:
    tested = {f"OsStatus={each[1]}" if each[1] else f"Status={each[0]}" for each in STATES.values()}
    assert set(TABLE.states) - tested == set()


FIELDS: list[tuple[str, Any, str, Any]] = [
    ("PeriodAddFlow", "130.00MB", "used_mb", 130.0),
    ("PeriodAddFlow", "512KB", "used_mb", 0.5),
    ("PeriodAddFlow", "1.5 GB", "used_mb", 1536.0),
    ("PeriodAddFlow", "1048576B", "used_mb", 1.0),
    ("PeriodAddFlow", "0.00MB", "used_mb", 0.0),
    ("PeriodAddFlow", "130.00", "used_mb", None),
    ("PeriodAddFlow", "-1MB", "used_mb", None),
    ("PeriodAddFlow", "-", "used_mb", None),
    ("PeriodAddFlow", None, "quota_mb", None),
    ("PeriodRestFlow", "", "quota_mb", None),
    ("PeriodRestFlow", "1GB", "quota_mb", 1124.3),
    ("ExpireTime", "2027-04-01 00:00:00", "plan_expires_on", date(2027, 3, 31)),
    ("ExpireTime", "2027-03-31 23:59:59", "plan_expires_on", date(2027, 3, 31)),
    ("ExpireTime", "2027-03-31", "plan_expires_on", date(2027, 3, 31)),
    ("ExpireTime", "9999-12-31 23:59:59", "plan_expires_on", None),
    ("ExpireTime", "0001-01-01 00:00:00", "plan_expires_on", None),
    ("ExpireTime", "soon", "plan_expires_on", None),
    ("ActiveTime", "", "activated_on", None),
    ("OpenAccountTime", "2026-02-30 00:00:00", "opened_on", None),
    ("Vendor", "CMCC", "carrier", Carrier.MOBILE),
    ("Vendor", "CUCC", "carrier", Carrier.UNICOM),
    ("Vendor", "CTCC", "carrier", Carrier.TELECOM),
    ("Vendor", "VNO", "carrier", None),
    ("DataType", "singlecard", "pool", Pool.SINGLE),
    ("DataType", "sameflowcard", "pool", Pool.SAME_TIER),
    ("DataType", "directional_sameflowcard", "pool", Pool.SAME_TIER),
    ("DataType", "unityPayPool", "pool", Pool.UNIFIED),
    ("DataType", "directionalcard", "pool", None),
    ("DataType", "GREcard", "pool", None),
    ("Period", "1101", "quota_period", QuotaPeriod.MONTH),
    ("Period", 1101, "quota_period", QuotaPeriod.MONTH),
    ("Period", "1112", "quota_period", None),
    ("IsAutoRecharge", True, "auto_renew", True),
    ("IsAutoRecharge", "true", "auto_renew", True),
    ("IsAutoRecharge", None, "auto_renew", None),
    ("IsAutoRecharge", 0, "auto_renew", None),
    ("AutoLimitResume", "False", "auto_resume", False),
    ("Msisdn", ["861064912345678", "1064800000000"], "msisdn", "1064912345678"),
    ("Msisdn", "1064912345678", "msisdn", "1064912345678"),
    ("Msisdn", [], "msisdn", None),
    ("Imsi", None, "imsi", None),
    ("Imsi", ["46011"], "imsi", None),
    ("DeviceImei", "unknown", "current_imei", None),
    ("DataLevel", "x" * 500 + "\x00", "plan", "x" * 80),
    ("DataLevel", "\u202e\x1b", "plan", None),
    ("CertifyStatus", "2", "real_name", None),
]


@pytest.mark.parametrize(
    ("key", "value", "field", "means"), FIELDS, ids=[f"{each[0]}={each[1]!r:.24}" for each in FIELDS]
)
async def test_a_field_means(fake: FakeAliyun, source: Aliyun, key: str, value: Any, field: str, means: Any) -> None:
    fake.cards[NUMBER.number] = {**CARD, key: value}
    assert getattr(await found(source), field) == (pytest.approx(means) if isinstance(means, float) else means)


async def test_usage_is_as_of_last_night_and_only_where_it_is_told(fake: FakeAliyun, source: Aliyun) -> None:
    assert (await found(source)).seen_of("used_mb") == Seen("aliyun", LAST_NIGHT)
    fake.cards[NUMBER.number] = {**CARD, "PeriodAddFlow": None}
    assert (await found(source)).seen == {}


@pytest.mark.parametrize(
    ("said", "means"),
    [("CERTIFIED", RealName.VERIFIED), ("APPROVING", RealName.PENDING), ("NOT_CERTIFIED", None), ("OTHER", None)],
)
async def test_a_real_name_status_means(fake: FakeAliyun, source: Aliyun, said: str, means: RealName | None) -> None:
    fake.real_names[NUMBER.number] = said
    card = await found(source)
    assert (card.real_name, card.gaps) == (means, {Facet.REAL_NAME: "unclassified"} if said == "OTHER" else {})
    assert f"RealNameStatus={said}" in (card.raw or "")


async def test_keys_are_read_in_any_casing(fake: FakeAliyun, source: Aliyun) -> None:
    def lower(told: Any) -> Any:
        if isinstance(told, dict):
            return {key[0].lower() + key[1:]: lower(value) for key, value in told.items()}
        return told

    fake.overrides["GetCardDetail"] = as_json(lower(fine({"VsimCardInfo": CARD})))
    fake.overrides["GetRealNameStatus"] = as_json(lower(fine({"RealNameStatus": "CERTIFIED"})))
    card = await found(source)
    assert (card.state, card.used_mb, card.real_name) == (State.SUSPENDED, 100.3, RealName.VERIFIED)


async def test_nothing_is_kept_of_addresses_and_credentials(source: Aliyun) -> None:
    assert "10.1.2.3" not in repr(await found(source))
    assert "CRED-1" not in repr(await found(source))


async def test_a_telephone_number_is_not_asked_for(fake: FakeAliyun, source: Aliyun) -> None:
    assert await source.find(Msisdn("1064912345678")) is None
    assert fake.calls == []


# What fails

CODES: dict[str, tuple[int, str, type[SourceError] | None]] = {
    "a user's throttle": (400, "Throttling.User", Throttled),
    "an API's throttle": (400, "Throttling.Api", Throttled),
    "a throttle with status 200": (200, "Throttling", Throttled),
    "a key that is not known": (404, "InvalidAccessKeyId.NotFound", AuthFailed),
    "a key that is switched off": (400, "InvalidAccessKeyId.Inactive", AuthFailed),
    "a wrong secret": (400, "SignatureDoesNotMatch", AuthFailed),
    "an incomplete signature": (400, "IncompleteSignature", AuthFailed),
    "no right": (403, "Forbidden.RAM", AuthFailed),
    "no right, misspelt": (403, "Forbedden.NotSupportRAM", AuthFailed),
    "no right to the action": (403, "ActionUnauthorized", AuthFailed),
    "RAM's refusal": (403, "NoPermission", AuthFailed),
    "a clock that is wrong": (400, "InvalidTimeStamp.Expired", ClockSkewed),
    "a nonce used twice": (400, "SignatureNonceUsed", SourceDown),
    "away": (503, "ServiceUnavailable", SourceDown),
    "broken": (500, "InternalError", SourceDown),
    "a card without an owner": (200, "isv.NOT_FOUND_OWNER", None),
    "somebody else's card": (200, "isv.OWNER_CUST_NOT_MATCH", NotYours),
    "no permission, the old way": (200, "isv.PERMISSION_OPT", AuthFailed),
    "a forbidden action, the old way": (200, "isv.FORBIDDEN_ACTION", AuthFailed),
    "an unknown code": (200, "CARD_NOT_FOUND", Unclassified),
    "an unknown code, status 404": (404, "Iccid.NotFound", Unclassified),
    "an unknown code, status 503": (503, "Busy", SourceDown),
    "an unknown code, status 429": (429, "Busy", Throttled),
    "success that failed": (200, "200", Unclassified),
    "an owner's throttle is no owner": (200, "isv.NOT_FOUND", Unclassified),
}


@pytest.mark.parametrize(("status", "code", "means"), CODES.values(), ids=CODES.keys())
async def test_an_error_code_means(
    fake: FakeAliyun, source: Aliyun, status: int, code: str, means: type[SourceError] | None
) -> None:
    fake.overrides["GetCardDetail"] = as_json(refused(code), status)
    if means is None:
        assert await source.find(NUMBER) is None
        return
    with pytest.raises(SourceError) as error:
        await source.find(NUMBER)
    assert (type(error.value), error.value.code, error.value.request_id) == (means, code, "REQ-2")


def test_every_error_code_of_the_table_is_tested() -> None:
    tested = {part for _, code, _ in CODES.values() for part in (code, code.partition(".")[0])}
    assert set(TABLE.errors) - tested == set()


OWN_BODIES: dict[str, tuple[Answered, type[SourceError]]] = {
    **BODIES,
    "half an answer": (Answered(200, json.dumps(fine({"VsimCardInfo": CARD})).encode()[:200]), BadAnswer),
    "success without data": (as_json(fine(None)), BadAnswer),
    "success without a card": (as_json(fine({})), BadAnswer),
    "a card without a status": (as_json(fine({"VsimCardInfo": {"Iccid": NUMBER.number}})), BadAnswer),
    "another card": (as_json(fine({"VsimCardInfo": {**CARD, "Iccid": "89860321249946513315"}})), BadAnswer),
    "no card number": (as_json(fine({"VsimCardInfo": {**CARD, "Iccid": "x"}})), BadAnswer),
    "success with status 500": (as_json(fine({"VsimCardInfo": CARD}), 500), SourceDown),
    "success without saying so": (as_json({"Data": {"VsimCardInfo": CARD}}), BadAnswer),
}


@pytest.mark.parametrize(("body", "means"), OWN_BODIES.values(), ids=OWN_BODIES.keys())
async def test_an_answer_that_is_none(
    fake: FakeAliyun, source: Aliyun, body: Answered, means: type[SourceError]
) -> None:
    fake.overrides["GetCardDetail"] = body
    with pytest.raises(SourceError) as error:
        await source.find(NUMBER)
    assert type(error.value) is means


GAPS: dict[str, tuple[Answered, str]] = {
    "throttled": (as_json(refused("Throttling.User"), 400), "throttled"),
    "not allowed": (as_json(refused("Forbidden.RAM"), 403), "auth"),
    "away": (Answered(503, b""), "down"),
    "unreadable": (Answered(200, b"<html>"), "bad_answer"),
    "without a word": (as_json(fine({})), "unclassified"),
    "not found": (as_json(refused("isv.NOT_FOUND_OWNER")), "unclassified"),
}


@pytest.mark.parametrize(("body", "reason"), GAPS.values(), ids=GAPS.keys())
async def test_a_real_name_that_fails_is_a_gap(fake: FakeAliyun, source: Aliyun, body: Answered, reason: str) -> None:
    fake.overrides["GetRealNameStatus"] = body
    card = await found(source)
    assert (card.state, card.real_name, card.gaps) == (State.SUSPENDED, None, {Facet.REAL_NAME: reason})
    assert card.raw == "Status=35 OsStatus=400"


@pytest.mark.parametrize(("code", "means"), [("1", None), ("2", RealName.VERIFIED), ("3", None), ("02", None)])
async def test_the_card_itself_may_fill_the_gap(
    fake: FakeAliyun, source: Aliyun, code: str, means: RealName | None
) -> None:
    fake.overrides["GetRealNameStatus"] = Answered(503, b"")
    fake.cards[NUMBER.number] = {**CARD, "CertifyStatus": code}
    card = await found(source)
    assert card.real_name == means
    assert card.gaps == ({} if means else {Facet.REAL_NAME: "down"})


async def test_a_slow_status_is_down_and_a_slow_real_name_a_gap(
    fake: FakeAliyun, source: Aliyun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "FACETS_WITHIN", 0.3)
    fake.delays["GetRealNameStatus"] = 30
    assert (await found(source)).gaps == {Facet.REAL_NAME: "down"}
    fake.delays["GetCardDetail"] = 30
    async with asking_of(fake, seconds=0.05) as hasty:
        with pytest.raises(SourceDown):
            await hasty.find(NUMBER)


async def test_it_says_what_is_wrong_with_the_account(fake: FakeAliyun) -> None:
    async with asking_of(fake) as fine_account:
        await fine_account.probe()
    assert fake.calls[-1] == "GetCardStatusStatistics"
    async with asking_of(fake, secret="wrong") as wrong:
        with pytest.raises(AuthFailed, match="SignatureDoesNotMatch"):
            await wrong.probe()
    async with asking_of(fake, key_id="nobody") as unknown:
        with pytest.raises(AuthFailed, match="InvalidAccessKeyId"):
            await unknown.probe()
    async with asking_of(fake, nonce=lambda: "again") as careless:
        await careless.probe()
        with pytest.raises(SourceDown, match="SignatureNonceUsed"):
            await careless.probe()


@pytest.mark.parametrize("minutes", [-16, 16])
async def test_a_clock_that_is_wrong_is_told_apart(minutes: int) -> None:
    async with FakeAliyun(now=lambda: NOW + timedelta(minutes=minutes)) as fake, asking_of(fake) as source:
        with pytest.raises(ClockSkewed):
            await source.probe()


async def test_secrets_stay_out_of_errors_and_logs(
    fake: FakeAliyun, source: Aliyun, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said: list[str] = []
    logging.getLogger("httpx").setLevel(logging.WARNING)  # as bot/commands/logs.py does
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    bodies = [body for body, _ in OWN_BODIES.values()]
    for body in [*bodies, *(as_json(refused(code)) for _, code, _ in CODES.values())]:
        fake.overrides["GetCardDetail"] = body
        try:
            await source.find(NUMBER)
        except SourceError as error:
            said.append(said_by(error))
    assert len(said) > len(bodies)
    assert [each for each in said if any(secret in each for secret in (*SECRETS, NUMBER.number))] == []
    assert not any(secret in caplog.text for secret in SECRETS)


# Whatever comes

JSON = any_json(*CARD, "Code", "Data", "VsimCardInfo", "\ud800")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(odd=JSON, card=st.dictionaries(st.sampled_from([*CARD]), JSON, max_size=20))
async def test_any_json_is_a_card_or_an_error_of_ours(odd: Any, card: Json) -> None:
    answers = [
        odd,
        fine(odd),
        fine({"VsimCardInfo": odd}),
        fine({"VsimCardInfo": {**CARD, "Iccid": NUMBER.number, **card}}),
    ]
    account = AliyunSettings(access_key_id=KEY_ID, access_key_secret=SecretStr(SECRET))
    for told in answers:
        async with answering(told) as http:
            try:
                seen = await Aliyun(account, http, lambda: NOW).find(NUMBER)
            except SourceError:
                continue
            assert seen is None or str(seen).encode()
