"""Who can fix a cause, and which advice fits the case: one small function where the answer depends."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.card import Cause, Pool, State
from bot.domain.case import Case
from bot.domain.findings import Choose, Clash, Finding, Fixer, Offer
from bot.domain.iccid import Carrier


@dataclass(frozen=True, slots=True)
class Scene:
    """A case with all that was found in it: a remedy may depend on what else is wrong."""

    case: Case
    causes: frozenset[Cause]
    clashes: tuple[Clash, ...]

    @property
    def plan_is_over(self) -> bool:
        return Cause.PLAN_EXPIRED in self.causes or self.case.plan_is_over

    @property
    def resumes_on(self) -> date | None:
        """Return the next cycle's first day, if the card comes back on it: never without a plan."""
        return None if self.plan_is_over else self.case.resumes_on


CONCERNS = {
    Clash.QUOTA_NOT_USED: Cause.QUOTA,
    Clash.REAL_NAME_VERIFIED: Cause.REAL_NAME,
    Clash.STOPPED_BUT_VALID: Cause.PLAN_EXPIRED,
}
"""The finding whose facts are in doubt: nothing is offered for it."""

_PAYMENT_IN_VAIN = frozenset({Cause.CARRIER, Cause.PRE_CANCEL})
"""While one of these stands, or nobody knows whether the plan still runs, paying for anything may be money lost."""

FIXERS = {
    Cause.SELF_SERVICE: Fixer.OWNER,
    Cause.REBIND: Fixer.USER,
    Cause.TEST_REBIND: Fixer.USER,
    Cause.DEVICE_MISMATCH: Fixer.USER,
    Cause.REAL_NAME: Fixer.USER,
    Cause.REAL_NAME_PENDING: Fixer.TIME,
    Cause.CARRIER: Fixer.CARRIER,
    Cause.QUOTA: Fixer.USER,
    Cause.THRESHOLD: Fixer.OWNER,
    Cause.CREDIT: Fixer.OWNER,
    Cause.NET_BLOCK: Fixer.STAFF,
    Cause.REGION: Fixer.USER,
    Cause.PLATFORM: Fixer.STAFF,
    Cause.PLAN_EXPIRED: Fixer.USER,
    Cause.PRE_CANCEL: Fixer.STAFF,
    Cause.CANCELLED: Fixer.NOBODY,
    Cause.CONFLICT: Fixer.STAFF,
    Cause.UNSPECIFIED: Fixer.STAFF,
    Cause.QUOTA_LOW: Fixer.USER,
    Cause.TEST_QUOTA_LOW: Fixer.OWNER,
    Cause.PLAN_EXPIRING: Fixer.USER,
    Cause.OFFLINE: Fixer.USER,
}


def _usual(cause: Cause) -> Finding:
    return Finding(cause=cause, fixable_by=FIXERS[cause])


def _by_now(scene: Scene, cause: Cause) -> Finding:
    """By the calendar it should be back; beyond the platforms' usual lag a person should look."""
    case = scene.case
    lag = case.rules.lag_days.of(case.carrier)
    in_lag = case.cycle is not None and lag is not None and (case.today - case.cycle.first).days < lag
    advice = "expired" if scene.plan_is_over else "lagging" if in_lag else "overdue"
    return Finding(cause=cause, fixable_by=Fixer.TIME, advice=advice)


def _quota_unified(scene: Scene) -> Finding:
    resumes_on = scene.resumes_on
    advice, choose = ("unified", Choose.ONE) if resumes_on else ("unified_only", Choose.ALL)
    return Finding(cause=Cause.QUOTA, fixable_by=Fixer.OWNER, advice=advice, choose=choose, resumes_on=resumes_on)


def _quota_advice(case: Case) -> str:
    if not case.counts_by_cycle:
        return "total"
    if case.resumes_on is None:
        return "plan_ends"
    return "soon" if case.is_late_in_cycle else "usual"


def _quota(scene: Scene) -> Finding:
    case = scene.case
    if case.seen_in_earlier_cycle:
        return _by_now(scene, Cause.QUOTA)
    if case.card.pool is Pool.UNIFIED:
        return _quota_unified(scene)
    if scene.plan_is_over:
        return replace(_usual(Cause.QUOTA), advice="expired")
    advice = _quota_advice(case)
    choose = Choose.ALL if advice == "total" else Choose.ONE
    return replace(_usual(Cause.QUOTA), advice=advice, choose=choose, offer=Offer.RECHARGE, resumes_on=case.resumes_on)


