"""What a talk stands on: texts, words, time, what is remembered, and who answers."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from bot.domain.advice import Told
from bot.domain.iccid import Iccid
from bot.domain.message import Incoming, Memory, Person
from bot.domain.reply import Answer
from bot.domain.words import Words


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


Sleep = Callable[[float], Awaitable[None]]
