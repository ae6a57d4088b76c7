"""The short memory: it spares asks, and never keeps what may be otherwise in a moment."""

from dataclasses import replace

import pytest

from bot.domain.card import Facet, State
from bot.domain.iccid import Iccid, Msisdn
from bot.errors import NotYours, SourceDown, SourceError, Throttled
from bot.sources.cached import SECONDS, Cached
from tests.sources.platform import Answer, FakePlatform, FakeTime
from tests.store.cards import MOBILE, TELECOM, UNICOM, card

pytestmark = pytest.mark.anyio
STOPPED = card(source="aliyun", state=State.SUSPENDED)
BACK = card(source="aliyun", state=State.ACTIVE)


async def test_who_asks_again_at_once_is_told_the_same() -> None:
    time, platform = FakeTime(), FakePlatform([STOPPED, BACK])
    cached = Cached(platform, time)
    assert await cached.find(TELECOM) == STOPPED
    time.now += SECONDS - 0.1
    assert await cached.find(Iccid(TELECOM.key)) == STOPPED
    assert len(platform.asked) == 1


async def test_who_has_paid_and_checks_again_is_told_what_is_new() -> None:
    time, platform = FakeTime(), FakePlatform([STOPPED, BACK])
    cached = Cached(platform, time)
    await cached.find(TELECOM)
    time.now += SECONDS
    assert await cached.find(TELECOM) == BACK


NOT_KEPT: dict[str, Answer] = {
    "that there is no such card": None,
    "that it is another's": NotYours("aliyun"),
    "a failure": SourceDown("aliyun"),
    "a card with a gap": replace(STOPPED, gaps={Facet.USAGE: "down"}),
}


@pytest.mark.parametrize("answer", NOT_KEPT.values(), ids=NOT_KEPT.keys())
async def test_what_may_be_otherwise_in_a_moment_is_not_kept(answer: Answer) -> None:
    cached = Cached(FakePlatform([answer, BACK]), FakeTime())
    try:
        assert await cached.find(TELECOM) == answer
    except SourceError as error:
        assert error is answer  # noqa: PT017 - either way it is what the platform answered
    assert await cached.find(TELECOM) == BACK


async def test_a_failure_does_not_drop_what_is_kept_of_others() -> None:
    platform = FakePlatform([STOPPED, Throttled("aliyun")])
    cached = Cached(platform, FakeTime())
    await cached.find(TELECOM)
    with pytest.raises(Throttled):
        await cached.find(Msisdn("1064912345678"))
    assert await cached.find(TELECOM) == STOPPED


async def test_it_keeps_no_more_than_so_many() -> None:
    platform = FakePlatform([STOPPED])
    cached = Cached(platform, FakeTime(), most=2)
    for wanted in (TELECOM, UNICOM, MOBILE, TELECOM, UNICOM, MOBILE):
        await cached.find(wanted)
    assert len(cached._kept) <= 3  # noqa: SLF001 - two, and the one just found
    assert len(platform.asked) > 3


async def test_it_is_the_platform_in_all_else() -> None:
    platform = FakePlatform([STOPPED], name="onelink", carriers=frozenset())
    cached = Cached(platform, FakeTime())
    await cached.probe()
    assert (cached.name, cached.carriers, platform.probed) == ("onelink", frozenset(), 1)
