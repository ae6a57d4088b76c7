"""Temporary files: those of a process lie together, and what a process left that was killed is swept away."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "simclinic-"


def runs(process: int) -> bool:
    """Say whether there is such a process."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OverflowError, OSError):
        return True
    return True


@contextmanager
def scratch(runs: Callable[[int], bool] = runs) -> Iterator[Path]:
    """Keep this process's temporary files in a folder of its own, and leave nothing of it, nor of any that ended.

    They may hold card numbers: lists that are being checked, pictures on their way.
    """
    before = tempfile.tempdir
    common = Path(tempfile.gettempdir())
    for left in common.glob(f"{_PREFIX}*-*"):
        process = left.name.removeprefix(_PREFIX).partition("-")[0]
        if process.isdecimal() and (int(process) == os.getpid() or not runs(int(process))):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-", dir=common) as own:
        tempfile.tempdir = own
        try:
            yield Path(own)
        finally:
            tempfile.tempdir = before
