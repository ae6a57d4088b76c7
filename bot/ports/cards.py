"""Where cards come from, and where they are kept."""

from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.card import Card
from bot.domain.iccid import Carrier, Iccid, Msisdn

Wanted = Iccid | Msisdn
"""What a card can be looked up by."""


class CardSource(Protocol):
    """Somewhere cards can be looked up. Every source passes tests/sources/contract.py."""

    @property
    def name(self) -> str: ...

    async def find(self, wanted: Wanted) -> Card | None:
        """Return the card as this source sees it now, or None when it does not have it.

        Raise SourceError when it could not answer: that is never the same as not having the card.
        """
        ...


class Platform(CardSource, Protocol):
    """A source that asks somebody else's machine."""

    @property
    def carriers(self) -> frozenset[Carrier]:
        """Return whose cards it holds; empty: anybody's. A card's prefix only hints at its carrier."""
        ...

    async def probe(self) -> None:
        """Ask something harmless. Raise SourceError when the platform cannot be asked."""
        ...


class Other(StrEnum):
    """A number beside its own that a card is known by."""

    IMSI = "imsi"
    IMEI = "imei"


class Cards(Protocol):
    """The cards of the inventory, as the store keeps them."""

    async def find(self, wanted: Wanted) -> Card | None:
        """Return the card, of several with one telephone number the one seen last.

        Raise StoreBroken when what is kept of it cannot be read, StoreLocked when another program holds the store.
        """
        ...

    async def find_by(self, kind: "Other", number: str, most: int) -> list[Card]:
        """Return up to *most* cards with this IMSI, or in or bound to the device with this IMEI, in order of key."""
        ...

    async def count(self) -> int: ...

    async def put(self, new: Iterable[Card]) -> None:
        """Keep *new* cards as a whole, in place of what was kept of them; on return they are safe on disk."""
        ...

    async def remove(self, numbers: Iterable[Iccid]) -> int:
        """Remove the cards with these *numbers*. Return how many there were."""
        ...

    def all(self) -> AsyncIterator[Card]:
        """Walk over all cards, in order of key."""
        ...


class LastKnown(Protocol):
    """Cards as the platforms showed them last. Every method may raise StoreLocked or StoreBroken."""

    async def keep(self, cards: Sequence[Card]) -> None:
        """Keep each card with who saw what, unless a later sight of it is kept; on return it is safe on disk."""
        ...

    async def find(self, wanted: Wanted) -> Card | None:
        """Return the card as it was seen last, or None when no sight of it is kept that can be read."""
        ...

    async def prune(self, before: datetime) -> None:
        """Forget the cards that have not been seen since."""
        ...
