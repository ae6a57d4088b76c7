"""Cards grouped by what is to be done first, and what is told of what most of them share."""

from typing import Any

import pytest

from bot.domain.card import Cause, Pool, State
from bot.domain.findings import Fixer
from bot.domain.grouping import FEWEST, Group, Grouping, Trait
from bot.domain.iccid import Carrier
from bot.domain.present import tell
from bot.domain.shop import Shop
from tests.domain.builders import SHOP, Said, diagnosed

FINE: Said = {"state": State.ACTIVE}


def stopped(*causes: str, **said: Any) -> Said:
    return {"state": State.SUSPENDED, "causes": [Cause(cause) for cause in causes], **said}


QUOTA, CARRIER = stopped("quota"), stopped("carrier")


def grouped(*cards: Said, shop: Shop = SHOP) -> tuple[Group, ...]:
    grouping = Grouping()
    for said in cards:
        grouping.add(tell(diagnosed(**said), shop))
    return grouping.groups()


def shared(*cards: Said) -> dict[str, list[str]]:
    """Return what is told of each group: the traits with their values."""
    return {
        str(group.cause): [f"{one.mark.trait} {one.mark.value}" for one in group.shared] for group in grouped(*cards)
    }


def of(said: Said, count: int, **more: Any) -> list[Said]:
    return [{**said, **more}] * count


def noted(said: Said, count: int, **notes: str) -> list[Said]:
    return of(said, count, notes=notes)


# Groups


def test_the_biggest_group_stands_first_and_the_healthy_last() -> None:
    groups = grouped(*of(FINE, 5), *of(CARRIER, 1), *of(QUOTA, 3))
    assert [(group.cause, group.count) for group in groups] == [(Cause.QUOTA, 3), (Cause.CARRIER, 1), (None, 5)]


def test_a_card_stands_where_it_must_be_dealt_with_first() -> None:
    groups = grouped(stopped("quota", "real_name"), QUOTA, stopped("real_name"))
    assert [(group.cause, group.count, group.also) for group in groups] == [
        (Cause.REAL_NAME, 2, 0),
        (Cause.QUOTA, 1, 1),
    ]


def test_who_can_fix_it_the_commonest_first() -> None:
    (group,) = grouped(QUOTA, *of(QUOTA, 2, pool=Pool.UNIFIED))
    assert group.fixers == ((Fixer.OWNER, 2), (Fixer.USER, 1))


def test_nothing_comes_of_nothing() -> None:
    assert grouped() == ()


LINKS: dict[str, tuple[Shop, str | None, bool]] = {
    "one for all": (Shop(recharge_url="https://pay.example/"), "https://pay.example/", False),
    "each its own": (Shop(recharge_url="https://pay.example/{iccid}"), None, True),
    "none": (Shop(), None, False),
}


@pytest.mark.parametrize(("shop", "link", "differ"), LINKS.values(), ids=LINKS)
def test_links(shop: Shop, link: str | None, *, differ: bool) -> None:
    (group,) = grouped(QUOTA, {**QUOTA, "carrier": Carrier.MOBILE}, shop=shop)
    assert (group.link, group.links_differ) == (link, differ)


# What most of a group share

SHARED: dict[str, tuple[list[Said], list[str]]] = {
    "a pool that the others are not in": (
        [*of(QUOTA, 8, pool=Pool.UNIFIED), *of(QUOTA, 2), *of(FINE, 10, pool=Pool.SINGLE)],
        ["pool unified"],
    ),
    "a pool, even if all cards are in it: empty, it stops them all": (
        [*of(QUOTA, 5, pool=Pool.UNIFIED), *of(FINE, 1, pool=Pool.UNIFIED)],
        ["pool unified"],
    ),
    "a pool of its own is shared with nobody": ([*of(QUOTA, 9, pool=Pool.SINGLE), *of(FINE, 9)], []),
    "an account": ([*noted(QUOTA, 6, 账户="A"), *noted(FINE, 6, 账户="B")], ["note A"]),
    "an account, where the list is one group": (noted(QUOTA, 6, 账户="A"), ["note A"]),
    "a plan": ([*of(QUOTA, 6, plan="30MB"), *of(FINE, 6, plan="1GB")], ["plan 30MB"]),
    "a carrier": ([*of(QUOTA, 6), *of(FINE, 6, carrier=Carrier.MOBILE)], ["carrier telecom"]),
    "a platform": ([*of(QUOTA, 6, source="onelink"), *of(FINE, 6)], ["source onelink"]),
    "the most telling first": (
        [*of(QUOTA, 6, plan="30MB", source="onelink", pool=Pool.SAME_TIER), *of(FINE, 6)],
        ["pool same_tier", "plan 30MB", "source onelink"],
    ),
    "what all cards share explains nothing": ([*of(QUOTA, 6, plan="30MB"), *of(FINE, 6, plan="30MB")], []),
    "nor does what half of the others share, too": (
        [*of(QUOTA, 6, plan="30MB"), *of(FINE, 4, plan="30MB"), *of(FINE, 2)],
        [],
    ),
    "just enough of them": ([*noted(QUOTA, 6, 账户="A"), *of(QUOTA, 4), *of(FINE, 9)], ["note A"]),
    "not enough of them": ([*noted(QUOTA, 5, 账户="A"), *of(QUOTA, 4), *of(FINE, 9)], []),
    "too few cards to tell": ([*of(QUOTA, FEWEST - 1, plan="30MB"), *of(FINE, 9)], []),
    "of a list that is one group, not what every card has": (of(QUOTA, 9, plan="30MB"), []),
    "an empty note": ([*noted(QUOTA, 6, 账户=""), *of(FINE, 6)], []),
}


@pytest.mark.parametrize(("cards", "expected"), SHARED.values(), ids=SHARED)
def test_what_most_of_a_group_share(cards: list[Said], expected: list[str]) -> None:
    assert shared(*cards)["quota"] == expected


def test_nothing_is_told_of_cards_with_which_nothing_is_the_matter() -> None:
    assert shared(*of(FINE, 9, plan="30MB"), *of(QUOTA, 9))["None"] == []


def test_a_note_is_told_with_its_column() -> None:
    (group,) = grouped(*noted(QUOTA, 6, 流量池="P7", 备注="x"))
    assert {(one.mark.trait, one.mark.name, one.mark.value, one.count) for one in group.shared} == {
        (Trait.NOTE, "流量池", "P7", 6),
        (Trait.NOTE, "备注", "x", 6),
    }


def test_values_without_end_are_not_all_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.domain.grouping._DISTINCT", 3)
    cards = [card for at in range(9) for card in (*noted(QUOTA, 1, 行=f"{at}"), *noted(QUOTA, 1, 账户="A"))]
    assert shared(*noted(QUOTA, 30, 账户="A"), *cards)["quota"] == ["note A"]
