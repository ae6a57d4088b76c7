"""A list of cards as people keep it: rows of a table, in one of whose columns the numbers stand."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path

from bot.domain.iccid import Iccid, Msisdn
from bot.domain.words import Joined, Words, text
from bot.inventory.cells import says_nothing, value_of
from bot.inventory.columns import named
from bot.inventory.encoding import ZIP
from bot.inventory.identifiers import iccid
from bot.inventory.problems import Problem, Refused, bad_file
from bot.inventory.reader import open_sheet
from bot.inventory.sheet import Broken, Sheet
from bot.inventory.xlsx_file import open_xlsx
from bot.ports import Wanted

MOST_ROWS = 100_000
MOST_COLUMNS = 100
"""More columns than a list of cards has; beyond them a row is refused."""
_LOOKED_AT = 20
"""Rows from which it is told where the numbers stand, if the header does not say."""
_NUMBERS = ("iccid", "msisdn")
_ROUNDED = re.compile(r"8\.[0-9]+E\+?1[89]", re.IGNORECASE)
"""A card's number after a spreadsheet took its last digits: nobody's card, but the column is told by it."""

Numbered = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in the file: the card that is *wanted*, or why there is none."""

    line: int
    cells: Sequence[str]
    typed: str
    wanted: Wanted | None
    refused: Words = ""


def name_of(wanted: Wanted) -> str:
    """Return by what two rows are known to want the same card."""
    return wanted.key if isinstance(wanted, Iccid) else wanted.number


@dataclass(frozen=True, slots=True)
class Listing:
    """An open list. *titles* are its columns, *fraction* says how much of the file has been read."""

    titles: tuple[str, ...]
    rows: Iterator[Row]
    sheet: Sheet

    def fraction(self) -> float:
        return self.sheet.fraction()


@contextmanager
def open_listing(file: Path) -> Iterator[Listing]:
    """Open the list *file*, CSV or XLSX, with or without a header.

    Raise BadFile when it cannot be read or holds no numbers; its rows raise it when there are more than MOST_ROWS.
    """
    with open_xlsx(file) if _is_package(file) else open_sheet(file) as sheet:
        rows = enumerate(sheet.rows, start=sheet.at + 1)
        first = list(islice(rows, _LOOKED_AT))
        header = sheet.header[:MOST_COLUMNS]
        titled = not any(map(_number, header))
        everything = chain(() if titled else ((sheet.at, sheet.header),), first, rows)
        places = _places(header, [cells for _, cells in first], file)
        width = max(_width(cells[:MOST_COLUMNS]) for cells in (header, *(cells for _, cells in first)))
        titles = tuple(_title(header if titled else [], at) for at in range(width))
        yield Listing(titles, _Rows(titles, places, file).read(everything), sheet)


def _is_package(file: Path) -> bool:
    """Say whether the file begins as XLSX does, whatever it is called."""
    with suppress(OSError), file.open("rb") as raw:
        return raw.read(len(ZIP)) == ZIP
    return False


def _places(header: Sequence[str], first: Sequence[Sequence[str]], file: Path) -> tuple[int, ...]:
    """Return in which columns the numbers stand: those that the header names, else the one with most of them."""
    columns = {column.name: at for at, cell in reversed(list(enumerate(header))) if (column := named(cell))}
    told = tuple(columns[name] for name in _NUMBERS if name in columns)
    if told:
        return told
    counts = [sum(at < len(cells) and _number(cells[at]) for cells in (header, *first)) for at in range(MOST_COLUMNS)]
    if not any(counts):
        raise bad_file(file, Problem.NO_ICCID_COLUMN)
    return (counts.index(max(counts)),)


def _number(cell: str) -> bool:
    """Say whether *cell* names a card, or did before a spreadsheet rounded it."""
    with suppress(ValueError):
        return bool(Iccid.parse(cell))
    with suppress(ValueError):
        return bool(Msisdn.parse(value_of(cell)))
    return _ROUNDED.fullmatch(value_of(cell)) is not None


def _width(cells: Sequence[str]) -> int:
    return max((at + 1 for at, cell in enumerate(cells) if cell.strip()), default=0)


def _title(header: Sequence[str], at: int) -> str:
    """Return what the column is called: as a spreadsheet does where the file does not say."""
    title = header[at].strip() if at < len(header) else ""
    return title or f"#{at + 1}"


class _Rows:
    """The rows of one file; each card is wanted once."""

    def __init__(self, titles: Sequence[str], places: Sequence[int], file: Path) -> None:
        self._titles, self._places, self._file = titles, places, file
        self._seen: dict[str, int] = {}

    def read(self, rows: Iterator[Numbered]) -> Iterator[Row]:
        count = 0
        for line, cells in rows:
            if not any(map(str.strip, cells)):
                continue
            count += 1
            if count > MOST_ROWS:
                raise bad_file(self._file, Problem.TOO_BIG, str(MOST_ROWS))
            yield self._row(line, cells)

    def _row(self, line: int, cells: list[str]) -> Row:
        typed = next((cells[at] for at in self._places if at < len(cells) and cells[at].strip()), "")
        row = partial(Row, line, cells[: len(self._titles)], typed)
        try:
            wanted = self._wanted(cells)
        except Refused as refused:
            return row(None, Joined(refused.reasons, "join-events"))
        first = self._seen.setdefault(name_of(wanted), line)
        return row(wanted) if first == line else row(None, text("bulk-refused-twice", line=first))

    def _wanted(self, cells: Sequence[str]) -> Wanted:
        """Return what the row names its card by, the first of its numbers. Raise Refused."""
        if isinstance(cells, Broken):
            raise Refused(text("refused-broken-row"))
        if any(map(str.strip, cells[len(self._titles) :])):
            raise Refused(text("refused-too-many-cells", cells=len(cells), columns=len(self._titles)))
        said = [(at, cells[at]) for at in self._places if at < len(cells) and not says_nothing(value_of(cells[at]))]
        if not said:
            raise Refused(text("bulk-refused-no-number"))
        at, cell = said[0]
        return _read(cell, self._titles[at])


def _read(cell: str, title: str) -> Wanted:
    try:
        return iccid(cell, title)
    except Refused:
        with suppress(ValueError):
            return Msisdn.parse(value_of(cell))
        raise
