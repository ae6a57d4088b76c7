"""What stands around a platform and is a platform itself."""

from bot.domain.card import Card
from bot.domain.iccid import Carrier, Iccid
from bot.ports import Platform, Wanted


def key_of(wanted: Wanted) -> str:
    """Return what all spellings of a number share; a card's and a telephone's never meet."""
    return wanted.key if isinstance(wanted, Iccid) else wanted.number


class Around:
    """Passes everything on to *platform*; who stands around it has something to say about finding a card."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    @property
    def name(self) -> str:
        return self._platform.name

    @property
    def carriers(self) -> frozenset[Carrier]:
        return self._platform.carriers

    async def find(self, wanted: Wanted) -> Card | None:
        return await self._platform.find(wanted)

    async def probe(self) -> None:
        await self._platform.probe()