def _threshold(scene: Scene) -> Finding:
    case = scene.case
    usual = _usual(Cause.THRESHOLD)
    if not case.card.auto_resume:
        return usual
    if case.seen_in_earlier_cycle:
        return _by_now(scene, Cause.THRESHOLD)
    if scene.resumes_on is None:
        return usual
    return replace(usual, advice="auto", choose=Choose.ONE, resumes_on=scene.resumes_on)


_REBIND_ADVICE = {Carrier.TELECOM: "telecom", Carrier.MOBILE: "mobile", Carrier.UNICOM: "unicom"}


def _rebind(cause: Cause) -> Callable[[Scene], Finding]:
    def remedy(scene: Scene) -> Finding:
        advice = "usual" if scene.case.carrier is None else _REBIND_ADVICE.get(scene.case.carrier, "usual")
        return replace(_usual(cause), advice=advice, choose=Choose.ONE)

    return remedy


_REAL_NAME_ADVICE = {State.UNUSED: "unused", State.ACTIVE: "warning", State.PARTIAL: "warning"}


def _real_name(scene: Scene) -> Finding:
    state = None if scene.case.reports(Cause.REAL_NAME) else scene.case.card.state
    advice = "usual" if state is None else _REAL_NAME_ADVICE.get(state, "usual")
    return replace(_usual(Cause.REAL_NAME), advice=advice, offer=Offer.REAL_NAME)


def _credit(scene: Scene) -> Finding:
    case = scene.case
    cannot_top_up = scene.plan_is_over or case.card.pool is Pool.UNIFIED
    if cannot_top_up or not case.is_used_up or not case.usage_is_current:
        return _usual(Cause.CREDIT)
    return replace(_usual(Cause.CREDIT), advice="exhausted", offer=Offer.RECHARGE)


def _plan_expired_advice(scene: Scene) -> str:
    days = scene.case.days_to_cancel
    if days is None:
        return "no_date"
    if days <= 0:
        return "last_day" if days == 0 else "gone"
    if Cause.CARRIER in scene.causes:
        return "with_carrier"
    return "with_pre_cancel" if Cause.PRE_CANCEL in scene.causes else "usual"


def _plan_expired(scene: Scene) -> Finding:
    advice = _plan_expired_advice(scene)
    offer = Offer.RECHARGE if advice in {"usual", "no_date"} else None
    return replace(_usual(Cause.PLAN_EXPIRED), advice=advice, offer=offer)


def _quota_low(scene: Scene) -> Finding:
    case, usual = scene.case, _usual(Cause.QUOTA_LOW)
    if case.card.pool is Pool.UNIFIED:
        return replace(usual, advice="unified_over" if case.is_used_up else "unified")
    low, over = ("usual", "over") if case.counts_by_cycle else ("total", "total_over")
    return replace(usual, advice=over if case.is_used_up else low, choose=Choose.ONE, offer=Offer.RECHARGE)


def _plan_expiring(_: Scene) -> Finding:
    return replace(_usual(Cause.PLAN_EXPIRING), offer=Offer.RECHARGE)


def _region(_: Scene) -> Finding:
    return replace(_usual(Cause.REGION), choose=Choose.ONE)


DEPENDS: dict[Cause, Callable[[Scene], Finding]] = {
    Cause.QUOTA: _quota,
    Cause.THRESHOLD: _threshold,
    Cause.REBIND: _rebind(Cause.REBIND),
    Cause.TEST_REBIND: _rebind(Cause.TEST_REBIND),
    Cause.DEVICE_MISMATCH: _rebind(Cause.DEVICE_MISMATCH),
    Cause.REAL_NAME: _real_name,
    Cause.CREDIT: _credit,
    Cause.PLAN_EXPIRED: _plan_expired,
    Cause.QUOTA_LOW: _quota_low,
    Cause.PLAN_EXPIRING: _plan_expiring,
    Cause.REGION: _region,
}


def remedy(scene: Scene, cause: Cause) -> Finding:
    """Return what to do about *cause*, with nothing offered that would be paid in vain."""
    depends = DEPENDS.get(cause)
    finding = depends(scene) if depends else _usual(cause)
    if cause in {CONCERNS.get(clash) for clash in scene.clashes}:
        return replace(finding, advice="disputed", choose=Choose.ALL, offer=None)
    in_vain = scene.causes & _PAYMENT_IN_VAIN or Clash.ACTIVE_BUT_EXPIRED in scene.clashes
    if finding.offer is Offer.RECHARGE and in_vain:
        return replace(finding, advice="later", choose=Choose.ALL, offer=None)
    return finding
