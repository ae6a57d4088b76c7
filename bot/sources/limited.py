"""Not faster than a platform allows: every account has a number of calls a second, shared by all who ask."""

from collections.abc import Callable

from bot.domain.card import Card
from bot.errors import Throttled
from bot.ports import Platform, Sleep, Wanted
from bot.sources.around import Around

PATIENCE = 2.0
"""Seconds to wait for a turn: with the call itself it must fit into the lookup's deadline."""
_AT_ONCE, _EVENLY = 0.2, 0.7
"""The parts of a second's calls that may go at once, and one after the other: together no second sees more than all.

A tenth is left, since on their way calls come closer together than they began.
"""
_PAUSE = 1.0
_LONGEST_PAUSE = 300.0
"""Seconds: a platform that says for how long it wants to be left alone is believed up to here."""


class Limited(Around):
    """Makes asks wait for their turn, *a_second* of them; who would wait longer than *patience* is refused at once.

    A card that is not there, and is asked for in every spelling, takes *absent* turns.
    """

    def __init__(
        self,
        platform: Platform,
        a_second: float,
        *,
        monotonic: Callable[[], float],
        sleep: Sleep,
        patience: float = PATIENCE,
        absent: float = 1.0,
    ) -> None:
        super().__init__(platform)
        self._absent = absent
        self._monotonic, self._sleep, self._patience = monotonic, sleep, patience
        self._apart = 1 / (a_second * _EVENLY)
        self._ahead = max(a_second * _AT_ONCE - 1, 0) * self._apart
        self._due = monotonic()
        self._paused = 0

    async def find(self, wanted: Wanted) -> Card | None:
        await self._turn()
        try:
            card = await super().find(wanted)
        except Throttled as error:
            self._leave_alone(error.retry_after)
            raise
        if card is None:
            self._due += (self._absent - 1) * self._apart
        elif Throttled.reason in card.gaps.values():
            self._leave_alone(None)
        return card

    async def _turn(self) -> None:
        """Wait for a turn. Raise Throttled when it would come too late."""
        now = self._monotonic()
        wait = self._due - self._ahead - now
        if wait > self._patience:
            raise Throttled(self.name, "our own limit", retry_after=wait)
        self._due = max(self._due, now) + self._apart
        paused = self._paused
        if wait > 0:
            await self._sleep(wait)
        if self._paused != paused:  # the platform had enough meanwhile
            await self._turn()

    def _leave_alone(self, seconds: float | None) -> None:
        pause = min(_PAUSE if seconds is None else seconds, _LONGEST_PAUSE)
        self._due = max(self._due, self._monotonic() + self._ahead + pause)
        self._paused += 1
