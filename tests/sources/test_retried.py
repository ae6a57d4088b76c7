"""Asking once more: only where it may help, and never for long."""

from collections.abc import Iterator

import pytest
import stamina
from stamina.instrumentation import get_on_retry_hooks

from bot.domain.card import State
from bot.errors import AuthFailed, BadAnswer, NotYours, SourceDown, SourceError, Throttled, Unclassified
from bot.sources.retried import ATTEMPTS, Retried
from tests.sources.platform import FakePlatform
from tests.store.cards import TELECOM, card

pytestmark = pytest.mark.anyio
FOUND = card(source="aliyun", state=State.ACTIVE)


@pytest.fixture(autouse=True)
def no_pauses() -> Iterator[None]:
    with stamina.set_testing(True, attempts=ATTEMPTS):
        yield


async def test_a_platform_that_was_down_for_a_moment() -> None:
    platform = FakePlatform([SourceDown("aliyun"), FOUND])
    assert await Retried(platform).find(TELECOM) == FOUND


async def test_a_platform_that_stays_down_is_asked_twice() -> None:
    platform = FakePlatform([SourceDown("aliyun", "HTTP 503")])
    with pytest.raises(SourceDown) as error:
        await Retried(platform).find(TELECOM)
    assert error.value.code == "HTTP 503"
    assert len(platform.asked) == 2


OTHERS: tuple[SourceError, ...] = tuple(
    kind("aliyun") for kind in (NotYours, Throttled, AuthFailed, BadAnswer, Unclassified)
)


@pytest.mark.parametrize("failure", OTHERS, ids=lambda error: error.reason)
async def test_what_comes_again_is_not_asked_for_again(failure: SourceError) -> None:
    platform = FakePlatform([failure, FOUND])
    with pytest.raises(type(failure)):
        await Retried(platform).find(TELECOM)
    assert len(platform.asked) == 1


async def test_that_there_is_no_such_card_is_an_answer() -> None:
    platform = FakePlatform([None, FOUND])
    assert await Retried(platform).find(TELECOM) is None
    assert len(platform.asked) == 1


async def test_after_too_long_nothing_is_begun_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sources.retried.BEGUN_WITHIN", 1e-9)
    stamina.set_testing(False)
    platform = FakePlatform([SourceDown("aliyun"), FOUND])
    with pytest.raises(SourceDown):
        await Retried(platform).find(TELECOM)
    assert len(platform.asked) == 1


def test_nothing_is_written_where_an_answer_may_stand() -> None:
    assert get_on_retry_hooks() == ()
