"""A case: what somebody needs a person for, from the asking to the stars; and who may do what with it when."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.message import Person
from bot.domain.roles import Act, Role, may

SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""What numbers are made of: 32 signs that nobody takes for each other."""
NUMBER = re.compile(rf"(?<![A-Z0-9-])[A-HJ-NP-Z][{SIGNS}]{{3}}-[{SIGNS}]{{2}}(?![A-Z0-9-])")
_BROKEN_AFTER = 4
NUMBER_BYTES = 6


def number_of(chance: bytes) -> str:
    """Return the number that NUMBER_BYTES of *chance* make, such as K7Q2-9F; it begins with a letter."""
    first, *rest = chance
    signs = SIGNS[first % 24] + "".join(SIGNS[byte % len(SIGNS)] for byte in rest)
    return f"{signs[:_BROKEN_AFTER]}-{signs[_BROKEN_AFTER:]}"


class Stage(StrEnum):
    """How far a case has come."""

    OPEN = "open"
    CLAIMED = "claimed"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpCase:
    """A case of *person*, told to them in *lang*; *agent* is who answers, *topic* where staff write about it.

    *card* is the number of the card that it is about and *causes* what was found, None and empty where nothing was.
    *with_bot*: the person went back to the bot meanwhile. *works* and *stars* are what they said at the end.
    """

    number: str
    person: Person
    lang: str
    opened_at: datetime
    card: str | None = None
    causes: tuple[str, ...] = ()
    stage: Stage = Stage.OPEN
    agent: Person | None = None
    topic: int | None = None
    with_bot: bool = False
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    works: bool | None = None
    stars: int | None = None


# What is said in it


class Side(StrEnum):
    """Who is to read a message."""

    STAFF = "staff"
    USER = "user"


class Kind(StrEnum):
    """What a message of a case is."""

    CONTEXT = "context"
    SAID = "said"
    NOTICE = "notice"
    ANSWER = "answer"
    TOLD = "told"
    CLOSING = "closing"
    KIT = "kit"
    NOTE = "note"
    ECHO = "echo"

    @property
    def side(self) -> Side | None:
        return _SIDES[self]


_SIDES: Mapping[Kind, Side | None] = {
    Kind.CONTEXT: Side.STAFF,
    Kind.KIT: Side.STAFF,
    Kind.SAID: Side.STAFF,
    Kind.NOTICE: Side.STAFF,
    Kind.ECHO: Side.STAFF,
    Kind.ANSWER: Side.USER,
    Kind.TOLD: Side.USER,
    Kind.CLOSING: Side.USER,
    Kind.NOTE: None,
}
"""Who reads what; a note is written down where it was said, and read by nobody else.

An echo repeats in the room of the staff what one of them said elsewhere.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Something said in a case, by *author*.

    *picture* is where a picture lies, in the words of the channel that its author is on. What has the same *origin* is
    the same message, however often it comes.
    """

    kind: Kind
    author: Person
    text: str
    at: datetime
    picture: str | None = None
    origin: str | None = None


class Delivery(StrEnum):
    """What became of a message."""

    SENT = "sent"
    SHELVED = "shelved"
    """It waits until the person writes again."""
    GONE = "gone"
    """Nobody is there any more."""
    UNABLE = "unable"
    """The channel cannot carry it."""


Course = Sequence[tuple[Message, Delivery | None]]
"""All that was said in a case, in order, and what became of it so far."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a *case* stands: *last* is when its person or an agent spoke; it *waits* while the person spoke last."""

    case: HelpCase
    last: datetime
    waits: bool


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many *messages* a channel takes within *hours* after a person's last one."""

    messages: int
    hours: int


def left(said: Sequence[Message], allowance: Allowance) -> tuple[int, datetime] | None:
    """Return how many messages may still be sent, at most, and until when; None where the person has said nothing."""
    places = [place for place, each in enumerate(said) if each.kind is Kind.SAID]
    if not places:
        return None
    since = sum(_takes(each) for each in said[places[-1] :] if each.kind.side is Side.USER)
    return max(0, allowance.messages - since), said[places[-1]].at + timedelta(hours=allowance.hours)


def _takes(said: Message) -> int:
    """Return how many messages of a channel one takes: a picture and its words are two."""
    return 2 if said.picture is not None and said.text else 1


# Who may do what


class Move(StrEnum):
    """What staff do with a case."""

    CLAIM = "claim"
    ANSWER = "answer"
    NOTE = "note"
    HAND_ON = "hand_on"
    CLOSE = "close"


class Refusal(StrEnum):
    """Why a move is not made."""

    NOT_STAFF = "not_staff"
    NOT_YOURS = "not_yours"
    CLOSED = "closed"


_ANYBODYS = frozenset({(Move.CLAIM, Stage.OPEN), (Move.ANSWER, Stage.OPEN), (Move.HAND_ON, Stage.OPEN)})
"""What any agent may do with a case that nobody has; the others are moves of its agent and of supervisors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What one of the staff does: *move*, with *said* and *picture*; *to* is who it is handed on to, by *name*.

    It is done *elsewhere* where the others of the staff do not see it by themselves.
    """

    move: Move
    by: Person
    name: str
    said: str = ""
    picture: str | None = None
    origin: str | None = None
    to: Person | None = None
    to_name: str = ""
    elsewhere: bool = False


def refusal(case: HelpCase, move: Move, by: Person, role: Role) -> Refusal | None:
    """Return why somebody may not make *move*, or None where they may."""
    if not may(role, Act.CASES):
        return Refusal.NOT_STAFF
    if move is Move.NOTE:
        return None
    if case.stage is Stage.CLOSED:
        return Refusal.CLOSED
    if (move, case.stage) in _ANYBODYS or by == case.agent or may(role, Act.CLOSE_ANY_CASE):
        return None
    return Refusal.NOT_YOURS


def moved(case: HelpCase, move: Move, by: Person, at: datetime, to: Person | None = None) -> HelpCase:
    """Return *case* after a move that was not refused; *to* is who it is handed on to."""
    match move:
        case Move.CLAIM:
            stage = Stage.CLAIMED if case.stage is Stage.OPEN else case.stage
            return replace(case, stage=stage, agent=by)
        case Move.ANSWER:
            first = case.answered_at or at
            return replace(case, stage=Stage.ANSWERED, agent=case.agent or by, with_bot=False, answered_at=first)
        case Move.HAND_ON:
            stage = Stage.CLAIMED if case.stage is Stage.OPEN else case.stage
            return replace(case, stage=stage, agent=to)
        case Move.CLOSE:
            return replace(case, stage=Stage.CLOSED, with_bot=False, closed_at=at)
        case Move.NOTE:
            return case


def reopened(case: HelpCase) -> HelpCase:
    """Return a closed *case* whose person says that nothing works: its agent has it again."""
    stage = Stage.OPEN if case.agent is None else Stage.CLAIMED
    return replace(case, stage=stage, closed_at=None, works=False)
