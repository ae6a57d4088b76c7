"""An in-house API behind a mapping: what its file may say, and what its answers then mean."""

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.domain.card import Card, Cause, Pool, RealName, State
from bot.domain.iccid import Carrier, Iccid, Msisdn
from bot.errors import (
    AddressRefused,
    AuthFailed,
    BadAnswer,
    NotYours,
    SourceDown,
    SourceError,
    Throttled,
    Unclassified,
)
from bot.settings.platforms import HttpSettings
from bot.sources.http import Http
from tests.loopback import Answered
from tests.sources.contract import SourceContract
from tests.sources.fake_http import ANSWER, EXAMPLE, KEY, FakeHttp, block
from tests.sources.serving import BODIES, answering, any_json, as_json, client, said_by

pytestmark = pytest.mark.anyio
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 12, tzinfo=SHANGHAI)
MAPPING = EXAMPLE.read_text(encoding="utf-8")
CARD: dict[str, Any] = ANSWER["data"]["card"]
NUMBER = Iccid(CARD["iccid"])
KNOWN = Card(
    iccid=NUMBER,
    source="http",
    as_of=NOW,
    msisdn="1064912345678",
    state=State.SUSPENDED,
    causes=frozenset({Cause.QUOTA}),
    plan="100MB/月",
    quota_mb=100.0,
    used_mb=100.3,
    plan_expires_on=date(2027, 3, 31),
    pool=Pool.SINGLE,
    real_name=RealName.VERIFIED,
    current_imei="860000000000001",
    online=False,
    last_seen=datetime(2025, 11, 22, 0, tzinfo=SHANGHAI),
    auto_renew=False,
    raw="status=2 stopReasons=FLOW realName=1",
)
SECRETS = (KEY, "t0ken", NUMBER.number)
PATH = "/api/card?no={iccid}&tel={msisdn}"


@asynccontextmanager
async def asking_of(
    fake: FakeHttp, mapping: Path = EXAMPLE, path: str = PATH, key: str = KEY, seconds: float = 10
) -> AsyncIterator[Http]:
    account = HttpSettings(url=fake.url + path, headers={"X-Key": SecretStr(key)}, mapping=mapping)
    async with client(timeout=seconds) as http:
        yield Http(account, http, lambda: NOW)


@pytest.fixture
async def fake() -> AsyncIterator[FakeHttp]:
    async with FakeHttp() as served:
        yield served


@pytest.fixture
async def source(fake: FakeHttp) -> AsyncIterator[Http]:
    async with asking_of(fake) as opened:
        yield opened


class TestContract(SourceContract):
    @pytest.fixture
    async def source(self, fake: FakeHttp) -> AsyncIterator[Http]:
        async with asking_of(fake) as opened:
            yield opened

    @pytest.fixture
    def known(self) -> Card:
        return KNOWN

    @pytest.fixture
    def absent(self) -> Iccid:
        return Iccid("89860000000000000000")


def test_the_document_shows_the_example_as_it_is() -> None:
    assert block("toml") == MAPPING


async def test_the_mapping_says_whose_cards_it_holds(source: Http) -> None:
    assert source.carriers == {Carrier.TELECOM, Carrier.UNICOM}


# What an answer means


async def told(source: Http, fake: FakeHttp, **changed: Any) -> Card:
    fake.card = {**CARD, **changed}
    card = await source.find(NUMBER)
    assert card is not None
    return card


def written(tmp_path: Path, *lines: str) -> Path:
    """Return the example's mapping with *lines* in place of those that have the same name, or beside them."""
    text = MAPPING
    for line in lines:
        part, _, entry = line.partition(" ")
        head = f"\n[{part}]"
        text = text.replace(head, f"{head}\n{entry}", 1) if head in text else f"{text}{head}\n{entry}"
    path = tmp_path / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("status", "reasons", "state", "causes"),
    [
        (0, [], State.UNUSED, set()),
        ("1", [], State.ACTIVE, set()),
        (1, "NONE", State.ACTIVE, set()),
        (1, ["NONE", "OWNER"], State.ACTIVE, {Cause.SELF_SERVICE}),
        (2, "FLOW,REALNAME", State.SUSPENDED, {Cause.QUOTA, Cause.REAL_NAME}),
        (2, "FLOW、OPERATOR", State.SUSPENDED, {Cause.QUOTA, Cause.CARRIER}),
        (2, ["MOON"], State.SUSPENDED, {Cause.UNSPECIFIED}),
        (2, None, State.SUSPENDED, set()),
        (2, {"x": 1}, State.SUSPENDED, set()),
        (3, None, State.STOPPED, {Cause.PLAN_EXPIRED}),
        (9, None, State.CANCELLED, set()),
        ("01", None, None, set()),
        (7, None, None, set()),
        (True, None, None, set()),
    ],
)
async def test_a_status_is_a_state_and_its_causes(
    fake: FakeHttp, source: Http, status: Any, reasons: Any, state: State | None, causes: set[Cause]
) -> None:
    card = await told(source, fake, status=status, stopReasons=reasons)
    assert (card.state, set(card.causes)) == (state, causes)
    assert (card.raw or "").startswith(f"status={str(status).lower()}")


