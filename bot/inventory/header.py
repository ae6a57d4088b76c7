"""The header row: which column stands where, and which are kept as notes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain.iccid import Iccid
from bot.inventory.cells import bare, printable
from bot.inventory.columns import IGNORED, named
from bot.inventory.problems import Problem, bad_file


@dataclass(frozen=True, slots=True)
class Header:
    """What the cells of a header row mean: the place of each column and note, and the units of sizes, in MB."""

    cells: tuple[str, ...]
    columns: Mapping[str, int]
    units: Mapping[str, float]
    notes: Mapping[str, int]

    def title(self, column: str) -> str:
        """Return what the file calls *column*."""
        return self.cells[self.columns[column]].strip()


def understand(cells: Sequence[str], file: Path) -> Header:
    """Read the header row of *file*. Raise BadFile where it is none, or says the same thing twice."""
    width = max((at + 1 for at, cell in enumerate(cells) if cell.strip()), default=0)
    titles = [bare(printable(cell)) for cell in cells[:width]]
    meant = {at: column for at, title in enumerate(titles) if (column := named(title)) is not None}
    _refuse_doubles({at: column.name for at, column in meant.items() if column.name not in IGNORED}, titles, file)
    columns = {column.name: at for at, column in meant.items()}
    if "iccid" not in columns:
        raise bad_file(file, Problem.NO_HEADER if any(map(_is_iccid, titles)) else Problem.NO_ICCID_COLUMN)
    return Header(
        cells=tuple(cells[:width]),
        columns={name: at for name, at in columns.items() if name not in IGNORED},
        units={column.name: column.unit for column in meant.values()},
        notes=_notes({at: title for at, title in enumerate(titles) if at not in meant}),
    )


def _refuse_doubles(names: Mapping[int, str], titles: Sequence[str], file: Path) -> None:
    twice = {name for name, times in Counter(names.values()).items() if times > 1}
    if twice:
        detail = ", ".join(titles[at] for at, name in names.items() if name in twice)
        raise bad_file(file, Problem.DUPLICATE_COLUMN, detail)


def _is_iccid(cell: str) -> bool:
    try:
        Iccid.parse(cell)
    except ValueError:
        return False
    return True


def _notes(titles: Mapping[int, str]) -> dict[str, int]:
    """Return where each note stands; two of one name are told apart by a number, one without a name by its place."""
    notes: dict[str, int] = {}
    for at, title in titles.items():
        name, times = title or f"#{at + 1}", 1
        while name in notes:
            times += 1
            name = f"{title} {times}"
        notes[name] = at
    return notes
