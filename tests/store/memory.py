"""A store that forgets everything at the end: Cards and Memories for tests, held to the real one by test_contract."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace

from bot.domain.card import Card
from bot.domain.iccid import Iccid, Msisdn
from bot.domain.message import Memory, Person
from bot.ports import Wanted


class MemoryStore:
    """Keeps cards and people in two dictionaries."""

    def __init__(self, *cards: Card) -> None:
        self._cards = {card.iccid.key: _kept(card) for card in cards}
        self._people: dict[Person, Memory] = {}

    async def find(self, wanted: Wanted) -> Card | None:
        if isinstance(wanted, Msisdn):
            same = (self._cards[key] for key in sorted(self._cards) if self._cards[key].msisdn == wanted.number)
            return max(same, key=lambda card: card.as_of, default=None)
        return next((self._cards[key] for key in wanted.keys if key in self._cards), None)

    async def count(self) -> int:
        return len(self._cards)

    async def put(self, new: Iterable[Card]) -> None:
        self._cards.update((card.iccid.key, _kept(card)) for card in new)

    async def remove(self, numbers: Iterable[Iccid]) -> int:
        return sum(any(self._cards.pop(key, None) for key in number.keys) for number in numbers)

    async def all(self) -> AsyncIterator[Card]:
        for key in sorted(self._cards):
            yield self._cards[key]

    async def recall(self, person: Person) -> Memory:
        return self._people.get(person, Memory())

    async def remember(self, person: Person, memory: Memory) -> None:
        self._people[person] = memory


def _kept(card: Card) -> Card:
    return replace(card, source="inventory", seen={})
