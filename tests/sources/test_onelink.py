"""China Mobile's OneLink: its codes and masks, and everything that may come back in place of an answer."""

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.domain.card import Card, Cause, Facet, RealName, Seen, State
from bot.domain.iccid import Carrier, Iccid, Msisdn
from bot.errors import AuthFailed, BadAnswer, NotYours, SourceDown, SourceError, Throttled, Unclassified
from bot.ports import Wanted
from bot.settings.platforms import OnelinkSettings
from bot.sources import asking
from bot.sources.onelink import Onelink
from bot.sources.onelink.answers import TABLE
from bot.sources.onelink.questions import AT_ONCE
from tests.loopback import Answered
from tests.sources.contract import SourceContract
from tests.sources.fake_onelink import (
    APP_ID,
    ICCID,
    MSISDN,
    PASSWORD,
    RESULTS,
    FakeOnelink,
    Json,
    as_json,
    fine,
    refused,
)
from tests.sources.serving import client

pytestmark = pytest.mark.anyio
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 12, tzinfo=SHANGHAI)
LAST_NIGHT = datetime(2026, 11, 21, 23, 59, 59, tzinfo=SHANGHAI)
NUMBER = Iccid(ICCID)
RAW = "cardStatus=4 stopReason=000020000020 manageStopRestartStatus=0 separation=1 regionLimitStatus=1 realNameStatus=1"
KNOWN = Card(
    iccid=NUMBER,
    source="onelink",
    as_of=NOW,
    carrier=Carrier.MOBILE,
    msisdn=MSISDN,
    imsi="460040000000001",
    state=State.SUSPENDED,
    causes=frozenset({Cause.CREDIT, Cause.CARRIER}),
    opened_on=date(2026, 1, 15),
    activated_on=date(2026, 3, 2),
    plan="demo 100MB",
    used_mb=100.3,
    real_name=RealName.VERIFIED,
    current_imei="860000000000001",
    online=True,
    raw=RAW,
)


@asynccontextmanager
async def asking_of(
    fake: FakeOnelink, password: str = PASSWORD, first: int = 99_999_995, seconds: float = 10
) -> AsyncIterator[Onelink]:
    account = OnelinkSettings(app_id=APP_ID, password=SecretStr(password), base_url=fake.url)
    async with client(timeout=seconds) as http:
        yield Onelink(account, http, lambda: NOW, nonce=lambda: first)


@pytest.fixture
async def fake() -> AsyncIterator[FakeOnelink]:
    async with FakeOnelink(lambda: NOW) as served:
        yield served


@pytest.fixture
async def source(fake: FakeOnelink) -> AsyncIterator[Onelink]:
    async with asking_of(fake) as opened:
        yield opened


async def found(source: Onelink, wanted: Wanted = NUMBER) -> Card:
    card = await source.find(wanted)
    assert card is not None
    return card


class TestContract(SourceContract):
    @pytest.fixture
    async def source(self, fake: FakeOnelink) -> AsyncIterator[Onelink]:
        async with asking_of(fake) as opened:
            yield opened

    @pytest.fixture
    def known(self) -> Card:
        return KNOWN

    @pytest.fixture
    def absent(self) -> Iccid:
        return Iccid("89860012345678901234")


# What it tells

STATES: dict[str, tuple[State | None, set[Cause]]] = {
    "1": (State.UNUSED, set()),
    "2": (State.ACTIVE, set()),
    "4": (State.SUSPENDED, set()),
    "6": (State.TESTING, set()),
    "7": (State.UNUSED, set()),
    "8": (State.STOPPED, {Cause.PRE_CANCEL}),
    "9": (State.CANCELLED, set()),
    "00": (State.ACTIVE, set()),
    "01": (State.SUSPENDED, set()),
    "02": (State.SUSPENDED, set()),
    "03": (State.STOPPED, {Cause.PRE_CANCEL}),
    "04": (State.CANCELLED, set()),
    "05": (None, set()),
    "06": (State.SUSPENDED, set()),
    "07": (State.UNUSED, set()),
    "08": (None, set()),
    "3": (None, set()),
    "0": (None, set()),
    "002": (None, set()),
}


