"""What the fields of a card are read from, in the words of an in-house API and its mapping."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, cast

from bot.domain.card import Cause
from bot.sources.http.mapping import EPOCHS, NO_CAUSE, FieldName, Mapping
from bot.sources.reading import YEARS, at, day, digits, last_day, megabytes, moment, plain, telephone, word

Reader = Callable[[Mapping, FieldName, str], Any]
MOST_TEST_MONTHS = 9
_SEPARATORS = re.compile(r"[;,、，；|]")


def code(told: Any, *place: str | int) -> str | None:
    """Return the code at *place*; what is true or false is a code, too."""
    value = at(told, *place)
    return str(value).lower() if isinstance(value, bool) else word(told, *place)


def codes(told: Any, *place: str | int) -> tuple[str, ...]:
    """Return the codes at *place*: a list of them, or one text with separators in between."""
    value = at(told, *place)
    if isinstance(value, list):
        return tuple(found for index in range(len(value)) if (found := code(value, index)))
    parts = _SEPARATORS.split(code(told, *place) or "")
    return tuple(part.strip() for part in parts if part.strip())


def causes(mapping: Mapping, told: tuple[str, ...]) -> frozenset[Cause]:
    """Return what the codes of *told* mean: one that the mapping does not know is a cause all the same."""
    meant = {mapping.causes.get(each, Cause.UNSPECIFIED) for each in told} - {NO_CAUSE}
    return frozenset(cast("set[Cause]", meant))


def fields(mapping: Mapping, told: Any) -> dict[str, Any]:
    """Return the fields of a card that need no more than their own place. Unreadable is None."""
    return {
        name: read(mapping, name, written)
        for name, read in _READERS.items()
        if name in mapping.tells and (written := code(told, *mapping.tells[name])) is not None
    }


def _day(mapping: Mapping, name: FieldName, written: str) -> date | None:
    if name not in mapping.dates:
        return day(written, mapping.platform.zone)
    seen = seen_at(mapping, name, written)
    return None if seen is None else seen.date()


def _last_day(mapping: Mapping, name: FieldName, written: str) -> date | None:
    if name not in mapping.dates:
        return last_day(written, mapping.platform.zone)
    timed = mapping.dates[name] in EPOCHS or "%H" in mapping.dates[name]
    seen = seen_at(mapping, name, written)
    return None if seen is None else (seen - timedelta(microseconds=int(timed))).date()


def seen_at(mapping: Mapping, name: FieldName, written: str) -> datetime | None:
    """Read the time *written* in the field *name*, in the API's zone."""
    form, zone = mapping.dates.get(name), mapping.platform.zone
    if form is None:
        return moment(written, zone)
    try:
        if form in EPOCHS:
            seen = datetime.fromtimestamp(float(written) / EPOCHS[form], zone)
        else:
            seen = datetime.strptime(written, form)  # noqa: DTZ007 - the next line gives it its zone
            seen = seen.replace(tzinfo=zone) if seen.tzinfo is None else seen.astimezone(zone)
    except (ValueError, OverflowError, OSError):
        return None
    return seen if seen.year in YEARS else None


def _size(mapping: Mapping, name: FieldName, written: str) -> float | None:
    return megabytes(written, mapping.units.get(name))


def _flag(mapping: Mapping, _: FieldName, written: str) -> bool | None:
    return {"true": True, "false": False, **mapping.flags}.get(written)


def _months(_: Mapping, __: FieldName, written: str) -> int | None:
    months = int(written) if re.fullmatch("[0-9]", written) else None
    return months if months is not None and months <= MOST_TEST_MONTHS else None


_READERS: dict[FieldName, Reader] = {
    "msisdn": lambda _, __, written: telephone(written),
    "imsi": lambda _, __, written: digits(written, 15),
    "bound_imei": lambda _, __, written: digits(written, 14, 15, 16),
    "current_imei": lambda _, __, written: digits(written, 14, 15, 16),
    "plan": lambda _, __, written: plain(written),
    "carrier": lambda mapping, _, written: mapping.carriers.get(written),
    "real_name": lambda mapping, _, written: mapping.real_names.get(written),
    "pool": lambda mapping, _, written: mapping.pools.get(written),
    "quota_period": lambda mapping, _, written: mapping.periods.get(written),
    "online": _flag,
    "auto_renew": _flag,
    "auto_resume": _flag,
    "test_months": _months,
    "test_used_mb": _size,
    "quota_mb": _size,
    "used_mb": _size,
    "opened_on": _day,
    "activated_on": _day,
    "stopped_on": _day,
    "plan_expires_on": _last_day,
    "last_seen": seen_at,
}
