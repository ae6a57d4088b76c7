"""The lookup: who is asked, how long, what is told when some have the card, some fail and some do not have it."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.card import Card, Cause, Facet, Seen, State
from bot.domain.iccid import Carrier, Iccid, Msisdn
from bot.errors import (
    AuthFailed,
    BadAnswer,
    NotYours,
    SourceDown,
    SourceError,
    StoreLocked,
    Throttled,
    Unclassified,
)
from bot.ports import CardSource, Wanted
from bot.sources.inventory import Inventory
from bot.sources.lookup import Lookup
from tests.sources.contract import SourceContract
from tests.sources.platform import Answer, FakePlatform, until
from tests.store.cards import MOBILE, NOW, TELECOM, UNICOM, card
from tests.store.memory import MemoryLastKnown, MemoryStore

pytestmark = pytest.mark.anyio
SHORT = 0.05
SUSPENDED: dict[str, Any] = {"state": State.SUSPENDED, "causes": frozenset({Cause.CARRIER})}
HOUR = timedelta(hours=1)


def platform(name: str, *answers: Answer, **more: object) -> FakePlatform:
    return FakePlatform(list(answers), name=name, **more)  # type: ignore[arg-type]


def seen_by(name: str, iccid: Iccid = TELECOM, **said: Any) -> Card:
    return card(iccid, source=name, **said)


def lookup(*sources: CardSource, last_known: MemoryLastKnown | None = None, deadline: float = 4.0) -> Lookup:
    return Lookup(sources, last_known or MemoryLastKnown(), lambda: NOW, deadline=deadline)


async def failure(asking: Lookup, wanted: Wanted = TELECOM) -> SourceError:
    with pytest.raises(SourceError) as error:
        await asking.find(wanted)
    return error.value


class TestItIsASource(SourceContract):
    """Whoever asks the lookup is promised what every source promises, but for the name."""

    @pytest.fixture
    def source(self) -> CardSource:
        return lookup(platform("aliyun", None), Inventory(MemoryStore(self.KNOWN)))

    KNOWN = card(TELECOM, msisdn="1064912345678", state=State.ACTIVE)

    @pytest.fixture
    def known(self) -> Card:
        return self.KNOWN

    @pytest.fixture
    def absent(self) -> Iccid:
        return UNICOM

    async def test_it_says_who_saw_the_card_and_when(self, source: CardSource, known: Card) -> None:
        found = await source.find(known.iccid)
        assert found is not None
        assert (found.source, found.as_of) == ("inventory", known.as_of)


# Who is asked


async def test_all_are_asked_at_once() -> None:
    gate = asyncio.Event()
    both = [platform(name, None, gate=gate) for name in ("aliyun", "jasper")]
    asking = asyncio.create_task(lookup(*both).find(TELECOM))
    await until(lambda: all(each.asked for each in both))
    gate.set()
    assert await asking is None


CARRIERS: dict[str, tuple[Wanted, set[str]]] = {
    "a Telecom card": (TELECOM, {"aliyun", "telecom_cmp"}),
    "a Mobile card": (MOBILE, {"aliyun", "onelink"}),
    "a card of an unknown issuer": (Iccid("89861524994651330219"), {"aliyun", "onelink", "telecom_cmp"}),
    "a telephone number": (Msisdn("1064912345678"), {"aliyun", "onelink", "telecom_cmp"}),
}


@pytest.mark.parametrize(("wanted", "asked"), CARRIERS.values(), ids=CARRIERS.keys())
async def test_the_number_hints_at_who_has_the_card(wanted: Wanted, asked: set[str]) -> None:
    found = seen_by("aliyun", wanted if isinstance(wanted, Iccid) else TELECOM, state=State.ACTIVE)
    all_ = [
        platform("aliyun", found),
        platform("onelink", None, carriers=frozenset({Carrier.MOBILE})),
        platform("telecom_cmp", None, carriers=frozenset({Carrier.TELECOM})),
    ]
    assert await lookup(*all_).find(wanted) == found
    assert {each.name for each in all_ if each.asked} == asked


async def test_the_hint_may_be_wrong_so_the_others_are_asked_when_all_say_no() -> None:
    moved = seen_by("onelink", state=State.ACTIVE)
    first = platform("telecom_cmp", NotYours("telecom_cmp"), carriers=frozenset({Carrier.TELECOM}))
    other = platform("onelink", moved, carriers=frozenset({Carrier.MOBILE}))
    asking = lookup(first, other, Inventory(MemoryStore()))
    assert await asking.find(TELECOM) == moved
    assert await asking.find(TELECOM) == moved
    assert (len(first.asked), len(other.asked)) == (1, 2)  # the second time it is known who has it


async def test_the_others_are_not_asked_while_a_likely_one_is_silent() -> None:
    first = platform("telecom_cmp", SourceDown("telecom_cmp"), carriers=frozenset({Carrier.TELECOM}))
    other = platform("onelink", None, carriers=frozenset({Carrier.MOBILE}))
    assert (await failure(lookup(first, other))).source == "telecom_cmp"
    assert other.asked == []


async def test_who_had_it_last_time_and_has_it_no_more_is_not_believed_for_the_others() -> None:
    had = platform("aliyun", seen_by("aliyun", state=State.ACTIVE), None)
    has = platform("http", None, seen_by("http", state=State.ACTIVE))
    asking = lookup(had, has)
    assert [getattr(await asking.find(TELECOM), "source", None) for _ in range(2)] == ["aliyun", "http"]


async def test_nothing_is_learnt_of_who_has_it_while_somebody_is_silent() -> None:
    one = platform("aliyun", seen_by("aliyun", state=State.ACTIVE))
    other = platform("http", SourceDown("http"), None)
    asking = lookup(one, other)
    for _ in range(3):
        await asking.find(TELECOM)
    assert (len(one.asked), len(other.asked)) == (3, 2)


async def test_a_telephone_number_that_only_the_inventory_knows_leads_to_the_card() -> None:
    filed = card(msisdn="1064912345678", state=State.ACTIVE)
    live = seen_by("aliyun", **SUSPENDED)
    source = platform("aliyun", None, live)
    found = await lookup(source, Inventory(MemoryStore(filed))).find(Msisdn("1064912345678"))
    assert found is not None
    assert (found.source, found.state, found.msisdn) == ("aliyun", State.SUSPENDED, "1064912345678")
    assert source.asked == [Msisdn("1064912345678"), TELECOM]


async def test_of_too_many_cards_the_oldest_place_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sources.lookup._MOST_KNOWN", 1)
    has = platform("aliyun", seen_by("aliyun", state=State.ACTIVE), seen_by("aliyun", MOBILE, state=State.ACTIVE))
    has_not = platform("http", None)
    asking = lookup(has, has_not)
    await asking.find(TELECOM)
    for _ in range(2):
        await asking.find(MOBILE)
    assert len(has_not.asked) == 2
    has.answers[-1] = seen_by("aliyun", state=State.ACTIVE)
    await asking.find(TELECOM)
    assert len(has_not.asked) == 3


# How long


async def test_who_hangs_does_not_keep_the_others_from_answering() -> None:
    hanging, good = platform("onelink", None, gate=asyncio.Event()), seen_by("aliyun", state=State.ACTIVE)
    found = await lookup(hanging, platform("aliyun", good), deadline=SHORT).find(TELECOM)
    assert found == replace(good, silent={"onelink": "down"})
    assert hanging.ended == 1


async def test_nobody_answers_in_time() -> None:
    error = await failure(lookup(platform("aliyun", None, gate=asyncio.Event()), deadline=SHORT))
    assert (error.source, error.reason, error.code) == ("aliyun", "down", "timeout")


async def test_both_rounds_share_one_deadline() -> None:
    first = platform("telecom_cmp", None, carriers=frozenset({Carrier.TELECOM}))
    other = platform("onelink", None, carriers=frozenset({Carrier.MOBILE}), gate=asyncio.Event())
    asking = lookup(first, other, deadline=SHORT)
    began = asyncio.get_running_loop().time()
    assert (await failure(asking)).source == "onelink"
    assert asyncio.get_running_loop().time() - began < 4 * SHORT


# Several who ask for one card


async def test_a_crowd_that_asks_for_one_card_is_one_ask() -> None:
    gate = asyncio.Event()
    source = platform("aliyun", seen_by("aliyun", state=State.ACTIVE), gate=gate)
    asking = lookup(source)
    spellings = [TELECOM, Iccid(TELECOM.key)] * 50
    crowd = [asyncio.create_task(asking.find(each)) for each in spellings]
    await until(lambda: bool(source.asked))
    gate.set()
    assert {found and found.state for found in await asyncio.gather(*crowd)} == {State.ACTIVE}
    assert len(source.asked) == 1
    await asking.find(TELECOM)
    assert len(source.asked) == 2


async def test_who_goes_away_does_not_end_it_for_the_others() -> None:
    gate = asyncio.Event()
    source = platform("aliyun", seen_by("aliyun", state=State.ACTIVE), gate=gate)
    asking = lookup(source)
    gone, stays = (asyncio.create_task(asking.find(TELECOM)) for _ in range(2))
    await until(lambda: bool(source.asked))
    gone.cancel()
    await asyncio.sleep(0)
    gate.set()
    assert (await stays) is not None
    assert (len(source.asked), source.ended) == (1, 0)


async def test_all_who_wait_are_told_what_failed() -> None:
    asking = lookup(platform("aliyun", Throttled("aliyun")))
    outcomes = await asyncio.gather(*(asking.find(TELECOM) for _ in range(3)), return_exceptions=True)
    assert [type(each) for each in outcomes] == [Throttled] * 3


async def test_at_the_end_nothing_is_left_running() -> None:
    source = platform("aliyun", None, gate=asyncio.Event())
    asking = lookup(source)
    waiting = asyncio.create_task(asking.find(TELECOM))
    await until(lambda: bool(source.asked))
    await asking.finish()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert source.ended == 1


# What is told

NO, NOT_YOURS = None, NotYours("jasper")
DOWN, BUSY, LOCKED_OUT = SourceDown("aliyun"), Throttled("onelink"), AuthFailed("ctwing")
GARBLED, STRANGE = BadAnswer("http"), Unclassified("unicom_cmp", "777")
TOLD: dict[str, tuple[Sequence[Answer], SourceError | None]] = {
    "all say no": ([NO, NO], None),
    "all say no, and one that it is another's": ([NO, NOT_YOURS], NOT_YOURS),
    "one says no, another is down": ([NO, DOWN], DOWN),
    "one says that it is another's, another is down": ([NOT_YOURS, DOWN], DOWN),
    "waiting cures neither the one nor the other": ([DOWN, BUSY], BUSY),
    "a wrong password is not cured by waiting": ([BUSY, LOCKED_OUT, DOWN], LOCKED_OUT),
    "nor is a code that nobody knows": ([DOWN, BUSY, STRANGE], STRANGE),
    "an answer that cannot be read": ([DOWN, GARBLED], GARBLED),
}


@pytest.mark.parametrize(("answers", "told"), TOLD.values(), ids=TOLD.keys())
async def test_not_having_not_answering_and_anothers_are_three_things(
    answers: Sequence[Answer], told: SourceError | None
) -> None:
    sources = [platform(getattr(each, "source", f"no-{at}"), each) for at, each in enumerate(answers)]
    if told is None:
        assert await lookup(*sources).find(TELECOM) is None
    else:
        assert await failure(lookup(*sources)) is told


async def test_one_has_it_while_others_fail() -> None:
    found = await lookup(platform("onelink", BUSY), platform("aliyun", DOWN), Inventory(MemoryStore(card()))).find(
        TELECOM
    )
    assert found is not None
    assert (found.source, found.silent) == ("inventory", {"onelink": "throttled", "aliyun": "down"})


async def test_one_that_says_no_is_not_silent() -> None:
    found = await lookup(platform("jasper", NOT_YOURS), platform("aliyun", seen_by("aliyun", **SUSPENDED))).find(
        TELECOM
    )
    assert found is not None
    assert found.silent == {}


async def test_a_slip_in_one_source_does_not_disturb_the_others() -> None:
    good = seen_by("aliyun", **SUSPENDED)
    found = await lookup(platform("http", KeyError("data")), platform("aliyun", good)).find(TELECOM)
    assert found == replace(good, silent={"http": "bad_answer"})


async def test_the_answer_for_another_card_is_no_answer() -> None:
    error = await failure(lookup(platform("aliyun", seen_by("aliyun", UNICOM, state=State.ACTIVE))))
    assert (error.reason, error.code) == ("bad_answer", "another card")


# The card as it was seen last


async def test_what_was_found_is_kept_for_when_nobody_answers() -> None:
    kept = MemoryLastKnown()
    good = seen_by("aliyun", gaps={Facet.USAGE: "down"}, **SUSPENDED)
    asking = lookup(platform("aliyun", good, SourceDown("aliyun")), last_known=kept)
    assert await asking.find(TELECOM) == good
    await asking.finish()
    assert await kept.find(TELECOM) == good
    assert (await failure(asking)).last_known == good


async def test_nothing_is_kept_of_what_is_in_the_inventory_alone() -> None:
    kept = MemoryLastKnown()
    asking = lookup(
        platform("aliyun", SourceDown("aliyun")), Inventory(MemoryStore(card(state=State.ACTIVE))), last_known=kept
    )
    await asking.find(TELECOM)
    await asking.finish()
    assert await kept.find(TELECOM) is None


async def test_of_a_card_nobody_has_nothing_is_said() -> None:
    kept = MemoryLastKnown(seen_by("aliyun", **SUSPENDED))
    assert await lookup(platform("aliyun", None), last_known=kept).find(TELECOM) is None


class Broken(MemoryLastKnown):
    """A store that another program holds."""

    asked = 0

    async def keep(self, cards: Sequence[Card]) -> None:
        del cards
        self.asked += 1
        raise StoreLocked(path="cards.db")

    async def find(self, wanted: Wanted) -> Card | None:
        del wanted
        self.asked += 1
        raise StoreLocked(path="cards.db")


async def test_a_store_that_does_not_answer_costs_neither_the_answer_nor_the_reason() -> None:
    broken = Broken()
    asking = lookup(platform("aliyun", seen_by("aliyun", **SUSPENDED), DOWN), last_known=broken)
    assert await asking.find(TELECOM) is not None
    await asking.finish()
    error = await failure(asking)
    assert error is DOWN
    assert error.last_known is None
    assert broken.asked == 2


class Slow(MemoryLastKnown):
    """A store that keeps only what it is let keep, and counts its groups."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.groups: list[int] = []

    async def keep(self, cards: Sequence[Card]) -> None:
        await self.gate.wait()
        self.groups.append(len(cards))
        await super().keep(cards)


