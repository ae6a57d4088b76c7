"""The bot with a few cards, a clock that stands still, and parts that can be made to fail."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from bot import rules
from bot.app import App
from bot.channels import wire
from bot.channels.plain import render
from bot.desk.handover import Handover
from bot.domain.card import Card, Cause, Pool, RealName, State
from bot.domain.iccid import Iccid
from bot.domain.message import Incoming, Memory, Person, Viewer
from bot.domain.reply import Answer, Outcome
from bot.domain.roles import Role
from bot.domain.rules import Rulebook
from bot.domain.trail import Keeping
from bot.errors import AuthFailed, BadAnswer, ClinicError, SourceDown, SourceError, Throttled, Unclassified
from bot.lexicon import Lexicon
from bot.noting import Noting
from bot.ports import CardSource, Journal, Memories, Wanted
from bot.settings import Settings
from bot.sources.inventory import Inventory
from bot.texts import FOLDER, FluentTexts
from handlers.heard import Tools
from tests.store.memory import (
    MemoryNotices,
    MemorySessions,
    MemoryShelf,
    MemoryStaff,
    MemoryStatistics,
    MemoryStore,
    MemoryTrail,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)
ME = Person("test", "me")
TEXTS = FluentTexts.load()
LEXICON = Lexicon.load(FOLDER)
PACKS = rules.load()
RECHARGE, REAL_NAME, CONTACT = "https://pay.example/{iccid}", "https://name.example/{iccid}", "400-123-4567"
SETTINGS = Settings(recharge_url=RECHARGE, real_name_url=REAL_NAME, support_contact=CONTACT)

# The cards

USED_UP = "89861125021012300146"
USED_UP_MSISDN = "1410012345014"
BLOCKED = "89861125021012300286"
BLOCKED_MSISDN = "1410012345022"
FINE = "89860625021045600014"
RUNNING_LOW = "89861125021012300039"
EXPIRED = "89861125021012300351"
LONG_EXPIRED = "898604D1025078900037"
CANCELLED = "89861125021012300393"
NAMELESS_AND_USED_UP = "898604C1025078900027"
UNDER_REVIEW = "898604D1025078900026"
IN_ANOTHER_DEVICE = "898604D1025078900021"
OUT_OF_REACH = "898604B1025078900006"
DISPUTED = "89861125021012300401"
MUTE = "89860625021045600469"
IN_ARREARS = "89861125021012300310"
POOL_USED_UP = "898604D1025078900016"
LAST_CYCLE = "89861125021012300195"
NEW = "898604E1025078900011"
ABSENT = "89861177001450610095"
"""A number that no source has."""

SUSPENDED = State.SUSPENDED
CARDS: dict[str, dict[str, Any]] = {
    USED_UP: {
        "state": SUSPENDED,
        "causes": {Cause.QUOTA},
        "pool": Pool.SINGLE,
        "quota_mb": 100.0,
        "used_mb": 100.3,
        "msisdn": USED_UP_MSISDN,
        "plan_expires_on": date(2027, 3, 31),
    },
    BLOCKED: {"state": SUSPENDED, "causes": {Cause.CARRIER}, "raw": "35/700", "msisdn": BLOCKED_MSISDN},
    FINE: {"state": State.ACTIVE, "quota_mb": 1024.0, "used_mb": 312.0},
    RUNNING_LOW: {"state": State.ACTIVE, "quota_mb": 100.0, "used_mb": 97.0, "pool": Pool.SINGLE},
    EXPIRED: {"state": State.STOPPED, "plan_expires_on": date(2026, 9, 15)},
    LONG_EXPIRED: {"state": State.STOPPED, "plan_expires_on": date(2026, 8, 14)},
    CANCELLED: {"state": State.CANCELLED},
    NAMELESS_AND_USED_UP: {
        "state": SUSPENDED,
        "causes": {Cause.REAL_NAME, Cause.QUOTA},
        "real_name": RealName.REQUIRED,
        "quota_mb": 100.0,
        "used_mb": 101.0,
    },
    UNDER_REVIEW: {"state": SUSPENDED, "causes": {Cause.REAL_NAME}, "real_name": RealName.PENDING},
    IN_ANOTHER_DEVICE: {"state": SUSPENDED, "causes": {Cause.REBIND}},
    OUT_OF_REACH: {"state": State.ACTIVE, "online": False},
    DISPUTED: {"state": SUSPENDED, "causes": {Cause.QUOTA}, "quota_mb": 100.0, "used_mb": 52.0},
    MUTE: {"raw": "99"},
    IN_ARREARS: {"state": SUSPENDED, "causes": {Cause.CREDIT}, "quota_mb": 100.0, "used_mb": 100.0},
    POOL_USED_UP: {"state": SUSPENDED, "causes": {Cause.QUOTA}, "pool": Pool.UNIFIED},
    LAST_CYCLE: {
        "state": SUSPENDED,
        "causes": {Cause.QUOTA},
        "quota_mb": 100.0,
        "used_mb": 100.0,
        "as_of": datetime(2026, 10, 20, 12, 0, tzinfo=SHANGHAI),
    },
    NEW: {"state": State.UNUSED, "opened_on": date(2026, 10, 23)},
}


def card(number: str, **said: Any) -> Card:
    """Return the card *number*, of which the inventory says *said* as of now."""
    whole = {"source": "inventory", "as_of": NOW, **said, "causes": frozenset(said.get("causes", ()))}
    return Card(iccid=Iccid(number), **whole)


def inventory(*more: Card) -> Inventory:
    """Return the cards above and *more* as a source."""
    return Inventory(stored(*more))


def stored(*more: Card) -> MemoryStore:
    """Return the cards above and *more* as the store keeps them."""
    return MemoryStore(*(card(number, **said) for number, said in CARDS.items()), *more)


# What fails

SOURCE_ERRORS: tuple[SourceError, ...] = tuple(
    kind("inventory") for kind in (Throttled, AuthFailed, SourceDown, BadAnswer, Unclassified)
)


@dataclass(frozen=True, slots=True)
class Failing:
    """A source that raises *error* for every card, or for the cards *only*."""

    error: Exception
    only: frozenset[str] | None = None
    name: str = "inventory"

    async def find(self, wanted: Wanted) -> Card | None:
        if self.only is not None and wanted.number not in self.only:
            return await inventory().find(wanted)
        raise self.error


class Forgetful(MemoryStore):
    """A store that raises *error* when it is asked to recall or to remember."""

    def __init__(self, error: ClinicError, *, recalls: bool = False, remembers: bool = False) -> None:
        super().__init__()
        self._error = error
        self.recalls = recalls
        self.remembers = remembers

    async def recall(self, person: Person) -> Memory:
        if not self.recalls:
            raise self._error
        return await super().recall(person)

    async def remember(self, person: Person, memory: Memory) -> None:
        if not self.remembers:
            raise self._error
        await super().remember(person, memory)


# The talk


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it is read."""

    answer: Answer

    @property
    def lang(self) -> str:
        return self.answer.lang

    @property
    def outcome(self) -> Outcome:
        return self.answer.reply.outcome

    @property
    def text(self) -> str:
        return render(self.answer.reply, TEXTS, self.lang)

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def first(self) -> str:
        return self.lines[0]

    @property
    def buttons(self) -> list[str]:
        """Return what the buttons say."""
        return [TEXTS.say(button.label, self.lang) for button in self.answer.reply.buttons]

    @property
    def sends(self) -> list[str]:
        """Return what the buttons send, or where they lead."""
        return [TEXTS.say(each.url or each.sends or "", self.lang) for each in self.answer.reply.buttons]

    @property
    def json(self) -> dict[str, Any]:
        return wire.message(self.answer.reply, TEXTS, self.lang)


