"""The published holidays, read from a file of the same form as holidays.toml."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bot.domain.hours import Holidays
from bot.domain.words import text
from bot.errors import BadSettings

FILE = Path(__file__).with_name("holidays.toml")


def load(path: Path = FILE) -> Holidays:
    """Return the holidays in *path*. Raise BadSettings where it cannot be read as such."""
    try:
        years: dict[str, dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))
        off = frozenset(day for year in years.values() for span in year["off"] for day in _days(span))
        worked = frozenset(day for year in years.values() for day in year["worked"])
        return Holidays(off, worked, frozenset(map(int, years)))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadSettings(setting="SIMCLINIC_HOLIDAYS", problem=text("problem-holidays")) from error


def _days(span: dict[str, date]) -> Iterator[date]:
    day = span["first"]
    while day <= span["last"]:
        yield day
        day += timedelta(days=1)
