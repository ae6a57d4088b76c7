"""What staff say, pushed to people in WeChat, as far as its window and quota go."""

from bot.channels.wechat.handover import Pushing
from bot.channels.wechat.show import show
from bot.domain.cases import Allowance, Delivery
from bot.domain.message import Person
from bot.domain.reply import Answer
from bot.ports import Texts


class Reach:
    """Reaches people in WeChat (the port Deliver); what cannot be pushed waits until they write."""

    allowance = Allowance(messages=5, hours=48)
    """https://developers.weixin.qq.com/doc/service/guide/product/kf/intro: after each message of a person."""

    def __init__(self, pushing: Pushing, texts: Texts) -> None:
        self._pushing, self._texts = pushing, texts

    async def deliver(self, person: Person, answer: Answer, picture: str | None) -> Delivery:
        if picture is not None:  # it lies with another channel
            return Delivery.UNABLE
        parts = show(answer, self._texts)
        sent, _ = await self._pushing.push(person.user, parts)
        return Delivery.SENT if sent == len(parts) else Delivery.SHELVED
