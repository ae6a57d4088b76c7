"""China Unicom's Jasper: its statuses and errors, and everything that may come back in place of an answer."""

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.domain.card import Card, Cause, Facet, State
from bot.domain.iccid import Carrier, Iccid, Msisdn
from bot.errors import AuthFailed, BadAnswer, SourceDown, SourceError, Throttled, Unclassified
from bot.settings.platforms import JasperSettings
from bot.sources import asking
from bot.sources.jasper import TABLE, Jasper
from tests.loopback import Answered
from tests.sources.contract import SourceContract
from tests.sources.fake_jasper import API_KEY, DEVICE, SESSION, USAGE, USERNAME, FakeJasper, Json, as_json, refused
from tests.sources.serving import client

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
NUMBER = Iccid(DEVICE["iccid"])
KNOWN = Card(
    iccid=NUMBER,
    source="jasper",
    as_of=NOW,
    carrier=Carrier.UNICOM,
    msisdn="1064600000001",
    imsi="460060000000001",
    state=State.ACTIVE,
    activated_on=date(2026, 3, 3),
    plan="demo 100MB",
    used_mb=105172173 / 1024 / 1024,
    current_imei="8600000000000012",
    last_seen=datetime(2026, 11, 21, 8, tzinfo=UTC),
    raw="status=ACTIVATED overageLimitReached=false overageLimitOverride=DEFAULT",
)


@asynccontextmanager
async def asking_of(fake: FakeJasper, api_key: str = API_KEY, seconds: float = 10) -> AsyncIterator[Jasper]:
    account = JasperSettings(username=USERNAME, api_key=SecretStr(api_key), base_url=fake.url)
    async with client(timeout=seconds) as http:
        yield Jasper(account, http, lambda: NOW)


@pytest.fixture
async def fake() -> AsyncIterator[FakeJasper]:
    async with FakeJasper() as served:
        yield served


@pytest.fixture
async def source(fake: FakeJasper) -> AsyncIterator[Jasper]:
    async with asking_of(fake) as opened:
        yield opened


async def found(source: Jasper) -> Card:
    card = await source.find(NUMBER)
    assert card is not None
    return card


class TestContract(SourceContract):
    finds_by_msisdn = False

    @pytest.fixture
    async def source(self, fake: FakeJasper) -> AsyncIterator[Jasper]:
        async with asking_of(fake) as opened:
            yield opened

    @pytest.fixture
    def known(self) -> Card:
        return KNOWN

    @pytest.fixture
    def absent(self) -> Iccid:
        return Iccid("8986061234567890123")


# What it tells

STATES: dict[str, tuple[State | None, set[Cause]]] = {
    "TEST_READY": (State.TESTING, set()),
    "INVENTORY": (State.UNUSED, set()),
    "ACTIVATION_READY": (State.UNUSED, set()),
    "ACTIVATED": (State.ACTIVE, set()),
    "DEACTIVATED": (State.SUSPENDED, {Cause.UNSPECIFIED}),
    "RETIRED": (None, set()),
    "PURGED": (State.CANCELLED, set()),
    "REPLACED": (None, set()),
    "activated": (State.ACTIVE, set()),
    "DELETED": (None, set()),
}


@pytest.mark.parametrize(("status", "means"), STATES.items())
async def test_a_status_means(
    fake: FakeJasper, source: Jasper, status: str, means: tuple[State | None, set[Cause]]
) -> None:
    fake.parts["device"]["status"] = status
    card = await found(source)
    assert (card.state, set(card.causes)) == means
    assert (card.raw or "").startswith(f"status={status} ")


def test_every_status_of_the_table_is_tested() -> None:
    assert set(TABLE.states) - set(STATES) == set()


OVERAGE: list[tuple[str, Any, str | None, set[Cause]]] = [
    ("ACTIVATED", True, "DEFAULT", {Cause.THRESHOLD}),
    ("ACTIVATED", "true", None, {Cause.THRESHOLD}),
    ("ACTIVATED", True, "TEMPORARY_OVERRIDE", set()),
    ("ACTIVATED", True, "PERMANENT_OVERRIDE", set()),
    ("ACTIVATED", False, "DEFAULT", set()),
    ("ACTIVATED", None, None, set()),
    ("DEACTIVATED", True, "DEFAULT", {Cause.UNSPECIFIED}),
    ("TEST_READY", True, "DEFAULT", set()),
]


@pytest.mark.parametrize(("status", "reached", "override", "causes"), OVERAGE)
async def test_a_limit_that_is_reached_stops_a_card_in_use(
    fake: FakeJasper, source: Jasper, status: str, reached: Any, override: str | None, causes: set[Cause]
) -> None:
    fake.parts["device"]["status"] = status
    fake.parts["ctdUsages"] |= {"overageLimitReached": reached, "overageLimitOverride": override}
    assert (await found(source)).causes == causes


