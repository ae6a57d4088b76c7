"""Opening a database: how a connection behaves, and bringing the tables up to date."""

import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from bot.errors import StoreBroken

APPLICATION_ID = 0x53494D43
"""What marks a database as ours (SQLite keeps it in the file's header)."""

PATIENCE = 10.0
"""Seconds to wait for another writer; an import of a million cards holds the database for a few."""

READER_MAP = 1 << 30
"""Bytes of the file that a reader maps into memory: the slowest lookups become four times as fast."""

_MIGRATIONS = tuple(
    path.read_text(encoding="utf-8")
    for path in sorted(files("bot.store").joinpath("migrations").iterdir(), key=lambda path: path.name)
    if path.name.endswith(".sql")
)


def connect(path: Path, *, patience: float = PATIENCE) -> sqlite3.Connection:
    """Open the database at *path* for reading and writing; a commit is on disk when it returns."""
    connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_size_limit = 67108864")  # an import leaves a long journal behind
    except BaseException:
        connection.close()
        raise
    return connection


def connect_reader(path: Path, *, patience: float = PATIENCE) -> sqlite3.Connection:
    """Open the database at *path* for reading alone, so that nobody who reads waits for somebody who writes."""
    connection = connect(path, patience=patience)
    connection.execute("PRAGMA query_only = ON")
    connection.execute(f"PRAGMA mmap_size = {READER_MAP}")
    return connection


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the tables up to date, a transaction for each step.

    Raise StoreBroken for a database that is newer than this program or that belongs to another one.
    """
    while _version(connection, path) < len(_MIGRATIONS):
        connection.execute("BEGIN IMMEDIATE")
        try:
            _step(connection, _version(connection, path))  # read again: another program may have been quicker
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def _step(connection: sqlite3.Connection, version: int) -> None:
    if version == len(_MIGRATIONS):
        return
    for statement in _statements(_MIGRATIONS[version]):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {version + 1}")


def _version(connection: sqlite3.Connection, path: Path) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if owner != APPLICATION_ID and (owner or version or tables):
        raise StoreBroken(path=str(path), problem="not_ours")
    if version > len(_MIGRATIONS):
        raise StoreBroken(path=str(path), problem="newer")
    return int(version)


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
