"""Where an answer goes: into the response that waits for it, by push, or on the shelf; each is read once."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Protocol
from weakref import WeakValueDictionary

from bot.channels.wechat.hear import Message
from bot.channels.wechat.race import Question, Race
from bot.channels.wechat.show import page, tap, unnumbered
from bot.domain.pictures import Image
from bot.domain.words import Clock as TimeOfDay
from bot.domain.words import Day, text
from bot.errors import ClinicError
from bot.ports import Clock, Shelf, Sleep, Texts, Waiting

log = logging.getLogger(__name__)

MOST_EARLIER = 20
"""Parts of earlier answers that go along with a new one; of more, the oldest are lost."""
KEPT_FOR = timedelta(days=3)
_EARLIER = timedelta(minutes=10)
"""An answer that waited longer is handed over with its date: "checked just now" would no longer be true."""
UNABLE = "unable"
UNFIT = "unfit"
_PAUSE = 1.0
"""Seconds before a store that failed is tried again."""


class Pushing(Protocol):
    """What sends messages that nobody waits for."""

    async def push(self, user: str, parts: Sequence[str]) -> tuple[int, StrEnum]:
        """Send *parts* in order. Return how many were accepted, and why it ended."""
        ...

    async def show(self, user: str, image: Image) -> tuple[bool, StrEnum]:
        """Send a picture. Return whether it was accepted, and how that ended."""
        ...

    async def typing(self, user: str) -> None: ...


class Handover:
    """Hands answers over. Without *pushing*, what nobody waits for stays on the shelf."""

    def __init__(
        self, race: Race, shelf: Shelf, pushing: Pushing | None, texts: Texts, clock: Clock, sleep: Sleep
    ) -> None:
        self._race, self._shelf, self._texts, self._clock, self._sleep = race, shelf, texts, clock, sleep
        self.pushing = pushing
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def page(self, message: Message, question: Question) -> str | None:
        """Return what a delivery of *question* is answered with as things stand, None for nothing."""
        if question.on_shelf:
            await self._take(message, question)
        return question.page

    async def holds(self, message: Message) -> bool:
        """Say whether something waits on the shelf for whoever sent *message*."""
        return await self._shelf.find(message.account, message.user) is not None

    async def hand(self, message: Message, parts: Sequence[str] = (), lang: str | None = None) -> None:
        """Hand *parts* over, after what waits on the shelf. Raise StoreLocked or StoreBroken when nothing was sent."""
        async with self._lock(message.user):
            found = await self._shelf.find(message.account, message.user)
            lang = lang or (found.lang if found else "")
            waiting = in_order(self._earlier(found, followed=bool(parts)), parts)
            if self._race.claim(message.name):
                await self._respond(message, found, waiting, lang)
            else:
                await self._send(message, found, waiting, lang)

    def drop(self, message: Message) -> None:
        """Answer with nothing."""
        self._race.tell(message.name, None)

    async def _respond(self, message: Message, found: Waiting | None, waiting: list[str], lang: str) -> None:
        shown, rest = self._page(waiting, lang)
        try:
            await self._keep(message, found, rest, lang)
        except ClinicError:
            self._race.release(message.name)
            raise
        self._race.tell(message.name, shown)

    async def _send(self, message: Message, found: Waiting | None, waiting: list[str], lang: str) -> None:
        """Push what is *waiting*; what cannot be pushed is put on the shelf."""
        sent = 0
        if self.pushing is not None and waiting:
            sent, ended = await self.pushing.push(message.user, waiting)
            if ended == UNABLE:
                log.warning("wechat: the account may not push; until a restart answers wait for the next message")
                self.pushing = None
        await self._keep_after(sent, message, found, waiting[sent:], lang)
        if sent < len(waiting):
            self._race.shelve(message.name)
        else:
            self._race.tell(message.name, None)

    async def _keep_after(self, sent: int, message: Message, found: Waiting | None, rest: list[str], lang: str) -> None:
        """Keep the *rest*, however long the store takes: to begin anew would send again what has been read."""
        while True:
            try:
                return await self._keep(message, found, rest, lang)
            except ClinicError as error:
                if not sent:
                    raise
                log.warning("wechat: the rest of an answer waits", extra={"reason": error.key})
                await self._sleep(_PAUSE)

    async def _take(self, message: Message, question: Question) -> None:
        """Answer *question* with what lies on the shelf, if anything does."""
        async with self._lock(message.user):
            if not question.on_shelf:
                return
            found = await self._shelf.find(message.account, message.user)
            if found is None:
                question.on_shelf = False
                return
            shown, rest = self._page(self._earlier(found, followed=False), found.lang)
            await self._keep(message, found, rest, found.lang)
            question.settle(shown)

    def _page(self, waiting: list[str], lang: str) -> tuple[str | None, list[str]]:
        if not waiting:
            return None, []
        say = self._texts.say
        more = tap(say(text("wechat-more"), lang), say(text("wechat-more"), lang))
        return page(waiting, say(text("wechat-goes-on", link=more), lang))

    def _earlier(self, found: Waiting | None, *, followed: bool) -> list[str]:
        """Return what lay on the shelf: with its date where it is old, without its numbers where more follows."""
        if found is None:
            return []
        parts = [unnumbered(part) for part in found.parts[-MOST_EARLIER:]] if followed else list(found.parts)
        now = self._clock()
        if now - found.at < _EARLIER:
            return parts
        at = found.at.astimezone(now.tzinfo)
        when = text("wechat-earlier", day=Day(at.date()), time=TimeOfDay(at))
        return [self._texts.say(when, found.lang), *parts]

    async def _keep(self, message: Message, found: Waiting | None, rest: list[str], lang: str) -> None:
        """Keep the *rest* on the shelf, in place of what was *found* there."""
        if rest:
            now = self._clock()
            waiting = Waiting(lang=lang, parts=tuple(rest), at=now)
            await self._shelf.put(message.account, message.user, waiting)
            await self._shelf.prune(now - KEPT_FOR)
        elif found is not None:
            await self._shelf.clear(message.account, message.user)

    def _lock(self, user: str) -> asyncio.Lock:
        lock = self._locks.get(user)
        if lock is None:
            lock = self._locks[user] = asyncio.Lock()
        return lock


def in_order(earlier: Sequence[str], parts: Sequence[str]) -> list[str]:
    """Return what is handed over: in the order of asking where it fits one message, else the new answer first.

    Whoever is asked something must see the question before they answer it.
    """
    whole = [*earlier, *parts]
    return whole if not parts or len(page(whole, "")[1]) == 0 else [*parts, *earlier]
