"""When somebody answers next."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.desk import calendar
from bot.domain.hours import Holidays, next_open, parse

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOLIDAYS = calendar.load()
WEEK = parse("Mon-Fri 09:00-18:00")
SIX_DAYS = parse("Mon-Fri 09:00-18:00, Sat 10:00-16:00")
NEXT = {
    "within the hours": ("2026-11-23 10:00", WEEK, "2026-11-23 10:00", True),
    "at the first minute": ("2026-11-23 09:00", WEEK, "2026-11-23 09:00", True),
    "before the hours": ("2026-11-23 08:59", WEEK, "2026-11-23 09:00", True),
    "at the end it is over": ("2026-11-23 18:00", WEEK, "2026-11-24 09:00", True),
    "on Friday night": ("2026-11-27 20:00", WEEK, "2026-11-30 09:00", True),
    "on Friday night with Saturdays": ("2026-11-27 20:00", SIX_DAYS, "2026-11-28 10:00", True),
    "over the National Day holidays": ("2026-09-30 19:00", WEEK, "2026-10-08 09:00", True),
    "in the Spring Festival": ("2026-02-16 12:00", WEEK, "2026-02-24 09:00", True),
    "a Saturday that is worked": ("2026-10-10 12:00", WEEK, "2026-10-10 12:00", True),
    "a Sunday that is worked, before": ("2026-01-03 12:00", WEEK, "2026-01-04 09:00", True),
    "a Saturday that is worked has Monday's hours": ("2026-10-10 09:30", SIX_DAYS, "2026-10-10 09:30", True),
    "into a year that is not published": ("2026-12-31 19:00", WEEK, "2027-01-01 09:00", False),
    "in a year that is not published": ("2027-06-09 10:00", WEEK, "2027-06-09 10:00", False),
}


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(("now", "hours", "expected", "sure"), NEXT.values(), ids=NEXT.keys())
def test_when_somebody_answers(now: str, hours: object, expected: str, sure: bool) -> None:
    opening = next_open(at(now), hours, HOLIDAYS)  # type: ignore[arg-type]
    assert opening is not None
    assert (opening.at, opening.sure) == (at(expected), sure)


def test_nothing_is_in_sight_where_all_is_off() -> None:
    assert next_open(at("2026-11-23 10:00"), {}, Holidays()) is None


@pytest.mark.parametrize(
    "written",
    ["", "always", "Mon 9-18", "Fri-Mon 09:00-18:00", "Mon 18:00-09:00", "Mon 09:00-25:00", "Foo 09:00-10:00"],
)
def test_hours_that_cannot_be_read(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse(written)


def test_the_published_days_of_2026() -> None:
    assert len(HOLIDAYS.off) == 33
    assert len(HOLIDAYS.worked) == 6
    assert {day.year for day in HOLIDAYS.off | HOLIDAYS.worked} == HOLIDAYS.years == {2026}
    assert all(day.weekday() >= 5 for day in HOLIDAYS.worked)
