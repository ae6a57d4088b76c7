"""Found cards on their way into the store, in the background: they neither delay an answer nor fail it."""

import asyncio
import logging
from datetime import datetime, timedelta

from bot.domain.card import Card
from bot.errors import ClinicError
from bot.ports import Clock, LastKnown

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=180)
"""Longer than a card that was forgotten can still be brought back."""
_PRUNE_EVERY = timedelta(days=1)
_MOST = 10_000
"""Cards that may wait while the store is slow; what comes beyond is not kept."""


class Remembering:
    """Keeps the last sight of each card; while one group is written, the next one gathers."""

    def __init__(self, last_known: LastKnown, clock: Clock) -> None:
        self._last_known, self._clock = last_known, clock
        self._waiting: dict[str, Card] = {}
        self._busy: asyncio.Task[None] | None = None
        self._pruned: datetime | None = None

    def note(self, card: Card) -> None:
        """Have *card* kept."""
        if len(self._waiting) < _MOST or card.iccid.key in self._waiting:
            self._waiting[card.iccid.key] = card
        if self._busy is None:
            self._busy = asyncio.create_task(self._keep_all())

    async def finish(self) -> None:
        """Wait until everything that was noted is kept."""
        if self._busy is not None:
            await self._busy

    async def _keep_all(self) -> None:
        try:
            while self._waiting:
                cards, self._waiting = tuple(self._waiting.values()), {}
                await self._last_known.keep(cards)
                await self._prune(self._clock())
        except ClinicError as error:
            log.warning("cards not kept as last known", extra={"reason": error.key})
        finally:
            self._busy = None

    async def _prune(self, now: datetime) -> None:
        if self._pruned is None or now - self._pruned >= _PRUNE_EVERY:
            self._pruned = now
            await self._last_known.prune(now - KEPT_FOR)
