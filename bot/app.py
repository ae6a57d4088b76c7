"""The one place where rooms are joined: build(settings) -> App."""

import asyncio
import logging
import re
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from bot import demo, rules
from bot.bulk.bulk import Bulk
from bot.channels.plain import render
from bot.desk import calendar
from bot.desk.at_page import AtPage
from bot.desk.board import Board
from bot.desk.courier import Courier
from bot.desk.handover import Handover
from bot.desk.reception import Rooms
from bot.domain.advice import Told
from bot.domain.hours import parse
from bot.domain.iccid import Iccid
from bot.domain.message import Incoming, Memory, Person, Viewer
from bot.domain.reply import Answer, Outcome, Reply, Title
from bot.domain.roles import Act, Role, may
from bot.domain.rules import Rulebook, RulePack
from bot.domain.trail import Keeping
from bot.domain.words import text
from bot.errors import BadSettings, ClinicError, NotYours, SourceError
from bot.lexicon import Lexicon as WordLists
from bot.noting import Noting
from bot.ports import Cards, CardSource, Clock, Journal, Memories, Shelf, Texts
from bot.retention import Kept
from bot.settings import Settings
from bot.sources.inventory import Inventory
from bot.store.address import path_of
from bot.store.database import Store, open_store
from bot.texts import FOLDER, FluentTexts
from handlers import ABILITIES
from handlers.buttons import PERSON
from handlers.diagnose import examine
from handlers.handed_over import with_unread
from handlers.heard import Heard, Tools
from handlers.noted import entries, left, looked_up_by_program
from handlers.noticed import noticed, noticed_of
from handlers.offered import meant
from handlers.person_first import person_first
from handlers.privacy import forget
from handlers.unavailable import unavailable

log = logging.getLogger(__name__)

_ALONE = ("inventory",)
"""The sources where no platform is set up."""
_AT_ONCE_OF_OURS, _AT_ONCE_OF_OTHERS = 20, 2
"""Cards of a list that are looked up at once: in the inventory alone, or on platforms, too, which people wait for."""


