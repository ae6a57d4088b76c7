"""How old facts are, as people say it."""

from datetime import datetime, time, timedelta

from bot.domain.words import Clock, Day, Text, text

_JUST_NOW = timedelta(minutes=5)
_END_OF_DAY = time(23, 59)


def freshness(as_of: datetime, now: datetime) -> Text:
    """Say how old facts seen at *as_of* are at *now*; midnight is the end of the day before.

    What was looked up for a message was seen a moment after it came.
    """
    seen = as_of.astimezone(now.tzinfo)
    if abs(now - seen) < _JUST_NOW:
        return text("fresh-now")
    day = seen.date()
    ended = seen.time() >= _END_OF_DAY
    if seen.time() == time(0):
        day, ended = day - timedelta(days=1), True
    age = (now.date() - day).days
    hour = text("end-of-day") if ended else Clock(seen)
    if age in {0, 1}:
        return text("fresh-today" if age == 0 else "fresh-yesterday", time=hour)
    when = Day(day, with_year=day.year != now.year)
    return text("fresh-old", day=when, time=hour, days=age) if age > 0 else text("fresh-day", day=when, time=hour)
