"""What the abilities stand on, as protocols, failures included."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from bot.domain.advice import Told
from bot.domain.card import Card
from bot.domain.cases import Allowance, Course, Delivery, Doing, HelpCase, Refusal, Side, Standing
from bot.domain.cases import Message as CaseMessage
from bot.domain.hours import Opening
from bot.domain.iccid import Carrier, Iccid, Msisdn
from bot.domain.message import Incoming, Memory, Person
from bot.domain.notices import Notice
from bot.domain.pictures import Carried, Flaw, Image
from bot.domain.reply import Answer, Reply
from bot.domain.roles import Member, Role
from bot.domain.stats import Counts
from bot.domain.summary import Figures
from bot.domain.trail import Entry, Page, Search
from bot.domain.words import Text, Words

Wanted = Iccid | Msisdn
"""What a card can be looked up by."""


class CardSource(Protocol):
    """Somewhere cards can be looked up. Every source passes tests/sources/contract.py."""

    @property
    def name(self) -> str: ...

    async def find(self, wanted: Wanted) -> Card | None:
        """Return the card as this source sees it now, or None when it does not have it.

        Raise SourceError when it could not answer: that is never the same as not having the card.
        """
        ...


class Platform(CardSource, Protocol):
    """A source that asks somebody else's machine."""

    @property
    def carriers(self) -> frozenset[Carrier]:
        """Return whose cards it holds; empty: anybody's. A card's prefix only hints at its carrier."""
        ...

    async def probe(self) -> None:
        """Ask something harmless. Raise SourceError when the platform cannot be asked."""
        ...


class Memories(Protocol):
    """What is kept of people between two messages."""

    async def recall(self, person: Person) -> Memory: ...

    async def remember(self, person: Person, memory: Memory) -> None:
        """Keep *memory*; on return it is safe on disk. Raise StoreLocked when the store cannot be written."""
        ...

    async def forget(self, person: Person) -> None:
        """Remove all that is kept of *person*."""
        ...


class Clock(Protocol):
    def __call__(self) -> datetime:
        """Return the present moment, in the deployment's time zone."""
        ...


class Speech(Protocol):
    """All that a renderer needs of the texts."""

    def say(self, words: Words, lang: str) -> str:
        """Return *words* in *lang*. Raise KeyError for an unknown key or a missing variable."""
        ...


class Texts(Speech, Protocol):
    """The texts of locales/."""

    @property
    def languages(self) -> tuple[str, ...]: ...

    def family(self, prefix: str, lang: str) -> dict[str, str]:
        """Return all texts whose keys begin with *prefix*, which is left out of their names."""
        ...


class Front(Protocol):
    """What a channel asks: answers, and a diagnosis for programs."""

    @property
    def texts(self) -> Texts: ...

    @property
    def clock(self) -> Clock: ...

    async def answer(self, incoming: Incoming) -> Answer:
        """Answer a message. Never raises: what fails becomes an answer that says so."""
        ...

    async def diagnosis(self, iccid: Iccid, at: datetime | None) -> Told | None:
        """Return the diagnosis of one card, or None when no source has it. Raise SourceError when none could say."""
        ...

    async def forget(self, person: Person) -> None:
        """Erase what is kept of somebody who left. Raise StoreLocked or StoreBroken."""
        ...

    async def ready(self) -> None:
        """Raise StoreLocked or StoreBroken when the store does not answer."""
        ...


class Lexicon(Protocol):
    """What people say, in any language, told by meaning."""

    def language(self, text: str) -> str | None:
        """Return the language *text* is written in, or None when it cannot be told."""
        ...

    def chosen_language(self, text: str) -> str | None:
        """Return the language that *text* asks to be answered in from now on."""
        ...

    def intents(self, text: str) -> tuple[str, ...]:
        """Return what *text* is about: names of locales/*/words.toml, the surest first."""
        ...

    def terms(self, text: str) -> tuple[str, ...]:
        """Return the states and causes that *text* names, in its order, also when misspelt a little."""
        ...


