"""A short memory: who asks twice in a moment does not make us ask twice.

Only a card that was found whole is kept, never that there is none, never a failure, never a card with gaps: those
may be otherwise at the next ask.
"""

from collections import OrderedDict
from collections.abc import Callable

from bot.domain.card import Card
from bot.ports import Platform, Wanted
from bot.sources.around import Around, key_of

SECONDS = 15.0
"""Long enough for a crowd, too short for anybody who has just paid and checks again to notice."""
MOST = 2_000
"""Cards, some 3 KB each."""


class Cached(Around):
    """Keeps the cards that *platform* finds, for *seconds* and at *most* so many."""

    def __init__(
        self, platform: Platform, monotonic: Callable[[], float], *, seconds: float = SECONDS, most: int = MOST
    ) -> None:
        super().__init__(platform)
        self._monotonic, self._seconds, self._most = monotonic, seconds, most
        self._kept: OrderedDict[str, tuple[float, Card]] = OrderedDict()

    async def find(self, wanted: Wanted) -> Card | None:
        self._forget(self._monotonic())
        key = key_of(wanted)
        if key in self._kept:
            return self._kept[key][1]
        card = await super().find(wanted)
        if card is not None and not card.gaps:
            self._kept[key] = (self._monotonic() + self._seconds, card)
            self._kept.move_to_end(key)
        return card

    def _forget(self, now: float) -> None:
        """Drop what is too old, and the oldest of too many: they stand first, since all are kept equally long."""
        while self._kept and (len(self._kept) > self._most or next(iter(self._kept.values()))[0] <= now):
            self._kept.popitem(last=False)