FIELDS: dict[str, tuple[str, dict[str, Any], str, Any]] = {
    "true and false are codes": ("states true = {state = 'active'}", {"status": True}, "state", State.ACTIVE),
    "a flag of its own": ("states 5 = {}", {"autoRenew": "Y"}, "auto_renew", True),
    "an unknown flag": ("states 5 = {}", {"autoRenew": "perhaps"}, "auto_renew", None),
    "a unit that is written": ("states 5 = {}", {"package": {"used": "1.5GB"}}, "used_mb", 1536.0),
    "a unit that is not": ("tells test_used_mb = 'test'", {"test": "3"}, "test_used_mb", None),
    "a carrier": ("tells carrier = 'net'|carriers CT = 'telecom'", {"net": "CT"}, "carrier", Carrier.TELECOM),
    "another carrier": ("tells carrier = 'net'|carriers CT = 'telecom'", {"net": "CX"}, "carrier", None),
    "months": ("tells test_months = 'm'", {"m": 3}, "test_months", 3),
    "no months": ("tells test_months = 'm'", {"m": "12"}, "test_months", None),
    "an IMSI": ("tells imsi = 'imsi'", {"imsi": 460110000000001}, "imsi", "460110000000001"),
    "a day": ("tells opened_on = 'o'", {"o": "2026-01-15 10:00:00"}, "opened_on", date(2026, 1, 15)),
    "a day in another form": (
        "states 5 = {}",
        {"package": {"expire": "01/04/2027"}},
        "plan_expires_on",
        date(2027, 4, 1),
    ),
    "a day in a wrong form": ("states 5 = {}", {"package": {"expire": "2027-04-01"}}, "plan_expires_on", None),
    "a time that is none": ("states 5 = {}", {"session": {"time": "1e999"}}, "last_seen", None),
    "a time out of range": ("states 5 = {}", {"session": {"time": 10**17}}, "last_seen", None),
    "when it was true": ("tells as_of = 't'", {"t": "2026-11-20 08:00:00"}, "as_of", NOW.replace(day=20, hour=8)),
    "never later than now": ("tells as_of = 't'", {"t": "2027-11-20 08:00:00"}, "as_of", NOW),
}


@pytest.mark.parametrize(("line", "changed", "field", "means"), FIELDS.values(), ids=FIELDS.keys())
async def test_a_field_means(
    fake: FakeHttp, tmp_path: Path, line: str, changed: dict[str, Any], field: str, means: Any
) -> None:
    async with asking_of(fake, written(tmp_path, *line.split("|"))) as source:
        assert getattr(await told(source, fake, **changed), field) == means


@pytest.mark.parametrize(
    ("form", "expire", "last"),
    [
        ("seconds", 1806508800, date(2027, 3, 31)),
        ("milliseconds", "1806508799000", date(2027, 3, 31)),
        ("%d.%m.%Y %H:%M", "01.04.2027 00:00", date(2027, 3, 31)),
        ("%d.%m.%Y %H:%M%z", "31.03.2027 16:00+0000", date(2027, 3, 31)),
        ("%d.%m.%Y", "31.03.2027", date(2027, 3, 31)),
        ("seconds", "soon", None),
    ],
)
async def test_an_expiry_is_the_last_valid_day(
    fake: FakeHttp, tmp_path: Path, form: str, expire: Any, last: date | None
) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(MAPPING.replace("%d/%m/%Y", form), encoding="utf-8")
    async with asking_of(fake, path) as source:
        assert (await told(source, fake, package={"expire": expire})).plan_expires_on == last


# What an answer that is none means

ANSWERS: dict[str, tuple[Answered, type[SourceError] | None]] = {
    "not found": (as_json({"code": 1001}), None),
    "not found, status 200 or not": (as_json({"code": "1001"}, 404), None),
    "not found, and slow down": (as_json({"code": 1001}, 429), None),
    "not found by status": (Answered(404, b"<html>", "text/html"), None),
    "another account's": (as_json({"code": 1002}), NotYours),
    "too often": (as_json({"code": 1003}), Throttled),
    "an unknown code": (as_json({"code": 77}), Unclassified),
    "an unknown code goes before the status": (as_json({"code": "NO_ROUTE"}, 404), Unclassified),
    "no code": (as_json({"data": {"card": CARD}}), BadAnswer),
    "no card": (as_json({"code": 0, "data": None}), BadAnswer),
    "an empty card": (as_json({"code": 0, "data": {"card": {}}}), BadAnswer),
    "a card without a status": (as_json({"code": 0, "data": {"card": {"iccid": NUMBER.number}}}), BadAnswer),
    "another card": (as_json({"code": 0, "data": {"card": {**CARD, "iccid": "89861125021012340027"}}}), BadAnswer),
    "no card number": (as_json({"code": 0, "data": {"card": {**CARD, "iccid": "x"}}}), BadAnswer),
    "a fine code with a bad status": (as_json({"code": 0, "data": {"card": CARD}}, 500), SourceDown),
    "not let in": (as_json({}, 401), AuthFailed),
    "sent elsewhere": (Answered(302, b""), Unclassified),
    "half an answer": (Answered(200, json.dumps(ANSWER).encode()[:99]), BadAnswer),
    **BODIES,
}