async def test_a_slow_store_delays_no_answer_and_writes_in_groups() -> None:
    slow = Slow()
    numbers = [Iccid(f"89860321249946{at:05d}7") for at in range(100)]
    source = platform("aliyun", *(seen_by("aliyun", number, state=State.ACTIVE) for number in numbers))
    asking = lookup(source, last_known=slow)
    for number in numbers:
        assert await asking.find(number) is not None
    slow.gate.set()
    await asking.finish()
    assert slow.groups == [1, 99]
    assert [await slow.find(number) for number in numbers].count(None) == 0


async def test_a_store_that_hangs_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sources.remembering._MOST", 2)
    slow = Slow()
    numbers = [Iccid(f"89860321249946{at:05d}7") for at in range(5)]
    asking = lookup(
        platform("aliyun", *(seen_by("aliyun", each, state=State.ACTIVE) for each in numbers)), last_known=slow
    )
    for number in numbers:
        await asking.find(number)
    slow.gate.set()
    await asking.finish()
    assert slow.groups == [1, 2]


# One card out of several sights


async def test_the_freshest_live_source_tells_the_state_and_the_inventory_fills_the_rest() -> None:
    month_ago = NOW - timedelta(days=30)
    filed = card(
        state=State.ACTIVE,
        plan="月包",
        rules="unicom",
        used_mb=3.0,
        online=False,
        as_of=month_ago,
        notes={"客户": "甲"},
    )
    live = seen_by("aliyun", state=State.SUSPENDED, causes=frozenset({Cause.QUOTA}), raw="35/400")
    found = await lookup(Inventory(MemoryStore(filed)), platform("aliyun", live)).find(TELECOM)
    told = Seen("inventory", month_ago)
    assert found == replace(live, plan="月包", rules="unicom", notes={"客户": "甲"}, seen={"plan": told, "rules": told})


async def test_who_is_silent_is_logged_without_the_card(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await lookup(platform("onelink", BUSY), platform("aliyun", seen_by("aliyun", **SUSPENDED))).find(TELECOM)
    (line,) = [record for record in caplog.records if record.name.startswith("bot.")]
    assert (line.getMessage(), vars(line)["source"], vars(line)["reason"]) == ("source silent", "onelink", "throttled")
    assert TELECOM.key not in str(vars(line))
