"""Opening a card file by what it is called."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from bot.inventory.csv_file import open_csv
from bot.inventory.problems import Problem, bad_file
from bot.inventory.sheet import Sheet
from bot.inventory.xlsx_file import open_xlsx

SPREADSHEETS = frozenset({".xlsx", ".xlsm"})


def is_spreadsheet(file: Path) -> bool:
    return file.suffix.casefold() in SPREADSHEETS


@contextmanager
def open_sheet(file: Path) -> Iterator[Sheet]:
    """Open *file*: XLSX by its name, anything else as CSV. Raise BadFile, naming the problem, if it is not readable."""
    with _opened(file) as sheet:
        yield sheet


def _opened(file: Path) -> AbstractContextManager[Sheet]:
    try:
        size = file.stat().st_size
        with file.open("rb"):
            pass
    except FileNotFoundError as error:
        raise bad_file(file, Problem.MISSING) from error
    except OSError as error:
        raise bad_file(file, Problem.UNREADABLE, error.strerror or "") from error
    if not size:
        raise bad_file(file, Problem.EMPTY)
    return open_xlsx(file) if is_spreadsheet(file) else open_csv(file)
