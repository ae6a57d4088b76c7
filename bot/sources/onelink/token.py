"""OneLink's token: one for the whole account, got once for everybody and replaced when it ends."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from bot.errors import SourceError
from bot.ports import Clock

HELD_FOR = timedelta(minutes=50)
"""How long a token is used when nothing is said: clients know them to live for about an hour."""
_MARGIN = timedelta(seconds=60)
_LONGEST = timedelta(hours=2)
_KEEP: Mapping[str, str] = {"refresh": "0"}
"""Asks for the token that others of the account may hold."""
_ROTATE: Mapping[str, str] = {}
"""Asks for a new one, which ends theirs."""

Grant = tuple[str, timedelta]
"""A token, and for how long it may be used."""


class Token:
    """The account's token: whoever needs a new one waits for whoever is getting it, and shares what comes of it."""

    def __init__(self, grant: Callable[[Mapping[str, str]], Awaitable[Grant]], clock: Clock) -> None:
        self._grant, self._clock = grant, clock
        self._lock = asyncio.Lock()
        self._token: str | None = None
        self._until: datetime | None = None
        self._tried, self._failed = 0, SourceError("")

    async def other_than(self, refused: str | None = None) -> str:
        """Return a token that is not the one *refused*. Raise SourceError when there is none to be had."""
        tried = self._tried
        async with self._lock:
            if self._token is not None and self._token != refused and self._fresh():
                return self._token
            if self._token is None and self._tried != tried:  # somebody else tried meanwhile, in vain
                raise type(self._failed)(self._failed.source, self._failed.code)
            return await self._renew(refused)

    def _fresh(self) -> bool:
        return self._until is not None and self._clock() < self._until

    async def _renew(self, refused: str | None) -> str:
        """Get the token that others of the account may have got already; if that is the one *refused*, a new one."""
        self._token = None
        try:
            token, lasts = await self._grant(_KEEP)
            if token == refused:
                token, lasts = await self._grant(_ROTATE)
        except SourceError as error:
            self._tried, self._failed = self._tried + 1, error
            raise
        self._token, self._until = token, self._clock() + lasts
        return token


def lasting(ttl: str | None) -> timedelta:
    """Return for how long a token with *ttl* seconds is used: a little less."""
    if ttl is None or not (ttl.isascii() and ttl.isdigit() and len(ttl) <= len("86400")):
        return HELD_FOR
    lives = min(timedelta(seconds=int(ttl)), _LONGEST)
    return lives - min(_MARGIN, lives / 10)
