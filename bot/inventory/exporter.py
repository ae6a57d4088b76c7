"""Writing all cards to a file that imports again unchanged."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from openpyxl import Workbook

from bot.inventory.cells import guarded
from bot.inventory.columns import EXPORTED
from bot.inventory.problems import Problem, bad_file
from bot.inventory.reader import is_spreadsheet
from bot.inventory.replacing import replacing
from bot.inventory.values import REMEMBERED, TEXTS, Value
from bot.inventory.wordings import FLAGS
from bot.inventory.xlsx_file import MAX_ROWS
from bot.store.bulk import Bulk, open_bulk
from bot.store.rows import COLUMNS, Row
from bot.store.schema import PATIENCE

Cells = Sequence[Value]
_NOTES = COLUMNS.index("notes")
_FLAG_WORDS: Mapping[Value, str] = {0: "false", 1: "true"}
_safe = lru_cache(REMEMBERED)(guarded)


def export(database: Path, file: Path, *, patience: float = PATIENCE) -> int:
    """Write all cards of the store at *database* to *file*, CSV or XLSX by its name. Return how many there are.

    Raise BadFile when it cannot be written; an older *file* is then left as it was.
    """
    if not is_spreadsheet(file) and file.suffix.casefold() != ".csv":
        raise bad_file(file, Problem.WRONG_SUFFIX, file.suffix)
    write = _write_xlsx if is_spreadsheet(file) else _write_csv
    with open_bulk(database, patience=patience) as bulk, bulk.snapshot():
        if is_spreadsheet(file) and bulk.count() >= MAX_ROWS:
            raise bad_file(file, Problem.TOO_BIG, str(MAX_ROWS))
        with replacing(file) as part:
            return write(part, _table(bulk)) - 1


def _table(bulk: Bulk) -> Iterator[Cells]:
    """Yield the header, then a row for each card."""
    notes = bulk.note_names()
    yield [*EXPORTED, *map(_safe, notes)]
    columns = [(COLUMNS.index(name), _shown(name)) for name in EXPORTED]
    for row in bulk.all():
        yield [*(None if row[at] is None else show(row[at]) for at, show in columns), *_notes(row, notes)]


def _shown(name: str) -> Callable[[Value], Value]:
    if name in FLAGS:
        return _FLAG_WORDS.get
    return _text if name in TEXTS | {"rules"} else lambda value: value


def _text(value: Value) -> str:
    return _safe(str(value))


def _notes(row: Row, names: Sequence[str]) -> Iterator[str | None]:
    if not names or row[_NOTES] is None:
        return (None for _ in names)
    notes = json.loads(str(row[_NOTES]))
    return (_safe(notes[name]) if name in notes else None for name in names)


def _write_csv(part: Path, rows: Iterable[Cells]) -> int:
    written = 0
    with part.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        for row in rows:
            writer.writerow([_digits(cell) if isinstance(cell, float) else cell for cell in row])
            written += 1
    return written


def _digits(number: float) -> str:
    """Return *number* with all its digits and no exponent."""
    return str(int(number)) if number.is_integer() else f"{Decimal(repr(number)):f}"


def _write_xlsx(part: Path, rows: Iterable[Cells]) -> int:
    written = 0
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("cards")
    try:
        for row in rows:
            sheet.append([_exact(cell) if isinstance(cell, float) else cell for cell in row])
            written += 1
    except BaseException:
        sheet.close()  # openpyxl complains about a sheet that nobody ended
        raise
    workbook.save(part)
    return written


def _exact(number: float) -> float | str:
    """Return *number* as a cell that keeps it: openpyxl writes 16 digits, and some numbers have 17."""
    return number if float(f"{number:.16g}") == number else _digits(number)
