"""One card, one day, one pack: built with what a test is about and nothing else, or at random."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.channels import plain
from bot.domain.card import REPORTED, Card, Cause, Facet, Pool, QuotaPeriod, RealName, Seen, State
from bot.domain.diagnosis import diagnose
from bot.domain.findings import Diagnosis, Finding
from bot.domain.iccid import Carrier, Iccid
from bot.domain.message import Viewer
from bot.domain.present import present, tell
from bot.domain.rules import RulePack
from bot.domain.shop import Shop
from bot.rules import load
from bot.texts import FluentTexts

Said = dict[str, Any]
"""What a source says of a card, by field; and on which day, under which rules."""

SHANGHAI = ZoneInfo("Asia/Shanghai")
PACKS = load()
NATIONAL, UNICOM = PACKS["national"], PACKS["unicom"]
TEXTS = FluentTexts.load()
SHOP = Shop(recharge_url="https://pay.example/{iccid}", real_name_url="https://name.example/", support_contact="4001")
TODAY = date(2026, 11, 22)

NUMBERS = {
    Carrier.MOBILE: "898604D1025078900002",
    Carrier.TELECOM: "89860321249946513307",
    Carrier.UNICOM: "89860125801523760115",
    Carrier.BROADNET: "89861512345678901234",
}
"""A card number of each carrier; the last one's prefix says nothing."""


def noon(day: date) -> datetime:
    """Return the middle of *day*, where the cards are."""
    return datetime.combine(day, time(12), SHANGHAI)


def card(*, carrier: Carrier | None = Carrier.TELECOM, seen_on: date = TODAY, **said: Any) -> Card:
    """Return a card of which the source said *said* on *seen_on*, and nothing else."""
    number = Iccid(NUMBERS[carrier or Carrier.TELECOM])
    whole = {"iccid": number, "source": "inventory", "as_of": noon(seen_on), "carrier": carrier}
    return Card(**{**whole, **said, "causes": frozenset(said.get("causes", ()))})


def diagnosed(*, on: date = TODAY, rules: RulePack = NATIONAL, **said: Any) -> Diagnosis:
    """Diagnose, on the day *on*, a card of which the source said *said* on the same day unless it says *seen_on*."""
    return diagnose(card(**{"seen_on": on, **said}), rules, noon(on))


def names(diagnosis: Diagnosis) -> list[str]:
    """Return the causes of the findings, in their order."""
    return [str(finding.cause) for finding in diagnosis.findings]


def about(cause: str, diagnosis: Diagnosis) -> Finding:
    """Return the finding about *cause*."""
    return diagnosis.findings[names(diagnosis).index(cause)]


def dates(diagnosis: Diagnosis) -> dict[str, date]:
    """Return what is coming, and when."""
    return {str(event.kind): event.on for event in diagnosis.events}


def said_of(diagnosis: Diagnosis, lang: str = "zh", viewer: Viewer = Viewer.USER, shop: Shop = SHOP) -> str:
    """Return the answer as *viewer* reads it in *lang*."""
    return plain.render(present(tell(diagnosis, shop), viewer), TEXTS, lang)


# One card for everything that can be advised


def _suspended(*causes: str, **said: Any) -> Said:
    return {"state": State.SUSPENDED, "causes": [Cause(cause) for cause in causes], **said}


_LAST_CYCLE: Said = {"seen_on": date(2026, 10, 31)}
_THIRD, _FOURTH = {"on": date(2026, 11, 3)}, {"on": date(2026, 11, 4)}
_ACTIVE: Said = {"state": State.ACTIVE, "quota_mb": 100.0}
_OTHER_DEVICE: Said = {"state": State.ACTIVE, "bound_imei": "861234567890123", "current_imei": "867777777777777"}
_OVER: Said = {"plan_expires_on": date(2026, 9, 15)}
_ENDS_SOON: Said = {"plan_expires_on": date(2026, 11, 28)}
_MOBILE, _UNICOM, _BROADNET = ({"carrier": name} for name in (Carrier.MOBILE, Carrier.UNICOM, Carrier.BROADNET))
_DEVICES: dict[str, Said] = {"telecom": {}, "mobile": _MOBILE, "unicom": _UNICOM, "usual": _BROADNET}

