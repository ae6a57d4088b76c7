"""What holds of a card: a table of causes and a table of clashes, each with the question that decides it."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain import lifecycle
from bot.domain.card import REPORTED, Cause, RealName, State
from bot.domain.case import Case, within
from bot.domain.findings import Clash

_DEVICE_CAUSES = frozenset({Cause.REBIND, Cause.TEST_REBIND})
_REAL_NAME_COUNTS = frozenset({State.UNUSED, State.ACTIVE, State.PARTIAL})
_UNEXPLAINED = frozenset({State.SUSPENDED, None})


@dataclass(frozen=True, slots=True)
class Rule:
    cause: Cause
    holds: Callable[[Case], bool]


def _real_name(case: Case) -> bool:
    missing = case.needs_real_name and case.card.state in _REAL_NAME_COUNTS
    return (missing or case.reports(Cause.REAL_NAME)) and case.card.real_name is not RealName.PENDING


def _real_name_pending(case: Case) -> bool:
    counts = case.card.state in _REAL_NAME_COUNTS | {State.SUSPENDED} or case.reports(Cause.REAL_NAME)
    return counts and case.card.real_name is RealName.PENDING


def _plan_expired(case: Case) -> bool:
    if case.reports(Cause.PLAN_EXPIRED):
        return True
    if case.card.state is State.STOPPED:
        nothing_known = case.card.plan_expires_on is None and not case.reported
        return case.plan_is_over or nothing_known
    return case.card.state is State.SUSPENDED and case.plan_is_over


def _device_mismatch(case: Case) -> bool:
    return case.card.state is State.ACTIVE and case.device_differs and not case.reported & _DEVICE_CAUSES


def _unspecified(case: Case) -> bool:
    return case.reports(Cause.UNSPECIFIED) or (case.card.state in _UNEXPLAINED and not case.reported)


def _offline(case: Case) -> bool:
    return case.carries and case.card.online is False and not case.reported


def _quota_low(case: Case) -> bool:
    used = case.used_percent
    if not case.carries or used is None or not case.usage_is_current or case.reports(Cause.QUOTA):
        return False
    warn = case.rules.warn_quota_late_percent if case.is_late_in_cycle else case.rules.warn_quota_percent
    return warn.value is not None and used >= warn.value


def _test_quota_low(case: Case) -> bool:
    used, allowance = case.card.test_used_mb, case.rules.test_allowance_mb.of(case.carrier)
    warn = case.rules.warn_quota_percent.value
    if case.card.state is not State.TESTING or used is None or not allowance or warn is None:
        return False
    return 100 * used >= warn * allowance


def _plan_expiring(case: Case) -> bool:
    days = case.rules.warn_short_plan_days if case.lasts_a_month_or_less else case.rules.warn_plan_days
    coming = within(case.card.plan_expires_on, case.today, days.value)
    return case.carries and coming and case.card.auto_renew is not True


def _reported(cause: Cause) -> Rule:
    return Rule(cause, lambda case: case.reports(cause))


_BY_RULE = (
    Rule(Cause.REAL_NAME, _real_name),
    Rule(Cause.REAL_NAME_PENDING, _real_name_pending),
    Rule(Cause.PLAN_EXPIRED, _plan_expired),
    Rule(Cause.DEVICE_MISMATCH, _device_mismatch),
    Rule(Cause.UNSPECIFIED, _unspecified),
    Rule(Cause.OFFLINE, _offline),
    Rule(Cause.QUOTA_LOW, _quota_low),
    Rule(Cause.TEST_QUOTA_LOW, _test_quota_low),
    Rule(Cause.PLAN_EXPIRING, _plan_expiring),
)
_AS_REPORTED = sorted(REPORTED - {rule.cause for rule in _BY_RULE})
RULES = (*_BY_RULE, *(_reported(cause) for cause in _AS_REPORTED))


def causes_of(case: Case) -> frozenset[Cause]:
    """Return every cause that holds; a cancelled card has that one alone, whatever else its source says."""
    if case.card.state is State.CANCELLED:
        return frozenset({Cause.CANCELLED})
    return frozenset(rule.cause for rule in RULES if rule.holds(case))


def _quota_not_used(case: Case) -> bool:
    used, least = case.used_percent, case.rules.conflict_quota_percent.value
    if not case.reports(Cause.QUOTA) or used is None or least is None:
        return False
    return case.usage_is_current and used < least and not case.is_pooled


def _unused_but_activated(case: Case) -> bool:
    forced = lifecycle.forced_activation(case.card, case.rules)
    return case.card.state is State.UNUSED and forced is not None and forced < case.today


def _testing_but_over(case: Case) -> bool:
    end = lifecycle.end_of_test(case.card)
    return case.card.state is State.TESTING and end is not None and end < case.today


CLASHES: dict[Clash, Callable[[Case], bool]] = {
    Clash.QUOTA_NOT_USED: _quota_not_used,
    Clash.REAL_NAME_VERIFIED: lambda case: case.reports(Cause.REAL_NAME) and case.card.real_name is RealName.VERIFIED,
    Clash.STOPPED_BUT_VALID: lambda case: case.card.state is State.STOPPED and case.plan_is_valid,
    Clash.ACTIVE_BUT_EXPIRED: lambda case: case.carries and case.plan_is_over,
    Clash.UNUSED_BUT_ACTIVATED: _unused_but_activated,
    Clash.TESTING_BUT_OVER: _testing_but_over,
}


def clashes_of(case: Case) -> tuple[Clash, ...]:
    """Return the facts that do not agree with each other; of a cancelled card nothing else is believed."""
    if case.card.state is State.CANCELLED:
        return ()
    return tuple(clash for clash, holds in CLASHES.items() if holds(case))
