"""How long Telegram is waited for; clock, sleep and chance are here, so that tests bring their own."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

LONGEST_PAUSE = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Seconds, and what measures them."""

    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    monotonic: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = random.random
    long_poll: int = 30
    answer_within: float = 15.0
    """How long one call may take before its answer counts as lost."""
    file_within: float = 60.0
    """The same for a file, which Telegram stores before it answers."""
    slow: float = 0.7
    """An answer that takes longer is announced by "typing"."""
    typing_lasts: float = 4.5
    grace: float = 4.0
    """How long answers under way may take when the process ends."""

    def pause(self, attempt: int) -> float:
        """Return how long to wait after the *attempt*th failure in a row: longer each time, never in step."""
        return min(LONGEST_PAUSE, 2.0 ** min(attempt, 10) / 2) * (0.5 + self.chance() / 2)
