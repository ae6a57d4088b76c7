"""Dates and moments as people write them; the order of day and month is never guessed."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

EARLIEST, LATEST = 1990, 9999

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_DATES = (
    r"(?P<year>\d{4})(?P<between>[-/.])(?P<month>\d{1,2})(?P=between)(?P<day>\d{1,2})",
    r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号號]?",
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?=\D|$|\d{6}$)",
    rf"(?P<day>\d{{1,2}})[- ]{_MONTH_NAME}[-, ]\s*(?P<year>\d{{4}})",
    rf"{_MONTH_NAME}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})",
)
_TIME = re.compile(
    r"(?:\s*t\s*|\s+|(?<=[日号號]))(?P<hour>\d{1,2})(?:\s*[:时時点點]\s*)(?P<minute>\d{1,2})(?:\s*[:分]\s*(?P<second>\d{1,2})"
    r"(?:\.(?P<fraction>\d{1,6})\d*)?\s*秒?|\s*分)?"
    r"(?:\s*(?P<zone>z|utc|gmt|[+-]\d{2}:?(?:\d{2})?))?"
    r"|(?P<compact>\d{6})"
)
_COMMON = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: (?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2})?")
_DATE_ONLY = len("2026-11-30")
_DATE_PATTERNS = tuple(re.compile(pattern) for pattern in _DATES)
_ZONE = re.compile(r"([+-])(\d{2}):?(\d{2})?")


class Written(NamedTuple):
    """A date as it was written, in the deployment's time; *timed* when a time stood with it."""

    at: datetime
    timed: bool

    @property
    def last_day(self) -> date:
        """Return the last day before or at this: a time of midnight is the end of the day before."""
        midnight = self.timed and self.at.time() == time(0)
        return (self.at - timedelta(days=1)).date() if midnight else self.at.date()

    @property
    def moment(self) -> datetime:
        """Return the moment: of a plain date, the end of that day."""
        return self.at if self.timed else self.at.replace(hour=23, minute=59, second=59)


def zone_of(now: datetime) -> tzinfo:
    """Return the zone that *now* is in: the deployment's."""
    if now.tzinfo is None:
        raise ValueError("a moment without a zone")
    return now.tzinfo


def read(text: str, zone: tzinfo) -> Written:
    """Read a date with or without a time. Raise ValueError when it is neither, or could be two."""
    if _COMMON.fullmatch(text):  # a million rows come through here
        at = datetime.fromisoformat(text).replace(tzinfo=zone)
        if at.year >= EARLIEST:
            return Written(at, timed=len(text) > _DATE_ONLY)
    spelt = unicodedata.normalize("NFKC", text).strip().casefold()
    for pattern in _DATE_PATTERNS:
        found = pattern.match(spelt)
        if found is not None:
            return _with_time(_day(found), spelt, found.end(), zone)
    raise ValueError("not a date")


def _day(found: "re.Match[str]") -> datetime:
    said = found.groupdict()
    month = _MONTHS.index(said["name"]) + 1 if said.get("name") else int(said["month"])
    if not EARLIEST <= int(said["year"]) <= LATEST:
        raise ValueError("not a year of any card")
    return datetime(int(said["year"]), month, int(said["day"]))  # noqa: DTZ001 - its zone follows


def _with_time(day: datetime, text: str, after: int, zone: tzinfo) -> Written:
    if after == len(text):
        return Written(day.replace(tzinfo=zone), timed=False)
    found = _TIME.fullmatch(text, after)
    if found is None:
        raise ValueError("not a time")
    local = day + _since_midnight(found)
    if found["zone"] is None:
        return Written(local.replace(tzinfo=zone), timed=True)
    try:
        return Written(local.replace(tzinfo=_zone(found["zone"])).astimezone(zone), timed=True)
    except OverflowError as error:
        raise ValueError("not a moment of any zone") from error


def _since_midnight(found: "re.Match[str]") -> timedelta:
    compact = found["compact"]
    hour, minute, second = (
        (compact[:2], compact[2:4], compact[4:])
        if compact
        else (found["hour"], found["minute"], found["second"] or "0")
    )
    micros = int((found["fraction"] or "0").ljust(6, "0"))
    if (int(hour), int(minute), int(second), micros) != (24, 0, 0, 0):  # 24:00 is the midnight that ends the day
        time(int(hour), int(minute), int(second))
    return timedelta(hours=int(hour), minutes=int(minute), seconds=int(second), microseconds=micros)


def _zone(text: str) -> tzinfo:
    found = _ZONE.fullmatch(text)
    if found is None:
        return timezone.utc  # noqa: UP017 - named as it is written
    away = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(-away if found[1] == "-" else away)
