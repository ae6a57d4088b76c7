"""What a notice affects, and when."""

from datetime import timedelta

import pytest

from bot.domain.card import Seen
from bot.domain.iccid import Carrier
from bot.domain.notices import LONGEST, Notice, affectable, affecting, standing_on, tidy
from tests.fakes import FINE, NOW, card

HOUR = timedelta(hours=1)


def notice(affects: str = "all", **more: object) -> Notice:
    return Notice(**{"affects": affects, "texts": {"zh": "慢", "en": "slow"}, "since": NOW, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("affects", "names", "carried"),
    [
        ("all", {"inventory"}, True),
        ("onelink", {"onelink", "mobile"}, True),
        ("mobile", {"onelink", "mobile"}, True),
        ("telecom", {"onelink", "mobile"}, False),
        ("onelink", {"inventory"}, False),
    ],
)
def test_an_answer_carries_what_it_stands_on(affects: str, names: set[str], carried: bool) -> None:
    assert bool(affecting([notice(affects)], frozenset(names), NOW)) is carried


@pytest.mark.parametrize(
    ("until", "after", "holds"),
    [
        (None, -HOUR, False),
        (None, timedelta(0), True),
        (None, 10_000 * HOUR, True),
        (NOW + HOUR, HOUR / 2, True),
        (NOW + HOUR, HOUR, False),
    ],
)
def test_a_notice_holds_from_its_beginning_to_its_end(until: object, after: timedelta, holds: bool) -> None:
    assert notice(until=until).holds(NOW + after) is holds


def test_a_card_stands_on_everybody_who_was_asked() -> None:
    seen = card(FINE, carrier=Carrier.UNICOM, seen={"used_mb": Seen("jasper", NOW)}, silent={"onelink": "down"})
    assert standing_on(seen) == {"inventory", "jasper", "onelink", "unicom"}


def test_a_carrier_that_nobody_named_is_read_off_the_number() -> None:
    assert "unicom" in standing_on(card("89860125021045600014"))


def test_what_can_be_affected() -> None:
    assert affectable(["onelink", "inventory"]) == (
        *("all", "mobile", "telecom", "unicom", "broadnet"),
        *("onelink", "inventory"),
    )


@pytest.mark.parametrize(("lang", "said"), [("zh", "慢"), ("en", "slow"), ("ru", "慢")])
def test_everybody_reads_it_in_some_language(lang: str, said: str) -> None:
    assert notice().text_in(lang) == said


@pytest.mark.parametrize(
    ("typed", "said"), [("  a\n\tb ", "a b"), ("a\u202eb\x00", "a b"), ("", ""), ("慢" * 999, "慢" * LONGEST)]
)
def test_a_notice_is_one_line(typed: str, said: str) -> None:
    assert tidy(typed) == said
