"""The side of staff: cases claimed, answered, handed on and closed, each move in the audit trail."""

from dataclasses import replace

from bot.desk.canned import canned
from bot.desk.reception import LONGEST_SAID, Reception
from bot.domain.cases import Doing, HelpCase, Kind, Message, Move, Refusal, moved, refusal
from bot.domain.message import Person
from bot.domain.roles import Act, Role
from bot.domain.trail import REFUSED, Entry
from bot.domain.words import text
from bot.ports import Deliver, StaffRoom


class Handover(Reception):
    """Joins people and staff (the port StaffDesk)."""

    async def join(self, channel: str, deliver: Deliver, room: StaffRoom | None = None) -> None:
        await self.courier.join(channel, deliver, room)

    async def is_staff(self, person: Person) -> bool:
        return await self._role(person) is not Role.USER

    async def agents(self, channel: str) -> list[Person]:
        named = [Person(*name.split(":", 1)) for name in sorted(self.rooms.named)]
        everybody = [*named, *(each.person for each in await self.staff.all())]
        return [person for person in dict.fromkeys(everybody) if person.channel == channel]

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
                parts = [replace(said, picture=doing.picture)]
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

    async def _role(self, person: Person) -> Role:
        """Return what *person* is: whom the settings name may do what agents may."""
        least = Role.AGENT if str(person) in self.rooms.named else Role.USER
        return max(least, await self.staff.role_of(person), key=lambda role: role.rank)