class Other(StrEnum):
    """A number beside its own that a card is known by."""

    IMSI = "imsi"
    IMEI = "imei"


class Cards(Protocol):
    """The cards of the inventory, as the store keeps them."""

    async def find(self, wanted: Wanted) -> Card | None:
        """Return the card, of several with one telephone number the one seen last.

        Raise StoreBroken when what is kept of it cannot be read, StoreLocked when another program holds the store.
        """
        ...

    async def find_by(self, kind: "Other", number: str, most: int) -> list[Card]:
        """Return up to *most* cards with this IMSI, or in or bound to the device with this IMEI, in order of key."""
        ...

    async def count(self) -> int: ...

    async def put(self, new: Iterable[Card]) -> None:
        """Keep *new* cards as a whole, in place of what was kept of them; on return they are safe on disk."""
        ...

    async def remove(self, numbers: Iterable[Iccid]) -> int:
        """Remove the cards with these *numbers*. Return how many there were."""
        ...

    def all(self) -> AsyncIterator[Card]:
        """Walk over all cards, in order of key."""
        ...


class LastKnown(Protocol):
    """Cards as the platforms showed them last. Every method may raise StoreLocked or StoreBroken."""

    async def keep(self, cards: Sequence[Card]) -> None:
        """Keep each card with who saw what, unless a later sight of it is kept; on return it is safe on disk."""
        ...

    async def find(self, wanted: Wanted) -> Card | None:
        """Return the card as it was seen last, or None when no sight of it is kept that can be read."""
        ...

    async def prune(self, before: datetime) -> None:
        """Forget the cards that have not been seen since."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Something that came through a channel that redelivers, as it came.

    *dedup* is its name within the *account*: what comes again under the same name is the same. What one *chat* says
    keeps its order.
    """

    channel: str
    account: str
    dedup: str
    chat: str
    raw: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter that is safe on disk; a later one has a higher *number*."""

    number: int
    letter: Letter


class Inbox(Protocol):
    """The inbox of one account of one channel: what it has accepted is answered, whatever happens."""

    async def start(self) -> int:
        """Take up what was not finished before. Return how many letters wait."""
        ...

    async def accept(self, letters: Sequence[Letter]) -> int:
        """Write *letters* down and have them worked. Return how many were new; on return they are safe on disk."""
        ...

    def waits(self, chat: str, dedup: str) -> bool:
        """Say whether a letter that was accepted is yet to be finished."""
        ...

    async def stop(self, grace: float) -> None:
        """Take up nothing more; what is under way has *grace* seconds to finish."""
        ...


Work = Callable[[Letter], Awaitable[None]]
"""Answers one letter and sees the answer sent. A ClinicError means: nothing was sent, try again later."""
Sleep = Callable[[float], Awaitable[None]]


class OpenInbox(Protocol):
    def __call__(self, work: Work, *, channel: str, account: str, clock: Clock, sleep: Sleep) -> Inbox:
        """Return the inbox of *account*, whose letters *work* answers."""
        ...


class Journal(Protocol):
    """What channels that redeliver write down. Every method may raise StoreLocked or StoreBroken."""

    async def keep(self, letters: Sequence[Letter], at: datetime) -> list[Kept]:
        """Write *letters* down. Return those never seen before, in order; on return they are safe on disk."""
        ...

    async def unfinished(self, channel: str, account: str) -> list[Kept]:
        """Return what was kept and not finished, in the order in which it came."""
        ...

    async def finish(self, number: int) -> None:
        """Note that a letter is done with, and forget what it said."""
        ...

    async def show(self, buttons: Mapping[str, str], at: datetime) -> None:
        """Write down what *buttons* mean, by their names."""
        ...

    async def button(self, name: str) -> str | None:
        """Return what the button means, or None when it is unknown or was last shown too long ago."""
        ...

    async def prune(self, letters_before: datetime, buttons_before: datetime) -> None:
        """Forget finished letters and buttons that are older."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An answer that waits for its reader, as the channel shows it; *at* is when it was given."""

    lang: str
    parts: tuple[str, ...]
    at: datetime


