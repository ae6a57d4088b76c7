"""Reading XLSX: the first sheet that can be seen, row by row, each cell as the text it stands for."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from bot.inventory import package
from bot.inventory.problems import Problem, bad_file
from bot.inventory.sheet import Sheet

T = TypeVar("T")
MAX_ROWS = 1 << 20
"""What a sheet of a spreadsheet holds; a file that claims more is made to keep us busy."""

_BATCH = 1000
_EXACT = 10**15
"""Below this a spreadsheet keeps a number digit by digit."""


@contextmanager
def open_xlsx(file: Path) -> Iterator[Sheet]:
    size = file.stat().st_size
    with file.open("rb") as raw:
        package.check(raw, file)
        with closing(_guarded(lambda: _workbook(raw), file)) as workbook:
            rows = _records(_guarded(lambda: _values(workbook), file), file)
            at, header = next(((at, cells) for at, cells in enumerate(rows, start=1) if any(cells)), (0, []))
            if not header:
                raise bad_file(file, Problem.EMPTY)
            yield Sheet(header, at, rows, lambda: min(raw.tell() / size, 1.0))


def _guarded(step: Callable[[], T], file: Path) -> T:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of everything that it will not keep; we only read
            return step()
    except Exception as error:
        # openpyxl throws whatever comes of a file that is not as it should be
        raise bad_file(file, Problem.NOT_XLSX) from error


def _workbook(raw: BinaryIO) -> Workbook:
    return load_workbook(raw, read_only=True, data_only=True, keep_links=False)


def _values(workbook: Workbook) -> Iterator[tuple[Any, ...]]:
    sheet: Any = next(sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible")
    sheet.reset_dimensions()  # some programs write a wrong one, and the rest of the sheet would go unseen
    return iter(sheet.iter_rows(values_only=True))


def _records(values: Iterator[tuple[Any, ...]], file: Path) -> Iterator[list[str]]:
    number = 0
    while batch := _guarded(lambda: list(islice(values, _BATCH)), file):
        number += len(batch)
        if number > MAX_ROWS:
            raise bad_file(file, Problem.TOO_BIG, str(MAX_ROWS))
        for row in batch:
            yield ["" if value is None else text_of(value) for value in row]


def text_of(value: object) -> str:
    """Return *value* as it would stand in a CSV; a number that has lost digits keeps its exponent, to be refused."""
    match value:
        case bool():
            return str(value).lower()
        case datetime():
            return value.isoformat(sep=" ") if value.time() != time(0) else value.date().isoformat()
        case int():
            return str(value) if _keeps_its_digits(value) else f"{value:.14E}"
        case float():
            return _plain_number(value)
    return str(value)


def _keeps_its_digits(number: int) -> bool:
    """Say whether *number* is all there: a long one that a float holds exactly has been through a float."""
    if abs(number) < _EXACT:
        return True
    past_the_digits = 10 ** (len(str(abs(number))) - 15)
    return number % past_the_digits != 0 and (abs(number) < 1 << 53 or int(float(number)) != number)


def _plain_number(number: float) -> str:
    if abs(number) >= _EXACT:
        return f"{number:.14E}"
    return str(int(number)) if number.is_integer() else f"{Decimal(repr(number)):f}"
