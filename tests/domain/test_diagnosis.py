"""What a diagnosis says: state, status, findings, their order; facts that disagree; warnings with their edges."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings

from bot.domain.card import Cause, Pool, QuotaPeriod, RealName, Seen, State
from bot.domain.diagnosis import diagnose
from bot.domain.findings import Clash, Diagnosis
from bot.domain.iccid import Carrier
from bot.domain.message import Viewer
from bot.domain.present import card_line
from tests.domain.builders import (
    NATIONAL,
    PACKS,
    SHANGHAI,
    TEXTS,
    TODAY,
    UNICOM,
    Said,
    any_diagnosis,
    card,
    diagnosed,
    names,
    noon,
)

DAY = timedelta(days=1)
FULL: Said = {"quota_mb": 100.0, "used_mb": 100.0}
OTHER_DEVICE: Said = {"bound_imei": "861234567890123", "current_imei": "867777777777777"}
ACTIVE: Said = {"state": State.ACTIVE}
TESTING: Said = {"state": State.TESTING}
UNUSED: Said = {"state": State.UNUSED}
PARTIAL: Said = {"state": State.PARTIAL}
STOPPED: Said = {"state": State.STOPPED}
OVER: Said = {"plan_expires_on": TODAY - DAY}
VALID: Said = {"plan_expires_on": TODAY + 300 * DAY}


def suspended(*causes: Cause, **said: Any) -> Said:
    return {"state": State.SUSPENDED, "causes": causes, **said}


def in_short(diagnosis: Diagnosis) -> str:
    """Return status and causes in one line."""
    return " ".join([str(diagnosis.status), *names(diagnosis)])


# State -> status and findings


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(TESTING, "ok", id="testing is fine"),
        pytest.param({**TESTING, "test_used_mb": 4.8}, "attention test_quota_low", id="testing, 80 % of 6 MB used"),
        pytest.param({**TESTING, "test_used_mb": 4.79}, "ok", id="testing, less than 80 % of 6 MB used"),
        pytest.param(
            {**TESTING, "test_used_mb": 99.0, "rules": PACKS["tencent"]}, "ok", id="testing, allowance unknown"
        ),
        pytest.param({**UNUSED, "test_used_mb": 6.0}, "ok", id="unused: the test period is over"),
        pytest.param({**TESTING, "real_name": RealName.REQUIRED}, "ok", id="testing needs no real name yet"),
        pytest.param({**TESTING, "causes": [Cause.TEST_REBIND]}, "blocked test_rebind", id="130: moved while testing"),
        pytest.param(UNUSED, "ok", id="unused is fine: plugging it in activates it"),
        pytest.param({**UNUSED, "real_name": RealName.REQUIRED}, "blocked real_name", id="unused, real name wanted"),
        pytest.param(
            {**UNUSED, "real_name": RealName.PENDING}, "blocked real_name_pending", id="unused, real name under review"
        ),
        pytest.param({**UNUSED, "real_name": RealName.VERIFIED}, "ok", id="unused, real name verified"),
        pytest.param({**UNUSED, "real_name": RealName.NOT_REQUIRED}, "ok", id="unused, no real name wanted"),
        pytest.param({**UNUSED, "causes": [Cause.CARRIER]}, "blocked carrier", id="unused, with a cause"),
        pytest.param(ACTIVE, "ok", id="active is fine"),
        pytest.param({**ACTIVE, "real_name": RealName.REQUIRED}, "attention real_name", id="active, real name missing"),
        pytest.param(
            {**ACTIVE, "real_name": RealName.PENDING}, "attention real_name_pending", id="active, real name in review"
        ),
        pytest.param({**ACTIVE, "online": False}, "attention offline", id="active, the source says offline"),
        pytest.param({**ACTIVE, "online": None}, "ok", id="active, online unknown"),
        pytest.param({**PARTIAL, "online": False}, "attention offline", id="partly in use, the source says offline"),
        pytest.param({**UNUSED, "online": False}, "ok", id="unused is offline as it should be"),
        pytest.param(
            {**ACTIVE, "online": False, "causes": [Cause.NET_BLOCK]}, "blocked net_block", id="a stop is seen"
        ),
        pytest.param({**ACTIVE, "causes": [Cause.NET_BLOCK]}, "blocked net_block", id="reads in use, is cut off"),
        pytest.param({**ACTIVE, "causes": [Cause.REGION]}, "blocked region", id="reads in use, outside its area"),
        pytest.param(PARTIAL, "attention", id="150: partly in use"),
        pytest.param({**PARTIAL, "causes": [Cause.QUOTA]}, "blocked quota", id="partly in use, with a cause"),
        pytest.param(suspended(), "blocked unspecified", id="suspended without a cause"),
        pytest.param(
            suspended(Cause.REBIND, Cause.REAL_NAME, Cause.QUOTA),
            "blocked real_name rebind quota",
            id="suspended: one finding a cause",
        ),
        pytest.param(
            suspended(Cause.QUOTA, **OVER), "blocked plan_expired quota", id="suspended, the last day past as well"
        ),
        pytest.param(
            suspended(Cause.QUOTA, plan_expires_on=TODAY), "blocked quota", id="suspended on the plan's last day"
        ),
        pytest.param(suspended(**OVER), "blocked plan_expired unspecified", id="suspended, no cause, last day past"),
        pytest.param(
            suspended(Cause.REAL_NAME, real_name=RealName.PENDING),
            "blocked real_name_pending",
            id="submitted, not approved: replaces real_name",
        ),
        pytest.param(
            suspended(Cause.QUOTA, real_name=RealName.REQUIRED),
            "blocked quota",
            id="suspended: no cause is added to those given",
        ),
        pytest.param({**STOPPED, **OVER}, "blocked plan_expired", id="stopped, the last day past"),
        pytest.param(
            {**STOPPED, **OVER, "real_name": RealName.PENDING}, "blocked plan_expired", id="stopped, a review beside it"
        ),
        pytest.param(
            {**STOPPED, "causes": [Cause.REAL_NAME], "real_name": RealName.PENDING},
            "blocked real_name_pending",
            id="stopped for the real name, which is under review",
        ),
        pytest.param(STOPPED, "blocked plan_expired", id="stopped, nothing known"),
        pytest.param(
            {**STOPPED, "causes": [Cause.PLAN_EXPIRED]}, "blocked plan_expired", id="stopped, the source says expiry"
        ),
        pytest.param({**STOPPED, "causes": [Cause.CARRIER]}, "blocked carrier", id="stopped for another cause"),
        pytest.param(
            {**STOPPED, **OVER, "causes": [Cause.REBIND]},
            "blocked plan_expired rebind",
            id="two stop bits: expiry beside separation",
        ),
        pytest.param(
            {**STOPPED, **OVER, "causes": [Cause.PRE_CANCEL]},
            "blocked pre_cancel plan_expired",
            id="stopped and queued for cancellation",
        ),
        pytest.param({"state": State.CANCELLED}, "ended cancelled", id="cancelled"),
        pytest.param(
            {"state": State.CANCELLED, "causes": list(Cause)[:14], **FULL, **OVER, "online": False},
            "ended cancelled",
            id="cancelled, alone: other causes are ignored",
        ),
        pytest.param({}, "unknown unspecified", id="state unknown"),
        pytest.param({"raw": "Status=99"}, "unknown unspecified", id="a code without a home is never cancelled"),
        pytest.param(suspended(Cause.UNSPECIFIED), "blocked unspecified", id="a mask with no reason"),
    ],
)
def test_state_gives_status_and_findings(said: Said, expected: str) -> None:
    assert in_short(diagnosed(**said)) == expected


@pytest.mark.parametrize("cause", sorted(set(list(Cause)[:14])))
@pytest.mark.parametrize("state", [State.TESTING, State.UNUSED, State.ACTIVE, State.PARTIAL])
def test_a_cause_blocks_in_every_state(state: State, cause: Cause) -> None:
    assert in_short(diagnosed(state=state, causes=[cause])) == f"blocked {cause}"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({"carrier": Carrier.TELECOM}, "blocked device_mismatch", id="Telecom reads in use, carries none"),
        pytest.param({"carrier": Carrier.MOBILE}, "attention device_mismatch", id="Mobile may be cut off any time"),
        pytest.param({"carrier": Carrier.UNICOM}, "attention device_mismatch", id="Unicom as well"),
        pytest.param({"carrier": None}, "blocked device_mismatch", id="Telecom by the number's prefix"),
        pytest.param({"current_imei": "861234567890129"}, "ok", id="the 15th digit is a check digit"),
        pytest.param({"current_imei": "8612345678901299"}, "ok", id="an IMEISV's last digits are the software's"),
        pytest.param({"current_imei": "86123456789022"}, "blocked device_mismatch", id="14 digits are enough"),
        pytest.param({"current_imei": "8612345678902"}, "ok", id="13 digits are no device"),
        pytest.param({"current_imei": None}, "ok", id="the present device is unknown"),
        pytest.param({"bound_imei": None}, "ok", id="the bound device is unknown"),
        pytest.param({"causes": [Cause.REBIND]}, "blocked rebind", id="with a rebind cause, that one alone"),
        pytest.param({"causes": [Cause.TEST_REBIND]}, "blocked test_rebind", id="with a test rebind, that one alone"),
        pytest.param(
            {"causes": [Cause.QUOTA]}, "blocked device_mismatch quota", id="beside another cause it is a finding"
        ),
        pytest.param({"state": State.SUSPENDED}, "blocked unspecified", id="suspended: the source names the cause"),
    ],
)
def test_another_device_than_the_bound_one(said: Said, expected: str) -> None:
    assert in_short(diagnosed(**{**ACTIVE, **OTHER_DEVICE, **said})) == expected


# Warnings


@pytest.mark.parametrize(
    ("used", "on", "expected"),
    [
        pytest.param(79.9, TODAY, "ok", id="79 %"),
        pytest.param(80.0, TODAY, "attention quota_low", id="80 %"),
        pytest.param(100.0, TODAY, "attention quota_low", id="100 %"),
        pytest.param(1e9, TODAY, "attention quota_low", id="far more than there is"),
        pytest.param(80.0, date(2026, 11, 27), "attention quota_low", id="80 %, 4 days to go"),
        pytest.param(80.0, date(2026, 11, 28), "ok", id="80 % in the last 3 days"),
        pytest.param(94.9, date(2026, 11, 30), "ok", id="94 % on the last day"),
        pytest.param(95.0, date(2026, 11, 28), "attention quota_low", id="95 % in the last 3 days"),
        pytest.param(95.0, date(2026, 11, 30), "attention quota_low", id="95 % on the last day"),
        pytest.param(80.0, date(2026, 12, 1), "attention quota_low", id="80 % on the first day"),
    ],
)
def test_data_running_low(used: float, on: date, expected: str) -> None:
    assert in_short(diagnosed(on=on, **ACTIVE, quota_mb=100.0, used_mb=used)) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({"used_mb": None}, "ok", id="usage unknown is not zero and not full"),
        pytest.param({"quota_mb": None}, "ok", id="plan unknown"),
        pytest.param({"quota_mb": 0.0}, "ok", id="a plan of nothing says nothing"),
        pytest.param({"seen_on": date(2026, 10, 31)}, "ok", id="seen in the last cycle"),
        pytest.param(
            {"seen_on": date(2026, 10, 31), "quota_period": QuotaPeriod.TOTAL},
            "attention quota_low",
            id="seen long ago, but counted over the plan's whole life",
        ),
        pytest.param({"state": State.PARTIAL}, "attention quota_low", id="partly in use"),
        pytest.param({"state": State.UNUSED}, "ok", id="unused"),
        pytest.param({"causes": [Cause.QUOTA]}, "blocked quota", id="the stop itself goes without the warning"),
        pytest.param({"state": State.SUSPENDED}, "blocked unspecified", id="suspended: usage explains nothing"),
        pytest.param(
            {"on": date(2026, 11, 30), "quota_period": QuotaPeriod.TOTAL, "used_mb": 80.0},
            "attention quota_low",
            id="80 % of a plan that knows no cycle is never late",
        ),
    ],
)
def test_data_running_low_needs_usage_of_this_cycle(said: Said, expected: str) -> None:
    assert in_short(diagnosed(**{**ACTIVE, **FULL, **said})) == expected


MONTHLY: Said = {"activated_on": TODAY - 20 * DAY}


@pytest.mark.parametrize(
    ("days", "said", "expected"),
    [
        pytest.param(31, {}, "ok", id="31 days before"),
        pytest.param(30, {}, "attention plan_expiring", id="30 days before"),
        pytest.param(0, {}, "attention plan_expiring", id="on the last day"),
        pytest.param(8, MONTHLY, "ok", id="8 days before the end of a month's plan"),
        pytest.param(7, MONTHLY, "attention plan_expiring", id="7 days before the end of a month's plan"),
        pytest.param(8, {"activated_on": TODAY - 23 * DAY}, "ok", id="a plan of 31 days"),
        pytest.param(8, {"activated_on": TODAY - 24 * DAY}, "attention plan_expiring", id="a plan of 32 days"),
        pytest.param(7, {"auto_renew": True}, "ok", id="silent with automatic renewal"),
        pytest.param(7, {"auto_renew": False}, "attention plan_expiring", id="automatic renewal is off"),
        pytest.param(7, {"state": State.PARTIAL}, "attention plan_expiring", id="partly in use"),
        pytest.param(7, {"state": State.SUSPENDED}, "blocked unspecified", id="a blocked card has other troubles"),
    ],
)
def test_the_plan_ends_soon(days: int, said: Said, expected: str) -> None:
    assert in_short(diagnosed(**{**ACTIVE, "plan_expires_on": TODAY + days * DAY, **said})) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param(date(2026, 11, 15), "ok", id="16 days before"),
        pytest.param(date(2026, 11, 16), "attention", id="15 days before"),
        pytest.param(date(2026, 12, 1), "attention", id="on the day"),
        pytest.param(date(2026, 12, 2), "attention conflict", id="the day after"),
    ],
)
def test_the_test_period_ends(on: date, expected: str) -> None:
    assert in_short(diagnosed(on=on, **TESTING, opened_on=date(2026, 9, 1), test_months=3)) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param(date(2026, 7, 1), "ok", id="31 days before"),
        pytest.param(date(2026, 7, 2), "attention", id="30 days before"),
        pytest.param(date(2026, 8, 1), "attention", id="on the day"),
        pytest.param(date(2026, 8, 2), "attention conflict", id="the day after"),
    ],
)
def test_an_unused_card_is_activated_by_force(on: date, expected: str) -> None:
    assert in_short(diagnosed(on=on, **UNUSED, opened_on=date(2026, 1, 15))) == expected


# Facts that disagree


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(suspended(Cause.QUOTA, quota_mb=100.0, used_mb=89.9), "conflict quota", id="quota stop at 89 %"),
        pytest.param(suspended(Cause.QUOTA, quota_mb=100.0, used_mb=90.0), "quota", id="quota stop at 90 %"),
        pytest.param(suspended(Cause.QUOTA, quota_mb=100.0, used_mb=0.0), "conflict quota", id="quota stop at 0 %"),
        pytest.param(suspended(Cause.QUOTA, quota_mb=100.0), "quota", id="quota stop, usage unknown"),
        pytest.param(
            suspended(Cause.QUOTA, quota_mb=100.0, used_mb=5.0, pool=Pool.UNIFIED), "quota", id="a pool's data"
        ),
        pytest.param(
            suspended(Cause.QUOTA, quota_mb=100.0, used_mb=5.0, pool=Pool.SAME_TIER), "quota", id="a same-tier pool's"
        ),
        pytest.param(
            suspended(Cause.QUOTA, quota_mb=100.0, used_mb=5.0, pool=Pool.SINGLE), "conflict quota", id="a single card"
        ),
        pytest.param(
            suspended(Cause.QUOTA, quota_mb=100.0, used_mb=5.0, seen_on=date(2026, 10, 31)),
            "quota",
            id="usage of another cycle disagrees with nothing",
        ),
        pytest.param(
            suspended(Cause.REAL_NAME, real_name=RealName.VERIFIED), "conflict real_name", id="real name verified"
        ),
        pytest.param(suspended(Cause.REAL_NAME, real_name=RealName.REQUIRED), "real_name", id="real name required"),
        pytest.param(suspended(Cause.REAL_NAME), "real_name", id="real name unknown"),
        pytest.param({**STOPPED, **VALID}, "conflict", id="stopped though the plan runs"),
        pytest.param({**STOPPED, "plan_expires_on": TODAY}, "conflict", id="stopped on the plan's last day"),
        pytest.param({**STOPPED, **OVER}, "plan_expired", id="stopped the day after"),
        pytest.param(
            {**STOPPED, **VALID, "causes": [Cause.PLAN_EXPIRED]}, "conflict plan_expired", id="expired, says the source"
        ),
        pytest.param({**ACTIVE, **OVER}, "conflict", id="active though the plan is past"),
        pytest.param({**ACTIVE, "plan_expires_on": TODAY}, "plan_expiring", id="active on the plan's last day"),
        pytest.param({**ACTIVE, "opened_on": date(2020, 1, 1), "test_months": 3}, "", id="active since long ago"),
        pytest.param({**UNUSED, "opened_on": date(2026, 5, 31)}, "", id="unused before its forced activation"),
        pytest.param({**UNUSED, "opened_on": date(2026, 4, 30)}, "conflict", id="unused past its forced activation"),
        pytest.param({**TESTING, "opened_on": date(2026, 8, 22), "test_months": 3}, "", id="testing on the last day"),
        pytest.param({**TESTING, "opened_on": date(2026, 8, 21), "test_months": 3}, "conflict", id="testing past it"),
    ],
)
def test_facts_that_disagree_are_a_finding_of_their_own(said: Said, expected: str) -> None:
    assert " ".join(names(diagnosed(**said))) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({**ACTIVE, **OVER}, "attention conflict", id="active though past"),
        pytest.param({**UNUSED, "opened_on": date(2026, 1, 1)}, "attention conflict", id="unused though activated"),
        pytest.param({**TESTING, "opened_on": date(2026, 1, 1), "test_months": 1}, "attention conflict", id="testing"),
        pytest.param({**STOPPED, **VALID}, "blocked conflict", id="stopped though valid"),
        pytest.param(
            {**UNUSED, "opened_on": date(2026, 1, 1), "real_name": RealName.REQUIRED},
            "blocked conflict real_name",
            id="unused though activated, and without a real name",
        ),
    ],
)
def test_only_the_last_three_leave_the_card_working(said: Said, expected: str) -> None:
    assert in_short(diagnosed(**said)) == expected


def test_two_clashes_are_one_finding() -> None:
    found = diagnosed(**suspended(Cause.QUOTA, Cause.REAL_NAME, real_name=RealName.VERIFIED, quota_mb=9.0, used_mb=1.0))
    assert names(found) == ["conflict", "real_name", "quota"]
    assert found.clashes == (Clash.QUOTA_NOT_USED, Clash.REAL_NAME_VERIFIED)


# Order


ORDER = [
    "cancelled",
    "carrier",
    "conflict",
    "real_name",
    "real_name_pending",
    "pre_cancel",
    "plan_expired",
    "credit",
    "rebind",
    "test_rebind",
    "device_mismatch",
    "region",
    "platform",
    "self_service",
    "threshold",
    "quota",
    "net_block",
    "unspecified",
    "offline",
    "quota_low",
    "test_quota_low",
    "plan_expiring",
]


def test_what_stands_in_the_way_of_the_rest_comes_first() -> None:
    everything = diagnosed(**suspended(*list(Cause)[:14], plan_expires_on=TODAY - 10 * DAY))
    assert names(everything) == [cause for cause in ORDER if cause in set(list(Cause)[:14])]


def test_warnings_stand_last_in_their_own_order() -> None:
    low = {**FULL, "online": False, "plan_expires_on": TODAY, "real_name": RealName.REQUIRED, **OTHER_DEVICE}
    found = diagnosed(**ACTIVE, **low)
    assert names(found) == ["real_name", "device_mismatch", "offline", "quota_low", "plan_expiring"]


@pytest.mark.parametrize(
    ("days_to_cancel", "expected"),
    [
        pytest.param(31, ["carrier", "pre_cancel", "plan_expired"], id="31 days to the cancellation: the usual order"),
        pytest.param(30, ["plan_expired", "carrier", "pre_cancel"], id="30 days: the number goes first of all"),
        pytest.param(1, ["plan_expired", "carrier", "pre_cancel"], id="day 89"),
        pytest.param(0, ["plan_expired", "carrier", "pre_cancel"], id="day 90"),
        pytest.param(-1, ["plan_expired", "carrier", "pre_cancel"], id="day 91"),
    ],
)
def test_a_number_about_to_be_lost_goes_first_of_all(days_to_cancel: int, expected: list[str]) -> None:
    last_day = TODAY + (days_to_cancel - 90) * DAY
    found = diagnosed(**STOPPED, plan_expires_on=last_day, causes=[Cause.CARRIER, Cause.PRE_CANCEL])
    assert names(found) == expected


# Time


def test_the_new_cycle_begins_at_midnight_in_china() -> None:
    before, after = (datetime(2026, 11, 30, hour, 30, tzinfo=UTC).astimezone(SHANGHAI) for hour in (15, 16))
    full = card(state=State.ACTIVE, **FULL, as_of=before)
    assert names(diagnose(full, NATIONAL, before)) == ["quota_low"]
    assert names(diagnose(full, NATIONAL, after)) == []
    assert diagnose(full, NATIONAL, after).events[0].on == date(2027, 1, 1)


def test_the_day_of_the_facts_is_told_by_the_clock_in_china() -> None:
    seen = datetime(2026, 11, 30, 16, 30, tzinfo=UTC)
    full = card(state=State.ACTIVE, **FULL, as_of=seen)
    assert names(diagnose(full, NATIONAL, datetime(2026, 12, 2, tzinfo=SHANGHAI))) == ["quota_low"]


@pytest.mark.parametrize(
    ("on", "seen_on", "expected"),
    [
        pytest.param(date(2026, 11, 26), date(2026, 11, 1), ["quota_low"], id="the 26th is the old cycle's last day"),
        pytest.param(date(2026, 11, 27), date(2026, 11, 26), [], id="the 27th is a new cycle"),
    ],
)
def test_unicom_counts_from_the_27th(on: date, seen_on: date, expected: list[str]) -> None:
    full = diagnosed(on=on, seen_on=seen_on, carrier=Carrier.UNICOM, rules=UNICOM, **ACTIVE, **FULL)
    assert names(full) == expected


# Whatever the card


@settings(deadline=None)
@given(any_diagnosis())
def test_findings_stand_in_the_documented_order_each_once(found: Diagnosis) -> None:
    causes = names(found)
    rest = causes[1:] if causes[:1] == ["plan_expired"] else causes
    assert all(ORDER.index(one) < ORDER.index(next_one) for one, next_one in pairwise(rest))
    assert len(set(causes)) == len(causes)


@settings(deadline=None)
@given(any_diagnosis())
def test_events_stand_in_order_of_date_and_none_is_past(found: Diagnosis) -> None:
    days = [event.days_left for event in found.events]
    assert days == sorted(days)
    assert all(left >= 0 for left in days)
    assert [event.on for event in found.events] == [found.today + left * DAY for left in days]


@settings(deadline=None)
@given(any_diagnosis())
def test_a_card_that_does_not_work_has_a_finding_that_says_why(found: Diagnosis) -> None:
    works = {"ok": True, "attention": True}.get(found.status, False)
    assert works or found.findings
    assert (found.status == "ended") == (names(found) == ["cancelled"]) == (found.state is State.CANCELLED)


# Usage that is told a day late


def late(on: date, used_mb: float, **said: Any) -> Said:
    """Return what a platform says on *on* whose usage is of the day before."""
    return {"quota_mb": 100.0, "used_mb": used_mb, "seen": {"used_mb": Seen("onelink", noon(on - DAY))}, **said}


def test_the_usage_of_the_last_cycle_warns_of_nothing_in_this_one() -> None:
    first = date(2026, 12, 1)
    assert names(diagnosed(on=first, **ACTIVE, **late(first, 99.0))) == []
    assert names(diagnosed(on=first + DAY, **ACTIVE, **late(first + DAY, 99.0))) == ["quota_low"]


def test_a_stop_of_today_does_not_clash_with_the_usage_of_the_last_cycle() -> None:
    first = date(2026, 12, 1)
    stopped = suspended(Cause.QUOTA)
    assert names(diagnosed(on=first, **stopped, **late(first, 12.0))) == ["quota"]
    assert names(diagnosed(on=first + DAY, **stopped, **late(first + DAY, 12.0))) == ["conflict", "quota"]


def test_the_age_of_the_usage_is_told_where_it_is_older() -> None:
    found = diagnosed(**ACTIVE, **late(TODAY, 12.0))
    assert TEXTS.say(card_line(found, Viewer.USER).text, "zh").endswith("刚刚更新，用量数据到昨天 12:00")
    assert TEXTS.say(card_line(found, Viewer.USER).text, "en").endswith("usage data up to yesterday, 12:00")
    assert "用量" not in TEXTS.say(card_line(diagnosed(**ACTIVE, **FULL), Viewer.USER).text, "zh")
