"""How long an answer is waited for; clock, sleep and chance are here, so that tests bring their own."""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Seconds, and what measures them."""

    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    monotonic: Callable[[], float] = time.monotonic
    nonce: Callable[[], str] = lambda: secrets.token_hex(8)
    deadline: float = 4.5
    """How long one delivery may wait for its answer; WeChat hangs up after five seconds."""
    hold: float = 7.0
    """When WeChat has surely hung up: whatever is said before ends the matter, and it delivers no more.

    A process that ends waits longer than this for its requests.
    """
    remembered: float = 120.0
    """How long an answer is kept for a delivery that comes late."""
    slow: float = 1.5
    """An answer that takes longer is announced by "typing"."""
    grace: float = 4.0
    """How long answers under way may take when the process ends."""
