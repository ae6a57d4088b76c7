"""Not faster than Telegram allows: about 30 messages a second, one a second to a chat, 20 a minute to a group."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

_MOST_KNOWN = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """*at_once* messages, and *a_second* more each second; both together are what the limit's first span may see."""

    at_once: float
    a_second: float


OVERALL = Rate(5, 25)
CHAT = Rate(3, 1)
GROUP = Rate(5, 15 / 60)


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float

    def wait(self, rate: Rate, now: float) -> float:
        """Take a token, if need be one of the future. Return how long until it is there."""
        self.tokens = min(rate.at_once, self.tokens + (now - self.at) * rate.a_second) - 1
        self.at = now
        return max(0.0, -self.tokens / rate.a_second)


class Pace:
    """Makes messages wait for their turn. A refused message waits alone: others may still be let through."""

    def __init__(
        self, now: Callable[[], float], sleep: Callable[[float], Awaitable[None]], overall: Rate = OVERALL
    ) -> None:
        self._now, self._sleep, self._overall = now, sleep, overall
        self._all = _Bucket(overall.at_once, now())
        self._chats: OrderedDict[int, _Bucket] = OrderedDict()

    async def turn(self, chat: int) -> None:
        """Wait until a message may go to *chat*; a group's number is negative."""
        rate = GROUP if chat < 0 else CHAT
        if wait := self._chat(chat, rate).wait(rate, self._now()):
            await self._sleep(wait)
        if wait := self._all.wait(self._overall, self._now()):
            await self._sleep(wait)

    def _chat(self, chat: int, rate: Rate) -> _Bucket:
        bucket = self._chats.pop(chat, None) or _Bucket(rate.at_once, self._now())
        self._chats[chat] = bucket
        while len(self._chats) > _MOST_KNOWN:
            self._chats.popitem(last=False)
        return bucket
