"""What every store of last known cards promises: the fake of the tests and the real one alike."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings

from bot.domain.card import Card, Facet, Seen, State
from bot.domain.iccid import Iccid, Msisdn
from bot.ports import LastKnown
from bot.store.database import open_store
from bot.store.last_known import from_text, to_text
from tests.store.cards import CARDS, FULL, MOBILE, NOW, TELECOM, UNICOM, card
from tests.store.memory import MemoryLastKnown

pytestmark = pytest.mark.anyio
SEEN = replace(
    FULL,
    source="aliyun",
    seen={"plan": Seen("inventory", NOW - timedelta(days=30))},
    gaps={Facet.SESSION: "throttled"},
)


@pytest.fixture(params=["memory", "sqlite"])
async def kept(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[LastKnown]:
    if request.param == "memory":
        yield MemoryLastKnown()
        return
    async with open_store(tmp_path / "cards.db") as store:
        yield store.last_known


async def test_a_card_comes_back_with_who_saw_what(kept: LastKnown) -> None:
    await kept.keep([SEEN])
    assert await kept.find(SEEN.iccid) == SEEN


async def test_which_sources_were_silent_is_not_kept(kept: LastKnown) -> None:
    await kept.keep([replace(SEEN, silent={"onelink": "down"})])
    assert await kept.find(SEEN.iccid) == SEEN


async def test_a_card_that_was_never_seen_is_none(kept: LastKnown) -> None:
    await kept.keep([SEEN])
    assert await kept.find(UNICOM) is None
    assert await kept.find(Msisdn("1440412345678")) is None


async def test_it_is_found_by_every_spelling_and_by_its_telephone_number(kept: LastKnown) -> None:
    await kept.keep([SEEN, replace(SEEN, iccid=Iccid("8986002124994651330F"), msisdn=None)])
    assert await kept.find(Iccid(TELECOM.key)) == SEEN
    assert await kept.find(Iccid("8986002124994651330")) is not None
    assert await kept.find(Msisdn("1064912345678")) == SEEN


async def test_of_several_cards_with_one_number_the_latest_counts(kept: LastKnown) -> None:
    later = replace(SEEN, iccid=MOBILE, as_of=SEEN.as_of.astimezone(UTC) + timedelta(seconds=1))
    await kept.keep([later, SEEN])
    assert await kept.find(Msisdn("1064912345678")) == later


async def test_an_earlier_sight_does_not_replace_a_later_one(kept: LastKnown) -> None:
    await kept.keep([SEEN])
    await kept.keep([replace(SEEN, as_of=SEEN.as_of - timedelta(seconds=1), state=State.ACTIVE)])
    assert await kept.find(TELECOM) == SEEN
    later = replace(SEEN, as_of=SEEN.as_of.astimezone(UTC) + timedelta(seconds=1), state=State.ACTIVE)
    await kept.keep([later])
    assert await kept.find(TELECOM) == later


async def test_what_has_not_been_seen_for_long_is_forgotten(kept: LastKnown) -> None:
    old = card(UNICOM, source="aliyun", as_of=NOW - timedelta(days=181))
    await kept.keep([old, SEEN])
    await kept.prune(NOW - timedelta(days=180))
    assert await kept.find(UNICOM) is None
    assert await kept.find(TELECOM) == SEEN


@settings(max_examples=50)
@given(CARDS)
def test_every_card_survives_its_text(any_card: Card) -> None:
    seen = replace(any_card, source="onelink", gaps={Facet.USAGE: "down"})
    assert from_text(to_text(seen)) == seen


WRITTEN = json.loads(to_text(SEEN))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("[]", id="a list"),
        pytest.param(json.dumps({**WRITTEN, "fields": {}}), id="no fields"),
        pytest.param(json.dumps({**WRITTEN, "fields": {**WRITTEN["fields"], "state": "asleep"}}), id="a new state"),
        pytest.param(json.dumps({**WRITTEN, "gaps": {"smell": "down"}}), id="a new facet"),
        pytest.param(json.dumps({**WRITTEN, "seen": {"plan": "now"}}), id="a seen that is none"),
        pytest.param(json.dumps({"fields": WRITTEN["fields"]}), id="half of it"),
    ],
)
def test_what_cannot_be_read_is_not_known(text: str) -> None:
    assert from_text(text) is None


async def test_a_card_that_is_removed_is_not_remembered(tmp_path: Path) -> None:
    async with open_store(tmp_path / "cards.db") as store:
        await store.last_known.keep([SEEN])
        await store.put([SEEN])
        assert await store.remove([SEEN.iccid]) == 1
        assert await store.last_known.find(SEEN.iccid) is None