@dataclass(frozen=True, slots=True)
class App:
    """Everything joined: a message in, an answer out."""

    settings: Settings
    texts: FluentTexts
    tools: Tools
    memories: Memories
    clock: Clock
    journal: Journal
    shelf: Shelf
    noting: Noting
    kept: Kept
    desk: Handover

    async def answer(self, incoming: Incoming) -> Answer:
        """Let the first ability that wants the message answer it. Never raises: this is the only error boundary."""
        lang = self._first_known(incoming.lang, incoming.locale_hint)
        try:
            # asked for together, both are read in one hop
            memory, role = await asyncio.gather(self._recall(incoming.person), self._role(incoming))
            heard = self._hear(incoming, memory or Memory(), role)
            lang = heard.lang
            reply = await self._reply(heard)
            lang = reply.lang or lang
            await self._note(heard, reply, lang)
            if memory is not None:
                await self._keep(incoming.person, memory, reply, lang)
        except Exception:
            log.exception("answer failed")
            reply = Reply(blocks=(Title(text("error-unknown")),), buttons=(PERSON,), outcome=Outcome.UNAVAILABLE)
        return Answer(reply, lang)

    async def _recall(self, person: Person) -> Memory | None:
        """Return what is kept of *person*, None where the store does not say: nothing is written over it then."""
        try:
            return await self.memories.recall(person)
        except ClinicError as error:
            log.warning("not recalled", extra={"reason": error.key})
            return None

    async def _role(self, incoming: Incoming) -> Role:
        """Return what the person is: of what the store, the settings and the channel say, what may do most."""
        least = Role.AGENT if incoming.viewer is Viewer.STAFF else Role.USER
        return max(least, await self.role_of(incoming.person), key=lambda role: role.rank)

    async def role_of(self, person: Person) -> Role:
        """Return what *person* is by the store and by the settings; by these alone where the store does not say."""
        least = Role.AGENT if str(person) in self.settings.staff else Role.USER
        try:
            return max(least, await self.tools.staff.role_of(person), key=lambda role: role.rank)
        except ClinicError as error:
            log.warning("role not read", extra={"reason": error.key})
            return least

    def _hear(self, incoming: Incoming, memory: Memory, role: Role) -> Heard:
        lexicon, said = self.tools.lexicon, incoming.text
        viewer = Viewer.STAFF if may(role, Act.SEE_STAFF_VIEW) else Viewer.USER
        incoming = replace(incoming, text=meant(said, memory, lexicon), viewer=viewer)
        own = lexicon.language(said)
        if own is None and incoming.text != said:  # an offer was picked: its words speak for it
            own = lexicon.language(incoming.text)
        lang = self._first_known(incoming.lang, own, memory.lang, incoming.locale_hint)
        return Heard(incoming, memory, lexicon, lang, role, said)

    async def _reply(self, heard: Heard) -> Reply:
        try:
            for ability in ABILITIES:
                reply = await ability(heard, self.tools)
                if reply is not None:
                    reply = await noticed(await person_first(reply, heard, self.tools), heard, self.tools)
                    return await with_unread(reply, heard.incoming.person, self.tools)
        except SourceError as error:
            log.warning("source failed", extra={"source": error.source, "reason": error.reason, "code": error.code})
            return await noticed(unavailable(error, heard, self.tools), heard, self.tools)
        raise AssertionError("the fallback answers everything")

    async def diagnosis(self, iccid: Iccid, at: datetime | None) -> Told | None:
        """Return the diagnosis of one card, or None when no source has it. Raise SourceError when none could say."""
        try:
            told = await examine(iccid, self.tools, at or self.clock())
            told = None if told is None else await noticed_of(told, self.tools)
        except NotYours:
            told = None
        self.noting.later(looked_up_by_program(iccid, told, self.clock()))
        return told

    async def forget(self, person: Person) -> None:
        """Erase what is kept of somebody who left. Raise StoreLocked or StoreBroken."""
        await forget(person, self.tools)
        self.noting.later(left(person, self.clock()))

    async def ready(self) -> None:
        """Raise StoreLocked or StoreBroken when the store does not answer."""
        await self.memories.recall(Person("probe", ""))

    def _first_known(self, *hints: str | None) -> str:
        """Return the first of *hints*, such as en or zh-Hans, that there are texts for, else the default."""
        names = (re.split("[-_]", hint)[0].lower() for hint in hints if hint)
        return next((name for name in names if name in self.texts.languages), self.settings.default_lang)

    async def _note(self, heard: Heard, reply: Reply, lang: str) -> None:
        """Write down what was asked and answered; staff see nothing before that is safe on disk."""
        done = entries(heard, reply, render(reply, self.texts, lang), lang, self.clock())
        if heard.role is Role.USER:
            for entry in done:
                self.noting.later(entry)
        else:
            await self.noting.note(done)

    async def _keep(self, person: Person, memory: Memory, reply: Reply, lang: str) -> None:
        """Remember what the next message may refer to; a store that cannot keep it does not cost the answer."""
        memory = Memory() if reply.forgets else memory
        offers = tuple(self.texts.say(button.sends, lang) for button in reply.buttons if button.sends is not None)
        new = Memory(
            lang=reply.remembers or memory.lang,
            last_card=reply.card or memory.last_card,
            offers=offers or memory.offers,
            asked=reply.asks,
        )
        if new == memory:
            return
        try:
            await self.memories.remember(person, new)
        except ClinicError as error:
            log.warning("not remembered", extra={"reason": error.key})


