"""Reading CSV: encoding, delimiter, quotes that do not close."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from bot.inventory.columns import named
from bot.inventory.encoding import encoding_of, lines_of
from bot.inventory.problems import Problem, bad_file
from bot.inventory.sheet import Broken, Sheet

DELIMITERS = (",", ";", "\t")


@contextmanager
def open_csv(file: Path) -> Iterator[Sheet]:
    size = file.stat().st_size
    with file.open("rb") as raw:
        lines = lines_of(raw, encoding_of(raw, file), file)
        try:
            at, first = _first(lines, file)
            rows = _records(chain((first,), lines), _delimiter(first))
            header = next(rows)
            if isinstance(header, Broken):
                raise bad_file(file, Problem.NOT_CSV)
            yield Sheet(header, at, rows, lambda: min(raw.tell() / size, 1.0))
        except UnicodeDecodeError as error:
            raise bad_file(file, Problem.NOT_CSV) from error


def _first(lines: Iterable[str], file: Path) -> tuple[int, str]:
    """Return the first line that is not empty, and its number."""
    for at, line in enumerate(lines, start=1):
        if line.strip(" \r\n\ufeff"):
            return at, line
    raise bad_file(file, Problem.EMPTY)


def _delimiter(header: str) -> str:
    """Return what *header* is delimited by: whatever makes most columns of it, known ones first."""

    def columns(delimiter: str) -> tuple[int, int]:
        cells = next(_records([header], delimiter))
        return sum(named(cell) is not None for cell in cells), len(cells)

    return max(DELIMITERS, key=columns)


def _records(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """Yield row after row; where quotes do not close, the lines that they swallowed are read one by one."""
    held: list[str] = []
    reader = csv.reader(_held(lines, held), delimiter=delimiter, strict=True)
    while True:
        try:
            for cells in reader:
                held.clear()
                yield cells
        except csv.Error:
            swallowed = held.copy()
            held.clear()
            yield from (_alone(line, delimiter) for line in swallowed)
        else:
            return


def _held(lines: Iterable[str], held: list[str]) -> Iterator[str]:
    for line in lines:
        held.append(line)
        yield line


def _alone(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        return Broken(line.rstrip("\r\n").split(delimiter))
