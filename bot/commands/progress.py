"""A progress bar on stderr; none where nobody watches."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

Tick = Callable[[int, float], None]
"""Is told how many are done, and what fraction of all that is."""


class _Bar:
    def __init__(self, title: str) -> None:
        done = (TaskProgressColumn(), TextColumn("{task.fields[rows]}"), TimeRemainingColumn())
        self._progress = Progress(
            TextColumn("{task.description}"), BarColumn(), *done, console=Console(stderr=True), transient=True
        )
        self._task = self._progress.add_task(title, total=1.0, rows="")

    def __enter__(self) -> Tick:
        self._progress.start()
        return lambda rows, fraction: self._progress.update(self._task, completed=fraction, rows=f"{rows:,}")

    def __exit__(self, *error: object) -> None:
        self._progress.stop()


def bar(title: str) -> AbstractContextManager[Tick]:
    """Return a bar that is fed with rows and fraction."""
    return _Bar(title) if sys.stderr.isatty() else nullcontext(lambda _rows, _fraction: None)
