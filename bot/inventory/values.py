"""What a cell means, column by column: text in, the value that is stored out; what cannot be read is refused."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from bot.inventory import dates
from bot.inventory.cells import bare, is_guarded, printable, says_nothing, value_of
from bot.inventory.columns import SIZES, UNITS
from bot.inventory.identifiers import DIGITS, digits_reader
from bot.inventory.problems import refusal, shown
from bot.inventory.spelling import tight
from bot.inventory.wordings import word_reader

Value = str | int | float | None
Reader = Callable[[str], Value]

REMEMBERED = 1 << 15
"""How many different cells of a column are remembered: a file says the same things over and over."""

LARGEST = 1e12
"""MB that are taken for a size; more is a number gone wrong."""

LONGEST = 2000
"""Characters of a text that are taken; a longer one is a file gone wrong."""

TEXTS = frozenset({"plan", "raw"})
DAYS = frozenset({"opened_on", "activated_on", "stopped_on"})
LAST_DAYS = frozenset({"plan_expires_on"})
MOMENTS = frozenset({"last_seen", "as_of"})

_NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]+)?")
_SIZE = re.compile(r"([0-9]{1,18}|[0-9]{1,3}(?:,[0-9]{3}){1,5})(\.[0-9]+)?([a-z]+|兆|字节)?")


def reader(name: str, column: str, now: datetime, packs: frozenset[str], unit: float = 1) -> Reader:
    """Return how the cells of the column *name* are read; *column* is its header, for the reasons of a refusal.

    Moments are in the zone of *now*, *packs* are the rule packs there are, sizes without a unit are in *unit* MB.
    """
    if name in DIGITS:
        return digits_reader(name, column)
    if name in TEXTS:
        return text_reader(column)
    if name in SIZES:
        return lru_cache(REMEMBERED)(_size(column, unit))
    if name in DAYS | LAST_DAYS | MOMENTS:
        return lru_cache(REMEMBERED)(_date(name, column, now))
    return lru_cache(REMEMBERED)(word_reader(name, column, packs))


def text_reader(column: str) -> Callable[[str], str | None]:
    """Return how free text is read; None where there is none."""

    def read(cell: str) -> str | None:
        text = printable(cell).strip()
        said = bare(text)
        if len(said) > LONGEST:
            raise refusal("refused-too-long", column=column, limit=str(LONGEST))
        return None if says_nothing(said) and not is_guarded(text) else said

    return lru_cache(REMEMBERED)(read)


def _size(column: str, unit: float) -> Reader:
    def read(cell: str) -> Value:
        if _NUMBER.fullmatch(cell):
            return float(cell) * unit
        text = value_of(cell)
        size = _megabytes(text, unit)
        if size is None and not says_nothing(text):
            raise refusal("refused-bad-size", column=column, value=shown(text))
        return size

    return read


def _megabytes(text: str, unit: float) -> float | None:
    found = _SIZE.fullmatch(tight(text))
    if found is None or (found[3] is not None and found[3] not in UNITS):
        return None
    size = float(found[1].replace(",", "") + (found[2] or "")) * UNITS.get(found[3] or "", unit)
    return size if size <= LARGEST else None


def _date(name: str, column: str, now: datetime) -> Reader:
    zone = dates.zone_of(now)

    def read(cell: str) -> Value:
        text = value_of(cell)
        try:
            return _as_stored(name, dates.read(text, zone), now)
        except (ValueError, OverflowError):
            if says_nothing(text):
                return None
            raise refusal("refused-bad-date", column=column, value=shown(text)) from None

    return read


def _as_stored(name: str, written: dates.Written, now: datetime) -> str:
    if name in MOMENTS:
        # The end of today has not come yet; another time is believed as written, also one to come.
        today = not written.timed and written.at.date() == now.date()
        return (now if today else written.moment).isoformat()
    return (written.last_day if name in LAST_DAYS else written.at.date()).isoformat()
