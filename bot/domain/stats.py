"""Statistics: what was looked up, what was wrong, and how much of it was solved without a person."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.domain.card import Cause
from bot.domain.trail import REFUSED

PERIODS = (1, 7, 30)
"""Days, today included, that the figures are given for."""
TOP = 5
_CAUSES = frozenset(map(str, Cause))


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCounts:
    """What became of the cases opened in a time; the waits are the middle ones, None where there is none yet."""

    opened: int = 0
    answered: int = 0
    closed: int = 0
    answered_in: timedelta | None = None
    closed_in: timedelta | None = None
    stars: int | None = None
    rated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the store counts in a time. *outcomes* are those of single look-ups, in the codes of the trail.

    *people* looked cards up and are not staff; *handed_over* of them opened a case, None where nobody can.
    """

    outcomes: Mapping[str, int] = field(default_factory=dict)
    by_day: Mapping[date, int] = field(default_factory=dict)
    people: int = 0
    handed_over: int | None = None
    cases: CaseCounts = field(default_factory=CaseCounts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """The figures of *days* days. None: not known, as nothing was counted that could tell.

    *causes* are the most frequent ones with how often they were found, *alone* is the share, from 0 to 1, of people who
    needed nobody, and *stars* the mean.
    """

    days: int
    look_ups: int
    people: int
    causes: tuple[tuple[str, int], ...]
    alone: float | None
    cases: int
    answered_in: timedelta | None
    closed_in: timedelta | None
    stars: float | None
    by_day: tuple[tuple[date, int], ...]


def first_moment(days: int, now: datetime) -> datetime:
    """Return when the last *days* days began, today being one of them."""
    return datetime.combine(now.date() - timedelta(days=days - 1), time(), now.tzinfo)


def stats(counts: Counts, days: int, today: date) -> Stats:
    """Make the figures of the last *days* days out of what was counted."""
    known = {outcome: count for outcome, count in counts.outcomes.items() if outcome != REFUSED}
    each_day = (today - timedelta(days=back) for back in range(days - 1, -1, -1))
    cases = counts.cases
    return Stats(
        days=days,
        look_ups=sum(known.values()),
        people=counts.people,
        causes=_top(known),
        alone=_alone(counts),
        cases=cases.opened,
        answered_in=cases.answered_in,
        closed_in=cases.closed_in,
        stars=cases.stars / cases.rated if cases.rated and cases.stars is not None else None,
        by_day=tuple((day, counts.by_day.get(day, 0)) for day in each_day),
    )


def _top(outcomes: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Count each cause once for each look-up that found it; those found equally often stand in order of name."""
    found: Counter[str] = Counter()
    for outcome, count in outcomes.items():
        for code in _CAUSES.intersection(outcome.split()):
            found[code] += count
    return tuple(sorted(found.items(), key=lambda each: (-each[1], each[0]))[:TOP])


def _alone(counts: Counts) -> float | None:
    if counts.handed_over is None or not counts.people:
        return None
    return 1 - counts.handed_over / counts.people
