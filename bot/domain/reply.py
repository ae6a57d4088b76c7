"""A reply before language and markup: blocks of texts named by key."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.advice import Told
from bot.domain.findings import Choose
from bot.domain.message import Person
from bot.domain.roles import Act
from bot.domain.words import Words


class Light(StrEnum):
    """The sign that stands beside a verdict, never instead of it."""

    GREEN = "🟢"
    YELLOW = "🟡"
    RED = "🔴"
    BLACK = "⚫"
    WHITE = "⚪"


@dataclass(frozen=True, slots=True)
class Title:
    """The verdict: the first line, which alone must be enough."""

    text: Words
    light: Light | None = None


@dataclass(frozen=True, slots=True)
class Line:
    text: Words
    label: Words | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, or several, a line each; *label* names what it is for where steps answer several causes."""

    text: Words
    label: Words | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """Things to do: all of them in order, or one of them."""

    items: tuple[Step, ...]
    choose: Choose


@dataclass(frozen=True, slots=True)
class Facts:
    """A small table, name and value."""

    rows: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with the words that say the same."""

    name: str
    content: bytes
    alt: Words


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that staff or their user sent. The page loads it by its *name*; elsewhere *alt* is said."""

    name: str
    alt: Words


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Quote:
    """Something ready to be passed on to somebody else, in their language."""

    label: Words
    lang: str
    blocks: tuple["Block", ...]


Block = Title | Line | Steps | Facts | Picture | Photo | File | Quote


@dataclass(frozen=True, slots=True)
class Button:
    """Something to tap: it *sends* a text as the person's own, or opens *url*.

    *copies* is what a channel with a clipboard copies instead of sending.
    """

    label: Words
    sends: Words | None = None
    url: str | None = None
    copies: str | None = None


class Outcome(StrEnum):
    """What came of a message: it decides the exit code of `ask`."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    NOT_READ = "not_read"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer. *told* holds the diagnosis behind it, where there is exactly one.

    *card* is the number the talk is about from now on; *asks* makes a bare "yes" mean the first button;
    *remembers* is a language chosen for good; *forgets*: nothing is remembered of who asked, nor of this.
    *act* is what the audit trail says was done, where it is neither a look-up nor talk, and *about* whom.
    *standing_on* names the sources and carriers that it depends on, which a notice may be about.
    """

    blocks: tuple[Block, ...]
    buttons: tuple[Button, ...] = ()
    outcome: Outcome = Outcome.ANSWERED
    told: Told | None = None
    card: str | None = None
    asks: bool = False
    lang: str | None = None
    remembers: str | None = None
    forgets: bool = False
    act: Act | None = None
    about: Person | None = None
    standing_on: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply and the language to say it in."""

    reply: Reply
    lang: str
