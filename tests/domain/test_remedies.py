"""Who can fix it, and how: who, which steps, which links, which day it comes back."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from bot.domain.card import Cause, Pool, QuotaPeriod, RealName, State
from bot.domain.findings import Diagnosis, Finding, Offer
from bot.domain.iccid import Carrier
from bot.domain.lifecycle import last_valid_day
from tests.domain.builders import ADVISED, TODAY, UNICOM, Said, about, any_diagnosis, diagnosed, names

DAY = timedelta(days=1)
FIRST = date(2026, 12, 1)
USED_UP: Said = {"quota_mb": 100.0, "used_mb": 100.3}
SINGLE: Said = {"pool": Pool.SINGLE}
OVER: Said = {"plan_expires_on": TODAY - DAY}


def suspended(*causes: Cause, **said: Any) -> Diagnosis:
    return diagnosed(state=State.SUSPENDED, causes=causes, **said)


def stopped(**said: Any) -> Diagnosis:
    return diagnosed(state=State.STOPPED, **said)


def in_short(finding: Finding) -> str:
    """Return who, how many of the steps, which link and which day, in one line."""
    said = [str(finding.fixable_by), str(finding.choose), finding.offer and str(finding.offer)]
    return " ".join(word for word in [*said, finding.resumes_on and str(finding.resumes_on)] if word)


@pytest.mark.parametrize("name", sorted(ADVISED))
def test_every_advice_is_given_to_some_card(name: str) -> None:
    cause, advice = name.split("-")
    assert about(cause, diagnosed(**ADVISED[name])).advice == advice


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("self_service-usual", "owner all"),
        ("rebind-telecom", "user one"),
        ("test_rebind-mobile", "user one"),
        ("device_mismatch-unicom", "user one"),
        ("real_name-usual", "user all real_name"),
        ("real_name-disputed", "user all"),
        ("real_name_pending-usual", "time all"),
        ("carrier-usual", "carrier all"),
        ("quota-usual", "user one recharge 2026-12-01"),
        ("quota-soon", "user one recharge 2026-12-01"),
        ("quota-plan_ends", "user one recharge"),
        ("quota-total", "user all recharge"),
        ("quota-expired", "user all"),
        ("quota-unified", "owner one 2026-12-01"),
        ("quota-unified_only", "owner all"),
        ("quota-lagging", "time all"),
        ("quota-overdue", "time all"),
        ("threshold-usual", "owner all"),
        ("threshold-auto", "owner one 2026-12-01"),
        ("threshold-lagging", "time all"),
        ("threshold-overdue", "time all"),
        ("credit-usual", "owner all"),
        ("credit-exhausted", "owner all recharge"),
        ("net_block-usual", "staff all"),
        ("region-usual", "user one"),
        ("platform-usual", "staff all"),
        ("plan_expired-usual", "user all recharge"),
        ("plan_expired-no_date", "user all recharge"),
        ("plan_expired-gone", "user all"),
        ("plan_expired-with_carrier", "user all"),
        ("plan_expired-with_pre_cancel", "user all"),
        ("pre_cancel-usual", "staff all"),
        ("cancelled-usual", "nobody all"),
        ("conflict-usual", "staff all"),
        ("unspecified-usual", "staff all"),
        ("offline-usual", "user all"),
        ("quota_low-usual", "user one recharge"),
        ("quota_low-over", "user one recharge"),
        ("quota_low-unified", "user all"),
        ("test_quota_low-usual", "owner all"),
        ("plan_expiring-usual", "user all recharge"),
    ],
)
def test_each_cause_has_its_fixer_its_steps_and_its_link(name: str, expected: str) -> None:
    assert in_short(about(name.split("-", maxsplit=1)[0], diagnosed(**ADVISED[name]))) == expected


# Data used up


@pytest.mark.parametrize(
    ("said", "advice", "resumes_on"),
    [
        pytest.param(SINGLE, "usual", FIRST, id="a single card: buy or wait"),
        pytest.param({"pool": Pool.SAME_TIER}, "usual", FIRST, id="a same-tier pool's card can be topped up"),
        pytest.param({}, "usual", FIRST, id="pool unknown"),
        pytest.param({"on": date(2026, 11, 27)}, "usual", FIRST, id="4 days to go: buy or wait"),
        pytest.param({"on": date(2026, 11, 28)}, "soon", FIRST, id="3 days to go: wait, unless it is urgent"),
        pytest.param({"on": date(2026, 11, 30)}, "soon", FIRST, id="the cycle's last day: waiting beats buying"),
        pytest.param({"on": date(2028, 2, 28)}, "soon", date(2028, 3, 1), id="a leap February, 2 days to go"),
        pytest.param({"on": date(2027, 2, 28)}, "soon", date(2027, 3, 1), id="any other February, 1 day to go"),
        pytest.param({"on": date(2026, 12, 31)}, "soon", date(2027, 1, 1), id="the year's last day"),
        pytest.param({"plan_expires_on": FIRST}, "usual", FIRST, id="the plan reaches the new cycle's first day"),
        pytest.param({"plan_expires_on": date(2026, 11, 30)}, "plan_ends", None, id="the plan ends the day before"),
        pytest.param(
            {"on": date(2026, 11, 29), "plan_expires_on": date(2026, 11, 30)},
            "plan_ends",
            None,
            id="the plan ends with a cycle that ends soon: waiting is no use",
        ),
        pytest.param({"quota_period": QuotaPeriod.TOTAL}, "total", None, id="data for the plan's whole life"),
        pytest.param(
            {"quota_period": QuotaPeriod.TOTAL, "seen_on": date(2026, 9, 1)},
            "total",
            None,
            id="such data know no earlier cycle",
        ),
        pytest.param({"pool": Pool.UNIFIED}, "unified", FIRST, id="a unified pool: its owner, or wait"),
        pytest.param(
            {"pool": Pool.UNIFIED, "quota_period": QuotaPeriod.TOTAL}, "unified_only", None, id="a unified pool, total"
        ),
        pytest.param(
            {"pool": Pool.UNIFIED, "seen_on": date(2026, 10, 31)}, "overdue", None, id="a unified pool, last cycle"
        ),
    ],
)
def test_data_used_up(said: Said, advice: str, resumes_on: date | None) -> None:
    found = about("quota", suspended(Cause.QUOTA, **said))
    assert (found.advice, found.resumes_on) == (advice, resumes_on)


@pytest.mark.parametrize(
    ("on", "advice", "resumes_on"),
    [
        pytest.param(date(2026, 11, 26), "soon", date(2026, 11, 27), id="the 26th: wait, do not buy"),
        pytest.param(date(2026, 11, 27), "usual", date(2026, 12, 27), id="the 27th: 30 days to go"),
        pytest.param(date(2028, 2, 28), "usual", date(2028, 3, 27), id="a cycle with a leap day"),
    ],
)
def test_data_used_up_at_china_unicom(on: date, advice: str, resumes_on: date) -> None:
    found = about("quota", suspended(Cause.QUOTA, on=on, carrier=Carrier.UNICOM, rules=UNICOM))
    assert (found.advice, found.resumes_on) == (advice, resumes_on)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({"on": date(2026, 11, 30)}, "soon recharge", id="seen in this cycle"),
        pytest.param({"on": date(2026, 12, 1)}, "lagging", id="the first day of the new one"),
        pytest.param({"on": date(2026, 12, 3)}, "lagging", id="the third day"),
        pytest.param({"on": date(2026, 12, 4)}, "overdue", id="the fourth day: a person"),
        pytest.param({"on": date(2027, 3, 4)}, "overdue", id="months later"),
        pytest.param({"on": date(2026, 12, 1), "plan_expires_on": date(2026, 11, 30)}, "expired", id="plan over"),
    ],
)
def test_facts_of_an_earlier_cycle_should_have_healed(said: Said, expected: str) -> None:
    found = about("quota", suspended(Cause.QUOTA, seen_on=date(2026, 11, 27), **SINGLE, **said))
    assert " ".join(filter(None, [found.advice, found.offer])) == expected
    assert (found.fixable_by == "time", found.resumes_on is None) == (found.offer is None,) * 2


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({}, "owner all", id="nobody says that it resumes"),
        pytest.param({"auto_resume": False}, "owner all", id="it does not resume"),
        pytest.param({"auto_resume": True}, "owner one 2026-12-01", id="it resumes by itself"),
        pytest.param({"auto_resume": True, **OVER}, "owner all", id="not on a plan that has ended"),
        pytest.param({"auto_resume": True, "plan_expires_on": date(2026, 11, 30)}, "owner all", id="nor on one ending"),
        pytest.param({"seen_on": date(2026, 10, 1)}, "owner all", id="seen in an earlier cycle, it stays"),
        pytest.param({"auto_resume": True, "seen_on": date(2026, 10, 1)}, "time all", id="but heals if it resumes"),
    ],
)
def test_a_limit_somebody_set(said: Said, expected: str) -> None:
    assert in_short(about("threshold", suspended(Cause.THRESHOLD, **said))) == expected


@pytest.mark.parametrize("cause", [Cause.QUOTA, Cause.THRESHOLD])
@pytest.mark.parametrize("pool", [Pool.SINGLE, Pool.UNIFIED])
def test_nothing_resumes_when_the_source_says_that_the_plan_ended(cause: Cause, pool: Pool) -> None:
    found = suspended(cause, Cause.PLAN_EXPIRED, pool=pool, auto_resume=True)
    assert about(cause, found).resumes_on is None


# Links


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({**USED_UP}, "recharge", id="all used in this cycle"),
        pytest.param({"quota_mb": 100.0, "used_mb": 99.9}, None, id="not quite all"),
        pytest.param({}, None, id="usage unknown"),
        pytest.param({**USED_UP, "seen_on": date(2026, 10, 31)}, None, id="used in another cycle"),
        pytest.param({**USED_UP, "pool": Pool.UNIFIED}, None, id="no top-up exists for a unified pool"),
        pytest.param({**USED_UP, **OVER}, None, id="no add-on on a plan that has ended"),
        pytest.param({**USED_UP, "plan_expires_on": TODAY - 100 * DAY}, None, id="nor past the cancellation"),
    ],
)
def test_arrears_sell_an_add_on_only_if_the_data_are_used_up(said: Said, expected: str | None) -> None:
    assert about("credit", suspended(Cause.CREDIT, **said)).offer == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(suspended(Cause.QUOTA, **USED_UP), {"quota": "recharge"}, id="an add-on"),
        pytest.param(
            suspended(Cause.QUOTA, Cause.REAL_NAME, **USED_UP),
            {"real_name": "real_name", "quota": "recharge"},
            id="real name first, and the add-on after it",
        ),
        pytest.param(suspended(Cause.QUOTA, Cause.CARRIER), {}, id="nothing beside a carrier stop"),
        pytest.param(stopped(**OVER, causes=[Cause.CARRIER]), {}, id="no renewal beside a carrier stop"),
        pytest.param(stopped(**OVER, causes=[Cause.PRE_CANCEL]), {}, id="no renewal of a number being cancelled"),
        pytest.param(stopped(**OVER, causes=[Cause.QUOTA]), {"plan_expired": "recharge"}, id="renew before any add-on"),
        pytest.param(suspended(Cause.QUOTA, quota_mb=100.0, used_mb=50.0), {}, id="no add-on that the facts dispute"),
        pytest.param(suspended(Cause.REAL_NAME, real_name=RealName.VERIFIED), {}, id="no second real-name check"),
        pytest.param(
            stopped(causes=[Cause.PLAN_EXPIRED], plan_expires_on=TODAY), {}, id="no renewal of a plan that still runs"
        ),
        pytest.param(
            diagnosed(state=State.ACTIVE, **USED_UP, **OVER), {}, id="nothing while nobody knows if the plan runs"
        ),
        pytest.param(
            diagnosed(state=State.PARTIAL, **USED_UP, plan_expires_on=TODAY - 200 * DAY), {}, id="partly in use as well"
        ),
        pytest.param(
            diagnosed(causes=[Cause.QUOTA], plan_expires_on=TODAY - 200 * DAY), {}, id="whatever the state is"
        ),
        pytest.param(diagnosed(state=State.CANCELLED, causes=[Cause.QUOTA]), {}, id="nothing for a cancelled card"),
    ],
)
def test_no_link_where_it_helps_nothing(found: Diagnosis, expected: dict[str, str]) -> None:
    assert {str(one.cause): str(one.offer) for one in found.findings if one.offer} == expected


@pytest.mark.parametrize(
    ("day", "advice", "offer"),
    [
        pytest.param(date(2026, 12, 28), "usual", Offer.RECHARGE, id="day 89: renew before the 29th"),
        pytest.param(date(2026, 12, 29), "last_day", None, id="day 90: nobody knows whether it is still safe"),
        pytest.param(date(2026, 12, 30), "gone", None, id="day 91: it may be cancelled"),
    ],
)
def test_days_89_90_and_91(day: date, advice: str, offer: Offer | None) -> None:
    found = about("plan_expired", stopped(on=day, plan_expires_on=date(2026, 9, 30)))
    assert (found.advice, found.offer) == (advice, offer)


@pytest.mark.parametrize(
    "last_day", [date(2026, 8, 31), date(2027, 12, 1), date(2026, 12, 12)], ids=["month end", "leap day", "3 months"]
)
def test_the_day_after_the_cancellation_offers_nothing(last_day: date) -> None:
    offers = [about("plan_expired", stopped(on=last_day + n * DAY, plan_expires_on=last_day)).offer for n in (89, 91)]
    assert offers == [Offer.RECHARGE, None]


# Whatever the card


@settings(deadline=None)
@given(any_diagnosis())
def test_no_payment_beside_a_carrier_stop_or_past_the_cancellation(found: Diagnosis) -> None:
    last_day, days = found.card.plan_expires_on, found.rules.cancel_days.value
    if "plan_expired" in names(found):
        last_day = last_valid_day(found.card)
    lost = last_day is not None and days is not None and (found.today - last_day).days > days
    if "carrier" in names(found) or lost:
        assert [one.cause for one in found.findings if one.offer is Offer.RECHARGE] == []


@settings(deadline=None)
@given(any_diagnosis())
def test_a_day_of_return_is_the_next_cycle_and_the_plan_reaches_it(found: Diagnosis) -> None:
    for one in found.findings:
        if one.resumes_on is not None:
            assert found.cycle is not None
            assert one.resumes_on == found.cycle.next_first
            assert found.card.plan_expires_on is None or found.card.plan_expires_on >= one.resumes_on


@settings(deadline=None)
@given(any_diagnosis())
def test_every_advice_that_any_card_gets_is_known(found: Diagnosis) -> None:
    assert {f"{one.cause}-{one.advice}" for one in found.findings} <= ADVISED.keys()
