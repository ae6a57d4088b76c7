"""The pace of an account: never more in a second than the platform allows, however many ask."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.card import Facet, State
from bot.errors import SourceDown, Throttled
from bot.sources.limited import PATIENCE, Limited
from tests.sources.platform import FakePlatform, FakeTime, until
from tests.store.cards import TELECOM, card

pytestmark = pytest.mark.anyio
FOUND = card(source="aliyun", state=State.ACTIVE)


def limited(platform: FakePlatform, time: FakeTime, a_second: float = 20.0, **more: float) -> Limited:
    return Limited(platform, a_second, monotonic=time, sleep=time.sleep, **more)


async def crowd(source: Limited, count: int) -> int:
    """Ask *count* times at once. Return how many were refused."""
    outcomes = await asyncio.gather(*(source.find(TELECOM) for _ in range(count)), return_exceptions=True)
    assert {type(each) for each in outcomes} <= {type(FOUND), Throttled}
    return sum(isinstance(each, Throttled) for each in outcomes)


@pytest.mark.parametrize("a_second", [0.5, 1.0, 7.0, 20.0, 300.0])
async def test_no_second_sees_more_than_the_platform_allows(a_second: float) -> None:
    time = FakeTime()
    source = limited(FakePlatform([FOUND]), time, a_second, patience=60.0)
    begun: list[float] = []
    for _ in range(200):
        time.slept.clear()
        await source.find(TELECOM)
        time.now += sum(time.slept)
        begun.append(time.now)
    width = max(1.0, 1 / a_second)
    most = max(sum(at <= other < at + width - 1e-9 for other in begun) for at in begun)
    assert most <= max(1, a_second)
    assert begun[-1] - begun[0] < 200 / a_second * 1.5


async def test_who_comes_alone_does_not_wait() -> None:
    time = FakeTime()
    source = limited(FakePlatform([FOUND]), time)
    for _ in range(3):
        assert await source.find(TELECOM) == FOUND
        time.now += 1
    assert time.slept == []


async def test_a_crowd_waits_a_little_and_the_rest_is_refused_at_once() -> None:
    time, platform = FakeTime(), FakePlatform([FOUND])
    refused = await crowd(limited(platform, time), 100)
    assert max(time.slept) <= PATIENCE
    assert len(platform.asked) == 100 - refused
    assert 30 < len(platform.asked) <= 32  # 4 at once, then 14 a second for 2 seconds


async def test_a_card_that_is_not_there_takes_as_many_turns_as_it_is_spelt() -> None:
    time, platform = FakeTime(), FakePlatform([None])
    source = limited(platform, time, 10.0, absent=3.0, patience=1000.0)
    for _ in range(50):
        time.slept.clear()
        await source.find(TELECOM)
        time.now += sum(time.slept)
    assert 50 * 3 / 10 < time.now - 1000 < 50 * 3 / 10 * 1.6


async def test_who_is_refused_takes_nobodys_turn() -> None:
    time, platform = FakeTime(), FakePlatform([FOUND])
    source = limited(platform, time)
    await crowd(source, 1000)
    time.now += PATIENCE + 0.5
    assert await source.find(TELECOM) == FOUND


@pytest.mark.parametrize(
    ("asked_for", "pause"),
    [
        pytest.param(30.0, 30.0, id="as long as it wants"),
        pytest.param(None, 1.0, id="a moment, if it does not say"),
        pytest.param(1e9, 300.0, id="and not for ever"),
    ],
)
async def test_a_platform_that_has_enough_is_left_alone(asked_for: float | None, pause: float) -> None:
    time, platform = FakeTime(), FakePlatform([Throttled("aliyun", retry_after=asked_for), FOUND])
    source = limited(platform, time)
    with pytest.raises(Throttled):
        await source.find(TELECOM)
    time.now += pause - PATIENCE - 0.1
    if pause > PATIENCE:
        with pytest.raises(Throttled, match="our own limit"):
            await source.find(TELECOM)
    time.now += PATIENCE + 0.1
    assert await source.find(TELECOM) == FOUND
    assert len(platform.asked) == 2
    assert time.slept == []


async def test_who_waits_when_the_platform_has_enough_waits_anew() -> None:
    answered, turn = asyncio.Event(), asyncio.Event()
    platform = FakePlatform([Throttled("aliyun", retry_after=30.0), FOUND], gate=answered)

    async def sleep(_: float) -> None:
        await turn.wait()

    source = Limited(platform, 20.0, monotonic=FakeTime(), sleep=sleep)
    asks = [asyncio.ensure_future(source.find(TELECOM)) for _ in range(8)]
    await until(lambda: len(platform.asked) == 4)  # as many as go at once
    answered.set()
    await asyncio.wait(asks[:4])
    turn.set()
    told = await asyncio.gather(*asks, return_exceptions=True)
    assert len(platform.asked) == 4
    assert [each.code for each in told[4:] if isinstance(each, Throttled)] == ["our own limit"] * 4


async def test_a_gap_for_too_many_calls_is_a_sign_as_well() -> None:
    time = FakeTime()
    source = limited(FakePlatform([replace(FOUND, gaps={Facet.USAGE: "throttled"}), FOUND]), time)
    await source.find(TELECOM)
    await source.find(TELECOM)
    assert time.slept == [1.0]


async def test_another_failure_is_none_of_its_business() -> None:
    time = FakeTime()
    source = limited(FakePlatform([SourceDown("aliyun"), FOUND]), time)
    with pytest.raises(SourceDown):
        await source.find(TELECOM)
    assert await source.find(TELECOM) == FOUND
    assert time.slept == []