class Shelf(Protocol):
    """Answers that could not be sent. Every method may raise StoreLocked or StoreBroken."""

    async def put(self, account: str, user: str, waiting: Waiting) -> None:
        """Keep what waits for *user*, in place of what lay there; on return it is safe on disk."""
        ...

    async def find(self, account: str, user: str) -> Waiting | None:
        """Return what waits for *user*; it stays until it is cleared."""
        ...

    async def clear(self, account: str, user: str) -> None: ...

    async def forget(self, user: str) -> None:
        """Remove whatever waits for *user*, in any account."""
        ...

    async def prune(self, before: datetime) -> None:
        """Forget what was put there earlier and nobody came for."""
        ...


class Staff(Protocol):
    """Who are the staff. Every method may raise StoreLocked or StoreBroken."""

    async def role_of(self, person: Person) -> Role:
        """Return what *person* is: a user, where nothing else is known."""
        ...

    async def invite(self, role: Role, at: datetime) -> str:
        """Return the code of a new invitation, to be used once within 48 hours; it can never be read again."""
        ...

    async def accept(self, code: str, person: Person, at: datetime) -> Role | None:
        """Make *person* what the invitation says. None: there is no such invitation, or they tried too often."""
        ...

    async def all(self) -> list[Member]: ...

    async def remove(self, person: Person) -> bool:
        """Make *person* a user again. Return whether they were staff."""
        ...


class Trail(Protocol):
    """The audit trail. Every method may raise StoreLocked or StoreBroken."""

    async def note(self, entries: Sequence[Entry]) -> None:
        """Write *entries* down, each card by its key; on return they are safe on disk."""
        ...

    async def read(self, search: Search, most: int, before: int | None = None) -> Page:
        """Return up to *most* entries, the latest first; *before* is the `next` of the page before."""
        ...

    async def erase(self, person: Person) -> None:
        """Forget the words of *person* and of their answers; that something was asked, and of which card, stays."""
        ...


class Cases(Protocol):
    """The cases and what is said in them. Every method may raise StoreLocked or StoreBroken."""

    async def open(self, case: HelpCase, messages: Sequence[CaseMessage]) -> HelpCase | None:
        """Keep a new case and what it begins with; None where the person has one, or its number is taken."""
        ...

    async def of(self, person: Person) -> HelpCase | None:
        """Return the case of *person* that is not closed."""
        ...

    async def find(self, number: str) -> HelpCase | None: ...

    async def in_topic(self, topic: int) -> HelpCase | None: ...

    async def change(self, old: HelpCase, new: HelpCase, messages: Sequence[CaseMessage] = ()) -> HelpCase | None:
        """Keep *new* in place of *old*, and *messages* with it; on return both are safe on disk.

        None, and nothing is kept, where the case is no longer the *old* one.
        """
        ...

    async def next(self, number: str, side: Side, *, shelved: bool = False) -> tuple[int, CaseMessage] | None:
        """Return the first message that is still to be delivered to *side*, or that was *shelved*, and its name."""
        ...

    async def delivered(self, name: int, outcome: Delivery, at: datetime) -> None: ...

    async def waiting(self) -> list[tuple[str, Side]]:
        """Return which sides of which cases something is to be delivered to."""
        ...

    async def waiting_for(self, person: Person) -> list[str]:
        """Return the cases with something that *person* has not been given, the oldest first."""
        ...

    async def messages(self, number: str) -> list[CaseMessage]: ...

    async def course(self, number: str) -> Course: ...

    async def standing(self, closed_since: datetime | None, first: Person, most: int) -> list[Standing]:
        """Return up to *most* cases that are not closed, or were since then: those of *first*, then the latest."""
        ...

    async def call(self, person: Person, name: str) -> None:
        """Keep the *name* by which one of the staff is called."""
        ...

    async def called(self, name: str) -> Person | None: ...

    async def names(self) -> dict[Person, str]:
        """Return by which name each of the staff is called, where one is known."""
        ...

    async def all_of(self, person: Person) -> list[HelpCase]:
        """Return every case of *person*, the oldest first."""
        ...

    async def forget(self, person: Person) -> None:
        """Remove all cases of *person*, with what was said in them."""
        ...

    async def prune(self, before: datetime) -> None:
        """Remove the cases that were closed earlier."""
        ...