@pytest.mark.parametrize(("code", "means"), STATES.items())
async def test_a_status_means(
    fake: FakeOnelink, source: Onelink, code: str, means: tuple[State | None, set[Cause]]
) -> None:
    fake.results["sim-status"]["cardStatus"] = code
    fake.results["sim-stop-reason"]["stopReason"] = "000000000000"
    card = await found(source)
    assert (card.state, set(card.causes)) == means
    assert (card.raw or "").startswith(f"cardStatus={code} ")


def test_every_status_of_the_table_is_tested() -> None:
    assert set(TABLE.states) - set(STATES) == set()


async def test_a_status_may_say_that_the_card_is_not_here(fake: FakeOnelink, source: Onelink) -> None:
    fake.results["sim-status"]["cardStatus"] = "99"
    assert await source.find(NUMBER) is None
    assert await source.find(Msisdn(MSISDN)) is None


MASKS: dict[str, set[Cause]] = {
    "000000000000": set(),
    "200000000000": {Cause.PLAN_EXPIRED},
    "020000000000": {Cause.REBIND},
    "002000000000": {Cause.UNSPECIFIED},
    "000200000000": {Cause.PLATFORM},
    "000020000000": {Cause.CREDIT},
    "000002000000": {Cause.UNSPECIFIED},
    "000000200000": {Cause.UNSPECIFIED},
    "000000020000": {Cause.UNSPECIFIED},
    "000000002000": {Cause.SELF_SERVICE},
    "000000000200": {Cause.REGION},
    "000000000020": {Cause.CARRIER},
    "000000000002": {Cause.UNSPECIFIED},
    "000020000020": {Cause.CREDIT, Cause.CARRIER},
    "020000002202": {Cause.REBIND, Cause.SELF_SERVICE, Cause.REGION, Cause.UNSPECIFIED},
    "100000000000": {Cause.UNSPECIFIED},
    "00002000000x": {Cause.CREDIT, Cause.UNSPECIFIED},
    "00000000000２": {Cause.UNSPECIFIED},
}


@pytest.mark.parametrize(("mask", "causes"), MASKS.items())
async def test_a_mask_names_every_reason(fake: FakeOnelink, source: Onelink, mask: str, causes: set[Cause]) -> None:
    fake.results["sim-stop-reason"]["stopReason"] = mask
    card = await found(source)
    assert (set(card.causes), card.gaps) == (causes, {})
    assert f"stopReason={mask} " in (card.raw or "")
    assert card.state is (State.STOPPED if Cause.PLAN_EXPIRED in causes else State.SUSPENDED)


@pytest.mark.parametrize("mask", ["20000020", "0" * 13, "0", 20000020, "2" * 200])
async def test_a_mask_of_another_length_says_nothing(fake: FakeOnelink, source: Onelink, mask: Any) -> None:
    fake.results["sim-stop-reason"]["stopReason"] = mask
    card = await found(source)
    assert (card.causes, card.gaps) == (frozenset(), {Facet.CAUSES: "unclassified"})
    assert f"stopReason={mask}"[:90] in (card.raw or "")


