"""What staff say, pushed to people in WeChat, as far as its window and quota go."""

import logging
from dataclasses import replace

from bot.channels.wechat.handover import UNABLE, UNFIT, Pushing
from bot.channels.wechat.show import show
from bot.domain.cases import Allowance, Delivery
from bot.domain.message import Person
from bot.domain.pictures import Image
from bot.domain.reply import Answer
from bot.errors import ClinicError
from bot.ports import Memories, Texts

log = logging.getLogger(__name__)


class Reach:
    """Reaches people in WeChat (the port Deliver); what cannot be pushed waits until they write."""

    allowance = Allowance(messages=5, hours=48)
    """https://developers.weixin.qq.com/doc/service/guide/product/kf/intro: after each message of a person."""

    def __init__(self, pushing: Pushing, texts: Texts, memories: Memories) -> None:
        self._pushing, self._texts, self._memories = pushing, texts, memories

    async def deliver(self, person: Person, answer: Answer, picture: Image | str | None) -> Delivery:
        if isinstance(picture, str):  # staff are not on WeChat
            return Delivery.UNABLE
        if picture is not None:
            shown, ended = await self._pushing.show(person.user, picture)
            if not shown:
                return Delivery.UNABLE if ended in {UNABLE, UNFIT} else Delivery.SHELVED
        parts = show(answer, self._texts)
        sent, _ = await self._pushing.push(person.user, parts)
        if sent < len(parts):
            return Delivery.SHELVED
        await self._offered(person, answer)
        return Delivery.SENT

    async def _offered(self, person: Person, answer: Answer) -> None:
        """Remember what was offered: the numbers of these choices are meant from now on."""
        say = self._texts.say
        offers = tuple(say(button.sends, answer.lang) for button in answer.reply.buttons if button.sends is not None)
        if not offers:
            return
        try:
            memory = await self._memories.recall(person)
            await self._memories.remember(person, replace(memory, offers=offers, asked=False))
        except ClinicError as error:  # it was sent, and must not be again; the links still work
            log.warning("wechat: choices not remembered", extra={"reason": error.key})
