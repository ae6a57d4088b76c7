"""Cases: people handed over to people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.cases import Allowance, Course, Delivery, Doing, HelpCase, Refusal, Side, Standing
from bot.domain.cases import Message as CaseMessage
from bot.domain.hours import Opening
from bot.domain.message import Incoming, Person
from bot.domain.pictures import Carried, Flaw, Image
from bot.domain.reply import Answer, Reply
from bot.domain.words import Text


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

    async def waits(self, person: Person) -> bool:
        """Say whether staff said anything that *person* has not read."""
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
