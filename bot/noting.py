"""What users do, on its way into the audit trail in the background: it neither delays an answer nor fails it."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress

from bot.domain.message import Person
from bot.domain.trail import Entry, Page, Search
from bot.errors import ClinicError
from bot.ports import Trail

log = logging.getLogger(__name__)

GATHERED_FOR = 0.3
"""Seconds in which entries gather before they are written together: a commit costs as much for one as for a hundred."""
_MOST = 10_000
"""Entries that may wait while the store is slow; what comes beyond is counted and lost."""


class Noting:
    """A trail that also takes entries for *later*; whatever is asked of it, those are written first."""

    def __init__(self, trail: Trail, gathered_for: float = GATHERED_FOR) -> None:
        self._trail, self._gathered_for = trail, gathered_for
        self._hurry = asyncio.Event()
        self._waiting: list[Entry] = []
        self._busy: asyncio.Task[None] | None = None
        self._lost = 0

    def later(self, entry: Entry) -> None:
        """Have *entry* written down soon."""
        if len(self._waiting) >= _MOST:
            self._lost += 1
            return
        self._waiting.append(entry)
        if self._busy is None:
            self._busy = asyncio.create_task(self._write())

    async def finish(self) -> None:
        """Wait until everything that was noted is written, at once."""
        if self._busy is not None:
            self._hurry.set()
            await self._busy

    async def note(self, entries: Sequence[Entry]) -> None:
        await self.finish()
        await self._trail.note(entries)

    async def read(self, search: Search, most: int, before: int | None = None) -> Page:
        await self.finish()
        return await self._trail.read(search, most, before)

    async def erase(self, person: Person) -> None:
        await self.finish()
        await self._trail.erase(person)

    async def _write(self) -> None:
        try:
            while self._waiting:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._hurry.wait(), self._gathered_for)
                entries, self._waiting = self._waiting, []
                await self._trail.note(entries)
        except ClinicError as error:
            self._lost += len(entries)
            log.warning("not noted", extra={"reason": error.key, "count": self._lost})
            self._lost = 0
        finally:
            self._busy = None
            self._hurry.clear()
