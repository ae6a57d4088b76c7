"""Messages on their way: what came and is to be answered, what was said and is to be read."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.ports.talk import Clock, Sleep


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