BESIDE: dict[str, tuple[str, str, dict[str, Any], set[Cause], dict[Facet, str]]] = {
    "frozen": ("4", "sim-manage-stop-restart-status", {"manageStopRestartStatus": "1"}, {Cause.PLATFORM}, {}),
    "frozen, in use": ("2", "sim-manage-stop-restart-status", {"manageStopRestartStatus": 1}, set(), {}),
    "an unknown freeze": (
        "4",
        "sim-manage-stop-restart-status",
        {"manageStopRestartStatus": "7"},
        set(),
        {Facet.CAUSES: "unclassified"},
    ),
    "separated": ("4", "card-bind-status", {"result": "0"}, {Cause.REBIND}, {}),
    "separated, in use": ("2", "card-bind-status", {"result": "0"}, set(), {}),
    "not told whether separated": ("4", "card-bind-status", {"result": "2"}, set(), {Facet.BINDING: "unclassified"}),
    "a region": ("4", "region-limit-status", {"regionLimitStatus": "1"}, set(), {}),
    "data paused": (
        "2",
        "sim-communication-function-status",
        {"serviceTypeList": [{"serviceType": "11", "serviceStatus": "0"}]},
        {Cause.NET_BLOCK},
        {},
    ),
    "data paused on one of two": (
        "2",
        "sim-communication-function-status",
        {"serviceTypeList": [{"serviceType": "11", "serviceStatus": code} for code in "01"]},
        set(),
        {Facet.BLOCK: "unclassified"},
    ),
    "speech paused": (
        "2",
        "sim-communication-function-status",
        {"serviceTypeList": [{"serviceType": "01", "serviceStatus": "0"}]},
        set(),
        {Facet.BLOCK: "unclassified"},
    ),
    "data neither": (
        "2",
        "sim-communication-function-status",
        {"serviceTypeList": [{"serviceType": "11", "serviceStatus": "3"}]},
        set(),
        {Facet.BLOCK: "unclassified"},
    ),
}


@pytest.mark.parametrize(("code", "name", "result", "causes", "gaps"), BESIDE.values(), ids=BESIDE.keys())
async def test_what_stands_beside_the_mask(
    fake: FakeOnelink,
    source: Onelink,
    code: str,
    name: str,
    result: Json,
    causes: set[Cause],
    gaps: dict[Facet, str],
) -> None:
    fake.results["sim-status"]["cardStatus"] = code
    fake.results["sim-stop-reason"]["stopReason"] = "000000000000"
    fake.results[name] = result
    card = await found(source)
    assert (set(card.causes), card.gaps) == (causes, gaps)


FIELDS: list[tuple[str, str, Any, str, Any]] = [
    ("sim-data-usage", "dataAmount", "1024", "used_mb", 1.0),
    ("sim-data-usage", "dataAmount", 512, "used_mb", 0.5),
    ("sim-data-usage", "dataAmount", "0", "used_mb", 0.0),
    ("sim-data-usage", "dataAmount", "-", "used_mb", None),
    ("sim-real-name-status", "realNameStatus", "0", "real_name", None),
    ("sim-real-name-status", "realNameStatus", "01", "real_name", None),
    ("sim-imei", "imei", "none", "current_imei", None),
    ("sim-basic-info", "activeDate", "", "activated_on", None),
    ("sim-basic-info", "openDate", "20260115", "opened_on", date(2026, 1, 15)),
    ("sim-basic-info", "imsi", "46004", "imsi", None),
    ("sim-session", "simSessionList", [], "online", None),
    ("sim-session", "simSessionList", [{"status": "00"}], "online", False),
    ("sim-session", "simSessionList", [{"status": "00"}, {"status": "01"}], "online", True),
    ("sim-session", "simSessionList", [{"status": "00"}, {"status": "0"}], "online", None),
    ("sim-session", "simSessionList", [{"status": "1"}], "online", None),
    ("sim-data-margin", "accmMarginList", [], "plan", None),
    ("sim-data-margin", "accmMarginList", [{"offeringName": "a"}, {"offeringName": "b"}], "plan", None),
    ("sim-data-margin", "accmMarginList", [{"offeringName": "x" * 500 + "\n"}], "plan", "x" * 80),
]


@pytest.mark.parametrize(("name", "key", "value", "field", "means"), FIELDS)
async def test_a_field_means(
    fake: FakeOnelink, source: Onelink, name: str, key: str, value: Any, field: str, means: Any
) -> None:
    fake.results[name][key] = value
    assert getattr(await found(source), field) == means


LAGGING: list[tuple[str, str | None, dict[str, Seen]]] = [
    ("02", "OneLink-PB", {"used_mb": Seen("onelink", LAST_NIGHT)}),
    ("02", None, {"used_mb": Seen("onelink", LAST_NIGHT)}),
    ("4", "onelink-pb", {"used_mb": Seen("onelink", LAST_NIGHT)}),
    ("4", "OneLink-CT", {}),
    ("4", None, {}),
]


