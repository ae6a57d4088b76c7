"""The figures, made out of what was counted."""

from datetime import date, timedelta

import pytest

from bot.domain.stats import CaseCounts, Counts, first_moment, stats
from tests.fakes import NOW

TODAY = NOW.date()


def test_nothing_counted_is_not_known() -> None:
    figures = stats(Counts(), 1, TODAY)
    assert (figures.look_ups, figures.people, figures.causes) == (0, 0, ())
    assert (figures.alone, figures.answered_in, figures.closed_in, figures.stars) == (None, None, None, None)


def test_refused_acts_are_no_look_ups() -> None:
    assert stats(Counts(outcomes={"ok": 3, "refused": 9}), 1, TODAY).look_ups == 3


def test_causes_are_counted_once_a_look_up_the_most_frequent_first() -> None:
    outcomes = {"blocked quota": 2, "blocked real_name quota": 3, "ok": 9, "not_found": 1, "blocked carrier": 3}
    assert stats(Counts(outcomes=outcomes), 1, TODAY).causes == (("quota", 5), ("carrier", 3), ("real_name", 3))


def test_five_causes_are_named() -> None:
    names = ("quota", "carrier", "real_name", "rebind", "credit", "region", "platform")
    assert len(stats(Counts(outcomes={f"blocked {name}": 1 for name in names}), 1, TODAY).causes) == 5


@pytest.mark.parametrize(
    ("people", "handed_over", "alone"), [(10, 2, 0.8), (10, 0, 1.0), (10, None, None), (0, 0, None), (2, 2, 0.0)]
)
def test_the_share_of_those_who_needed_nobody(people: int, handed_over: int | None, alone: float | None) -> None:
    assert stats(Counts(people=people, handed_over=handed_over), 1, TODAY).alone == alone


def test_what_became_of_cases() -> None:
    minute = timedelta(minutes=1)
    counted = CaseCounts(opened=3, answered=2, closed=1, answered_in=minute, closed_in=5 * minute, stars=9, rated=2)
    figures = stats(Counts(cases=counted), 7, TODAY)
    assert (figures.cases, figures.answered_in, figures.closed_in, figures.stars) == (3, minute, 5 * minute, 4.5)


def test_each_day_has_its_bar() -> None:
    yesterday = date(2026, 11, 21)
    by_day = stats(Counts(by_day={yesterday: 4}), 3, TODAY).by_day
    assert by_day == ((date(2026, 11, 20), 0), (yesterday, 4), (TODAY, 0))


@pytest.mark.parametrize(("days", "first"), [(1, "2026-11-22T00:00:00+08:00"), (7, "2026-11-16T00:00:00+08:00")])
def test_today_is_one_of_the_days(days: int, first: str) -> None:
    assert first_moment(days, NOW).isoformat() == first