ADVISED: dict[str, Said] = {
    "quota-usual": _suspended("quota", pool=Pool.SINGLE),
    "quota-soon": _suspended("quota", on=date(2026, 11, 28)),
    "quota-total": _suspended("quota", quota_period=QuotaPeriod.TOTAL),
    "quota-plan_ends": _suspended("quota", **_ENDS_SOON),
    "quota-expired": _suspended("quota", **_OVER),
    "quota-unified": _suspended("quota", pool=Pool.UNIFIED),
    "quota-unified_only": _suspended("quota", pool=Pool.UNIFIED, **_ENDS_SOON),
    "quota-lagging": _suspended("quota", **_LAST_CYCLE, **_THIRD),
    "quota-overdue": _suspended("quota", **_LAST_CYCLE, **_FOURTH),
    "quota-disputed": _suspended("quota", quota_mb=100.0, used_mb=50.0),
    "quota-later": _suspended("quota", "carrier"),
    "threshold-usual": _suspended("threshold"),
    "threshold-auto": _suspended("threshold", auto_resume=True),
    "threshold-lagging": _suspended("threshold", auto_resume=True, **_LAST_CYCLE, **_THIRD),
    "threshold-overdue": _suspended("threshold", auto_resume=True, **_LAST_CYCLE, **_FOURTH),
    "threshold-expired": _suspended("threshold", auto_resume=True, **_LAST_CYCLE, **_OVER),
    **{f"rebind-{advice}": _suspended("rebind", **said) for advice, said in _DEVICES.items()},
    **{f"test_rebind-{advice}": _suspended("test_rebind", **said) for advice, said in _DEVICES.items()},
    **{f"device_mismatch-{advice}": {**_OTHER_DEVICE, **said} for advice, said in _DEVICES.items()},
    "real_name-usual": _suspended("real_name"),
    "real_name-unused": {"state": State.UNUSED, "real_name": RealName.REQUIRED},
    "real_name-warning": {"state": State.ACTIVE, "real_name": RealName.REQUIRED},
    "real_name-disputed": _suspended("real_name", real_name=RealName.VERIFIED),
    "real_name_pending-usual": _suspended("real_name", real_name=RealName.PENDING),
    "carrier-usual": _suspended("carrier"),
    "self_service-usual": _suspended("self_service"),
    "credit-usual": _suspended("credit"),
    "credit-exhausted": _suspended("credit", quota_mb=100.0, used_mb=100.0),
    "credit-later": _suspended("credit", "carrier", quota_mb=100.0, used_mb=100.0),
    "net_block-usual": {"state": State.ACTIVE, "causes": [Cause.NET_BLOCK]},
    "region-usual": _suspended("region"),
    "platform-usual": _suspended("platform"),
    "plan_expired-usual": {"state": State.STOPPED, **_OVER},
    "plan_expired-no_date": {"state": State.STOPPED},
    "plan_expired-last_day": {"state": State.STOPPED, **_OVER, "on": date(2026, 12, 14)},
    "plan_expired-gone": {"state": State.STOPPED, **_OVER, "on": date(2026, 12, 15)},
    "plan_expired-with_carrier": {"state": State.STOPPED, **_OVER, "causes": [Cause.CARRIER]},
    "plan_expired-disputed": {"state": State.STOPPED, "causes": [Cause.PLAN_EXPIRED], "plan_expires_on": TODAY},
    "plan_expired-with_pre_cancel": {"state": State.STOPPED, **_OVER, "causes": [Cause.PRE_CANCEL]},
    "plan_expired-later": {"state": State.STOPPED, "causes": [Cause.PLAN_EXPIRED, Cause.PRE_CANCEL]},
    "pre_cancel-usual": {"state": State.STOPPED, "causes": [Cause.PRE_CANCEL]},
    "cancelled-usual": {"state": State.CANCELLED},
    "unspecified-usual": {"raw": "Status=99"},
    "conflict-usual": {"state": State.ACTIVE, **_OVER},
    "offline-usual": {"state": State.ACTIVE, "online": False},
    "quota_low-usual": {**_ACTIVE, "used_mb": 80.0},
    "quota_low-over": {**_ACTIVE, "used_mb": 100.0},
    "quota_low-total": {**_ACTIVE, "used_mb": 80.0, "quota_period": QuotaPeriod.TOTAL},
    "quota_low-total_over": {**_ACTIVE, "used_mb": 100.0, "quota_period": QuotaPeriod.TOTAL},
    "quota_low-unified_over": {**_ACTIVE, "used_mb": 100.0, "pool": Pool.UNIFIED},
    "quota_low-unified": {**_ACTIVE, "used_mb": 80.0, "pool": Pool.UNIFIED},
    "quota_low-later": {**_ACTIVE, "used_mb": 80.0, "causes": [Cause.CARRIER]},
    "test_quota_low-usual": {"state": State.TESTING, "test_used_mb": 5.0},
    "plan_expiring-usual": {"state": State.ACTIVE, **_ENDS_SOON},
    "plan_expiring-later": {"state": State.ACTIVE, **_ENDS_SOON, "causes": [Cause.CARRIER]},
}
"""A card for each cause, and for each way to advise on it, on the day *on*."""