SESSIONS: list[tuple[str | None, str | None, bool | None, datetime | None]] = [
    ("2026-11-21 08:00:00", "2026-11-21 09:00:00", False, datetime(2026, 11, 21, 1, tzinfo=UTC)),
    ("2026-11-21 08:00:00", None, None, datetime(2026, 11, 21, 0, tzinfo=UTC)),
    ("2026-11-21 08:00:00", "2026-11-20 09:00:00", None, datetime(2026, 11, 21, 0, tzinfo=UTC)),
    (None, None, None, None),
    ("soon", "later", None, None),
]


@pytest.mark.parametrize(("began", "ended", "online", "last_seen"), SESSIONS)
async def test_a_session_without_an_end_is_not_known_to_last(
    fake: FakeJasper,
    source: Jasper,
    began: str | None,
    ended: str | None,
    online: bool | None,
    last_seen: datetime | None,
) -> None:
    fake.parts["sessionInfo"] |= {"dateSessionStarted": began, "dateSessionEnded": ended}
    card = await found(source)
    assert (card.online, card.last_seen, card.gaps) == (online, last_seen, {})


FIELDS: list[tuple[str, str, Any, str, Any]] = [
    ("device", "dateActivated", "2026-03-02T23:30:00Z", "activated_on", date(2026, 3, 3)),
    ("device", "dateActivated", "2026-03-02 23:30:00", "activated_on", date(2026, 3, 2)),
    ("device", "dateActivated", None, "activated_on", None),
    ("device", "msisdn", "none", "msisdn", None),
    ("device", "imei", "", "current_imei", None),
    ("device", "imsi", 460060000000001, "imsi", "460060000000001"),
    ("device", "ratePlan", "x" * 500 + "\x00", "plan", "x" * 80),
    ("ctdUsages", "ctdDataUsage", 1048576, "used_mb", 1.0),
    ("ctdUsages", "ctdDataUsage", "0", "used_mb", 0.0),
    ("ctdUsages", "ctdDataUsage", -1, "used_mb", None),
    ("ctdUsages", "ctdDataUsage", "many", "used_mb", None),
]


@pytest.mark.parametrize(("part", "key", "value", "field", "means"), FIELDS)
async def test_a_field_means(
    fake: FakeJasper, source: Jasper, part: str, key: str, value: Any, field: str, means: Any
) -> None:
    fake.parts[part][key] = value
    assert getattr(await found(source), field) == means


async def test_keys_are_read_in_any_casing(fake: FakeJasper, source: Jasper) -> None:
    fake.parts = {part: {key.upper(): value for key, value in told.items()} for part, told in fake.parts.items()}
    assert await found(source) == KNOWN


async def test_nothing_is_kept_of_addresses_notes_and_customers(source: Jasper) -> None:
    card = repr(await found(source))
    assert [secret for secret in ("10.1.2.3", "NOTE-1", "END-1", "demo customer") if secret in card] == []


async def test_a_telephone_number_is_not_asked_for(fake: FakeJasper, source: Jasper) -> None:
    assert await source.find(Msisdn("1064600000001")) is None
    assert fake.asked == []


async def test_a_card_may_be_kept_without_its_check_digit(fake: FakeJasper, source: Jasper) -> None:
    fake.number = NUMBER.key
    for told in fake.parts.values():
        told["iccid"] = NUMBER.key
    assert (await found(source)).iccid.number == NUMBER.key


# What fails

CODES: dict[str, tuple[int, str, type[SourceError] | None]] = {
    "wrong credentials or address": (401, "10000001", AuthFailed),
    "no right": (403, "10000030", AuthFailed),
    "no such card": (404, "20000001", None),
    "broken": (500, "30000001", SourceDown),
    "SMSC": (500, "30000002", SourceDown),
    "bad JSON": (400, "10000023", Unclassified),
    "bad version": (400, "10000024", Unclassified),
    "a parameter": (400, "10000028", Unclassified),
    "an error with status 200": (200, "30000001", SourceDown),
    "not known, status 200": (200, "40000001", Unclassified),
    "not known, status 404": (404, "40000001", Unclassified),
    "not known, status 429": (429, "40000001", Throttled),
    "not known, status 503": (503, "40000001", SourceDown),
}


@pytest.mark.parametrize(("status", "code", "means"), CODES.values(), ids=CODES.keys())
async def test_an_error_code_means(
    fake: FakeJasper, source: Jasper, status: int, code: str, means: type[SourceError] | None
) -> None:
    fake.overrides["device"] = as_json(refused(code), status)
    if means is None:
        assert await source.find(NUMBER) is None
        return
    with pytest.raises(SourceError) as error:
        await source.find(NUMBER)
    assert (type(error.value), error.value.code) == (means, code)


def test_every_error_code_of_the_table_is_tested() -> None:
    assert set(TABLE.errors) - {code for _, code, _ in CODES.values()} == set()


