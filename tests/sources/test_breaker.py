"""The breaker: a platform that is down is left alone, and asked again after a while by one."""

import asyncio

import pytest

from bot.domain.card import State
from bot.errors import AuthFailed, BadAnswer, ClockSkewed, NotYours, SourceDown, SourceError, Throttled, Unclassified
from bot.sources.breaker import FAILURES, PAUSE, Breaker
from tests.sources.platform import Answer, FakePlatform, FakeTime, until
from tests.store.cards import TELECOM, card

pytestmark = pytest.mark.anyio
FOUND = card(source="aliyun", state=State.ACTIVE)
DOWN = SourceDown("aliyun", "HTTP 503")


async def ask(source: Breaker, times: int = 1) -> list[object]:
    """Ask one after the other. Return what came back, or the reason why not."""
    said: list[object] = []
    for _ in range(times):
        try:
            said.append(await source.find(TELECOM))
        except SourceError as error:
            said.append(error.reason)
    return said


async def opened(*answers: Answer) -> tuple[Breaker, FakePlatform, FakeTime]:
    """Return a breaker whose platform has just failed often enough, and answers *answers* next."""
    time, platform = FakeTime(), FakePlatform([*[DOWN] * FAILURES, *answers])
    source = Breaker(platform, time)
    assert await ask(source, FAILURES) == ["down"] * FAILURES
    return source, platform, time


async def test_a_platform_that_is_down_is_left_alone() -> None:
    source, platform, time = await opened(FOUND)
    time.now += PAUSE - 0.1
    with pytest.raises(SourceDown) as error:
        await source.find(TELECOM)
    assert (error.value.code, len(platform.asked)) == ("HTTP 503", FAILURES)
    assert error.value is not DOWN


async def test_after_a_while_one_goes_to_see_and_all_may_follow() -> None:
    source, _, time = await opened(FOUND)
    time.now += PAUSE
    assert await ask(source, 3) == [FOUND] * 3


async def test_it_is_still_down() -> None:
    source, platform, time = await opened(DOWN, FOUND)
    time.now += PAUSE
    assert await ask(source, 3) == ["down"] * 3
    assert len(platform.asked) == FAILURES + 1
    time.now += PAUSE
    assert await ask(source) == [FOUND]


async def test_the_others_do_not_follow_before_the_one_is_back() -> None:
    source, platform, time = await opened(FOUND)
    time.now += PAUSE
    platform.gate = asyncio.Event()
    scout = asyncio.create_task(source.find(TELECOM))
    await until(lambda: len(platform.asked) > FAILURES)
    assert await ask(source, 5) == ["down"] * 5
    platform.gate.set()
    assert await scout == FOUND
    assert await ask(source) == [FOUND]


ALIVE: dict[str, Answer] = {
    "a card": FOUND,
    "that there is no such card": None,
    "that it is another's": NotYours("aliyun"),
    "what cannot be read": BadAnswer("aliyun"),
    "a code that nobody knows": Unclassified("aliyun"),
}


@pytest.mark.parametrize("answer", ALIVE.values(), ids=ALIVE.keys())
async def test_only_failures_in_a_row_count(answer: Answer) -> None:
    platform = FakePlatform([*[DOWN] * (FAILURES - 1), answer, *[DOWN] * (FAILURES - 1), FOUND])
    said = await ask(Breaker(platform, FakeTime()), 2 * FAILURES)
    assert said[-1] == FOUND


async def test_too_many_questions_are_neither_a_failure_nor_a_recovery() -> None:
    platform = FakePlatform([*[DOWN] * (FAILURES - 1), *[Throttled("aliyun")] * 9, DOWN, FOUND])
    said = await ask(Breaker(platform, FakeTime()), FAILURES + 10)
    assert said[-2:] == ["down", "down"]
    assert len(platform.asked) == FAILURES + 9


@pytest.mark.parametrize("refusal", [AuthFailed("aliyun"), ClockSkewed("aliyun")], ids=["password", "clock"])
async def test_who_is_refused_once_does_not_try_on(refusal: AuthFailed) -> None:
    time, platform = FakeTime(), FakePlatform([refusal, FOUND])
    source = Breaker(platform, time)
    assert await ask(source, 3) == ["auth"] * 3
    assert len(platform.asked) == 1
    time.now += PAUSE
    assert await ask(source) == [FOUND]


async def test_what_takes_too_long_is_down() -> None:
    time, platform = FakeTime(), FakePlatform([FOUND], gate=asyncio.Event())
    source = Breaker(platform, time)
    for _ in range(FAILURES):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(source.find(TELECOM), 0.001)
    assert await ask(source) == ["down"]
    assert len(platform.asked) == FAILURES