# At random

NEAR = st.dates(TODAY - timedelta(days=500), TODAY + timedelta(days=500))
DAYS = NEAR | st.sampled_from([date(1990, 1, 1), date(2000, 2, 29), date(9999, 1, 1), date(9999, 12, 31)])
NOWS = st.builds(datetime.combine, NEAR, st.times(), st.just(SHANGHAI))
_MOMENTS = NOWS | st.builds(datetime.combine, NEAR, st.times(), st.just(UTC)) | st.builds(noon, DAYS)
_AMOUNTS = st.sampled_from([0.0, 1e-300, 6.0, 79.99, 80.0, 95.0, 99.99, 100.0, 1024.0]) | st.floats(0, 1e15)
_IMEIS = st.sampled_from(["861234567890123", "8612345678901201", "867777777777777", "123"])
_NAMES = st.text("abc 卡片XYZ09年", min_size=1, max_size=12)
_CAUSES = st.sampled_from(sorted(REPORTED))

SAID: dict[str, st.SearchStrategy[Any]] = {
    "carrier": st.sampled_from(Carrier),
    "msisdn": st.just("1064912345678"),
    "imsi": st.just("460081234567890"),
    "state": st.sampled_from(State),
    "opened_on": DAYS,
    "test_months": st.integers(0, 9),
    "test_used_mb": _AMOUNTS,
    "activated_on": DAYS,
    "plan": _NAMES,
    "quota_mb": _AMOUNTS,
    "used_mb": _AMOUNTS,
    "plan_expires_on": DAYS,
    "stopped_on": DAYS,
    "real_name": st.sampled_from(RealName),
    "bound_imei": _IMEIS,
    "current_imei": _IMEIS,
    "online": st.booleans(),
    "last_seen": _MOMENTS,
    "quota_period": st.sampled_from(QuotaPeriod),
    "auto_renew": st.booleans(),
    "pool": st.sampled_from(Pool),
    "auto_resume": st.booleans(),
    "rules": st.sampled_from(sorted(PACKS)),
    "raw": st.sampled_from(["35/200", "000000000000", "Status=99"]),
}
"""What a source may say of a card, field by field; it may also leave it unsaid."""


@st.composite
def any_card(draw: st.DrawFn) -> Card:
    """Draw any card at all, however little sense it makes."""
    said = {name: draw(st.none() | values) for name, values in SAID.items()}
    others = st.builds(Seen, st.just("onelink"), _MOMENTS)
    return Card(
        iccid=Iccid(draw(st.sampled_from(sorted(NUMBERS.values())))),
        source="inventory",
        as_of=draw(_MOMENTS),
        causes=draw(st.frozensets(_CAUSES, max_size=4) | st.frozensets(_CAUSES)),
        notes=draw(st.dictionaries(_NAMES, _NAMES, max_size=2)),
        seen=draw(st.dictionaries(st.sampled_from(sorted(SAID)), others, max_size=3)),
        gaps=draw(st.dictionaries(st.sampled_from(Facet), _NAMES, max_size=2)),
        silent=draw(st.dictionaries(_NAMES, _NAMES, max_size=1)),
        **said,
    )


@st.composite
def any_diagnosis(draw: st.DrawFn) -> Diagnosis:
    """Draw a card, a pack and a moment, and diagnose."""
    return diagnose(draw(any_card()), PACKS[draw(st.sampled_from(sorted(PACKS)))], draw(NOWS))
