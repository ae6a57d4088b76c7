"""Five seconds: a message is on disk before it is worked, and each delivery waits for the answer while it may."""

import logging
from collections.abc import Awaitable, Callable

from bot.channels.wechat.handover import Handover
from bot.channels.wechat.hear import CHANNEL, Message
from bot.channels.wechat.race import HungUp, Question, Race
from bot.channels.wechat.show import tap
from bot.domain.words import text
from bot.errors import ClinicError
from bot.ports import Inbox, Letter, Texts

log = logging.getLogger(__name__)

Language = Callable[[Message], Awaitable[str]]
"""Tells the language of whoever sent a message."""


class Reception:
    """Takes the messages of *account*. Without push, the third delivery is told how to fetch what it waits for."""

    def __init__(
        self, account: str, inbox: Inbox, race: Race, handover: Handover, texts: Texts, language: Language
    ) -> None:
        self._account, self._inbox, self._race, self._handover = account, inbox, race, handover
        self._texts, self._language = texts, language

    async def receive(self, message: Message, xml: str, hung_up: HungUp) -> str | None:
        """Return what this delivery is answered with, None for nothing."""
        with self._race.delivery(message.name) as question:
            kept = await self._kept(message, xml, question)
            settled = kept and await self._settled(message, question)
        if settled:
            return await self._page(message, question)
        if kept and self._handover.pushing is not None:
            return None
        if question.is_last:
            return await self._late(message, kept=kept)
        await self._race.hold(hung_up)
        return None

    async def _kept(self, message: Message, xml: str, question: Question) -> bool:
        """Write the message down. Return False when that cannot be done: WeChat delivers it again."""
        letter = Letter(channel=CHANNEL, account=self._account, dedup=message.name, chat=message.user, raw=xml)
        try:
            new = await self._inbox.accept([letter])
        except ClinicError as error:
            log.warning("wechat: message cannot be kept", extra={"reason": error.key})
            return False
        if not new and question.deliveries == 1:
            question.came_before(finished=not self._inbox.waits(message.user, message.name))
        return True

    async def _late(self, message: Message, *, kept: bool) -> str:
        """Say that there is no answer yet, and how to fetch it; or that there will be none."""
        lang = await self._language(message)
        if not kept:
            return self._texts.say(text("wechat-not-kept"), lang)
        label = self._texts.say(text("wechat-fetch"), lang)
        return self._texts.say(text("wechat-still-asking", link=tap(label, label)), lang)

    async def _settled(self, message: Message, question: Question) -> bool:
        if question.on_shelf and not question.settled.done():
            await self._page(message, question)
            if question.finished and not question.settled.done():  # it was answered, and the answer is not kept
                question.settle(None)
        return await self._race.wait(question)

    async def _page(self, message: Message, question: Question) -> str | None:
        try:
            return await self._handover.page(message, question)
        except ClinicError as error:
            log.warning("wechat: shelf cannot be read", extra={"reason": error.key})
            return None
