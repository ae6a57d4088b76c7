"""What staff say, sent to people in Telegram."""

from collections.abc import Awaitable, Callable

from telegram.error import BadRequest

from bot.channels.telegram.hear import Asker
from bot.channels.telegram.line import Line
from bot.channels.telegram.outgoing import Gone, Outgoing
from bot.domain.cases import Delivery
from bot.domain.message import Person
from bot.domain.reply import Answer

Send = Callable[[Asker, Answer], Awaitable[bool]]
"""Sends an answer. Returns False when nobody is there any more."""


class Reach:
    """Reaches people in Telegram (the port Deliver)."""

    allowance = None

    def __init__(self, line: Line, outgoing: Outgoing, send: Send) -> None:
        self._line, self._outgoing, self._send = line, outgoing, send

    async def deliver(self, person: Person, answer: Answer, picture: str | None) -> Delivery:
        user, _, group = person.user.partition("@")
        chat = int(group or user)
        if picture is not None:
            return await copied(self._line, self._outgoing, chat, picture)
        asker = Asker(person=person, chat=chat, private=not group, locale_hint=None)
        return Delivery.SENT if await self._send(asker, answer) else Delivery.GONE


async def copied(line: Line, outgoing: Outgoing, chat: int, picture: str, topic: int | None = None) -> Delivery:
    """Copy a message, its picture and its words, to another chat; *picture* names it as `chat:message`."""
    source, _, message = picture.partition(":")

    async def call(to: int) -> object:
        return await line.copy_message(to, int(source), int(message), message_thread_id=topic)

    try:
        await outgoing.paced(chat, call)
    except Gone:
        return Delivery.GONE
    except BadRequest:  # deleted meanwhile, or of a kind that cannot be copied
        return Delivery.UNABLE
    return Delivery.SENT
