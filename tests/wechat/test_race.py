"""The race: who waits, until when, and what is forgotten."""

import asyncio

import pytest

from bot.channels.wechat.race import DELIVERIES, Race
from bot.channels.wechat.timing import Timing
from bot.commands.serving import GRACE

pytestmark = pytest.mark.anyio


class Hours:
    """A clock that a test moves; sleepers sleep until the test lets them."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []
        self.up = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await self.up.wait()

    @property
    def timing(self) -> Timing:
        return Timing(sleep=self.sleep, monotonic=lambda: self.now)


async def never() -> None:
    await asyncio.Event().wait()


def test_a_delivery_is_held_longer_than_wechat_waits_and_no_longer_than_the_process() -> None:
    assert 5 < Timing().hold < GRACE


async def test_who_holds_is_let_go_when_wechat_hangs_up() -> None:
    gone = asyncio.Event()

    async def hung_up() -> None:
        await gone.wait()

    holding = asyncio.create_task(Race(Hours().timing).hold(hung_up))
    await asyncio.sleep(0.01)
    assert not holding.done()
    gone.set()
    await holding


async def test_a_delivery_waits_for_the_deadline_and_holds_until_wechat_has_hung_up() -> None:
    hours = Hours()
    race = Race(hours.timing)
    hours.up.set()
    with race.delivery("a") as question:
        assert await race.wait(question) is False
    await race.hold(never)
    assert hours.slept == [4.5, 2.5]


async def test_what_is_told_wakes_all_who_wait_and_is_kept_for_those_who_come() -> None:
    race = Race(Hours().timing)
    with race.delivery("a") as one, race.delivery("a") as other:
        waiting = asyncio.gather(race.wait(one), race.wait(other))
        await asyncio.sleep(0)
        assert race.claim("a")
        race.tell("a", "page")
        assert all(await waiting)
    with race.delivery("a") as late:
        assert await race.wait(late)
        assert (late.page, late.deliveries, late.is_last) == ("page", DELIVERIES, True)


async def test_nobody_can_be_claimed_who_does_not_wait() -> None:
    race = Race(Hours().timing)
    assert not race.claim("never delivered")
    with race.delivery("a"):
        assert not race.claim("b")
        assert race.claim("a")
    assert not race.claim("a")


async def test_who_is_claimed_does_not_give_up_at_the_deadline() -> None:
    hours = Hours()
    race = Race(hours.timing)
    with race.delivery("a") as question:
        assert race.claim("a")
        hours.up.set()
        waiting = asyncio.create_task(race.wait(question))
        while len(hours.slept) < 2:  # noqa: ASYNC110 - its second wait begins when the first is over
            await asyncio.sleep(0)
        race.tell("a", "page")
        assert await waiting


async def test_a_claim_can_be_taken_back() -> None:
    hours = Hours()
    race = Race(hours.timing)
    with race.delivery("a") as question:
        assert race.claim("a")
        race.release("a")
        hours.up.set()
        assert await race.wait(question) is False


async def test_what_nobody_has_touched_for_two_minutes_is_forgotten() -> None:
    hours = Hours()
    race = Race(hours.timing)
    race.tell("old", "page")
    hours.now = 60.0
    race.tell("young", "page")
    hours.now = 121.0
    with race.delivery("old") as old, race.delivery("young") as young:
        assert (old.page, young.page) == (None, "page")


async def test_who_waits_is_never_forgotten() -> None:
    hours = Hours()
    race = Race(hours.timing)
    with race.delivery("a") as question:
        hours.now = 1000.0
        with race.delivery("b"):
            race.tell("a", "page")
        assert question.page == "page"
