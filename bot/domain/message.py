"""One message from a person, whatever channel it came through."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Viewer(StrEnum):
    """Who reads the answer, and so what it may show."""

    USER = "user"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a channel; the same name on two channels is two people."""

    channel: str
    user: str

    def __str__(self) -> str:
        return f"{self.channel}:{self.user}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A message: who says what, when, and in which language if they said so.

    *lang* was asked for with this very message, *locale_hint* is what the channel knows of the person's language.
    *origin* is the message's name in its channel, and *picture* that of a picture that came with it.
    """

    person: Person
    text: str
    at: datetime
    viewer: Viewer = Viewer.USER
    lang: str | None = None
    locale_hint: str | None = None
    origin: str | None = None
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """What is kept of a person between two messages.

    *offers* are the texts of the last answer's buttons, in order; *asked* says that the answer was a question, so that
    a bare "yes" means the first of them.
    """

    lang: str | None = None
    last_card: str | None = None
    offers: tuple[str, ...] = ()
    asked: bool = False