BODIES: dict[str, tuple[Answered, type[SourceError]]] = {
    "a page": (Answered(200, b"<html>login</html>", "text/html"), BadAnswer),
    "a page of a proxy": (Answered(502, b"<html>Bad Gateway</html>", "text/html"), SourceDown),
    "401 without a word": (Answered(401, b""), AuthFailed),
    "404 without a word": (Answered(404, b""), Unclassified),
    "429 without a word": (Answered(429, b""), Throttled),
    "503 without a word": (Answered(503, b""), SourceDown),
    "half an answer": (Answered(200, json.dumps(DEVICE).encode()[:100]), BadAnswer),
    "bytes": (Answered(200, bytes(range(256))), BadAnswer),
    "too much": (Answered(200, b"[" * (2 << 20)), BadAnswer),
    "deep": (Answered(200, b"[" * 100_000), BadAnswer),
    "a list": (as_json([]), BadAnswer),
    "an empty object": (as_json({}), BadAnswer),
    "another card": (as_json({**DEVICE, "iccid": "8986061234567890123"}), BadAnswer),
    "no card number": (as_json({**DEVICE, "iccid": "x"}), BadAnswer),
    "a card with status 500": (as_json(DEVICE, 500), SourceDown),
    "somebody who hangs up": (Answered(0, b""), SourceDown),
}


@pytest.mark.parametrize(("body", "means"), BODIES.values(), ids=BODIES.keys())
async def test_an_answer_that_is_none(
    fake: FakeJasper, source: Jasper, body: Answered, means: type[SourceError]
) -> None:
    fake.overrides["device"] = body
    with pytest.raises(SourceError) as error:
        await source.find(NUMBER)
    assert type(error.value) is means


GAPS: dict[str, tuple[str, Answered, dict[Facet, str]]] = {
    "usage": ("ctdUsages", Answered(503, b""), {Facet.USAGE: "down", Facet.CAUSES: "down"}),
    "usage of another card": (
        "ctdUsages",
        as_json({**USAGE, "iccid": "8986061234567890123"}),
        {Facet.USAGE: "bad_answer", Facet.CAUSES: "bad_answer"},
    ),
    "whether the limit is reached": ("ctdUsages", as_json({"ctdDataUsage": 7}), {Facet.CAUSES: "bad_answer"}),
    "the limit in another word": (
        "ctdUsages",
        as_json({**USAGE, "overageLimitReached": "perhaps"}),
        {Facet.CAUSES: "bad_answer"},
    ),
    "session": ("sessionInfo", Answered(429, b""), {Facet.SESSION: "throttled"}),
    "session without a right": ("sessionInfo", as_json(refused("10000030"), 403), {Facet.SESSION: "auth"}),
    "session not found": ("sessionInfo", as_json(refused("20000001"), 404), {Facet.SESSION: "bad_answer"}),
}


@pytest.mark.parametrize(("part", "body", "gaps"), GAPS.values(), ids=GAPS.keys())
async def test_a_part_that_fails_is_a_gap(
    fake: FakeJasper, source: Jasper, part: str, body: Answered, gaps: dict[Facet, str]
) -> None:
    fake.overrides[part] = body
    card = await found(source)
    assert (card.state, card.gaps) == (State.ACTIVE, gaps)
    assert (card.used_mb is None, card.last_seen is None) == (Facet.USAGE in gaps, Facet.SESSION in gaps)


async def test_a_slow_device_is_down_and_a_slow_part_a_gap(
    fake: FakeJasper, source: Jasper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "FACETS_WITHIN", 0.3)
    fake.delays["sessionInfo"] = 30
    card = await found(source)
    assert (card.state, card.last_seen, card.gaps[Facet.SESSION]) == (State.ACTIVE, None, "down")
    fake.delays["device"] = 30
    async with asking_of(fake, seconds=0.05) as hasty:
        with pytest.raises(SourceDown):
            await hasty.find(NUMBER)


async def test_it_says_what_is_wrong_with_the_account(fake: FakeJasper, source: Jasper) -> None:
    await source.probe()
    async with asking_of(fake, api_key="wrong") as wrong:
        with pytest.raises(AuthFailed, match="10000001"):
            await wrong.probe()


async def test_secrets_stay_out_of_errors_and_logs(
    fake: FakeJasper, source: Jasper, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # as bot/commands/logs.py does
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    for body in [*(body for body, _ in BODIES.values()), *(as_json(refused(code)) for _, code, _ in CODES.values())]:
        fake.overrides["device"] = body
        try:
            await source.find(NUMBER)
        except SourceError as error:
            said = f"{error!s} {error!r} {error.__cause__!r} {error.text}"
            assert not any(secret in said for secret in (API_KEY, USERNAME, NUMBER.number))
    assert API_KEY not in caplog.text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*DEVICE, *USAGE, *SESSION, "errorCode"]), inner, max_size=6)
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(odd=JSON, part=st.dictionaries(st.sampled_from([*DEVICE, *USAGE, *SESSION]), JSON, max_size=20))
async def test_any_json_is_a_card_or_an_error_of_ours(odd: Any, part: Json) -> None:
    account = JasperSettings(username=USERNAME, api_key=SecretStr(API_KEY))
    for told in (odd, {**DEVICE, **USAGE, **SESSION, **part}):
        body = json.dumps(told).encode()
        transport = httpx.MockTransport(lambda _, body=body: httpx.Response(200, content=body))
        async with client(transport=transport) as http:
            try:
                seen = await Jasper(account, http, lambda: NOW).find(NUMBER)
            except SourceError:
                continue
            assert seen is None or str(seen).encode()
