"""What staff say, sent to people in Telegram."""

from collections.abc import Awaitable, Callable

from bot.channels.telegram.hear import Asker
from bot.channels.telegram.line import Line
from bot.channels.telegram.outgoing import Outgoing
from bot.channels.telegram.pictures import copied, sent
from bot.domain.cases import Delivery
from bot.domain.message import Person
from bot.domain.pictures import Image
from bot.domain.reply import Answer

Send = Callable[[Asker, Answer], Awaitable[bool]]
"""Sends an answer. Returns False when nobody is there any more."""


class Reach:
    """Reaches people in Telegram (the port Deliver)."""

    allowance = None

    def __init__(self, line: Line, outgoing: Outgoing, send: Send) -> None:
        self._line, self._outgoing, self._send = line, outgoing, send

    async def deliver(self, person: Person, answer: Answer, picture: Image | str | None) -> Delivery:
        user, _, group = person.user.partition("@")
        chat = int(group or user)
        if isinstance(picture, str):
            return await copied(self._line, self._outgoing, chat, picture)
        outcome = Delivery.SENT
        if picture is not None:
            outcome = await sent(self._line, self._outgoing, chat, picture, "")
        asker = Asker(person=person, chat=chat, private=not group, locale_hint=None)
        return outcome if await self._send(asker, answer) else Delivery.GONE