class Deliver(Protocol):
    """Takes what staff say to people on one channel."""

    @property
    def allowance(self) -> Allowance | None:
        """Return how much the channel takes; None: anything."""
        ...

    async def deliver(self, person: Person, answer: Answer, picture: Image | str | None) -> Delivery:
        """Send *answer* with its *picture*, and return what became of it.

        A picture that came through this channel is given by its name, and its words are sent with it.
        """
        ...


class StaffRoom(Protocol):
    """Where staff read what is said in cases."""

    async def deliver(self, case: HelpCase, message: CaseMessage, picture: Carried | None) -> Delivery | None:
        """Tell staff, and return what became of it; None: nobody is there, and it waits."""
        ...


class Pictures(Protocol):
    """The pictures that came through one channel."""

    async def fetch(self, name: str) -> Image | Flaw:
        """Return the picture that the channel calls *name*, having tried as often as it makes sense."""
        ...


class Album(Pictures, Protocol):
    """The pictures that came through the page. Every method may raise StoreLocked or StoreBroken."""

    async def keep(self, name: str, number: str, image: Image) -> bool:
        """Keep a picture as long as the case *number*; False: too many are kept of it. Again, it is the same one."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """What a case is opened for: the *card*, what was found, and what staff are shown first."""

    card: str | None
    causes: tuple[str, ...]
    context: Reply
    kit: Reply | None = None


class Desk(Protocol):
    """The people behind the bot, as the abilities see them. Any of it may raise StoreLocked or StoreBroken."""

    async def staffed(self) -> bool:
        """Say whether there is anybody to hand a case to."""
        ...

    def opening(self) -> Opening | None:
        """Return when somebody answers next; None where nobody has said when."""
        ...

    async def case_of(self, person: Person) -> HelpCase | None:
        """Return the case of *person* that is not closed."""
        ...

    async def open(self, person: Person, lang: str, concern: Concern) -> HelpCase:
        """Open a case, or return the one that *person* has."""
        ...

    async def say(self, case: HelpCase, incoming: Incoming) -> None:
        """Take what the case's person says into it."""
        ...

    async def turn(self, case: HelpCase, *, to_bot: bool) -> None:
        """Have the bot answer in the chat of the case's person, or no longer."""
        ...

    async def rate(
        self, number: str, person: Person, *, works: bool | None = None, stars: int | None = None
    ) -> HelpCase | None:
        """Keep what *person* says of their own case that is closed; one that does not work is opened again.

        None where they have no such case.
        """
        ...

    def reaches(self, person: Person) -> bool:
        """Say whether anything can be sent to *person*; who cannot be reached is told when they write."""
        ...

    async def unread(self, person: Person) -> list[Answer]:
        """Return what staff said to *person* and could not be sent, and count it as read."""
        ...

    async def kept(self, person: Person) -> list[tuple[HelpCase, list[CaseMessage]]]:
        """Return the cases of *person* with what they said and were told; without what staff noted."""
        ...

    async def forget(self, person: Person) -> None:
        """Remove all cases of *person*."""
        ...

    async def takes_pictures(self, person: Person) -> bool:
        """Say whether staff have a case of *person* in hand, so that a picture would come to them."""
        ...

    async def hand_in(self, person: Person, name: str, image: Image) -> bool:
        """Keep a picture that *person* sends from the page; False where it cannot come to anybody."""
        ...

    async def picture(self, person: Person, name: str) -> Image | Flaw:
        """Return a picture of one of the cases of *person*, by the name under which they were shown it."""
        ...