@pytest.mark.parametrize(("code", "platform", "seen"), LAGGING)
async def test_usage_of_one_of_the_two_platforms_is_yesterdays(
    fake: FakeOnelink, source: Onelink, code: str, platform: str | None, seen: dict[str, Seen]
) -> None:
    fake.results["sim-status"]["cardStatus"] = code
    fake.results["sim-stop-reason"]["platformType"] = platform
    assert (await found(source)).seen == seen
    fake.overrides["sim-data-usage"] = Answered(503, b"")
    assert (await found(source)).seen == {}


async def test_keys_are_read_in_any_casing(fake: FakeOnelink, source: Onelink) -> None:
    def upper(told: Any) -> Any:
        if isinstance(told, dict):
            return {key.upper(): upper(value) for key, value in told.items()}
        return [upper(each) for each in told] if isinstance(told, list) else told

    for name, result in RESULTS.items():
        fake.overrides[name] = as_json(upper(fine(result)))
    assert await found(source) == KNOWN


async def test_nothing_is_kept_of_addresses(source: Onelink) -> None:
    assert "10.1.2.3" not in repr(await found(source))


# What fails

CODES: dict[str, tuple[str, str, type[SourceError] | None]] = {
    "not in this system": ("12010", "卡号不存在本系统", None),
    "no such card": ("11011", "无此卡", None),
    "a pool that is used up has the same code": ("12010", "流量池已达量", Unclassified),
    "the same code in other words": ("12010", "流量池余量不足", Unclassified),
    "the same code without a word": ("12010", "", Unclassified),
    "another account's": ("12009", "卡号不属于此用户", NotYours),
    "not let in": ("12004", "鉴权失败", AuthFailed),
    "a wrong password": ("12022", "鉴权不通过", AuthFailed),
    "a token that stays stale": ("12021", "TOKEN不存在或已过期", AuthFailed),
    "other": ("19010", "其他", SourceDown),
    "inside": ("500", "内部", SourceDown),
    "parameters": ("11000", "请求参数错误", Unclassified),
    "a group": ("12034", "群组不属于本企业", Unclassified),
    "a write's": ("12098", "不允许复机", Unclassified),
    "not known": ("77777", "?", Unclassified),
    "almost good": ("00", "?", Unclassified),
}


@pytest.mark.parametrize(("code", "said", "means"), CODES.values(), ids=CODES.keys())
async def test_an_error_code_means(
    fake: FakeOnelink, source: Onelink, code: str, said: str, means: type[SourceError] | None
) -> None:
    fake.overrides["sim-status"] = as_json(refused(code, said))
    if means is None:
        assert await source.find(NUMBER) is None
        return
    with pytest.raises(SourceError) as error:
        await source.find(NUMBER)
    assert (type(error.value), error.value.code) == (means, code)


def test_every_error_code_of_the_table_is_tested() -> None:
    assert set(TABLE.errors) - {code for code, _, _ in CODES.values()} == set()


BODIES: dict[str, tuple[Answered, type[SourceError]]] = {
    "a page": (Answered(200, b"<html>login</html>", "text/html"), BadAnswer),
    "a page of a proxy": (Answered(502, b"<html>Bad Gateway</html>", "text/html"), SourceDown),
    "a page that forbids": (Answered(403, b"<html>no</html>", "text/html"), AuthFailed),
    "too many": (Answered(429, b"slow down", "text/plain"), Throttled),
    "too many, with a code": (as_json(refused("77777"), 429), Throttled),
    "away": (Answered(503, b""), SourceDown),
    "half an answer": (Answered(200, json.dumps(fine(RESULTS["sim-status"])).encode()[:60]), BadAnswer),
    "bytes": (Answered(200, bytes(range(256))), BadAnswer),
    "too much": (Answered(200, b"[" * (2 << 20)), BadAnswer),
    "deep": (Answered(200, b"[" * 100_000), BadAnswer),
    "a list": (as_json([]), BadAnswer),
    "an empty object": (as_json({}), BadAnswer),
    "an empty object, status 503": (as_json({}, 503), SourceDown),
    "success without a result": (as_json({"status": "0"}), BadAnswer),
    "success with an empty result": (as_json({"status": "0", "result": []}), BadAnswer),
    "success with an odd result": (as_json({"status": "0", "result": ["4"]}), BadAnswer),
    "success without a status": (as_json(fine({})), BadAnswer),
    "success with an odd status": (as_json(fine({"cardStatus": {"code": "2"}})), BadAnswer),
    "success with status 500": (as_json(fine({"cardStatus": "2"}), 500), SourceDown),
    "another card": (as_json(fine({"cardStatus": "2", "iccid": "89860012345678901234"})), BadAnswer),
    "no card number": (as_json(fine({"cardStatus": "2", "iccid": "x"})), BadAnswer),
    "somebody who hangs up": (Answered(0, b""), SourceDown),
}


