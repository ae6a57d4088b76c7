"""The staff, what they do, and what they see of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.message import Person
from bot.domain.notices import Notice
from bot.domain.roles import Member, Role
from bot.domain.stats import Counts
from bot.domain.trail import Entry, Page, Search


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


class Noted(Trail, Protocol):
    """The audit trail as the abilities see it."""

    def look_ups(self, person: Person, card: str, since: datetime) -> int:
        """Return how often *person* has looked *card* up, given by its key, at most twice."""
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
