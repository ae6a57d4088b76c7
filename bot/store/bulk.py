"""The store as importing and exporting see it: many cards at once, on a connection of its own."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.store import cards, schema
from bot.store.failures import told
from bot.store.merging import comparison, merge
from bot.store.queries import SQL
from bot.store.rows import COLUMNS, Row

CACHE_KIB = 1 << 16
"""A file in no order touches pages all over the table: with 64 MB of them at hand it is imported twice as fast."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What an import did, or would do, by card."""

    added: int
    changed: int
    unchanged: int
    repeated: int
    """Rows that a later row of the same card replaced."""


class Bulk:
    """One connection, for one import or one export."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def stage(self, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Gather *rows* where nobody else sees them; the store is neither changed nor locked."""
        insert = SQL["stage"].format(columns=", ".join(columns), marks=", ".join("?" * len(columns)))
        self._connection.execute(SQL["staging_table"])
        self._connection.execute("BEGIN")
        self._connection.executemany(insert, rows)
        self._connection.execute("COMMIT")

    def settle(self, present: frozenset[str], *, keep: bool) -> Settled:
        """Bring what was staged into the store, all of it or nothing; without *keep*, only say what would change.

        *present* are the columns the file has. It is counted before the store is locked, so that others wait less.
        """
        repeated = self._drop_repeated()
        all_, added, changed = self._connection.execute(comparison(present)).fetchone()
        if keep:
            with self._transaction():
                for step in merge(present):
                    self._connection.execute(step)
        return Settled(added, changed, all_ - added - changed, repeated)

    def count(self) -> int:
        return cards.count(self._connection)

    def note_names(self) -> tuple[str, ...]:
        return tuple(name for (name,) in self._connection.execute(SQL["note_names"]))

    def all(self) -> Iterator[Row]:
        """Walk over all cards, in order of key, their columns in the order of COLUMNS."""
        return iter(self._connection.execute(SQL["all_cards"].format(columns=", ".join(COLUMNS))))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Show the store as it is now for as long as this lasts; others go on writing."""
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def _drop_repeated(self) -> int:
        self._connection.execute(SQL["index_staged"])
        (repeated,) = self._connection.execute(SQL["count_repeated"]).fetchone()
        if repeated:
            self._connection.execute(SQL["drop_repeated"])
        return int(repeated)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise


@contextmanager
def open_bulk(path: Path, *, patience: float = schema.PATIENCE) -> Iterator[Bulk]:
    """Open the store at *path* on a connection of its own, its tables brought up to date.

    Raise StoreLocked when another program holds it for more than *patience* seconds, StoreBroken when it is not ours.
    """
    with told(path), closing(schema.connect(path, patience=patience)) as connection:
        schema.migrate(connection, path)
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        yield Bulk(connection)