@pytest.mark.parametrize(("body", "means"), BODIES.values(), ids=BODIES.keys())
async def test_an_answer_that_is_none(
    fake: FakeOnelink, source: Onelink, body: Answered, means: type[SourceError]
) -> None:
    fake.overrides["sim-status"] = body
    with pytest.raises(SourceError) as error:
        await source.find(NUMBER)
    assert type(error.value) is means


MISSING: dict[str, set[Facet]] = {
    "sim-basic-info": {Facet.BINDING},  # the separation is asked for by telephone number
    "sim-stop-reason": {Facet.CAUSES},
    "sim-manage-stop-restart-status": {Facet.CAUSES},
    "sim-communication-function-status": {Facet.BLOCK},
    "card-bind-status": {Facet.BINDING},
    "sim-imei": {Facet.BINDING},
    "sim-real-name-status": {Facet.REAL_NAME},
    "sim-session": {Facet.SESSION},
    "sim-data-usage": {Facet.USAGE},
    "sim-data-margin": {Facet.PLAN},
    "region-limit-status": {Facet.REGION},
}
FAILING: dict[str, tuple[Answered, str]] = {
    "down": (Answered(503, b""), "down"),
    "throttled": (Answered(429, b""), "throttled"),
    "a page": (Answered(200, b"<html>"), "bad_answer"),
    "nothing in it": (as_json(fine({})), "bad_answer"),
    "not found": (as_json(refused("12010")), "unclassified"),
    "another card": (as_json(fine({"iccid": "89860012345678901234"})), "bad_answer"),
}


@pytest.mark.parametrize(("body", "reason"), FAILING.values(), ids=FAILING.keys())
@pytest.mark.parametrize(("name", "facets"), MISSING.items())
async def test_a_question_that_fails_is_a_gap(
    fake: FakeOnelink, source: Onelink, name: str, facets: set[Facet], body: Answered, reason: str
) -> None:
    fake.overrides[name] = body
    card = await found(source)
    assert (card.state, card.gaps) == (State.SUSPENDED, dict.fromkeys(facets, reason))


def test_every_question_may_fail() -> None:
    asked = {question["path"].rpartition("/")[2] for question in TABLE.more["questions"].values()}
    assert asked == {*MISSING, "sim-status"} == set(RESULTS)


async def test_a_slow_status_is_down_and_a_slow_question_a_gap(
    fake: FakeOnelink, source: Onelink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "FACETS_WITHIN", 0.3)
    fake.delays["sim-session"] = 30
    card = await found(source)
    assert (card.state, card.online, card.gaps[Facet.SESSION]) == (State.SUSPENDED, None, "down")
    fake.delays["sim-status"] = 30
    async with asking_of(fake, first=5000, seconds=0.05) as hasty:
        with pytest.raises(SourceDown):
            await hasty.find(NUMBER)


async def test_it_says_what_is_wrong_with_the_account(fake: FakeOnelink, source: Onelink) -> None:
    await source.probe()
    assert [name for name, _ in fake.asked] == ["token", "sim-status"]
    async with asking_of(fake, password="wrong", first=5000) as wrong:
        with pytest.raises(AuthFailed, match="12022"):
            await wrong.probe()


