"""What the store counts of the trail and of the cases (the port Statistics)."""

import sqlite3
from datetime import date, datetime, timedelta
from functools import partial

from bot.domain.stats import CaseCounts, Counts
from bot.store.journal import Hop
from bot.store.moments import moment
from bot.store.queries import SQL

Span = tuple[str, str]


class SqlStatistics:
    """Counts in the database; no row leaves it but the sums."""

    def __init__(self, read: Hop) -> None:
        self._read = read

    async def count(self, since: datetime, until: datetime) -> Counts:
        return await self._read(partial(_count, since, until))


def _count(since: datetime, until: datetime, connection: sqlite3.Connection) -> Counts:
    span = (moment(since), moment(until))
    offset = f"{int((since.utcoffset() or timedelta()).total_seconds())} seconds"
    days = connection.execute(SQL["count_look_ups_by_day"], (*span, offset))
    (any_case,) = connection.execute(SQL["any_case"]).fetchone()
    people, handed_over = connection.execute(SQL["count_people"], span).fetchone()
    return Counts(
        outcomes=dict(connection.execute(SQL["count_look_ups"], span).fetchall()),
        by_day={date.fromisoformat(day): count for day, count in days},
        people=people,
        handed_over=handed_over if any_case else None,
        cases=_cases(span, connection),
    )


def _cases(span: Span, connection: sqlite3.Connection) -> CaseCounts:
    opened, answered, closed, stars, rated = connection.execute(SQL["count_cases"], span).fetchone()
    return CaseCounts(
        opened=opened,
        answered=answered,
        closed=closed,
        answered_in=_middle("answered_at", answered, span, connection),
        closed_in=_middle("closed_at", closed, span, connection),
        stars=stars,
        rated=rated,
    )


def _middle(moment: str, count: int, span: Span, connection: sqlite3.Connection) -> timedelta | None:
    """Return the middle wait of *count* cases until the column *moment*; of two in the middle, the shorter one."""
    if not count:
        return None
    (seconds,) = connection.execute(SQL["middle_wait"].format(moment=moment), (*span, (count - 1) // 2)).fetchone()
    return timedelta(seconds=round(seconds))
