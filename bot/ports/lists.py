"""Whole lists of cards."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from bot.domain.message import Person
from bot.domain.summary import Figures

Tick = Callable[[int, float], None]
"""Is told how many rows are done, and what fraction of all that is."""


class Bulk(Protocol):
    """Whole lists of cards."""

    async def examine(self, file: Path, to: Path, *, lang: str, who: Person, tick: Tick) -> Figures:
        """Write what is known of the cards of *file*, CSV or XLSX, to the spreadsheet *to*.

        Who is cancelled leaves no file behind but *file* and *to*. Raise BadFile when it is no list, BulkFailed when
        it came to nothing, StoreLocked or StoreBroken when nobody could write down who was told what.
        """
        ...

    async def pasted(self, said: str, *, lang: str, who: Person) -> tuple[Figures, bytes]:
        """Examine the numbers in a message. Return the spreadsheet, too. Raise as `examine` does."""
        ...
