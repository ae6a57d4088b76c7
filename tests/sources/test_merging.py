"""One card out of several sights of it."""

from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.card import Card, Cause, Facet, Seen, State
from bot.sources.merging import FILLED, merged
from tests.store.cards import FULL, NOW, card

A_DAY, LONG = timedelta(days=1), timedelta(days=30)
QUOTA, REBIND = frozenset({Cause.QUOTA}), frozenset({Cause.REBIND})


def seen_by(name: str, *, ago: timedelta = timedelta(0), **said: Any) -> Card:
    return card(source=name, as_of=NOW - ago, **said)


STATES = {
    "a platform is believed before the inventory, however fresh that is": (
        [seen_by("inventory", state=State.ACTIVE), seen_by("aliyun", ago=A_DAY, state=State.SUSPENDED)],
        "aliyun",
    ),
    "of two platforms the fresher": (
        [seen_by("http", ago=A_DAY, state=State.ACTIVE), seen_by("aliyun", state=State.SUSPENDED)],
        "aliyun",
    ),
    "of two at the same time the first in the settings": (
        [seen_by("http", ago=timedelta(seconds=20), state=State.ACTIVE), seen_by("aliyun", state=State.SUSPENDED)],
        "http",
    ),
    "one that tells no state leaves it to the inventory": (
        [seen_by("aliyun", raw="99"), seen_by("inventory", ago=LONG, state=State.ACTIVE)],
        "inventory",
    ),
    "none tells a state": ([seen_by("inventory", ago=LONG), seen_by("aliyun", raw="99")], "aliyun"),
}


@pytest.mark.parametrize(("cards", "speaker"), STATES.values(), ids=STATES.keys())
def test_who_tells_the_state(cards: list[Card], speaker: str) -> None:
    found = merged(cards, {})
    told = next(each for each in cards if each.source == speaker)
    assert (found.source, found.as_of) == (told.source, told.as_of)
    assert (found.state, found.causes, found.raw) == (told.state, told.causes, told.raw)


def test_causes_are_never_mixed() -> None:
    one = seen_by("aliyun", state=State.SUSPENDED, causes=QUOTA)
    other = seen_by("http", state=State.SUSPENDED, causes=REBIND)
    assert merged([one, other], {}).causes == QUOTA
    nothing = seen_by("aliyun", state=State.ACTIVE)
    assert merged([nothing, other], {}).causes == frozenset()


def test_what_was_told_is_not_overwritten_and_zero_was_told() -> None:
    found = merged([seen_by("aliyun", state=State.ACTIVE, used_mb=0.0), seen_by("http", used_mb=7.0)], {})
    assert (found.used_mb, found.seen) == (0.0, {})


def test_each_field_says_who_saw_it() -> None:
    earlier = Seen("http", NOW - A_DAY)
    one = seen_by("aliyun", state=State.ACTIVE, used_mb=1.0, seen={"used_mb": Seen("aliyun", NOW - A_DAY)})
    other = seen_by("http", plan="月包", quota_mb=100.0, seen={"plan": earlier})
    assert merged([one, other], {}).seen == {
        "used_mb": Seen("aliyun", NOW - A_DAY),
        "plan": earlier,
        "quota_mb": Seen("http", NOW),
    }


def test_the_freshest_fills_first() -> None:
    speaker = seen_by("aliyun", state=State.ACTIVE)
    found = merged([seen_by("inventory", ago=LONG, plan="old"), speaker, seen_by("http", plan="new")], {})
    assert found.plan == "new"


@pytest.mark.parametrize(
    ("ago", "used_mb"),
    [pytest.param(A_DAY, 7.0, id="usage is told a day late"), pytest.param(LONG, None, id="old usage is not usage")],
)
def test_what_passes_is_not_filled_in_from_long_ago(ago: timedelta, used_mb: float | None) -> None:
    found = merged([seen_by("aliyun", state=State.ACTIVE), seen_by("inventory", ago=ago, used_mb=7.0, plan="月包")], {})
    assert (found.used_mb, found.plan) == (used_mb, "月包")


def test_every_other_field_is_filled() -> None:
    found = merged([seen_by("aliyun", state=State.SUSPENDED), FULL], {})
    assert {name for name in FILLED if getattr(found, name) != getattr(FULL, name)} == set()
    assert {field.name for field in fields(Card)} - set(FILLED) == {
        *("iccid", "source", "as_of", "state", "causes", "raw", "notes", "seen", "gaps", "silent")
    }


def test_gaps_and_silence_are_kept() -> None:
    one = seen_by("aliyun", state=State.ACTIVE, gaps={Facet.USAGE: "down"})
    other = seen_by("http", gaps={Facet.USAGE: "throttled", Facet.SESSION: "throttled"})
    found = merged([one, other], {"onelink": "auth"})
    assert found.gaps == {Facet.USAGE: "down", Facet.SESSION: "throttled"}
    assert found.silent == {"onelink": "auth"}


def test_one_card_alone_is_left_as_it_is() -> None:
    assert merged([FULL], {}) is FULL
