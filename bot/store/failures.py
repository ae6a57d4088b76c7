"""What SQLite reports, as errors that name their text."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import ClinicError, StoreBroken, StoreLocked

BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
PROBLEMS = {
    sqlite3.SQLITE_NOTADB: "not_ours",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_CANTOPEN: "cannot_open",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_IOERR: "disk",
}
_PRIMARY = 0xFF  # an extended code keeps its primary code in the low byte


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise what goes wrong with the database at *path* as StoreLocked or StoreBroken; a slip in our SQL as it is."""
    try:
        yield
    except sqlite3.Error as error:
        named = _named(error, path)
        if named is None:
            raise
        raise named from error


def _named(error: sqlite3.Error, path: Path) -> ClinicError | None:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if code in BUSY:
        return StoreLocked(path=str(path))
    if code in PROBLEMS:
        return StoreBroken(path=str(path), problem=PROBLEMS[code])
    return None
