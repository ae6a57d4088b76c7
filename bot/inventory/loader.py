"""Importing a card file.

The rows are read one by one and gathered where nobody else sees them; at the end all of them enter the store in one
transaction. An import that is interrupted leaves the store as it was. What a file overwrites is told in
`bot/store/merging.py`: of the facts that pass (state, causes, usage, ...) all or none, of the others what it has.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.inventory.header import understand
from bot.inventory.problems import Refused
from bot.inventory.reader import open_sheet
from bot.inventory.refused import RefusedRows, Say
from bot.inventory.rows import Reading
from bot.inventory.sheet import Sheet
from bot.inventory.values import Value
from bot.store.bulk import open_bulk
from bot.store.schema import PATIENCE

Progress = Callable[[int, float], None]
"""Is told how many rows were read, and what fraction of the file that is."""

_STRIDE = 2000
"""Rows between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: *rows* were read, of which some are *refused* and some *repeated* by a later one."""

    rows: int
    added: int
    changed: int
    unchanged: int
    refused: int
    repeated: int
    refused_file: Path | None


def _silently(_rows: int, _fraction: float) -> None:
    pass


def load(  # noqa: PLR0913 - all but the two files by name
    database: Path,
    file: Path,
    *,
    now: datetime,
    packs: frozenset[str],
    say: Say,
    progress: Progress = _silently,
    dry_run: bool = False,
    patience: float = PATIENCE,
) -> Imported:
    """Bring the cards of *file* into the store at *database*, and write what is refused to a file beside it.

    *now* is the present moment in the deployment's zone, *packs* are the names of the rule packs there are, *say* puts
    a reason into words. A *dry_run* does everything but change a card. Raise BadFile, StoreLocked or StoreBroken,
    having changed nothing.
    """
    now = now.replace(microsecond=0)
    with open_sheet(file) as sheet:
        header = understand(sheet.header, file)
        reading = Reading(header, now, packs)
        with open_bulk(database, patience=patience) as bulk, RefusedRows(file, header, say) as refused:
            rows = _Rows(sheet, reading, refused, progress)
            bulk.stage(reading.columns, rows.read())
            refused.flush()
            settled = bulk.settle(reading.present, keep=not dry_run)
    progress(rows.count, 1.0)
    return Imported(
        rows=rows.count,
        added=settled.added,
        changed=settled.changed,
        unchanged=settled.unchanged,
        refused=refused.count,
        repeated=settled.repeated,
        refused_file=refused.file if refused.count else None,
    )


class _Rows:
    """The rows of a file on their way into the store."""

    def __init__(self, sheet: Sheet, reading: Reading, refused: RefusedRows, progress: Progress) -> None:
        self.count = 0
        self._sheet = sheet
        self._reading = reading
        self._refused = refused
        self._progress = progress

    def read(self) -> Iterator[tuple[Value, ...]]:
        row_of, count = self._reading.row, 0
        for number, cells in enumerate(self._sheet.rows, start=self._sheet.at + 1):
            try:
                yield row_of(cells)
            except Refused as refused:
                if not any(cell.strip() for cell in cells):
                    continue
                self._refused.add(number, cells, refused.reasons)
            count += 1
            if not count % _STRIDE:
                self._progress(count, self._sheet.fraction())
        self.count = count
