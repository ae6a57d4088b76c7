"""The side of staff: cases claimed, answered, handed on and closed, each move in the audit trail."""

from dataclasses import replace
from datetime import timedelta

from bot.desk.canned import canned
from bot.desk.exhibition import Exhibition
from bot.desk.reception import LONGEST_SAID
from bot.domain.cases import Course, Doing, HelpCase, Kind, Message, Move, Refusal, Standing, moved, refusal
from bot.domain.message import Person
from bot.domain.roles import Act, Role
from bot.domain.trail import REFUSED, Entry
from bot.domain.words import Text, text
from bot.ports import Deliver, Pictures, StaffRoom

_LATELY = timedelta(days=7)
_MOST = 300
"""Cases that are listed at once."""


class Handover(Exhibition):
    """Joins people and staff (the port StaffDesk)."""

    async def join(
        self, channel: str, deliver: Deliver | None, room: StaffRoom | None = None, pictures: Pictures | None = None
    ) -> None:
        await self.courier.join(channel, deliver, room, pictures)

    async def is_staff(self, person: Person) -> bool:
        return await self._role(person) is not Role.USER

    async def agents(self, channel: str) -> list[Person]:
        return [person for person in await self.colleagues() if person.channel == channel]

    async def find(self, number: str) -> HelpCase | None:
        return await self.cases.find(number)

    async def in_topic(self, topic: int) -> HelpCase | None:
        return await self.cases.in_topic(topic)

    async def place(self, case: HelpCase, topic: int | None) -> None:
        await self.change(case.number, lambda now: (replace(now, topic=topic), []))

    async def call(self, person: Person, name: str) -> None:
        await self.cases.call(person, name)

    async def called(self, name: str) -> Person | None:
        return await self.cases.called(name)

    async def colleagues(self) -> dict[Person, str]:
        names = await self.cases.names()
        named = [Person(*name.partition(":")[::2]) for name in sorted(self.rooms.named)]
        everybody = dict.fromkeys([*named, *(each.person for each in await self.staff.all())])
        return {person: names.get(person, str(person)) for person in everybody}

    async def standing(self, first: Person, *, closed: bool) -> list[Standing]:
        since = self.clock() - _LATELY if closed else None
        return await self.cases.standing(since, first, _MOST)

    async def course(self, number: str) -> Course:
        return await self.cases.course(number)

    async def left(self, case: HelpCase) -> Text | None:
        return await self.courier.left(case)

    def canned(self, case: HelpCase) -> list[str]:
        return [self.texts.say(words, case.lang) for words in canned(case)]

    async def act(self, number: str, doing: Doing) -> Refusal | None:
        case = await self.cases.find(number)
        if case is None:
            return Refusal.CLOSED
        role = await self._role(doing.by)
        refused = await self._tried(case, doing, role)
        outcome = str(doing.move) if refused is None else REFUSED
        entry = Entry(at=self.clock(), who=doing.by, act=Act.CASES, outcome=outcome, card=case.card, about=case.person)
        await self.trail.note([entry])
        return refused

    async def _tried(self, case: HelpCase, doing: Doing, role: Role) -> Refusal | None:
        """Make the move; when somebody else was quicker, once more with the case as it is then."""
        now: HelpCase | None = case
        while now is not None:
            refused = refusal(now, doing.move, doing.by, role)
            if refused is not None:
                return refused
            new = moved(now, doing.move, doing.by, self.clock(), doing.to)
            if await self.written(now, new, self._said(now, doing)) is not None:
                return None
            now = await self.cases.find(case.number)
        return Refusal.CLOSED

    def _said(self, case: HelpCase, doing: Doing) -> list[Message]:
        """Return what is said by a move, to whom; the same again when the same message comes again."""
        match doing.move:
            case Move.ANSWER | Move.NOTE:
                kind = Kind.ANSWER if doing.move is Move.ANSWER else Kind.NOTE
                said = self.message(kind, doing.by, doing.said[:LONGEST_SAID])
                parts = [replace(said, picture=doing.picture), *self._echo(doing)]
            case Move.CLAIM:
                told = self.texts.say(text("case-claimed"), case.lang)
                parts = [
                    self.notice(doing.by, text("desk-claimed", name=doing.name)),
                    self.message(Kind.TOLD, doing.by, told),
                ]
            case Move.HAND_ON:
                parts = [self.notice(doing.by, text("desk-handed-on", name=doing.name, to=doing.to_name))]
            case Move.CLOSE:
                parts = [
                    self.notice(doing.by, text("desk-closed", name=doing.name, number=case.number)),
                    self.message(Kind.CLOSING, doing.by, ""),
                ]
        return [replace(each, origin=doing.origin and f"{doing.origin}/{each.kind}") for each in parts]

    def _echo(self, doing: Doing) -> list[Message]:
        """Return what the others of the staff read of something said elsewhere."""
        words = text(f"desk-echo-{doing.move}", name=doing.name, said=doing.said[:LONGEST_SAID])
        return [self.message(Kind.ECHO, doing.by, self.texts.say(words, self.rooms.lang))] if doing.elsewhere else []

    async def _role(self, person: Person) -> Role:
        """Return what *person* is: whom the settings name may do what agents may."""
        least = Role.AGENT if str(person) in self.rooms.named else Role.USER
        return max(least, await self.staff.role_of(person), key=lambda role: role.rank)
