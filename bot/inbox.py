"""One message in, exactly one answer out: written down first, each chat in its order, taken up again after a crash.

A letter is finished only after its work is: whatever ends the process, what was not finished is worked at the next
start. Within a chat the next one is begun after the last one's end is on disk, so at most one letter a chat can be
worked twice.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from bot.errors import ClinicError
from bot.ports import Clock, Journal, Kept, Letter, Sleep, Work

log = logging.getLogger(__name__)

PLACES = 64
"""How many chats are worked at once; a chat that waits for its channel holds its place."""
SEEN_FOR = timedelta(days=3)
"""Longer than any platform delivers again, shorter than the week after which Telegram may use a number again."""
BUTTONS_FOR = timedelta(days=90)
_PRUNE_EVERY = timedelta(hours=1)
_PAUSES = (0.1, 0.5, 2.0, 5.0)


class Inbox:
    """The inbox of one account of one channel."""

    def __init__(  # noqa: PLR0913 - what it stands on
        self,
        journal: Journal,
        work: Work,
        *,
        channel: str,
        account: str,
        clock: Clock,
        sleep: Sleep = asyncio.sleep,
        places: int = PLACES,
    ) -> None:
        self._journal, self._work, self._clock, self._sleep = journal, work, clock, sleep
        self._channel, self._account, self._places = channel, account, places
        self._chats: dict[str, deque[Kept]] = {}
        self._turns: deque[str] = deque()
        self._working: set[asyncio.Task[None]] = set()
        self._early: list[Kept] | None = []
        self._taken_up = 0
        self._closed = False
        self._pruned: datetime | None = None

    async def start(self) -> int:
        """Take up what was not finished, in order, then what came meanwhile. Return how many there are."""
        found = await self._journal.unfinished(self._channel, self._account)
        waiting = {kept.number: kept for kept in (*found, *(self._early or ()))}
        self._early = None
        self._taken_up = max((kept.number for kept in found), default=0)
        for number in sorted(waiting):
            self._line_up(waiting[number])
        return len(waiting)

    async def accept(self, letters: Sequence[Letter]) -> int:
        """Write down what came; on return it is safe on disk. Return how many had never been seen.

        Raise StoreLocked or StoreBroken when it could not be written: then nothing has been accepted.
        """
        before_start = self._early is not None
        new = await self._journal.keep(letters, self._clock()) if letters else []
        for kept in new:
            if self._early is not None:
                self._early.append(kept)
            elif not (before_start and kept.number <= self._taken_up):  # else the start found it before we were told
                self._line_up(kept)
        await self._prune()
        return len(new)

    def waits(self, chat: str, dedup: str) -> bool:
        """Say whether a letter that was accepted is yet to be finished."""
        waiting = (*self._chats.get(chat, ()), *(self._early or ()))
        return any(kept.letter.dedup == dedup for kept in waiting)

    async def stop(self, grace: float) -> None:
        """Begin nothing more, wait *grace* seconds for what is being worked, leave the rest to the next start."""
        self._closed = True
        if self._working:
            await asyncio.wait(self._working, timeout=grace)
        for task in self._working:
            task.cancel()
        await asyncio.gather(*self._working, return_exceptions=True)

    def _line_up(self, kept: Kept) -> None:
        chat = kept.letter.chat
        if chat not in self._chats:
            self._chats[chat] = deque()
            self._turns.append(chat)
        self._chats[chat].append(kept)
        self._fill_places()

    def _fill_places(self) -> None:
        """Give free places to chats in turn: however much one has to say, it takes one place, and waits like all."""
        while self._turns and len(self._working) < self._places and not self._closed:
            task = asyncio.create_task(self._work_next(self._turns.popleft()))
            self._working.add(task)
            task.add_done_callback(self._left)

    def _left(self, task: asyncio.Task[None]) -> None:
        self._working.discard(task)
        self._fill_places()

    async def _work_next(self, chat: str) -> None:
        waiting = self._chats[chat]
        kept = waiting[0]
        await self._patiently(lambda: self._worked(kept.letter))
        await self._patiently(lambda: self._journal.finish(kept.number))
        waiting.popleft()
        if waiting:
            self._turns.append(chat)
        else:
            del self._chats[chat]

    async def _worked(self, letter: Letter) -> None:
        try:
            await self._work(letter)
        except ClinicError:
            raise
        except Exception:  # a slip of ours would come again at every start: it ends here
            log.exception("letter not answered")

    async def _patiently(self, step: Callable[[], Awaitable[None]]) -> None:
        """Run *step*, again and again while the store is locked or full."""
        pauses = iter(_PAUSES)
        while True:
            try:
                await step()
            except ClinicError as error:
                log.warning("inbox waits", extra={"reason": error.key})
                await self._sleep(next(pauses, _PAUSES[-1]))
            else:
                return

    async def _prune(self) -> None:
        now = self._clock()
        if self._pruned is not None and now - self._pruned < _PRUNE_EVERY:
            return
        self._pruned = now
        try:
            await self._journal.prune(now - SEEN_FOR, now - BUTTONS_FOR)
        except ClinicError as error:
            log.warning("inbox not pruned", extra={"reason": error.key})
