"""Stores that forget everything at the end, for tests; they are held to the real ones by test_contract and its kin."""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.card import Card
from bot.domain.iccid import Iccid, Msisdn
from bot.domain.message import Memory, Person
from bot.ports import Waiting, Wanted


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

    async def forget(self, person: Person) -> None:
        self._people.pop(person, None)


def _kept(card: Card) -> Card:
    return replace(card, source="inventory", seen={}, gaps={}, silent={})


class MemoryLastKnown:
    """Keeps the last sight of each card in a dictionary."""

    def __init__(self, *cards: Card) -> None:
        self._cards = {card.iccid.key: card for card in cards}

    async def keep(self, cards: Sequence[Card]) -> None:
        for card in cards:
            kept = self._cards.get(card.iccid.key)
            if kept is None or card.as_of >= kept.as_of:
                self._cards[card.iccid.key] = replace(card, silent={})

    async def find(self, wanted: Wanted) -> Card | None:
        if isinstance(wanted, Msisdn):
            same = (self._cards[key] for key in sorted(self._cards) if self._cards[key].msisdn == wanted.number)
            return max(same, key=lambda card: card.as_of, default=None)
        return next((self._cards[key] for key in wanted.keys if key in self._cards), None)

    async def prune(self, before: datetime) -> None:
        self._cards = {key: card for key, card in self._cards.items() if card.as_of >= before}


class MemoryShelf:
    """Keeps what waits for its readers in a dictionary."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, str], Waiting] = {}

    async def put(self, account: str, user: str, waiting: Waiting) -> None:
        self._waiting[account, user] = waiting

    async def find(self, account: str, user: str) -> Waiting | None:
        return self._waiting.get((account, user))

    async def clear(self, account: str, user: str) -> None:
        self._waiting.pop((account, user), None)

    async def prune(self, before: datetime) -> None:
        self._waiting = {name: each for name, each in self._waiting.items() if each.at >= before}