@asynccontextmanager
async def opened(settings: Settings, clock: Clock | None = None) -> AsyncIterator[App]:
    """Join everything that *settings* ask for, and close it again.

    Raise BadSettings, BadRules, StoreLocked or StoreBroken when it cannot be joined.
    """
    now = clock or (lambda: datetime.now(settings.zone))
    texts, lexicon, packs = FluentTexts.load(), WordLists.load(FOLDER), rules.load()
    _check(settings, texts, packs)
    async with (
        open_store(path_of(settings.database)) as store,
        _sources(settings, store, now) as cards,
        _noting(store) as noting,
        _desk(settings, store, noting, texts, now) as desk,
    ):
        if settings.demo:
            await refresh_demo(store, now())
        own_packs = {name: name for name in settings.order if name in packs}
        rulebook = Rulebook(packs, settings.rules, own_packs)
        tools = Tools(
            cards=cards,
            inventory=store,
            lexicon=lexicon,
            rulebook=rulebook,
            shop=settings.shop,
            memories=store,
            shelf=store.shelf,
            staff=store.staff,
            trail=noting,
            keeping=Keeping(settings.keep_texts_days, settings.keep_audit_days),
            clock=now,
            notices=Board(store.notices),
            statistics=store.statistics,
            sessions=store.sessions,
            sources=settings.order,
            page=settings.page,
            desk=desk,
            bulk=Bulk(
                cards=cards,
                rulebook=rulebook,
                shop=settings.shop,
                trail=noting,
                clock=now,
                at_once=_AT_ONCE_OF_OURS if settings.order == _ALONE else _AT_ONCE_OF_OTHERS,
            ),
        )
        yield App(settings, texts, tools, store, now, store.journal, store.shelf, noting, store, desk)


@asynccontextmanager
async def _desk(
    settings: Settings, store: Store, noting: Noting, texts: FluentTexts, now: Clock
) -> AsyncIterator[Handover]:
    """Open the desk of the people behind the bot: they answer in Telegram, where that is set up, or at their page."""
    lang, telegram = settings.default_lang, settings.telegram
    rooms = Rooms(
        group=telegram is not None and telegram.staff_group is not None,
        named=frozenset(settings.staff),
        lang=lang,
        hours=parse(settings.hours) if settings.hours else None,
        holidays=calendar.load(settings.holidays) if settings.holidays else calendar.load(),
    )
    courier = Courier(store.cases, texts, lang, now, room=AtPage() if telegram is None else None)
    courier.pictures.join("web", store.pictures)
    try:
        yield Handover(
            cases=store.cases,
            staff=store.staff,
            trail=noting,
            courier=courier,
            texts=texts,
            clock=now,
            random_bytes=secrets.token_bytes,
            render=lambda reply, spoken: render(reply, texts, spoken),
            rooms=rooms,
            album=store.pictures,
        )
    finally:
        await courier.stop()


@asynccontextmanager
async def _noting(store: Store) -> AsyncIterator[Noting]:
    """Open the audit trail; on leaving, what was noted is written."""
    noting = Noting(store.trail)
    try:
        yield noting
    finally:
        await noting.finish()


@asynccontextmanager
async def _sources(settings: Settings, store: Store, clock: Clock) -> AsyncIterator[CardSource]:
    """Open what *settings* ask for a card. What platforms need is read only where there is one."""
    inventory = Inventory(store)
    if settings.order == _ALONE:
        yield inventory
        return
    from bot.platforms import lookup

    async with lookup(settings, inventory, store.last_known, clock) as asking:
        yield asking


def _check(settings: Settings, texts: Texts, packs: Mapping[str, RulePack]) -> None:
    """Raise BadSettings for a setting that names what is not there."""
    if settings.default_lang not in texts.languages:
        raise BadSettings(setting="SIMCLINIC_DEFAULT_LANG", problem=text("problem-lang"))
    if settings.rules not in packs:
        raise BadSettings(setting="SIMCLINIC_RULES", problem=text("problem-rules"))


async def refresh_demo(cards: Cards, now: datetime) -> None:
    """Load the demo cards into an empty inventory, or bring them up to date where there are no others."""
    fresh = demo.cards(now)
    if await cards.count() <= len(fresh) and all([demo.is_demo(card) async for card in cards.all()]):
        await cards.put(fresh)
