"""A platform for tests: it answers what it is told to, when it is told to, and counts how often it was asked."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.domain.card import Card
from bot.domain.iccid import Carrier
from bot.errors import SourceError
from bot.ports import Wanted

Answer = Card | SourceError | Exception | None


@dataclass(slots=True)
class FakePlatform:
    """Gives its *answers* one after the other, the last one for ever; None is that it does not have the card.

    With a *gate*, it answers only once that is open.
    """

    answers: list[Answer]
    name: str = "aliyun"
    carriers: frozenset[Carrier] = frozenset()
    gate: asyncio.Event | None = None
    asked: list[Wanted] = field(default_factory=list)
    probed: int = 0
    ended: int = 0
    """How often nobody waited for the answer any more."""

    async def find(self, wanted: Wanted) -> Card | None:
        answer = self.answers[min(len(self.asked), len(self.answers) - 1)]
        self.asked.append(wanted)
        if self.gate is not None:
            await self._wait(self.gate)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def probe(self) -> None:
        self.probed += 1

    async def _wait(self, gate: asyncio.Event) -> None:
        try:
            await gate.wait()
        except asyncio.CancelledError:
            self.ended += 1
            raise


@dataclass(slots=True)
class FakeTime:
    """A clock that moves only when somebody sleeps, or when it is told to."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)


async def until(true: Callable[[], bool]) -> None:
    """Let everything else run until it is *true*."""
    for _ in range(1000):
        if true():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never came to be true")
