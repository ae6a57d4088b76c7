"""When somebody answers: the hours of a week, and the public holidays of China."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))? (?P<opens>\d\d:\d\d)-(?P<closes>\d\d:\d\d)\Z")
_WORKDAY = 0
_SATURDAY = 5
_AHEAD = 60
"""Days looked ahead: longer than any holiday."""

Span = tuple[time, time]
Hours = Mapping[int, Span]
"""From when to when on each day of the week, Monday 0; a day that is not there is free."""


@dataclass(frozen=True, slots=True)
class Holidays:
    """The days off, the weekend days that are worked instead, and the *years* of which both are published."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Opening:
    """When somebody answers next; *sure* where the holidays up to then are published."""

    at: datetime
    sure: bool


def parse(written: str) -> Hours:
    """Read hours such as "Mon-Fri 09:00-18:00, Sat 10:00-16:00". Raise ValueError when they cannot be read."""
    hours: dict[int, Span] = {}
    for part in written.lower().split(","):
        found = _SPAN.match(" ".join(part.split()))
        if found is None:
            raise ValueError(written)
        first, last = _DAYS.index(found["first"]), _DAYS.index(found["last"] or found["first"])
        span = time.fromisoformat(found["opens"]), time.fromisoformat(found["closes"])
        if first > last or span[0] >= span[1]:
            raise ValueError(written)
        hours |= dict.fromkeys(range(first, last + 1), span)
    return hours


def next_open(now: datetime, hours: Hours, holidays: Holidays) -> Opening | None:
    """Return when somebody answers: *now* within the hours, else when they begin next; None: not in sight."""
    for ahead in range(_AHEAD):
        day = now.date() + timedelta(days=ahead)
        span = _span(day, hours, holidays)
        if span is None:
            continue
        opens, closes = (datetime.combine(day, at, now.tzinfo) for at in span)
        if now < closes:
            return Opening(max(now, opens), sure={now.year, day.year} <= holidays.years)
    return None


def _span(day: date, hours: Hours, holidays: Holidays) -> Span | None:
    """Return the hours of *day*; a weekend day that is worked has those of a Monday."""
    if day in holidays.off:
        return None
    if day in holidays.worked and day.weekday() >= _SATURDAY:
        return hours.get(_WORKDAY)
    return hours.get(day.weekday())
