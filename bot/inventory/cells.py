"""The text of one cell: what spreadsheets put around it, and what they must not take for a formula."""

import re

from bot.inventory.spelling import without_dashes
from bot.inventory.vocabulary import NOTHING

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_QUOTED = re.compile(r'="(.*)"', re.DOTALL)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")


def guarded(text: str) -> str:
    """Return *text* as it is safe in a spreadsheet: with an apostrophe before what looks like a formula."""
    return f"'{text}" if _needs_guard(text) else text


def guarded_formula(cell: str) -> str:
    """Return *cell* as its file has it, but for an apostrophe before a formula; it reads back as it did."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not says_nothing(cell) else cell


def bare(cell: str) -> str:
    """Return the text of *cell* without spaces around it and without the apostrophe or `="…"` that keeps it a text."""
    text = cell.strip()
    if text.startswith("=") and (quoted := _QUOTED.fullmatch(text)):
        return quoted[1].strip()
    return text[1:] if is_guarded(text) else text


def value_of(cell: str) -> str:
    """Return what *cell* says where it is no free text: an apostrophe before it only keeps a spreadsheet from it."""
    return bare(cell).lstrip("'")


def is_guarded(text: str) -> bool:
    """Say whether an apostrophe keeps *text* from being read as something else."""
    return text.startswith("'") and _needs_guard(text)


def says_nothing(text: str) -> bool:
    return without_dashes(text) in NOTHING


def printable(text: str) -> str:
    """Return *text* without characters that no file can hold, its lines ended alike."""
    return text if text.isprintable() else _UNPRINTABLE.sub("", _LINE_END.sub("\n", text))


def _needs_guard(text: str) -> bool:
    # the apostrophe also keeps a text like "N/A" from being read as an empty cell
    said = text.lstrip("'")
    return said.startswith(_FORMULA) or (bool(said) and says_nothing(said))
