"""The dates that follow from the rules. All are local dates; a date whose facts are missing is None."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.card import Card, State
from bot.domain.rules import RulePack


class EventKind(StrEnum):
    TEST_END = "test_end"
    FORCED_ACTIVATION = "forced_activation"
    CYCLE_END = "cycle_end"
    PLAN_EXPIRY = "plan_expiry"
    AUTO_CANCEL = "auto_cancel"


@dataclass(frozen=True, slots=True)
class Event:
    """What the calendar will do, and in how many whole days from today."""

    kind: EventKind
    on: date
    days_left: int


@dataclass(frozen=True, slots=True)
class Cycle:
    """A billing cycle: from its *first* day to the day before *next_first*."""

    first: date
    next_first: date

    @property
    def last(self) -> date:
        """Return the last day of the cycle."""
        return self.next_first - timedelta(days=1)


_NEVER = date(9000, 1, 1)
"""From here on a date means "never" (platforms write 9999-12-31), and nothing can be added to it."""


def _unless_never(day: date | None) -> date | None:
    return None if day is None or day >= _NEVER else day


def add_months(day: date, months: int) -> date:
    """Return the same day of the month *months* later, clipped to that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def cycle_of(day: date, rules: RulePack, card: Card) -> Cycle | None:
    """Return the billing cycle that *day* lies in, or None where no calendar tells."""
    turn = rules.cycle_day.of(card.carrier_or_hint)
    if turn is None or day >= _NEVER:
        return None
    this_turn = day.replace(day=turn)
    first = this_turn if day >= this_turn else add_months(this_turn, -1)
    return Cycle(first, add_months(first, 1))


def end_of_test(card: Card) -> date | None:
    """Return when the test period ends at the latest: a used-up allowance may end it earlier."""
    opened = _unless_never(card.opened_on)
    return None if opened is None or not card.test_months else add_months(opened, card.test_months)


def forced_activation(card: Card, rules: RulePack) -> date | None:
    """Return when the card is activated by force at the latest: the 1st of the month after the silent period.

    Silence begins when the test period ends, or on the opening day where there was none.
    """
    opened, silence = _unless_never(card.opened_on), rules.silence_months.of(card.carrier_or_hint)
    if opened is None or silence is None or (card.state is State.TESTING and not card.test_months):
        return None
    silence_end = add_months(end_of_test(card) or opened, silence)
    return add_months(silence_end.replace(day=1), 1)


def last_valid_day(card: Card) -> date | None:
    """Return the plan's last valid day; where the source does not say, the day before the card was stopped."""
    if card.plan_expires_on is not None or card.stopped_on is None:
        return card.plan_expires_on
    return card.stopped_on - timedelta(days=1)


def auto_cancel(card: Card, rules: RulePack) -> date | None:
    """Return the day on which a card whose plan ended is cancelled: renew before it."""
    last, days = _unless_never(last_valid_day(card)), rules.cancel_days.of(card.carrier_or_hint)
    return None if last is None or days is None else last + timedelta(days=days)


_IN_SERVICE = frozenset({State.ACTIVE, State.PARTIAL, State.SUSPENDED})


def events(card: Card, rules: RulePack, today: date, *, expired: bool) -> tuple[Event, ...]:
    """Return what is coming, in order of date; *expired* says that the card is stopped because its plan ended."""
    dates: dict[EventKind, date | None] = {}
    if card.state is State.TESTING:
        dates[EventKind.TEST_END] = end_of_test(card)
    if card.state in {State.TESTING, State.UNUSED}:
        dates[EventKind.FORCED_ACTIVATION] = forced_activation(card, rules)
    if card.state in _IN_SERVICE:
        cycle = cycle_of(today, rules, card)
        dates[EventKind.CYCLE_END] = None if cycle is None else cycle.next_first
        dates[EventKind.PLAN_EXPIRY] = _unless_never(card.plan_expires_on)
    if card.state is State.STOPPED and expired:
        dates[EventKind.AUTO_CANCEL] = auto_cancel(card, rules)
    coming = ((on, kind) for kind, on in dates.items() if on is not None and on >= today)
    return tuple(Event(kind, on, (on - today).days) for on, kind in sorted(coming, key=lambda pair: pair[0]))
