"""OneLink's token: got once for everybody, replaced once when it ends, never fought over."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr

from bot.domain.card import Card, State
from bot.domain.iccid import Iccid
from bot.errors import AuthFailed, BadAnswer, SourceDown, SourceError
from bot.settings.platforms import OnelinkSettings
from bot.sources.onelink import Onelink
from tests.loopback import Answered
from tests.sources.fake_onelink import APP_ID, ICCID, PASSWORD, FakeOnelink, as_json, fine, refused
from tests.sources.serving import client

pytestmark = pytest.mark.anyio
START = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
NUMBER = Iccid(ICCID)


class Time:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
async def fake(clock: Time) -> AsyncIterator[FakeOnelink]:
    async with FakeOnelink(clock) as served:
        yield served


@asynccontextmanager
async def asking_of(fake: FakeOnelink, clock: Time, first: int = 0) -> AsyncIterator[Onelink]:
    account = OnelinkSettings(app_id=APP_ID, password=SecretStr(PASSWORD), base_url=fake.url)
    async with client(timeout=2.0) as http:
        yield Onelink(account, http, clock, nonce=lambda: first)


@pytest.fixture
async def source(fake: FakeOnelink, clock: Time) -> AsyncIterator[Onelink]:
    async with asking_of(fake, clock) as opened:
        yield opened


async def whole(source: Onelink) -> Card:
    card = await source.find(NUMBER)
    assert card is not None
    assert (card.state, card.gaps) == (State.SUSPENDED, {})
    return card


async def test_one_token_serves_everybody(fake: FakeOnelink, source: Onelink) -> None:
    fake.delays["token"] = 0.02
    await asyncio.gather(*(whole(source) for _ in range(10)))
    assert fake.calls("token") == 1


async def test_a_token_that_ends_early_is_replaced_once_by_all_who_hold_it(fake: FakeOnelink, source: Onelink) -> None:
    await whole(source)
    fake.expire()
    fake.delays["token"] = 0.02
    await asyncio.gather(*(whole(source) for _ in range(10)))
    assert (fake.calls("token"), fake.tokens, fake.rotated) == (2, 2, 0)


async def test_a_token_that_ends_between_two_questions_is_replaced(fake: FakeOnelink, source: Onelink) -> None:
    fake.delays |= {"sim-status": 0.05, "sim-imei": 0.02}
    asked = asyncio.create_task(whole(source))
    await fake.reached["sim-imei"].wait()
    fake.expire()
    await asked
    assert fake.calls("token") == 2


async def test_a_token_that_another_program_got_is_used_too(fake: FakeOnelink, clock: Time, source: Onelink) -> None:
    async with asking_of(fake, clock, 50_000_000) as other:
        await whole(source)
        fake.expire()
        await whole(other)
        await whole(source)
    assert (fake.tokens, fake.rotated) == (2, 0)


async def test_the_same_token_again_is_no_new_one(fake: FakeOnelink, source: Onelink) -> None:
    await whole(source)
    stale, fake.valid = fake.valid, "token-of-nobody"
    fake.overrides["token"] = as_json(fine({"token": stale}))
    with pytest.raises(AuthFailed, match="12021"):
        await source.find(NUMBER)
    asked = [params.get("refresh") for name, params in fake.asked if name == "token"][1:3]
    assert asked == ["0", None]


async def test_a_token_that_is_never_good_is_no_endless_round(fake: FakeOnelink, source: Onelink) -> None:
    fake.overrides["sim-status"] = as_json(refused("12021"))
    with pytest.raises(AuthFailed):
        await source.find(NUMBER)
    assert fake.calls("sim-status") == 2


LIVES: list[tuple[Any, int]] = [
    ("3600", 3540),
    (3600, 3540),
    ("60", 54),
    (None, 3000),
    ("soon", 3000),
    ("-5", 3000),
    ("99999999999999999999", 3000),
    ("86400", 7140),
]


@pytest.mark.parametrize(("ttl", "seconds"), LIVES)
async def test_a_token_is_used_a_little_less_than_it_lives(
    fake: FakeOnelink, clock: Time, source: Onelink, ttl: Any, seconds: int
) -> None:
    fake.ttl = ttl
    await whole(source)
    for later, times in ((seconds - 1, 1), (seconds, 2)):
        clock.now = START + timedelta(seconds=later)
        await whole(source)
        assert fake.calls("token") == times


REFUSALS: dict[str, tuple[Answered, type[SourceError]]] = {
    "a wrong password": (as_json(refused("12022")), AuthFailed),
    "away": (Answered(503, b""), SourceDown),
    "no token": (as_json(fine({"ttl": "3600"})), BadAnswer),
    "a token that fits no address": (as_json(fine({"token": "\ud800"})), BadAnswer),
    "a token without end": (as_json(fine({"token": "t" * 100_000})), BadAnswer),
    "a page": (Answered(200, b"<html>"), BadAnswer),
}


@pytest.mark.parametrize(("body", "means"), REFUSALS.values(), ids=REFUSALS.keys())
async def test_all_who_wait_share_a_refusal_and_who_comes_later_tries_again(
    fake: FakeOnelink, source: Onelink, body: Answered, means: type[SourceError]
) -> None:
    fake.delays["token"] = 0.02
    fake.overrides["token"] = body
    errors = await asyncio.gather(*(source.find(NUMBER) for _ in range(10)), return_exceptions=True)
    assert {type(error) for error in errors} == {means}
    assert len({id(error) for error in errors}) == 10
    assert fake.calls("token") == 1
    fake.overrides = {}
    await whole(source)


async def test_who_gives_up_leaves_the_others_their_token(fake: FakeOnelink, source: Onelink) -> None:
    fake.delays["token"] = 0.03
    first, second = asyncio.create_task(whole(source)), asyncio.create_task(whole(source))
    await fake.reached["token"].wait()
    first.cancel()
    assert (await second).iccid == NUMBER
    assert first.cancelled()


async def test_requests_are_counted_over_the_end_of_eight_digits(fake: FakeOnelink, clock: Time) -> None:
    async with asking_of(fake, clock, 99_999_998) as source:
        await whole(source)
    counted = {params["transid"][-8:] for _, params in fake.asked}
    assert counted >= {"99999998", "99999999", "00000000", "00000001"}
