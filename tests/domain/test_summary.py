"""What is said of a whole list, in both languages."""

from dataclasses import replace

import pytest

from bot.channels import plain
from bot.domain.card import Cause, Pool
from bot.domain.findings import Fixer, Status
from bot.domain.grouping import Group, Mark, Shared, Trait
from bot.domain.summary import Figures, fixers, most, plan, summary
from tests.domain.builders import ADVISED, TEXTS, diagnosed

QUOTA = Group(cause=Cause.QUOTA, count=40, also=0, fixers=((Fixer.USER, 40),), shared=(), link=None, links_differ=False)
IN_P7 = Shared(Mark(Trait.NOTE, "P7", "流量池"), 37)
BLOCKED = replace(QUOTA, cause=Cause.CARRIER, count=2, fixers=((Fixer.CARRIER, 2),))
FINE = replace(QUOTA, cause=None, count=50, fixers=())


def said(*groups: Group, lang: str, refused: int = 0) -> list[str]:
    statuses = {Status.BLOCKED: 41, Status.ENDED: 1, Status.OK: 50}
    figures = Figures(rows=100, told=100 - refused, refused=refused, statuses=statuses, groups=groups)
    return [line for block in summary(figures) for line in plain.lines(block, TEXTS, lang)]


def test_in_chinese() -> None:
    assert said(replace(QUOTA, shared=(IN_P7,)), BLOCKED, FINE, lang="zh", refused=3) == [
        "查了 100 行，42 张不能用。明细在表格里",
        "信控停用：40 张（使用人）；40 张里有 37 张的“流量池”是“P7”",
        "异常停用：2 张（运营商）",
        "3 行没查成，原因在第三张表。",
    ]


def test_in_english() -> None:
    assert said(replace(QUOTA, shared=(IN_P7,)), BLOCKED, FINE, lang="en") == [
        "Rows checked: 100, cards not working: 42. The details are in the file",
        'Data used up (信控停用): 40 (whoever uses the card); 37 of 40 have "P7" as their "流量池"',
        "Blocked by the carrier (异常停用): 2 (the carrier)",
    ]


def test_no_more_groups_than_a_message_takes() -> None:
    assert len(said(*[QUOTA] * 9, lang="zh")) == 1 + 5


def test_who_can_fix_it_with_numbers_where_they_differ() -> None:
    mixed = replace(QUOTA, fixers=((Fixer.USER, 30), (Fixer.OWNER, 10)))
    assert [TEXTS.say(fixers(group), "zh") for group in (QUOTA, mixed, FINE)] == [
        "使用人",
        "使用人 30 张、开户方 10 张",
        "",
    ]


# One plan for each group


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ADVISED)
def test_there_is_a_plan_for_whatever_can_be_advised(name: str, lang: str) -> None:
    for finding in diagnosed(**ADVISED[name]).findings:
        group = replace(QUOTA, cause=finding.cause, fixers=((finding.fixable_by, 1),))
        assert len(TEXTS.say(plan(group), lang)) > 5


PLANS: dict[str, tuple[Fixer, str]] = {
    "may be bought": (Fixer.USER, "buy an add-on"),
    "cannot be bought for one card of a pool": (Fixer.OWNER, "can't be topped up"),
    "should be back by itself": (Fixer.TIME, "Don't pay meanwhile"),
}


@pytest.mark.parametrize(("fixer", "part"), PLANS.values(), ids=PLANS)
def test_the_plan_is_that_of_who_can_fix_it(fixer: Fixer, part: str) -> None:
    assert part in TEXTS.say(plan(replace(QUOTA, fixers=((fixer, 40),))), "en")


def test_a_plan_for_each_where_not_the_same_one_can_fix_all() -> None:
    mixed = TEXTS.say(plan(replace(QUOTA, fixers=((Fixer.USER, 30), (Fixer.OWNER, 10)))), "en")
    assert mixed.startswith("whoever uses the card: Urgent ones: buy an add-on")
    assert "the account holder: Cards in a unified pool can't be topped up" in mixed


def test_one_plan_where_it_is_the_same_for_all() -> None:
    mixed = replace(BLOCKED, fixers=((Fixer.CARRIER, 1), (Fixer.STAFF, 1)))
    assert TEXTS.say(plan(mixed), "zh") == TEXTS.say(plan(BLOCKED), "zh")


# What most of them share

MARKS: dict[str, tuple[Mark, str]] = {
    "a pool": (
        Mark(Trait.POOL, Pool.UNIFIED),
        "37 of 40 are in a unified-payment pool: look at the pool's data first",
    ),
    "a pool of one tier": (
        Mark(Trait.POOL, Pool.SAME_TIER),
        "37 of 40 are in a same-tier pool: look at the pool's data first",
    ),
    "a plan": (Mark(Trait.PLAN, "30MB"), "37 of 40 are on one plan: 30MB"),
    "a carrier": (Mark(Trait.CARRIER, "mobile"), "37 of 40 are China Mobile's"),
    "a platform": (
        Mark(Trait.SOURCE, "onelink"),
        "37 of 40 come from China Mobile's platform: look at that account first",
    ),
    "the inventory": (
        Mark(Trait.SOURCE, "inventory"),
        "37 of 40 come from the card inventory: bring it up to date first",
    ),
    "rules": (Mark(Trait.RULES, "unicom"), "37 of 40 go by the same rules: unicom"),
    "a note": (Mark(Trait.NOTE, "P7", "pool"), '37 of 40 have "P7" as their "pool"'),
}


@pytest.mark.parametrize(("mark", "expected"), MARKS.values(), ids=MARKS)
def test_what_most_share(mark: Mark, expected: str) -> None:
    assert TEXTS.say(most(Shared(mark, 37), QUOTA), "en") == expected
    assert TEXTS.say(most(Shared(mark, 37), QUOTA), "zh").startswith("40 张里有 37 张")