@dataclass(slots=True)
class Talk:
    """A person who talks with the bot."""

    source: CardSource = field(default_factory=inventory)
    memories: Memories = field(default_factory=MemoryStore)
    settings: Settings = SETTINGS
    lang: str | None = None
    viewer: Viewer = Viewer.USER
    stored: MemoryStore = field(default_factory=stored)
    shelf: MemoryShelf = field(default_factory=MemoryShelf)
    staff: MemoryStaff = field(default_factory=MemoryStaff)
    trail: MemoryTrail = field(default_factory=MemoryTrail)
    notices: MemoryNotices = field(default_factory=MemoryNotices)
    statistics: MemoryStatistics = field(default_factory=MemoryStatistics)
    sessions: MemorySessions = field(default_factory=MemorySessions)

    @classmethod
    def of(cls, role: Role, **talk: Any) -> "Talk":
        """Return the talk of somebody who is one of the staff."""
        return cls(staff=MemoryStaff({ME: role}), **talk)

    @property
    def app(self) -> App:
        rulebook = Rulebook(PACKS, self.settings.rules, {})
        noting = Noting(self.trail)
        tools = Tools(
            cards=self.source,
            inventory=self.stored,
            lexicon=LEXICON,
            rulebook=rulebook,
            shop=self.settings.shop,
            memories=self.memories,
            shelf=self.shelf,
            staff=self.staff,
            trail=noting,
            keeping=Keeping(),
            clock=lambda: NOW,
            notices=self.notices,
            statistics=self.statistics,
            sessions=self.sessions,
            sources=self.settings.order,
            page=self.settings.page,
        )
        journal = cast("Journal", None)  # redelivery is the inbox's business
        desk = cast("Handover", None)  # handing over has tests of its own
        return App(
            self.settings, TEXTS, tools, self.memories, lambda: NOW, journal, self.shelf, noting, self.trail, desk
        )

    async def say(self, text: str, **said: Any) -> Said:
        """Say *text*, and read the answer."""
        incoming = Incoming(person=ME, text=text, at=NOW, viewer=self.viewer, lang=self.lang)
        app = self.app
        answer = await app.answer(replace(incoming, **said))
        await app.noting.finish()
        return Said(answer)

    async def remembered(self) -> Memory:
        return await self.memories.recall(ME)


async def ask(text: str, memory: Memory | None = None, **talk: Any) -> Said:
    """Say one message, with *memory* of an earlier talk."""
    talking = Talk(**talk)
    await talking.memories.remember(ME, memory or Memory())
    return await talking.say(text)


async def ask_in_both(text: str, memory: Memory | None = None, **talk: Any) -> tuple[Said, Said]:
    """Say one message to get its answer in Chinese and in English."""
    return await ask(text, memory, lang="zh", **talk), await ask(text, memory, lang="en", **talk)
