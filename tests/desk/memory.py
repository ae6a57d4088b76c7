"""Cases that are forgotten at the end; test_store holds them to what the real store does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.cases import Course, Delivery, HelpCase, Kind, Message, Side, Stage, Standing
from bot.domain.message import Person
from bot.domain.pictures import Flaw, Image


@dataclass
class Kept:
    number: str
    message: Message
    outcome: Delivery | None = None


class MemoryCases:
    """Keeps cases in a dictionary and all that is said in one list."""

    def __init__(self) -> None:
        self._cases: dict[str, HelpCase] = {}
        self._said: dict[int, Kept] = {}
        self._names: dict[str, Person] = {}

    async def open(self, case: HelpCase, messages: Sequence[Message]) -> HelpCase | None:
        if case.number in self._cases or await self.of(case.person) is not None:
            return None
        self._cases[case.number] = _kept(case)
        self._say(case.number, messages)
        return self._cases[case.number]

    async def of(self, person: Person) -> HelpCase | None:
        live = (case for case in self._cases.values() if case.person == person and case.stage is not Stage.CLOSED)
        return next(live, None)

    async def find(self, number: str) -> HelpCase | None:
        return self._cases.get(number)

    async def in_topic(self, topic: int) -> HelpCase | None:
        return next((case for case in self._cases.values() if case.topic == topic), None)

    async def change(self, old: HelpCase, new: HelpCase, messages: Sequence[Message] = ()) -> HelpCase | None:
        if self._cases.get(old.number) != old:
            return None
        self._cases[old.number] = _kept(new)
        self._say(old.number, messages)
        return self._cases[old.number]

    async def next(self, number: str, side: Side, *, shelved: bool = False) -> tuple[int, Message] | None:
        outcome = Delivery.SHELVED if shelved else None
        waiting = (
            (name, each.message)
            for name, each in self._said.items()
            if each.number == number and each.message.kind.side is side and each.outcome is outcome
        )
        return next(waiting, None)

    async def delivered(self, name: int, outcome: Delivery, at: datetime) -> None:
        del at
        self._said[name].outcome = outcome

    async def waiting(self) -> list[tuple[str, Side]]:
        sides = ((each.number, each.message.kind.side) for each in self._said.values() if each.outcome is None)
        return sorted({(number, side) for number, side in sides if side is not None})

    async def waiting_for(self, person: Person) -> list[str]:
        unread = (each for each in self._said.values() if each.outcome in {None, Delivery.SHELVED})
        numbers = {each.number for each in unread if each.message.kind.side is Side.USER}
        own = [self._cases[number] for number in numbers if self._cases[number].person == person]
        return [case.number for case in sorted(own, key=lambda case: case.opened_at)]

    async def messages(self, number: str) -> list[Message]:
        return [message for message, _ in await self.course(number)]

    async def course(self, number: str) -> Course:
        return [(each.message, each.outcome) for each in self._said.values() if each.number == number]

    async def standing(self, closed_since: datetime | None, first: Person, most: int) -> list[Standing]:
        wanted = [self._stands(case) for case in self._cases.values() if _is_wanted(case, closed_since)]
        by_time = sorted(wanted, key=lambda each: each.last, reverse=True)
        return sorted(by_time, key=lambda each: each.case.agent != first)[:most]

    async def call(self, person: Person, name: str) -> None:
        self._names[name.lower()] = person

    async def called(self, name: str) -> Person | None:
        return self._names.get(name.lower())

    async def names(self) -> dict[Person, str]:
        return {person: name for name, person in self._names.items()}

    async def all_of(self, person: Person) -> list[HelpCase]:
        own = (case for case in self._cases.values() if case.person == person)
        return sorted(own, key=lambda case: (case.opened_at, case.number))

    async def forget(self, person: Person) -> None:
        self._drop({case.number for case in self._cases.values() if case.person == person})

    async def prune(self, before: datetime) -> None:
        self._drop({case.number for case in self._cases.values() if case.closed_at and case.closed_at < before})

    def _stands(self, case: HelpCase) -> Standing:
        spoken = {Kind.CONTEXT, Kind.SAID, Kind.ANSWER}
        said = [each.message for each in self._said.values() if each.number == case.number]
        last = [each for each in said if each.kind in spoken][-1:]
        waits = case.stage is not Stage.CLOSED and [each.kind for each in last] != [Kind.ANSWER]
        return Standing(case, last[0].at if last else case.opened_at, waits=waits)

    def _say(self, number: str, messages: Sequence[Message]) -> None:
        origins = {each.message.origin for each in self._said.values()} - {None}
        for message in messages:
            if message.origin not in origins:
                name = max(self._said, default=0) + 1
                self._said[name] = Kept(number, replace(message, at=message.at.replace(microsecond=0)))
                origins |= {message.origin} - {None}

    def _drop(self, numbers: set[str]) -> None:
        self._cases = {number: case for number, case in self._cases.items() if number not in numbers}
        self._said = {name: each for name, each in self._said.items() if each.number not in numbers}


class MemoryAlbum:
    """Keeps pictures in a dictionary."""

    def __init__(self) -> None:
        self._images: dict[str, Image] = {}

    async def keep(self, name: str, number: str, image: Image) -> bool:
        del number
        self._images.setdefault(name, image)
        return True

    async def fetch(self, name: str) -> Image | Flaw:
        return self._images.get(name, Flaw.LOST)


def _is_wanted(case: HelpCase, closed_since: datetime | None) -> bool:
    if case.stage is not Stage.CLOSED:
        return True
    return closed_since is not None and case.closed_at is not None and case.closed_at >= closed_since


def _kept(case: HelpCase) -> HelpCase:
    """Return *case* as a store gives it back: moments without what is less than a second."""
    ends = {name: getattr(case, name) for name in ("answered_at", "closed_at")}
    whole = {name: at and at.replace(microsecond=0) for name, at in ends.items()}
    return replace(case, opened_at=case.opened_at.replace(microsecond=0), **whole)
