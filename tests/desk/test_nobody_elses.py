"""Whatever the order in which things happen: everybody hears what was meant for them, all of it, in order, once."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable
from datetime import UTC, datetime
from itertools import count

from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.desk.courier import Courier
from bot.desk.handover import Handover
from bot.desk.reception import Rooms
from bot.domain.cases import Delivery, Doing, HelpCase, Kind, Message, Move
from bot.domain.hours import Holidays
from bot.domain.message import Incoming, Person
from bot.domain.pictures import Carried, Image
from bot.domain.reply import Answer, Line, Reply, Title
from bot.domain.roles import Role
from bot.domain.words import Text
from bot.ports import Concern
from tests.desk.memory import MemoryAlbum, MemoryCases
from tests.fakes import TEXTS
from tests.store.memory import MemoryStaff, MemoryTrail

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
PEOPLE = [Person("telegram", "1"), Person("telegram", "2"), Person("wechat", "3"), Person("web", "4")]
AGENTS = [Person("telegram", "77"), Person("telegram", "78"), Person("telegram", "79")]
ROLES = dict(zip(AGENTS, (Role.AGENT, Role.AGENT, Role.SUPERVISOR), strict=True))
STRANGER = Person("telegram", "666")
CONCERN = Concern(card=None, causes=(), context=Reply(blocks=(Title("context"),)))
person, agent = some.sampled_from(PEOPLE), some.sampled_from([*AGENTS, STRANGER])


class Post:
    """Both sides' ways; each delivery gives way a few times, so that others come in between."""

    def __init__(self) -> None:
        self.users: dict[Person, list[str]] = defaultdict(list)
        self.staff: dict[Person, list[str]] = defaultdict(list)

    def read(self, reader: Person, answer: Answer) -> None:
        for block in answer.reply.blocks:
            if isinstance(block, Line) and isinstance(block.text, Text) and "said" in block.text.args:
                self.users[reader].append(str(block.text.args["said"]))


class Channel:
    allowance = None

    def __init__(self, post: Post) -> None:
        self.post = post

    async def deliver(self, person: Person, answer: Answer, picture: Image | str | None) -> Delivery:
        assert picture is None
        await asyncio.sleep(0)
        self.post.read(person, answer)
        return Delivery.SENT


class Room:
    def __init__(self, post: Post) -> None:
        self.post = post

    async def deliver(self, case: HelpCase, message: Message, picture: Carried | None) -> Delivery:
        assert picture is None
        await asyncio.sleep(0)
        if message.kind is Kind.SAID:
            self.post.staff[case.person].append(message.text)
        return Delivery.SENT


class Desk(RuleBasedStateMachine):
    """People and staff who do things in any order; the program ends and begins again in between."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.cases, self.post, self.ticket, self.chance = MemoryCases(), Post(), count(), count()
        self.to_user: dict[Person, list[str]] = defaultdict(list)
        self.to_staff: dict[Person, list[str]] = defaultdict(list)

    @initialize()
    def begin(self) -> None:
        self.courier = Courier(self.cases, TEXTS, "zh", lambda: NOW)
        rooms = Rooms(group=True, named=frozenset(), lang="zh", hours=None, holidays=Holidays())
        self.desk = Handover(
            cases=self.cases,
            staff=MemoryStaff(ROLES),
            trail=MemoryTrail(),
            courier=self.courier,
            texts=TEXTS,
            clock=lambda: NOW,
            random_bytes=lambda length: next(self.chance).to_bytes(length, "little"),
            render=lambda reply, lang: f"{reply} {lang}",
            rooms=rooms,
            album=MemoryAlbum(),
        )
        self._run(self.courier.join("telegram", Channel(self.post), Room(self.post)))
        self._run(self.courier.join("wechat", Channel(self.post)))

    def _run(self, work: Awaitable[object]) -> object:
        async def done() -> object:
            return await work

        return self.loop.run_until_complete(done())

    @rule(who=person)
    def asks_for_a_person(self, who: Person) -> None:
        self._run(self.desk.open(who, "zh", CONCERN))

    @rule(who=person)
    def says(self, who: Person) -> None:
        async def said() -> None:
            case = await self.desk.case_of(who)
            if case is not None:
                words = f"{who} says {next(self.ticket)}"
                self.to_staff[who].append(words)
                await self.desk.say(case, Incoming(person=who, text=words, at=NOW, origin=words))

        self._run(said())

    @rule(who=person, by=agent, move=some.sampled_from(Move), to=some.sampled_from(AGENTS))
    def staff_act(self, who: Person, by: Person, move: Move, to: Person) -> None:
        async def acted() -> None:
            case = await self.desk.case_of(who)
            if case is None:
                return
            words = f"{move} for {who} {next(self.ticket)}"
            doing = Doing(move=move, by=by, name=str(by), said=words, to=to, to_name="x", origin=words)
            refused = await self.desk.act(case.number, doing)
            assert by != STRANGER or refused is not None
            if refused is None and move is Move.ANSWER:
                self.to_user[who].append(words)
            for _ in range(2):  # the same again, as after a crash
                await self.desk.act(case.number, doing)

        self._run(acted())

    @rule(who=person, other=person)
    def says_of_a_case_that_may_be_somebody_elses(self, who: Person, other: Person) -> None:
        async def rated() -> None:
            case = await self.desk.case_of(other)
            if case is not None:
                assert who == other or await self.desk.rate(case.number, who, works=False) is None

        self._run(rated())

    @rule(turns=some.integers(1, 5))
    def time_passes(self, turns: int) -> None:
        async def pass_by() -> None:
            for _ in range(turns):
                await asyncio.sleep(0)

        self._run(pass_by())

    @rule()
    def the_program_ends_and_begins_again(self) -> None:
        self._run(self.courier.stop())
        self.begin()

    @rule(who=person)
    def fetches(self, who: Person) -> None:
        async def fetched() -> None:
            for answer in await self.desk.unread(who):
                self.post.read(who, answer)

        self._run(fetched())

    @invariant()
    def nothing_is_heard_but_what_was_meant_and_in_order(self) -> None:
        for who in PEOPLE:
            heard = _answers(self.post.users[who])
            assert heard == self.to_user[who][: len(heard)]
            read = _once(self.post.staff[who])
            assert read == self.to_staff[who][: len(read)]

    def teardown(self) -> None:
        async def rest() -> None:
            await self.courier.idle()
            for who in PEOPLE:
                for answer in await self.desk.unread(who):
                    self.post.read(who, answer)

        self._run(rest())
        for who in PEOPLE:
            assert _answers(self.post.users[who]) == self.to_user[who]
            assert _once(self.post.staff[who]) == self.to_staff[who]
        self.loop.close()


def _once(words: list[str]) -> list[str]:
    """Return *words* without the doubles that a sending that was cut through may leave."""
    return list(dict.fromkeys(words))


def _answers(words: list[str]) -> list[str]:
    """Return what agents said, without what the desk itself tells."""
    return _once([each for each in words if each.startswith(Move.ANSWER)])


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=settings().max_examples, stateful_step_count=25, deadline=None)
