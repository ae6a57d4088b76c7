"""The rows an import did not take, in a file beside the original, each with its reasons."""

import csv
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from bot.domain.words import Text
from bot.inventory.cells import guarded_formula
from bot.inventory.columns import IGNORED, named
from bot.inventory.header import Header
from bot.inventory.problems import Problem, bad_file
from bot.inventory.replacing import replacing

Say = Callable[[Text], str]
"""Puts a reason into words."""


def refused_file(file: Path) -> Path:
    """Return where the refused rows of *file* go."""
    return file.with_name(f"{file.stem}.refused.csv")


class RefusedRows:
    """Writes the refused rows of one import; the file appears when all went well, and an older one disappears."""

    def __init__(self, file: Path, header: Header, say: Say) -> None:
        self.file = refused_file(file)
        self.count = 0
        self._header = header
        self._kept = [at for at, cell in enumerate(header.cells) if not _is_ours(cell)]
        self._say = say
        self._open = ExitStack()
        self._out: IO[str] | None = None
        self._writer: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None and not self.count:
            _remove(self.file)
        self._open.__exit__(kind, error, trace)

    def add(self, number: int, cells: Sequence[str], reasons: Iterable[Text]) -> None:
        if self._out is None:
            self._out = self._begin()
        width = len(self._header.cells)
        because = "; ".join(map(self._say, reasons))
        original = [cells[at] if at < len(cells) else "" for at in self._kept]
        self._write([*original, str(number), because, *(cells[width:] if any(cells[width:]) else ())])
        self.count += 1

    def flush(self) -> None:
        """See to it that all rows are written while the import can still be called off."""
        if self._out is not None:
            self._out.flush()

    def _begin(self) -> IO[str]:
        part = self._open.enter_context(replacing(self.file))
        self._out = self._open.enter_context(part.open("w", encoding="utf-8-sig", newline=""))
        self._writer = csv.writer(self._out)
        self._write([*(self._header.cells[at] for at in self._kept), *sorted(IGNORED, reverse=True)])
        return self._out

    def _write(self, cells: Iterable[str]) -> None:
        self._writer.writerow(map(guarded_formula, cells))


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise bad_file(file, Problem.UNWRITABLE, error.strerror or "") from error


def _is_ours(cell: str) -> bool:
    column = named(cell)
    return column is not None and column.name in IGNORED
