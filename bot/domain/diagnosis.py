"""diagnose(card, rules, now) -> Diagnosis: which findings hold, in which order, and what they amount to."""

from datetime import datetime

from bot.domain import lifecycle
from bot.domain.card import Card, Cause, State
from bot.domain.case import Case, within
from bot.domain.causes import causes_of, clashes_of
from bot.domain.findings import Diagnosis, Status
from bot.domain.iccid import Carrier
from bot.domain.remedies import Scene, remedy
from bot.domain.rules import RulePack

ORDER = (  # what stands in the way of the rest comes first
    Cause.CANCELLED,
    Cause.CARRIER,
    Cause.CONFLICT,
    Cause.REAL_NAME,
    Cause.REAL_NAME_PENDING,
    Cause.PRE_CANCEL,
    Cause.PLAN_EXPIRED,
    Cause.CREDIT,
    Cause.REBIND,
    Cause.TEST_REBIND,
    Cause.DEVICE_MISMATCH,
    Cause.REGION,
    Cause.PLATFORM,
    Cause.SELF_SERVICE,
    Cause.THRESHOLD,
    Cause.QUOTA,
    Cause.NET_BLOCK,
    Cause.UNSPECIFIED,
    Cause.OFFLINE,
    Cause.QUOTA_LOW,
    Cause.TEST_QUOTA_LOW,
    Cause.PLAN_EXPIRING,
)


def diagnose(card: Card, rules: RulePack, now: datetime) -> Diagnosis:
    """Say what is wrong with *card*, who can fix it and what is coming; *now* carries the deployment's time zone."""
    case = Case.of(card, rules, now)
    clashes = clashes_of(case)
    causes = causes_of(case) | ({Cause.CONFLICT} if clashes else set())
    scene = Scene(case, causes, clashes)
    return Diagnosis(
        card=card,
        rules=rules,
        now=now,
        status=_status(scene),
        findings=tuple(remedy(scene, cause) for cause in _in_order(scene)),
        clashes=clashes,
        events=lifecycle.events(card, rules, case.today, expired=Cause.PLAN_EXPIRED in causes),
        cycle=case.cycle,
        usage_is_current=case.usage_is_current,
    )


def _in_order(scene: Scene) -> list[Cause]:
    """Put the causes in the order in which to act; a number about to be lost goes before all."""
    days, urgent = scene.case.days_to_cancel, scene.case.rules.urgent_cancel_days.value
    about_to_be_lost = days is not None and urgent is not None and days <= urgent

    def rank(cause: Cause) -> int:
        return -1 if cause is Cause.PLAN_EXPIRED and about_to_be_lost else ORDER.index(cause)

    return sorted(scene.causes, key=rank)


_BY_STATE = {
    None: Status.UNKNOWN,
    State.CANCELLED: Status.ENDED,
    State.SUSPENDED: Status.BLOCKED,
    State.STOPPED: Status.BLOCKED,
}


def _status(scene: Scene) -> Status:
    state = scene.case.card.state
    if state in _BY_STATE:
        return _BY_STATE[state]
    if scene.case.reported or _is_cut_off(scene):
        return Status.BLOCKED
    if scene.causes or state is State.PARTIAL or _ends_soon(scene.case):
        return Status.ATTENTION
    return Status.OK


def _is_cut_off(scene: Scene) -> bool:
    """Say whether no data flow although the source gave no cause."""
    mismatch = Cause.DEVICE_MISMATCH in scene.causes and scene.case.carrier is Carrier.TELECOM
    unnamed = scene.case.card.state is State.UNUSED and scene.causes & {Cause.REAL_NAME, Cause.REAL_NAME_PENDING}
    return mismatch or bool(unnamed)


def _ends_soon(case: Case) -> bool:
    """Say whether the test or silent period is about to end."""
    if case.card.state is State.TESTING:
        return within(lifecycle.end_of_test(case.card), case.today, case.rules.warn_test_end_days.value)
    if case.card.state is State.UNUSED:
        forced = lifecycle.forced_activation(case.card, case.rules)
        return within(forced, case.today, case.rules.warn_forced_activation_days.value)
    return False
