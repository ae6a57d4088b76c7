"""A platform that is down, or that does not let us in, is left alone for a while: asking on would only do harm."""

import asyncio
from collections.abc import Callable

from bot.domain.card import Card
from bot.errors import AuthFailed, SourceDown, SourceError, Throttled
from bot.ports import Platform, Wanted
from bot.sources.around import Around

FAILURES = 5
"""In a row, until the platform counts as down; to be refused once is enough, since accounts are locked for trying."""
PAUSE = 15.0
"""Seconds until one ask goes through again, to see."""


class Breaker(Around):
    """Fails at once, as *platform* failed before, while it is left alone. One ask after each *pause* goes through."""

    def __init__(
        self, platform: Platform, monotonic: Callable[[], float], *, failures: int = FAILURES, pause: float = PAUSE
    ) -> None:
        super().__init__(platform)
        self._monotonic, self._most, self._pause = monotonic, failures, pause
        self._failed = 0
        self._until = monotonic()
        self._why: SourceError = SourceDown(self.name)

    async def find(self, wanted: Wanted) -> Card | None:
        self._let_through()
        try:
            card = await super().find(wanted)
        except SourceError as error:
            self._learn(error)
            raise
        except asyncio.CancelledError:  # whoever asks holds the deadline: it took too long
            self._learn(SourceDown(self.name, "timeout"))
            raise
        self._failed = 0
        return card

    def _let_through(self) -> None:
        """Raise what the platform raised while it is left alone; else this ask is the one that goes to see."""
        if self._failed < self._most:
            return
        now = self._monotonic()
        if now < self._until:
            raise type(self._why)(self.name, self._why.code, self._why.request_id)
        self._until = now + self._pause

    def _learn(self, error: SourceError) -> None:
        if isinstance(error, Throttled):  # the limiter's business
            return
        if not isinstance(error, SourceDown | AuthFailed):  # an answer: it is alive
            self._failed = 0
            return
        self._failed = self._most if isinstance(error, AuthFailed) else self._failed + 1
        self._why, self._until = error, self._monotonic() + self._pause
