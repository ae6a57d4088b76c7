"""What a diagnosis says: findings in the order in which to act, language-free."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.card import Card, Cause, QuotaPeriod, State
from bot.domain.iccid import Carrier
from bot.domain.lifecycle import Cycle, Event
from bot.domain.rules import RulePack


class Status(StrEnum):
    """Whether the card carries data: `attention` does, with something coming; `blocked` can be brought back."""

    OK = "ok"
    ATTENTION = "attention"
    BLOCKED = "blocked"
    ENDED = "ended"
    UNKNOWN = "unknown"


class Fixer(StrEnum):
    """Who can fix it: the holder, the account holder, the seller's support, the carrier, time by itself, nobody."""

    USER = "user"
    OWNER = "owner"
    STAFF = "staff"
    CARRIER = "carrier"
    TIME = "time"
    NOBODY = "nobody"


class Choose(StrEnum):
    """Whether one of the steps is enough, or all are needed, in order."""

    ONE = "one"
    ALL = "all"


class Offer(StrEnum):
    """Where a link would lead, if the deployment has set one."""

    RECHARGE = "recharge"
    REAL_NAME = "real_name"


class Clash(StrEnum):
    """Two facts that do not agree."""

    QUOTA_NOT_USED = "quota_not_used"
    REAL_NAME_VERIFIED = "real_name_verified"
    STOPPED_BUT_VALID = "stopped_but_valid"
    ACTIVE_BUT_EXPIRED = "active_but_expired"
    UNUSED_BUT_ACTIVATED = "unused_but_activated"
    TESTING_BUT_OVER = "testing_but_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong or coming; *advice* picks among the ways to say what to do about it."""

    cause: Cause
    fixable_by: Fixer
    advice: str = "usual"
    choose: Choose = Choose.ALL
    offer: Offer | None = None
    resumes_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """What is true of *card* at *now*, under *rules*."""

    card: Card
    rules: RulePack
    now: datetime
    status: Status
    findings: tuple[Finding, ...]
    clashes: tuple[Clash, ...]
    events: tuple[Event, ...]
    cycle: Cycle | None
    usage_is_current: bool
    """The usage was seen in today's cycle, or counts over the plan's whole life."""

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def counts_by_cycle(self) -> bool:
        return self.card.quota_period is not QuotaPeriod.TOTAL

    @property
    def state(self) -> State | None:
        return self.card.state

    @property
    def carrier(self) -> Carrier | None:
        return self.card.carrier_or_hint
