"""The side of people: a case opened for somebody, what they say taken into it, what staff say fetched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.desk.courier import Courier
from bot.desk.shown import shown
from bot.domain.cases import (
    NUMBER_BYTES,
    Delivery,
    HelpCase,
    Kind,
    Message,
    Side,
    Stage,
    number_of,
    reopened,
)
from bot.domain.hours import Holidays, Hours, Opening, next_open
from bot.domain.message import Incoming, Person
from bot.domain.numbers import redact
from bot.domain.reply import Answer, Reply
from bot.domain.roles import UNPROVEN
from bot.domain.words import Text, text
from bot.ports import Album, Cases, Clock, Concern, Speech, Staff, Trail

LONGEST_SAID = 4_000
MOST_STARS = 5
_SHOWS = "web"
"""The channel whose people load pictures by themselves."""
_THEIRS = frozenset({Kind.SAID, Kind.ANSWER, Kind.TOLD})
"""What was said by and to the person of a case."""
Step = Callable[[HelpCase], tuple[HelpCase, Sequence[Message]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """What the deployment says of its staff: *group* where they have one, whom the settings name, the hours they keep.

    *lang* is the language of their room.
    """

    group: bool
    named: frozenset[str]
    lang: str
    hours: Hours | None
    holidays: Holidays


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """Takes people and what they say to staff (the port Desk)."""

    cases: Cases
    staff: Staff
    trail: Trail
    courier: Courier
    texts: Speech
    clock: Clock
    random_bytes: Callable[[int], bytes]
    render: Callable[[Reply, str], str]
    rooms: Rooms
    album: Album

    async def staffed(self) -> bool:
        named = any(name.partition(":")[0] not in UNPROVEN for name in self.rooms.named)
        return self.rooms.group or named or bool(await self.staff.all())

    def opening(self) -> Opening | None:
        rooms = self.rooms
        return None if rooms.hours is None else next_open(self.clock(), rooms.hours, rooms.holidays)

    async def case_of(self, person: Person) -> HelpCase | None:
        return await self.cases.of(person)

    async def open(self, person: Person, lang: str, concern: Concern) -> HelpCase:
        while True:
            live = await self.cases.of(person)
            if live is not None:
                return live
            case = HelpCase(
                number=number_of(self.random_bytes(NUMBER_BYTES)),
                person=person,
                lang=lang,
                opened_at=self.clock(),
                card=concern.card,
                causes=concern.causes,
            )
            kept = await self.cases.open(case, self._first(case, concern))
            if kept is not None:
                self.courier.wake(kept.number, Side.STAFF)
                return kept

    def _first(self, case: HelpCase, concern: Concern) -> list[Message]:
        """Return what staff are shown of a new case."""
        head = self.texts.say(text("desk-opened", number=case.number), self.rooms.lang)
        context = f"{head}\n{self.render(concern.context, self.rooms.lang)}"
        first = [self.message(Kind.CONTEXT, case.person, context)]
        if concern.kit is not None:
            first.append(self.message(Kind.KIT, case.person, self.render(concern.kit, self.rooms.lang)))
        return first

    async def say(self, case: HelpCase, incoming: Incoming) -> None:
        said = redact(incoming.text)[:LONGEST_SAID]
        message = replace(self.message(Kind.SAID, case.person, said), picture=incoming.picture, origin=incoming.origin)
        await self.change(case.number, lambda now: (now, [message]))

    async def turn(self, case: HelpCase, *, to_bot: bool) -> None:
        notice = self.notice(case.person, text("desk-with-bot" if to_bot else "desk-back"))
        await self.change(case.number, lambda now: (replace(now, with_bot=to_bot), [notice]))

    async def rate(
        self, number: str, person: Person, *, works: bool | None = None, stars: int | None = None
    ) -> HelpCase | None:
        case = await self.cases.find(number)
        if case is None or case.person != person or case.stage is not Stage.CLOSED:
            return None
        if works is False:
            return await self._reopen(case)
        if stars is not None:
            said = text("desk-stars", stars="★" * stars + "☆" * (MOST_STARS - stars))
            return await self.change(number, lambda now: (replace(now, stars=stars), [self.notice(person, said)]))
        works_now = self.notice(person, text("desk-works"))
        return await self.change(number, lambda now: (replace(now, works=True), [works_now]))

    async def _reopen(self, case: HelpCase) -> HelpCase | None:
        """Open *case* again, unless its person has another one by now."""
        live = await self.cases.of(case.person)
        if live is not None:
            return live
        notice = self.notice(case.person, text("desk-still"))
        return await self.change(case.number, lambda now: (reopened(now), [notice]))

    async def waits(self, person: Person) -> bool:
        return bool(await self.cases.waiting_for(person))

    async def unread(self, person: Person) -> list[Answer]:
        answers = []
        for number in await self.cases.waiting_for(person):
            answers += await self._taken(number, shelved=True)
            if not self.reaches(person):
                answers += await self._taken(number, shelved=False)
        return answers

    async def _taken(self, number: str, *, shelved: bool) -> list[Answer]:
        """Return what waits in one case for its person, and count it as read."""
        answers, case = [], await self.cases.find(number)
        while case is not None and (found := await self.cases.next(number, Side.USER, shelved=shelved)) is not None:
            name, message = found
            came = await self._came(case, message)
            seen = came or message.picture is None or case.person.channel == _SHOWS
            if not came:
                answers.append(shown(case, message))
            await self.cases.delivered(name, Delivery.SENT if seen else Delivery.UNABLE, self.clock())
            if not seen:
                await self.unseen(case, f"delivery:{name}/{Delivery.UNABLE}")
        return answers

    async def _came(self, case: HelpCase, message: Message) -> bool:
        """Send a picture that was shelved, now that its person has written. Return whether it came."""
        if message.picture is None or not self.reaches(case.person):
            return False
        return await self.courier.send_picture(case, message) is Delivery.SENT

    def reaches(self, person: Person) -> bool:
        return self.courier.reaches(person.channel)

    async def unseen(self, case: HelpCase, origin: str) -> None:
        """Tell staff, once, that a picture was not shown."""
        notice = replace(self.notice(case.person, text("desk-picture-unseen")), origin=origin)
        await self.change(case.number, lambda now: (now, [notice]))

    async def kept(self, person: Person) -> list[tuple[HelpCase, list[Message]]]:
        cases = await self.cases.all_of(person)
        return [
            (case, [each for each in await self.cases.messages(case.number) if each.kind in _THEIRS]) for case in cases
        ]

    async def forget(self, person: Person) -> None:
        await self.cases.forget(person)

    # What is written, and then delivered

    async def change(self, number: str, step: Step) -> HelpCase | None:
        """Take *step* from the case as it is, and see what is said delivered. None: there is no such case."""
        while (case := await self.cases.find(number)) is not None:
            new, messages = step(case)
            kept = await self.written(case, new, messages)
            if kept is not None:
                return kept
        return None

    async def written(self, old: HelpCase, new: HelpCase, messages: Sequence[Message]) -> HelpCase | None:
        kept = await self.cases.change(old, new, messages)
        for side in {message.kind.side for message in messages} if kept is not None else ():
            if side is not None:
                self.courier.wake(old.number, side)
        return kept

    def notice(self, author: Person, words: Text) -> Message:
        return self.message(Kind.NOTICE, author, self.texts.say(words, self.rooms.lang))

    def message(self, kind: Kind, author: Person, said: str) -> Message:
        return Message(kind=kind, author=author, text=said, at=self.clock())
