"""What the platforms say now, brought into the inventory, politely.

A run over all cards goes in order of key and notes how far it has come, so that one that was interrupted goes on there.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from bot.commands.progress import Tick
from bot.domain.card import Card
from bot.domain.iccid import Iccid
from bot.domain.words import text
from bot.errors import BadSettings, NotYours, SourceError, Unclassified
from bot.inventory.renewing import renewed
from bot.platforms import platforms
from bot.ports import CardSource, Clock
from bot.settings import PREFIX, Settings
from bot.sources.lookup import Lookup
from bot.store.address import path_of
from bot.store.database import Store, open_store

SHARE = 0.5
"""The part of what a platform allows that a run may use: people ask at the same time."""
AT_ONCE = 4
PAGE = 20
"""Cards that are written together, and after which the place is noted."""
GOES_ON = timedelta(days=1)
"""How long an interrupted run may be continued; what was refreshed before is too old then."""
_PATIENCE, _DEADLINE = 60.0, 70.0
"""Seconds: nobody waits for a single card here."""
_WORK = "refresh"

AfterPage = Callable[[Iccid], Awaitable[None]]
"""Is told the last card of each page that was written."""


@dataclass(slots=True)
class Refreshed:
    """What a run did. *stopped* is why it was given up: no platform answered."""

    went_on: bool = False
    refreshed: int = 0
    missing: list[Iccid] = field(default_factory=list)
    failed: dict[Iccid, SourceError] = field(default_factory=dict)
    stopped: SourceError | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One run: *source* is asked, *store* is filled."""

    source: CardSource
    store: Store
    clock: Clock
    tick: Tick

    async def all(self) -> Refreshed:
        """Refresh every card, from where the last run was interrupted."""
        place = await self.store.bookmarks.find(_WORK, self.clock() - GOES_ON)
        numbers = [card.iccid async for card in self.store.all(place or "")]
        done = await self.of(numbers, self._note_place)
        done.went_on = place is not None
        if done.stopped is None:
            await self.store.bookmarks.remove(_WORK)
        return done

    async def of(self, numbers: Sequence[Iccid], after_page: AfterPage | None = None) -> Refreshed:
        """Refresh the cards with these *numbers*; give up when no platform answers for any of a whole page."""
        done, waiting = Refreshed(), iter(numbers)
        while page := list(islice(waiting, PAGE)):
            await self._refresh(page, done)
            silent = [done.failed[number] for number in page if _silent(done.failed.get(number))]
            if len(silent) == len(page):
                done.stopped = silent[-1]
                return done
            if after_page is not None:
                await after_page(page[-1])
            count = done.refreshed + len(done.missing) + len(done.failed)
            self.tick(count, count / len(numbers))
        return done

    async def _refresh(self, page: Sequence[Iccid], done: Refreshed) -> None:
        places = asyncio.Semaphore(AT_ONCE)
        found = await asyncio.gather(*(self._found(number, places) for number in page))
        cards: list[Card] = []
        for number, each in zip(page, found, strict=True):
            if isinstance(each, SourceError):
                done.failed[number] = each
            elif each is None:
                done.missing.append(number)
            else:
                cards.append(renewed(await self.store.find(number), each))
        await self.store.put(cards)
        done.refreshed += len(cards)

    async def _found(self, number: Iccid, places: asyncio.Semaphore) -> Card | SourceError | None:
        async with places:
            try:
                return await self.source.find(number)
            except NotYours:
                return None
            except SourceError as error:
                return error

    async def _note_place(self, last: Iccid) -> None:
        await self.store.bookmarks.set(_WORK, last.key, self.clock())


def _silent(error: SourceError | None) -> bool:
    """Say whether nobody answered: a code that is not known is an answer, about this card alone."""
    return error is not None and not isinstance(error, Unclassified)


@asynccontextmanager
async def opened_run(given: Settings, tick: Tick) -> AsyncIterator[Run]:
    """Open the store and the platforms for one run. Raise BadSettings, StoreLocked or StoreBroken."""

    def clock() -> datetime:
        return datetime.now(given.zone)

    async with (
        open_store(path_of(given.database)) as store,
        platforms(given, clock, share=SHARE, patience=_PATIENCE) as asked,
    ):
        if not asked:
            raise BadSettings(setting=f"{PREFIX}SOURCES", problem=text("problem-no-platform"))
        source = Lookup(tuple(asked.values()), store.last_known, clock, deadline=_DEADLINE)
        try:
            yield Run(source, store, clock, tick)
        finally:
            await source.finish()
