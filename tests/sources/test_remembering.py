"""Found cards on their way into the store: none is lost between two groups, and what is old is forgotten."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.domain.card import State
from bot.sources.remembering import KEPT_FOR, Remembering
from tests.store.cards import MOBILE, NOW, TELECOM, UNICOM, card
from tests.store.memory import MemoryLastKnown

pytestmark = pytest.mark.anyio


class Pruned(MemoryLastKnown):
    """A store that notes when it was pruned, and does something *meanwhile*."""

    def __init__(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self.meanwhile = meanwhile
        self.before: list[datetime] = []

    async def prune(self, before: datetime) -> None:
        self.before.append(before)
        self.meanwhile()
        await super().prune(before)


async def test_what_comes_while_the_store_is_pruned_is_kept_as_well() -> None:
    kept = Pruned()
    remembering = Remembering(kept, lambda: NOW)
    kept.meanwhile = lambda: remembering.note(card(UNICOM, source="aliyun"))
    remembering.note(card(TELECOM, source="aliyun"))
    await remembering.finish()
    assert [await kept.find(each) is not None for each in (TELECOM, UNICOM)] == [True, True]


async def test_of_one_card_the_last_sight_is_written() -> None:
    kept = MemoryLastKnown()
    remembering = Remembering(kept, lambda: NOW)
    for state in (State.SUSPENDED, State.ACTIVE):
        remembering.note(card(TELECOM, source="aliyun", state=state))
    await remembering.finish()
    found = await kept.find(TELECOM)
    assert found is not None
    assert found.state is State.ACTIVE


async def test_the_store_is_pruned_once_a_day() -> None:
    kept, now = Pruned(), NOW
    remembering = Remembering(kept, lambda: now)
    for hours in (0, 1, 23, 24, 47):
        now = NOW + timedelta(hours=hours)
        remembering.note(card(MOBILE, source="aliyun"))
        await remembering.finish()
    assert kept.before == [NOW - KEPT_FOR, NOW + timedelta(days=1) - KEPT_FOR]
