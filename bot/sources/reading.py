"""Values out of a platform's answer. What is not there or cannot be read is None, never 0 and never "normal"."""

import math
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from typing import Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from bot.domain.iccid import Iccid

CHINA = ZoneInfo("Asia/Shanghai")
"""The zone of all times that the platforms write without one."""
LONGEST_TEXT = 80
YEARS = range(1990, 2200)
"""A time outside of these is a mistake, or a "never"."""
DAY_DIGITS = 8
"""A time with no more digits than these is a plain day."""

_UNITS = {"B": 1 / (1024 * 1024), "KB": 1 / 1024, "MB": 1.0, "GB": 1024.0, "TB": 1024.0 * 1024}
_AMOUNT = re.compile(r"\s*([0-9]{1,18}(?:\.[0-9]{1,30})?(?:E-[0-9]{1,2})?)\s*([KMGT]?B)?\s*", re.IGNORECASE)
_MOMENTS = ("%Y-%m-%d %H:%M:%S", "%Y%m%d%H%M%S", "%Y-%m-%d %H:%M:%S.%f", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d", "%Y%m%d")
_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TELEPHONE = re.compile(r"(?:\+?86)?(1[0-9]{10}|1[0-9]{12})")
_PREFIX = re.compile(r"(</?)[\w.-]+:(?=\w)")


def at(answer: Any, *path: str | int) -> Any:
    """Return what stands at *path* in a JSON answer, or None. Names are told apart without regard to case."""
    for step in path:
        if isinstance(step, int) and isinstance(answer, list):
            answer = answer[step] if -len(answer) <= step < len(answer) else None
        elif isinstance(step, str) and isinstance(answer, dict):
            answer = _named(answer, step)
        else:
            return None
    return answer


def _named(answer: dict[str, Any], name: str) -> Any:
    if name in answer:
        return answer[name]
    folded = name.lower()
    return next((value for key, value in answer.items() if key.lower() == folded), None)


def word(answer: Any, *path: str | int) -> str | None:
    """Return the text or number at *path* as text, stripped; None where there is none, or an empty one."""
    value = at(answer, *path)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def items(answer: Any, *path: str | int) -> list[Any]:
    """Return the list at *path*; a single object where a list was promised is a list of one."""
    value = at(answer, *path)
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, dict) else []


def megabytes(given: str | None, unit: str | None = None) -> float | None:
    """Read an amount of data such as 130.00MB; *unit* is meant where none is written. Return MB (1 GB = 1024 MB)."""
    match = _AMOUNT.fullmatch(given or "")
    if match is None:
        return None
    written = (match[2] or unit or "").upper()
    amount = float(match[1]) * _UNITS.get(written, math.nan)
    return None if math.isnan(amount) else amount


def moment(given: str | None, zone: tzinfo) -> datetime | None:
    """Read a time as the platforms write them; one without a zone is *zone*'s, one outside of YEARS is none."""
    seen = _moment(given, zone)
    return seen if seen is not None and seen.year in YEARS else None


def _moment(given: str | None, zone: tzinfo) -> datetime | None:
    for form in _MOMENTS:
        try:
            return datetime.strptime(given or "", form).replace(tzinfo=zone)
        except ValueError:
            continue
    try:
        seen = datetime.fromisoformat(given or "")
    except ValueError:
        return None
    return seen if seen.tzinfo is not None else seen.replace(tzinfo=zone)


def day(given: str | None, zone: tzinfo) -> date | None:
    """Read the local day of a time, or a plain day."""
    seen = moment(given, zone)
    return None if seen is None else seen.astimezone(zone).date()


def last_day(given: str | None, zone: tzinfo) -> date | None:
    """Read the last valid day of an expiry: 00:00:00 ends the day before, a plain day is valid itself."""
    seen = moment(given, zone)
    if seen is None or sum(map(str.isdigit, given or "")) <= DAY_DIGITS:
        return day(given, zone)
    return (seen.astimezone(zone) - timedelta(microseconds=1)).date()


def end_of_yesterday(now: datetime) -> datetime:
    """Return when the platforms' last whole day ended, whatever zone *now* is told in."""
    today = now.astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(seconds=1)


def flag(answer: Any, *path: str | int) -> bool | None:
    """Return what is true or false at *path*, also when it is written as a word."""
    value = at(answer, *path)
    written = word(answer, *path) or ""
    return value if isinstance(value, bool) else {"true": True, "false": False}.get(written.lower())


def first(values: Iterable[str | None]) -> str | None:
    """Return the first of *values* that is there."""
    return next((value for value in values if value), None)


def plain(given: str | None) -> str | None:
    """Return text that people may read, such as a plan's name: no control characters, LONGEST_TEXT at most."""
    text = "".join(char for char in given or "" if char.isprintable()).strip()
    return text[:LONGEST_TEXT] or None


def telephone(given: str | None) -> str | None:
    """Read a card's telephone number, 11 or 13 digits of any range, without the country code."""
    match = _TELEPHONE.fullmatch(given or "")
    return match and match[1]


def card_number(given: str | None) -> Iccid | None:
    """Read an ICCID; None for what cannot be one."""
    try:
        return Iccid.parse(given or "")
    except ValueError:
        return None


def digits(given: str | None, *lengths: int) -> str | None:
    """Read a number that has one of these *lengths*, such as an IMEI; all zeros are none."""
    text = given or ""
    return text if text.isascii() and text.isdigit() and len(text) in lengths and text.strip("0") else None


def tree(text: str) -> Any:
    """Read XML the way JSON would stand: names without their prefix, an element that comes again is a list.

    The root's own name is left out. Raise ValueError for what is not XML, or has a document type: no entities here.
    """
    if _DOCTYPE.search(text):
        raise ValueError("a document type")
    try:
        return _content(ET.fromstring(_PREFIX.sub(r"\1", text)))  # noqa: S314 - see above
    except (ET.ParseError, RecursionError) as error:
        raise ValueError("not XML") from error


def _content(element: ET.Element) -> Any:
    if len(element) == 0:
        return (element.text or "").strip()
    found: dict[str, list[Any]] = {}
    for child in element:
        found.setdefault(child.tag.rpartition("}")[2], []).append(_content(child))
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}
