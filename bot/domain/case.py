"""One card on one day under one pack: the plain questions that the rules ask of it."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain import lifecycle
from bot.domain.card import REPORTED, Card, Cause, Pool, QuotaPeriod, RealName, State
from bot.domain.iccid import Carrier
from bot.domain.lifecycle import Cycle
from bot.domain.rules import RulePack

CARRYING = frozenset({State.ACTIVE, State.PARTIAL})
_DEVICE_DIGITS = 14  # the rest of an IMEI is a check digit or the software's version


@dataclass(frozen=True, slots=True)
class Case:
    card: Card
    rules: RulePack
    now: datetime
    cycle: Cycle | None
    fact_cycle: Cycle | None
    """The cycle in which the card's state was seen."""
    usage_cycle: Cycle | None
    """The cycle whose usage is known: the platforms tell it a day late."""

    @classmethod
    def of(cls, card: Card, rules: RulePack, now: datetime) -> "Case":
        """Open the case of *card* at *now*; facts have the day on which they were seen, in *now*'s zone."""

        def cycle_at(moment: datetime) -> Cycle | None:
            return lifecycle.cycle_of(moment.astimezone(now.tzinfo).date(), rules, card)

        return cls(card, rules, now, cycle_at(now), cycle_at(card.as_of), cycle_at(card.seen_of("used_mb").as_of))

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def carrier(self) -> Carrier | None:
        return self.card.carrier_or_hint

    @property
    def carries(self) -> bool:
        """Say whether the state alone means that data flow."""
        return self.card.state in CARRYING

    @property
    def reported(self) -> frozenset[Cause]:
        """Return the causes that the source gave."""
        return self.card.causes & REPORTED

    def reports(self, cause: Cause) -> bool:
        return cause in self.card.causes

    # Usage and cycle

    @property
    def counts_by_cycle(self) -> bool:
        return self.card.quota_period is not QuotaPeriod.TOTAL

    @property
    def used_percent(self) -> float | None:
        """Return how much of the plan's data is used, or None when either figure is unknown."""
        card = self.card
        if card.used_mb is None or not card.quota_mb:
            return None
        return 100 * card.used_mb / card.quota_mb

    @property
    def is_used_up(self) -> bool:
        used = self.used_percent
        return used is not None and used >= 100  # noqa: PLR2004 all of the plan

    @property
    def usage_is_current(self) -> bool:
        """Say whether the usage was seen in today's cycle, or counts over the plan's whole life."""
        return not self.counts_by_cycle or (self.cycle is not None and self.cycle == self.usage_cycle)

    @property
    def seen_in_earlier_cycle(self) -> bool:
        """Say whether the facts are from a cycle before today's."""
        if self.cycle is None or self.fact_cycle is None:
            return False
        return self.counts_by_cycle and self.fact_cycle.first < self.cycle.first

    @property
    def days_to_next_cycle(self) -> int | None:
        return None if self.cycle is None else (self.cycle.next_first - self.today).days

    @property
    def is_late_in_cycle(self) -> bool:
        days, late = self.days_to_next_cycle, self.rules.late_days.value
        return self.counts_by_cycle and days is not None and late is not None and days <= late

    @property
    def resumes_on(self) -> date | None:
        """Return the next cycle's first day, if the card's data start anew on it."""
        ends = self.card.plan_expires_on
        if self.cycle is None or not self.counts_by_cycle or (ends is not None and ends < self.cycle.next_first):
            return None
        return self.cycle.next_first

    # Plan and number

    @property
    def plan_is_over(self) -> bool:
        return self.card.plan_expires_on is not None and self.card.plan_expires_on < self.today

    @property
    def plan_is_valid(self) -> bool:
        return self.card.plan_expires_on is not None and self.card.plan_expires_on >= self.today

    @property
    def lasts_a_month_or_less(self) -> bool:
        """Say whether the plan that began with the card's activation lasts a month at the most."""
        began, ends = self.card.activated_on, self.card.plan_expires_on
        return began is not None and ends is not None and (ends - began).days <= 31  # noqa: PLR2004 a month's days

    @property
    def auto_cancel(self) -> date | None:
        return lifecycle.auto_cancel(self.card, self.rules)

    @property
    def days_to_cancel(self) -> int | None:
        return None if self.auto_cancel is None else (self.auto_cancel - self.today).days

    # Holder and device

    @property
    def needs_real_name(self) -> bool:
        return self.card.real_name is RealName.REQUIRED

    @property
    def is_pooled(self) -> bool:
        return self.card.pool in {Pool.SAME_TIER, Pool.UNIFIED}

    @property
    def device_differs(self) -> bool:
        """Say whether the card sits in another device than the one it is bound to."""
        bound, current = self.card.bound_imei, self.card.current_imei
        if not bound or not current or min(len(bound), len(current)) < _DEVICE_DIGITS:
            return False
        return bound[:_DEVICE_DIGITS] != current[:_DEVICE_DIGITS]


def within(day: date | None, today: date, days: int | None) -> bool:
    """Say whether *day* is today or at most *days* away."""
    return day is not None and days is not None and 0 <= (day - today).days <= days
