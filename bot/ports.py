"""What the abilities stand on, as protocols, failures included."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.advice import Told
from bot.domain.card import Card
from bot.domain.iccid import Carrier, Iccid, Msisdn
from bot.domain.message import Incoming, Memory, Person
from bot.domain.reply import Answer
from bot.domain.roles import Member, Role
from bot.domain.trail import Entry, Page, Search
from bot.domain.words import Words

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

    async def prune(self, texts_before: datetime, entries_before: datetime) -> None:
        """Forget words, and whole entries, that are older."""
        ...
