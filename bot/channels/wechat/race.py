"""Each question has one answer, however often WeChat delivers it: which delivery waits for it, and until when."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.channels.wechat.timing import Timing

DELIVERIES = 3
"""How often WeChat delivers a message that is not answered."""
HungUp = Callable[[], Awaitable[None]]
"""Returns when whoever delivered has hung up; where that cannot be seen, never."""
_MOST = 10_000
"""Questions remembered at a time."""


@dataclass(slots=True, kw_only=True)
class Question:
    """A message between its first delivery and a while after its answer.

    *page* is what a delivery is answered with, None where nothing is to be shown; *on_shelf*, the answer waits for
    whoever asks next. When it is *claimed*, somebody is about to settle it, and no delivery gives up on that.
    """

    touched: float
    deliveries: int = 0
    waiting: int = 0
    claimed: bool = False
    page: str | None = None
    on_shelf: bool = False
    finished: bool = False
    settled: "asyncio.Future[None]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    @property
    def is_last(self) -> bool:
        return self.deliveries >= DELIVERIES

    def came_before(self, *, finished: bool) -> None:
        """Note that it was delivered before a restart: how often is not known; *finished*, it was answered."""
        self.deliveries, self.on_shelf, self.finished = DELIVERIES, True, finished

    def settle(self, page: str | None, *, on_shelf: bool = False) -> None:
        self.page, self.on_shelf = page, on_shelf
        if not self.settled.done():
            self.settled.set_result(None)


class Race:
    """The questions of these minutes, by the names of their messages."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._questions: dict[str, Question] = {}

    @contextmanager
    def delivery(self, name: str) -> Iterator[Question]:
        """Count one more delivery of a message; as long as this lasts, it waits for the answer."""
        self._forget_old()
        question = self._question(name)
        question.deliveries += 1
        question.waiting += 1
        try:
            yield question
        finally:
            question.waiting -= 1

    async def wait(self, question: Question) -> bool:
        """Wait until the question is settled, or a delivery's time is up. Return whether it is settled."""
        settled = await self._settled(question, self._timing.deadline)
        return settled or (question.claimed and await self._settled(question, self._held))

    async def hold(self, hung_up: HungUp) -> None:
        """Say nothing until WeChat has hung up, whatever happens meanwhile: only then it delivers once more."""
        ends = {asyncio.ensure_future(hung_up()), asyncio.ensure_future(self._timing.sleep(self._held))}
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for end in ends:
                end.cancel()

    @property
    def _held(self) -> float:
        return max(0.0, self._timing.hold - self._timing.deadline)

    def claim(self, name: str) -> bool:
        """Return whether a delivery waits for the answer; from then on it does not give up."""
        question = self._question(name)
        question.claimed = question.waiting > 0
        return question.claimed

    def release(self, name: str) -> None:
        """Take a claim back: the answer comes later."""
        self._question(name).claimed = False

    def tell(self, name: str, page: str | None) -> None:
        """Answer every delivery with *page*, those that wait and those that come."""
        self._question(name).settle(page)

    def shelve(self, name: str) -> None:
        """Let the next delivery take the answer from the shelf."""
        self._question(name).settle(None, on_shelf=True)

    def _question(self, name: str) -> Question:
        """Return the question, as the one touched last."""
        now = self._timing.monotonic()
        question = self._questions.pop(name, None) or Question(touched=now)
        question.touched = now
        self._questions[name] = question
        return question

    def _forget_old(self) -> None:
        """Forget what nobody has touched for long; an answer that comes even later goes to the shelf."""
        before = self._timing.monotonic() - self._timing.remembered
        while self._questions:
            name, oldest = next(iter(self._questions.items()))
            if oldest.waiting or (oldest.touched > before and len(self._questions) < _MOST):
                return
            del self._questions[name]

    async def _settled(self, question: Question, within: float) -> bool:
        if not question.settled.done():
            timer = asyncio.ensure_future(self._timing.sleep(within))
            try:
                await asyncio.wait({question.settled, timer}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                timer.cancel()
        return question.settled.done()
