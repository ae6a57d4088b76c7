"""Answers that are good for an hour: a card's are asked for once an hour, by whoever comes first."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakValueDictionary

from bot.errors import Throttled
from bot.ports import Clock

HOUR = timedelta(hours=1)
MOST = 10_000
"""How many cards' answers are remembered."""


class Hourly:
    """Remembers the answers about each card for an hour; the oldest is forgotten.

    With *refusals*, that it was asked too often is an answer as well, and holds until the hour is over.
    """

    def __init__(self, clock: Clock, *, refusals: bool = False, most: int = MOST) -> None:
        self._clock, self._refusals, self._most = clock, refusals, most
        self._known: dict[str, tuple[datetime, Any]] = {}
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def of(self, card: str, ask: Callable[[], Awaitable[Any]]) -> Any:
        """Return what was answered about *card* within the hour, else what *ask* answers now, or raises."""
        async with self._locks.setdefault(card, asyncio.Lock()):
            if (known := self._fresh(card)) is None:
                try:
                    known = await ask()
                except Throttled as error:
                    if not self._refusals:
                        raise
                    known = error
                self.note(card, known)
        if isinstance(known, Throttled):
            raise Throttled(known.source, known.code, retry_after=known.retry_after)
        return known

    def note(self, card: str, answer: Any) -> None:
        """Remember what was answered about *card*, unless that is nothing."""
        if answer is None:
            return
        self._known.pop(card, None)
        self._known[card] = (self._clock(), answer)
        if len(self._known) > self._most:
            del self._known[next(iter(self._known))]

    def _fresh(self, card: str) -> Any:
        at, answer = self._known.get(card, (None, None))
        return answer if at is not None and timedelta(0) <= self._clock() - at < HOUR else None
