"""Values out of a platform's answer. What is not there or cannot be read is None, never 0 and never "normal"."""

import math
import re
from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from typing import Any

_UNITS = {"B": 1 / (1024 * 1024), "KB": 1 / 1024, "MB": 1.0, "GB": 1024.0, "TB": 1024.0 * 1024}
_AMOUNT = re.compile(r"\s*([0-9]{1,18}(?:\.[0-9]{1,9})?)\s*([KMGT]?B)?\s*", re.IGNORECASE)
_MOMENTS = ("%Y-%m-%d %H:%M:%S", "%Y%m%d%H%M%S", "%Y-%m-%d %H:%M:%S.%f", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d", "%Y%m%d")


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
    """Read a time as the platforms write them; one without a zone is *zone*'s."""
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


def first(values: Iterable[str | None]) -> str | None:
    """Return the first of *values* that is there."""
    return next((value for value in values if value), None)
