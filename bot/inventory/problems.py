"""Why a file cannot be read as cards at all, and why a row of it is refused."""

from enum import StrEnum
from pathlib import Path

from bot.domain.words import Arg, Text
from bot.errors import BadFile


class Problem(StrEnum):
    """What is wrong with a whole file."""

    MISSING = "missing"
    EMPTY = "empty"
    NO_HEADER = "no_header"
    NO_ICCID_COLUMN = "no_iccid_column"
    DUPLICATE_COLUMN = "duplicate_column"
    NOT_CSV = "not_csv"
    NOT_XLSX = "not_xlsx"
    TOO_BIG = "too_big"
    UNREADABLE = "unreadable"
    UNWRITABLE = "unwritable"
    WRONG_SUFFIX = "wrong_suffix"


def bad_file(file: Path, problem: Problem, detail: str = "") -> BadFile:
    """Name what is wrong with *file*; *detail* are the headers or the limit that it is about."""
    return BadFile(file=str(file), problem=problem.value, detail=detail)


class Refused(Exception):
    """A row, or a cell of it, is not taken: *reasons* say why."""

    def __init__(self, *reasons: Text) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


def refusal(key: str, **args: Arg) -> Refused:
    return Refused(Text(key, args))


_SHOWN = 60


def shown(value: str) -> str:
    """Return as much of a cell as fits into a sentence."""
    return value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
