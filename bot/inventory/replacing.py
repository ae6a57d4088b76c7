"""Writing a file that is either the old one or the new one, never half of it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.inventory.problems import Problem, bad_file


@contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """Give a path beside *file* to write to; on leaving it takes the place of *file*, unless something went wrong."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        yield part
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(file)
    except OSError as error:
        raise bad_file(file, Problem.UNWRITABLE, error.strerror or "") from error
    finally:
        part.unlink(missing_ok=True)