@pytest.mark.parametrize(("answer", "means"), ANSWERS.values(), ids=ANSWERS.keys())
async def test_an_answer_means(fake: FakeHttp, source: Http, answer: Answered, means: type[SourceError] | None) -> None:
    fake.overrides["card"] = answer
    if means is None:
        assert await source.find(NUMBER) is None
        return
    with pytest.raises(SourceError) as error:
        await source.find(NUMBER)
    assert type(error.value) is means


async def test_an_operator_may_say_more(fake: FakeHttp, tmp_path: Path) -> None:
    more = written(tmp_path, "answer empty = 'not_found'", "errors '78' = 'address'\n'HTTP 204' = 'not_found'")
    async with asking_of(fake, more) as source:
        fake.overrides["card"] = as_json({"code": 0, "data": None})
        assert await source.find(NUMBER) is None
        fake.overrides["card"] = Answered(204, b"")
        assert await source.find(NUMBER) is None
        fake.overrides["card"] = as_json({"code": "78", "traceId": "T-9"})
        with pytest.raises(AddressRefused) as error:
            await source.find(NUMBER)
    assert (error.value.code, error.value.request_id) == ("78", "T-9")


async def test_without_codes_the_status_alone_tells(fake: FakeHttp, tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text('tells.state = "s"\nstates.on = {state = "active"}\n', encoding="utf-8")
    async with asking_of(fake, path) as source:
        fake.overrides["card"] = as_json({"s": "on"})
        card = await source.find(NUMBER)
        assert card == Card(iccid=NUMBER, source="http", as_of=NOW, state=State.ACTIVE, raw="s=on")
        fake.overrides["card"] = Answered(404, b"{}")
        with pytest.raises(Unclassified):
            await source.find(NUMBER)


async def test_a_slow_answer_is_none(fake: FakeHttp) -> None:
    fake.delays["card"] = 30
    async with asking_of(fake, seconds=0.05) as hasty:
        with pytest.raises(SourceDown):
            await hasty.find(NUMBER)


# How it asks


async def test_only_what_has_a_place_in_the_address_is_asked_for(fake: FakeHttp, tmp_path: Path) -> None:
    async with asking_of(fake, path="/card/{iccid}") as source:
        assert await source.find(Msisdn("1064912345678")) is None
        assert fake.calls == []
    async with asking_of(fake, path="/card?tel={msisdn}") as source:
        assert await source.find(NUMBER) is None
        assert fake.calls == []
        assert await source.find(Msisdn("1064912345678")) == KNOWN
    nameless = tmp_path / "nameless.toml"
    nameless.write_text(MAPPING.replace('iccid = "iccid"\n', ""), encoding="utf-8")
    async with asking_of(fake, nameless) as source:
        assert await source.find(Msisdn("1064912345678")) is None
        assert await source.find(NUMBER) == KNOWN


async def test_another_cards_telephone_number_is_a_bad_answer(fake: FakeHttp, source: Http) -> None:
    fake.overrides["card"] = as_json(ANSWER)
    with pytest.raises(BadAnswer):
        await source.find(Msisdn("1064900000001"))


async def test_the_probe_says_whether_it_can_be_asked(fake: FakeHttp, source: Http) -> None:
    await source.probe()
    assert fake.asked[-1] == ("card", {"no": "89860000000000000000"})
    async with asking_of(fake, path="/card?tel={msisdn}") as by_number:
        await by_number.probe()
    async with asking_of(fake, key="wrong") as stranger:
        with pytest.raises(AuthFailed):
            await stranger.probe()


async def test_secrets_stay_out_of_errors_and_logs(fake: FakeHttp, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    said: list[str] = []
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)  # as bot/commands/logs.py does
    async with asking_of(fake, path="/t0ken/{iccid}") as source:
        for answer, _ in ANSWERS.values():
            fake.overrides["card"] = answer
            try:
                await source.find(NUMBER)
            except SourceError as error:
                said.append(said_by(error))
    assert len(said) > len(BODIES)
    assert [each for each in said if any(secret in each for secret in (*SECRETS, fake.url))] == []
    assert not any(secret in caplog.text for secret in SECRETS)


# Whatever comes

JSON = any_json(*CARD, "imei", "\ud800")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(odd=JSON, card=st.dictionaries(st.sampled_from([*CARD]), JSON, max_size=14))
async def test_any_json_is_a_card_or_an_error_of_ours(odd: Any, card: dict[str, Any]) -> None:
    account = HttpSettings(url="https://cards.example/{iccid}", mapping=EXAMPLE)
    for said in (odd, {"code": odd}, {"code": 0, "data": {"card": odd}}, {"code": 0, "data": {"card": CARD | card}}):
        async with answering(said) as http:
            try:
                seen = await Http(account, http, lambda: NOW).find(NUMBER)
            except SourceError:
                continue
            assert seen is None or str(seen).encode()
