"""What users do, on its way into the audit trail in the background: it neither delays an answer nor fails it."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from bot.domain.message import Person
from bot.domain.roles import Act
from bot.domain.trail import Entry, Page, Search
from bot.errors import ClinicError
from bot.ports import Trail

log = logging.getLogger(__name__)

GATHERED_FOR = 0.3
"""Seconds in which entries gather before they are written together: a commit costs as much for one as for a hundred."""
_MOST = 10_000
"""Entries that may wait while the store is slow; what comes beyond is counted and lost."""
_TIMES = 2
_MOST_LATELY = 20_000
_MOST_BEFORE = 5_000


class Lately:
    """When people last looked cards up. It is asked with most answers, so it is in memory, and a store is not asked."""

    def __init__(self, most: int = _MOST_LATELY) -> None:
        self._most = most
        self._times: dict[tuple[Person, str], tuple[datetime, ...]] = {}

    def note(self, entry: Entry) -> None:
        if entry.act is not Act.LOOK_UP or entry.card is None:
            return
        name = (entry.who, entry.card)
        self._times[name] = (*self._times.pop(name, ()), entry.at)[-_TIMES:]
        if len(self._times) > self._most:
            del self._times[next(iter(self._times))]

    def times(self, person: Person, card: str, since: datetime) -> int:
        return sum(at >= since for at in self._times.get((person, card), ()))

    def forget(self, person: Person) -> None:
        for name in [name for name in self._times if name[0] == person]:
            del self._times[name]


class Noting:
    """A trail that also takes entries for *later*; whatever is read of it, those are written first."""

    def __init__(self, trail: Trail, gathered_for: float = GATHERED_FOR) -> None:
        self._trail, self._gathered_for = trail, gathered_for
        self._hurry = asyncio.Event()
        self._waiting: list[Entry] = []
        self._busy: asyncio.Task[None] | None = None
        self._lost = 0
        self._lately = Lately()

    async def begin(self, since: datetime) -> None:
        """Learn who looked what up before this process began. Raise StoreLocked or StoreBroken."""
        page = await self._trail.read(Search(act=Act.LOOK_UP, since=since), _MOST_BEFORE)
        for entry in reversed(page.entries):
            self._lately.note(entry)

    def look_ups(self, person: Person, card: str, since: datetime) -> int:
        """Return how often *person* has looked *card* up, given by its key, at most twice."""
        return self._lately.times(person, card, since)

    def later(self, entry: Entry) -> None:
        """Have *entry* written down soon."""
        self._lately.note(entry)
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
        for entry in entries:
            self._lately.note(entry)

    async def read(self, search: Search, most: int, before: int | None = None) -> Page:
        await self.finish()
        return await self._trail.read(search, most, before)

    async def erase(self, person: Person) -> None:
        await self.finish()
        await self._trail.erase(person)
        self._lately.forget(person)

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