class StaffDesk(Desk, Protocol):
    """The desk as the channel sees it that staff are on."""

    async def join(
        self, channel: str, deliver: Deliver | None, room: StaffRoom | None = None, pictures: Pictures | None = None
    ) -> None:
        """Have messages taken over *channel* from now on, what waits first, where it can *deliver* any.

        *room* is where staff read, and *pictures* gives what comes through the channel to the others.
        """
        ...

    async def is_staff(self, person: Person) -> bool: ...

    async def agents(self, channel: str) -> list[Person]:
        """Return all staff who are on *channel*."""
        ...

    async def find(self, number: str) -> HelpCase | None: ...

    async def in_topic(self, topic: int) -> HelpCase | None: ...

    async def exhibit(self, number: str, name: str) -> Image | Flaw:
        """Return a picture of the case *number*, by the name under which its person was shown it."""
        ...

    async def place(self, case: HelpCase, topic: int | None) -> None:
        """Keep the topic in which staff write about *case*."""
        ...

    async def call(self, person: Person, name: str) -> None:
        """Keep the *name* by which one of the staff is called."""
        ...

    async def called(self, name: str) -> Person | None: ...

    async def colleagues(self) -> dict[Person, str]:
        """Return all staff, and what each is called."""
        ...

    async def standing(self, first: Person, *, closed: bool) -> list[Standing]:
        """Return the cases that are not closed, and those *closed* lately, too: those of *first*, then the latest."""
        ...

    async def course(self, number: str) -> Course:
        """Return all that was said in a case, and what became of it."""
        ...

    async def left(self, case: HelpCase) -> Text | None:
        """Say how much can still be sent to the case's person, where their channel counts it."""
        ...

    def canned(self, case: HelpCase) -> list[str]:
        """Return the ready answers for *case*, in its language."""
        ...

    async def act(self, number: str, doing: Doing) -> Refusal | None:
        """Do what one of the staff asks for, or return why not; both are in the audit trail."""
        ...


class Notices(Protocol):
    """What staff have posted. Every method may raise StoreLocked or StoreBroken."""

    async def add(self, notice: Notice) -> int:
        """Post *notice*, and return its number; on return it is safe on disk."""
        ...

    async def current(self, at: datetime) -> list[Notice]:
        """Return the notices that are not over, those to come included, in order of number."""
        ...

    async def end(self, number: int, at: datetime) -> bool:
        """Withdraw a notice. Return whether there was one that was not over."""
        ...


class Statistics(Protocol):
    """What can be counted of the trail and the cases. May raise StoreLocked or StoreBroken."""

    async def count(self, since: datetime, until: datetime) -> Counts:
        """Count what happened from *since* on and before *until*; days are those of the zone of *since*."""
        ...


class Sessions(Protocol):
    """Who is signed in at the staff page. Every method may raise StoreLocked or StoreBroken."""

    async def link(self, person: Person, at: datetime) -> str:
        """Return the secret of a link that signs *person* in, once and within ten minutes."""
        ...

    async def open(self, link: str, at: datetime) -> str | None:
        """Use a link up. Return the secret of the session that it opens, for twelve hours; None: it opens nothing."""
        ...

    async def who(self, token: str, at: datetime) -> Person | None:
        """Return whose session it is, None where there is none or it has expired."""
        ...

    async def close(self, token: str) -> None: ...


Tick = Callable[[int, float], None]
"""Is told how many rows are done, and what fraction of all that is."""


class Bulk(Protocol):
    """Whole lists of cards."""

    async def examine(self, file: Path, to: Path, *, lang: str, who: Person, tick: Tick) -> Figures:
        """Write what is known of the cards of *file*, CSV or XLSX, to the spreadsheet *to*.

        Who is cancelled leaves no file behind but *file* and *to*. Raise BadFile when it is no list, BulkFailed when
        it came to nothing, StoreLocked or StoreBroken when nobody could write down who was told what.
        """
        ...

    async def pasted(self, said: str, *, lang: str, who: Person) -> tuple[Figures, bytes]:
        """Examine the numbers in a message. Return the spreadsheet, too. Raise as `examine` does."""
        ...
