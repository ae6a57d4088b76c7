"""An import that stops where it is told to and waits to be killed: python -m tests.inventory.interrupted FILE WHERE."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from bot.inventory import loader
from bot.store.bulk import Bulk
from tests.inventory.files import PACKS, database, say
from tests.store.cards import NOW

_transaction = Bulk._transaction  # noqa: SLF001 - there is no other way into the moment before a commit


def wait(*_: object) -> None:
    print("here", flush=True)  # noqa: T201 - the test reads it
    sys.stdin.read()


@contextmanager
def _waiting_before_the_commit(self: Bulk) -> Iterator[None]:
    with _transaction(self):
        yield
        wait()


def main(file: Path, where: str) -> None:
    at_commit = mock.patch.object(Bulk, "_transaction", _waiting_before_the_commit)
    on_the_way = mock.patch.object(loader, "_STRIDE", 1)
    with at_commit if where == "before the commit" else on_the_way:
        progress = wait if where == "while reading" else lambda *_: None
        loader.load(database(file), file, now=NOW, packs=PACKS, say=say, progress=progress)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
