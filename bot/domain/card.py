"""The card: what one source saw, and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.domain.iccid import Carrier, Iccid


class State(StrEnum):
    """Where a card is in its life. A source that does not say leaves `None`."""

    TESTING = "testing"
    UNUSED = "unused"
    ACTIVE = "active"
    PARTIAL = "partial"
    SUSPENDED = "suspended"
    STOPPED = "stopped"
    CANCELLED = "cancelled"


class Cause(StrEnum):
    """Why a card carries no data, or soon will not. A card may have several."""

    SELF_SERVICE = "self_service"
    REBIND = "rebind"
    TEST_REBIND = "test_rebind"
    REAL_NAME = "real_name"
    CARRIER = "carrier"
    QUOTA = "quota"
    THRESHOLD = "threshold"
    CREDIT = "credit"
    PRE_CANCEL = "pre_cancel"
    NET_BLOCK = "net_block"
    REGION = "region"
    PLATFORM = "platform"
    PLAN_EXPIRED = "plan_expired"
    UNSPECIFIED = "unspecified"
    # What a diagnosis finds out by itself:
    CANCELLED = "cancelled"
    CONFLICT = "conflict"
    REAL_NAME_PENDING = "real_name_pending"
    DEVICE_MISMATCH = "device_mismatch"
    OFFLINE = "offline"
    QUOTA_LOW = "quota_low"
    TEST_QUOTA_LOW = "test_quota_low"
    PLAN_EXPIRING = "plan_expiring"


REPORTED = frozenset(list(Cause)[:14])
"""The causes that a source may report; the rest follow from the other fields."""


class RealName(StrEnum):
    REQUIRED = "required"
    PENDING = "pending"
    VERIFIED = "verified"
    NOT_REQUIRED = "not_required"


class Pool(StrEnum):
    SINGLE = "single"
    SAME_TIER = "same_tier"
    UNIFIED = "unified"


class QuotaPeriod(StrEnum):
    MONTH = "month"
    TOTAL = "total"


class Facet(StrEnum):
    """A part of what a platform tells, which may fail by itself."""

    PLAN = "plan"
    USAGE = "usage"
    REAL_NAME = "real_name"
    BLOCK = "block"
    """Whether data is cut off while the card stays in use."""
    CAUSES = "causes"
    BINDING = "binding"
    REGION = "region"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Seen:
    """Who saw a field, and when."""

    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What *source* saw of a card at *as_of*; `None` in a field: it did not say.

    Data volumes are in MB (1 GB = 1024 MB); dates are local to the deployment; *plan_expires_on* is the last valid day.
    """

    iccid: Iccid
    source: str
    as_of: datetime
    carrier: Carrier | None = None
    msisdn: str | None = None
    imsi: str | None = None
    state: State | None = None
    causes: frozenset[Cause] = frozenset()
    opened_on: date | None = None
    test_months: int | None = None
    test_used_mb: float | None = None
    activated_on: date | None = None
    plan: str | None = None
    quota_mb: float | None = None
    used_mb: float | None = None
    plan_expires_on: date | None = None
    stopped_on: date | None = None
    real_name: RealName | None = None
    bound_imei: str | None = None
    current_imei: str | None = None
    online: bool | None = None
    last_seen: datetime | None = None
    quota_period: QuotaPeriod | None = None
    auto_renew: bool | None = None
    pool: Pool | None = None
    auto_resume: bool | None = None
    rules: str | None = None
    raw: str | None = None
    """The platform's own codes, word for word, for staff."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """What the file said beyond the fields above."""
    seen: Mapping[str, Seen] = field(default_factory=dict)
    """Fields that came from another source than *source*, or at another time."""
    gaps: Mapping[Facet, str] = field(default_factory=dict)
    """What the platform tells of its cards but failed to tell this time, with the reason. Unknown, never "normal"."""
    silent: Mapping[str, str] = field(default_factory=dict)
    """The sources that should have been heard and did not answer, with the reason."""

    @property
    def carrier_or_hint(self) -> Carrier | None:
        """Return the carrier the source named, else the one the number's prefix hints at."""
        return self.carrier or self.iccid.carrier

    def seen_of(self, name: str) -> Seen:
        """Return who saw the field *name*, and when."""
        return self.seen.get(name) or Seen(self.source, self.as_of)
