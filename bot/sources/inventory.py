"""The inventory as a source: the cards that were imported from files."""

from bot.domain.card import Card
from bot.errors import BadAnswer, SourceDown, StoreBroken, StoreLocked
from bot.ports import Cards, Wanted


class Inventory:
    """Looks cards up among those that were imported."""

    name = "inventory"

    def __init__(self, cards: Cards) -> None:
        self._cards = cards

    async def find(self, wanted: Wanted) -> Card | None:
        try:
            return await self._cards.find(wanted)
        except StoreBroken as error:
            raise BadAnswer(self.name) from error
        except StoreLocked as error:
            raise SourceDown(self.name) from error
