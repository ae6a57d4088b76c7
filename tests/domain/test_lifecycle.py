"""The dates that follow from the rules: every worked date, and the edges of each."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import lifecycle
from bot.domain.card import State
from bot.domain.iccid import Carrier
from bot.domain.rules import Fact, RulePack
from tests.domain.builders import NATIONAL, PACKS, TODAY, UNICOM, Said, card, dates, diagnosed

UNPUBLISHED: Fact[Any] = Fact(None, "nobody says", "2026-11-22", {})


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        pytest.param(date(2026, 1, 15), 6, date(2026, 7, 15), id="the same day of the month"),
        pytest.param(date(2026, 8, 31), 6, date(2027, 2, 28), id="clipped to the month's last day"),
        pytest.param(date(2027, 8, 31), 6, date(2028, 2, 29), id="clipped to a leap day"),
        pytest.param(date(2026, 12, 31), 2, date(2027, 2, 28), id="over the end of the year"),
        pytest.param(date(2026, 1, 1), -1, date(2025, 12, 1), id="back over the start of the year"),
        pytest.param(date(2026, 11, 30), 1, date(2026, 12, 30), id="December is a month of the same year"),
        pytest.param(date(2026, 5, 31), 0, date(2026, 5, 31), id="nothing added"),
    ],
)
def test_months_are_natural_months(day: date, months: int, expected: date) -> None:
    assert lifecycle.add_months(day, months) == expected


@pytest.mark.parametrize(
    ("opened_on", "test_months", "expected"),
    [
        pytest.param(date(2026, 1, 15), None, date(2026, 8, 1), id="opened mid-month, no test"),
        pytest.param(date(2026, 1, 15), 0, date(2026, 8, 1), id="a test period of no months is none"),
        pytest.param(date(2026, 8, 31), None, date(2027, 3, 1), id="silence clipped to February"),
        pytest.param(date(2027, 8, 31), None, date(2028, 3, 1), id="silence clipped to a leap day"),
        pytest.param(date(2026, 1, 15), 3, date(2026, 11, 1), id="silence begins when the test ends"),
        pytest.param(date(2026, 1, 1), None, date(2026, 8, 1), id="opened on the 1st"),
        pytest.param(date(2026, 1, 31), 1, date(2026, 9, 1), id="clipped twice stays in the month"),
    ],
)
def test_forced_activation_is_the_first_after_the_silent_period(
    opened_on: date, test_months: int | None, expected: date
) -> None:
    unused = card(state=State.UNUSED, opened_on=opened_on, test_months=test_months)
    assert lifecycle.forced_activation(unused, NATIONAL) == expected


@settings(deadline=None)
@given(opened_on=st.dates(date(2020, 1, 1), date(2040, 1, 1)), test=st.integers(0, 9))
def test_forced_activation_depends_on_the_opening_month_alone(opened_on: date, test: int) -> None:
    expected = lifecycle.add_months(opened_on.replace(day=1), test + 6 + 1)
    unused = card(state=State.UNUSED, opened_on=opened_on, test_months=test)
    assert lifecycle.forced_activation(unused, NATIONAL) == expected


def test_the_360_days_of_unicom_are_a_remark_and_not_in_force() -> None:
    unused = card(carrier=Carrier.UNICOM, state=State.UNUSED, opened_on=date(2026, 1, 15))
    assert lifecycle.forced_activation(unused, UNICOM) == date(2026, 8, 1)
    assert any("360 days" in remark.text for remark in UNICOM.remarks)


def test_a_supplier_may_have_another_silence() -> None:
    unused = card(state=State.UNUSED, opened_on=date(2026, 1, 15))
    assert lifecycle.forced_activation(unused, PACKS["tencent"]) == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("opened_on", "test_months", "expected"),
    [
        pytest.param(date(2026, 1, 15), 3, date(2026, 4, 15), id="three months"),
        pytest.param(date(2026, 11, 30), 3, date(2027, 2, 28), id="clipped"),
        pytest.param(date(2026, 1, 15), 0, None, id="no test period"),
        pytest.param(date(2026, 1, 15), None, None, id="length not said"),
        pytest.param(None, 3, None, id="opening not said"),
    ],
)
def test_the_test_period_ends_on_the_same_day_of_the_month(
    opened_on: date | None, test_months: int | None, expected: date | None
) -> None:
    testing = card(state=State.TESTING, opened_on=opened_on, test_months=test_months)
    assert lifecycle.end_of_test(testing) == expected


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        pytest.param(date(2026, 12, 12), date(2027, 3, 12), id="falls together with 3 months"),
        pytest.param(date(2026, 8, 31), date(2026, 11, 29), id="a day before 3 months"),
        pytest.param(date(2027, 12, 1), date(2028, 2, 29), id="on a leap day"),
        pytest.param(date(2026, 9, 30), date(2026, 12, 29), id="over three months' ends"),
        pytest.param(date(2026, 9, 15), date(2026, 12, 14), id="as the design has it"),
    ],
)
def test_a_number_is_cancelled_90_days_after_the_last_valid_day(last_day: date, expected: date) -> None:
    stopped = card(state=State.STOPPED, plan_expires_on=last_day)
    assert lifecycle.auto_cancel(stopped, NATIONAL) == expected


def test_without_a_last_day_the_day_before_the_stop_was_it() -> None:
    stopped = card(state=State.STOPPED, stopped_on=date(2026, 9, 16))
    assert lifecycle.last_valid_day(stopped) == date(2026, 9, 15)
    assert lifecycle.auto_cancel(stopped, NATIONAL) == date(2026, 12, 14)


def test_the_last_valid_day_goes_before_the_day_of_the_stop() -> None:
    stopped = card(state=State.STOPPED, plan_expires_on=date(2026, 9, 15), stopped_on=date(2026, 10, 1))
    assert lifecycle.last_valid_day(stopped) == date(2026, 9, 15)


@pytest.mark.parametrize(
    ("day", "rules", "first", "last", "days_left"),
    [
        pytest.param(date(2026, 11, 1), NATIONAL, date(2026, 11, 1), date(2026, 11, 30), 30, id="the first day"),
        pytest.param(date(2026, 11, 30), NATIONAL, date(2026, 11, 1), date(2026, 11, 30), 1, id="the last day"),
        pytest.param(date(2026, 12, 31), NATIONAL, date(2026, 12, 1), date(2026, 12, 31), 1, id="the year's last day"),
        pytest.param(date(2028, 2, 28), NATIONAL, date(2028, 2, 1), date(2028, 2, 29), 2, id="a leap February"),
        pytest.param(date(2027, 2, 28), NATIONAL, date(2027, 2, 1), date(2027, 2, 28), 1, id="any other February"),
        pytest.param(date(2026, 11, 26), UNICOM, date(2026, 10, 27), date(2026, 11, 26), 1, id="Unicom on the 26th"),
        pytest.param(date(2026, 11, 27), UNICOM, date(2026, 11, 27), date(2026, 12, 26), 30, id="Unicom on the 27th"),
        pytest.param(date(2027, 1, 3), UNICOM, date(2026, 12, 27), date(2027, 1, 26), 24, id="Unicom at New Year"),
        pytest.param(date(2028, 2, 28), UNICOM, date(2028, 2, 27), date(2028, 3, 26), 28, id="Unicom, leap day"),
    ],
)
def test_a_cycle_runs_to_the_day_before_the_next(
    day: date, rules: RulePack, first: date, last: date, days_left: int
) -> None:
    cycle = lifecycle.cycle_of(day, rules, card())
    assert cycle is not None
    assert (cycle.first, cycle.last) == (first, last)
    assert (cycle.next_first - day).days == days_left


@settings(deadline=None)
@given(day=st.dates(date(1990, 1, 1), date(2999, 1, 1)), rules=st.sampled_from([NATIONAL, UNICOM]))
def test_every_day_lies_in_exactly_one_cycle(day: date, rules: RulePack) -> None:
    cycle = lifecycle.cycle_of(day, rules, card())
    assert cycle is not None
    assert cycle.first <= day <= cycle.last
    assert lifecycle.cycle_of(cycle.last, rules, card()) == cycle
    following = lifecycle.cycle_of(cycle.next_first, rules, card())
    assert following is not None
    assert following.first == cycle.next_first


OPENED: Said = {"opened_on": date(2026, 9, 1), "test_months": 3}
PLAN: Said = {"plan_expires_on": date(2027, 3, 31)}
IN_SERVICE = {"cycle_end": "2026-12-01", "plan_expiry": "2027-03-31"}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(
            {"state": State.TESTING, **OPENED},
            {"test_end": "2026-12-01", "forced_activation": "2027-07-01"},
            id="testing: the end of the test and the forced activation after it",
        ),
        pytest.param(
            {"state": State.UNUSED, **OPENED}, {"forced_activation": "2027-07-01"}, id="unused: the forced activation"
        ),
        pytest.param({"state": State.ACTIVE, **PLAN}, IN_SERVICE, id="active: the cycle and the plan"),
        pytest.param({"state": State.PARTIAL, **PLAN}, IN_SERVICE, id="partial: the cycle and the plan"),
        pytest.param({"state": State.SUSPENDED, **PLAN}, IN_SERVICE, id="suspended: the cycle and the plan"),
        pytest.param(
            {"state": State.STOPPED, "plan_expires_on": date(2026, 9, 15)},
            {"auto_cancel": "2026-12-14"},
            id="stopped: the cancellation",
        ),
        pytest.param(
            {"state": State.STOPPED, "stopped_on": date(2026, 9, 16)},
            {"auto_cancel": "2026-12-14"},
            id="stopped, only the day of the stop known: the cancellation",
        ),
        pytest.param({"state": State.CANCELLED, **OPENED, **PLAN}, {}, id="cancelled: nothing comes any more"),
        pytest.param({**OPENED, **PLAN}, {}, id="state unknown: nothing follows"),
    ],
)
def test_each_state_is_told_its_own_dates(said: Said, expected: dict[str, str]) -> None:
    assert {kind: day.isoformat() for kind, day in dates(diagnosed(**said)).items()} == expected


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"state": State.TESTING, "opened_on": date(2026, 9, 1)}, id="a test period of unknown length"),
        pytest.param({"state": State.UNUSED, "test_months": 3}, id="an unknown opening"),
        pytest.param({"state": State.UNUSED, "opened_on": date(9999, 12, 31)}, id="an opening that means never"),
        pytest.param({"state": State.STOPPED}, id="an unknown last day"),
        pytest.param({"state": State.STOPPED, "plan_expires_on": date(2026, 6, 1)}, id="a date that is past"),
        pytest.param(
            {"state": State.STOPPED, "causes": ["platform"], "stopped_on": date(2026, 11, 1)},
            id="a stop that is no expiry",
        ),
    ],
)
def test_a_date_that_does_not_follow_is_left_out(said: Said) -> None:
    assert dates(diagnosed(**said)) == {}


def test_a_plan_without_end_has_no_last_day_to_tell() -> None:
    assert "plan_expiry" not in dates(diagnosed(state=State.ACTIVE, plan_expires_on=date(9999, 12, 31)))


@pytest.mark.parametrize("fact", ["cycle_day", "silence_months", "cancel_days"])
def test_what_nobody_publishes_gives_no_date(fact: str) -> None:
    said: Said = {"opened_on": TODAY, "plan_expires_on": TODAY - timedelta(days=1)}
    state = {"cycle_day": State.SUSPENDED, "silence_months": State.UNUSED, "cancel_days": State.STOPPED}[fact]
    unpublished: Said = {fact: UNPUBLISHED}
    silent = replace(NATIONAL, **unpublished)
    assert dates(diagnosed(state=state, **said)) != {}
    assert dates(diagnosed(state=state, rules=silent, **said)) == {}


def test_an_event_of_today_has_no_days_left_and_events_stand_in_order_of_date() -> None:
    (first, second) = diagnosed(state=State.ACTIVE, plan_expires_on=TODAY).events
    assert (first.kind, first.on, first.days_left) == ("plan_expiry", TODAY, 0)
    assert (second.kind, second.on, second.days_left) == ("cycle_end", date(2026, 12, 1), 9)


@pytest.mark.parametrize("rules", sorted(PACKS))
def test_a_moment_beyond_all_calendars_lies_in_no_cycle(rules: str) -> None:
    assert lifecycle.cycle_of(date(9999, 12, 31), PACKS[rules], card()) is None