async def test_secrets_stay_out_of_errors_and_logs(
    fake: FakeOnelink, source: Onelink, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # as bot/commands/logs.py does
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    bodies = [*(body for body, _ in BODIES.values()), *(as_json(refused(code)) for code, _, _ in CODES.values())]
    for name in ("sim-status", "token"):
        for body in bodies:
            fake.overrides = {name: body}
            if name == "token":
                fake.expire()
            try:
                await source.find(NUMBER)
            except SourceError as error:
                said = f"{error!s} {error!r} {error.__cause__!r} {error.text}"
                assert not any(secret in said for secret in (PASSWORD, APP_ID, NUMBER.number, "token-"))
    assert PASSWORD not in caplog.text
    assert "token-" not in caplog.text


MERGED: Json = {key: value for result in RESULTS.values() for key, value in result.items()}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["status", "result", "token", "ttl", *MERGED]), inner, max_size=6)
    ),
    max_leaves=12,
)


@settings(max_examples=50, deadline=None)
@given(odd=JSON, part=st.dictionaries(st.sampled_from([*MERGED, "token", "ttl"]), JSON, max_size=20))
async def test_any_json_is_a_card_or_an_error_of_ours(odd: Any, part: Json) -> None:
    account = OnelinkSettings(app_id=APP_ID, password=SecretStr(PASSWORD))
    for told in (odd, fine(odd), fine({"token": "t", **MERGED, **part})):
        body = json.dumps(told).encode()
        transport = httpx.MockTransport(lambda _, body=body: httpx.Response(200, content=body))
        async with client(transport=transport) as http:
            for wanted in (NUMBER, Msisdn(MSISDN)):
                try:
                    seen = await Onelink(account, http, lambda: NOW).find(wanted)
                except SourceError:
                    continue
                assert seen is None or str(seen).encode()


# How it asks


async def test_a_card_is_asked_about_a_few_questions_at_once_each_one_once(fake: FakeOnelink, source: Onelink) -> None:
    fake.delays = dict.fromkeys(RESULTS, 0.005)
    await found(source)
    assert fake.most_at_once == AT_ONCE
    assert sorted(name for name, _ in fake.asked) == sorted(["token", *RESULTS])


async def test_an_absent_card_is_asked_about_no_longer(fake: FakeOnelink, source: Onelink) -> None:
    fake.delays = dict.fromkeys(RESULTS.keys() - {"sim-status"}, 0.3)
    fake.results["sim-status"]["cardStatus"] = "99"
    assert await source.find(NUMBER) is None
    assert len(fake.asked) <= 1 + AT_ONCE


async def test_what_hardly_changes_is_asked_for_once_an_hour(fake: FakeOnelink) -> None:
    now = [NOW]
    fake._now = lambda: now[0]  # noqa: SLF001 - it lives by the same clock
    account = OnelinkSettings(app_id=APP_ID, password=SecretStr(PASSWORD), base_url=fake.url)
    async with client(timeout=2.0) as http:
        source = Onelink(account, http, lambda: now[0])
        for minutes, times in ((0, 1), (59, 1), (60, 2), (61, 2)):
            now[0] = NOW + timedelta(minutes=minutes)
            assert (await found(source)).msisdn == MSISDN
            assert (fake.calls("sim-basic-info"), fake.calls("region-limit-status")) == (times, times)


async def test_a_region_that_was_asked_for_too_often_is_left_alone(fake: FakeOnelink, source: Onelink) -> None:
    fake.overrides |= {name: Answered(429, b"") for name in ("region-limit-status", "sim-basic-info")}
    for _ in range(2):
        gaps = (await found(source)).gaps
        assert gaps == {Facet.REGION: "throttled", Facet.BINDING: "throttled"}
    assert fake.calls("region-limit-status") == 1
    assert fake.calls("sim-basic-info") > 1


async def test_a_telephone_number_finds_the_card_of_no_other(fake: FakeOnelink, source: Onelink) -> None:
    assert await found(source, Msisdn(MSISDN)) == KNOWN
    assert fake.calls("sim-basic-info") == 1
    assert await source.find(Msisdn("1064800000002")) is None
    fake.results["sim-basic-info"]["msisdn"] = "1064800000002"
    with pytest.raises(BadAnswer):
        await source.find(Msisdn(MSISDN))
