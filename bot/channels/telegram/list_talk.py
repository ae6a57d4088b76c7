"""Lists that staff send as files, and the button that ends the work on one.

A list takes long, and its chat goes on meanwhile: it waits in a line of its own, written down as all that is heard, so
that it is worked again when the process ends before it is done.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from telegram import CallbackQuery, Chat, Update

from bot.channels.telegram.files import is_list
from bot.channels.telegram.hear import CHANNEL, Asker
from bot.channels.telegram.list_work import ListWork, Sent
from bot.channels.telegram.progress import STOP
from bot.domain.message import Person
from bot.domain.roles import Act
from bot.domain.words import text
from bot.ports import Letter

Permits = Callable[[Person, Act], Awaitable[bool]]
"""Says whether somebody may do something; what is refused is written down."""

_OWN_LINE = ":list"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTalk:
    """Has lists checked for those who may. *later* takes a letter for another line, *group* is that of the staff."""

    work: ListWork
    permits: Permits
    later: Callable[[Sequence[Letter]], Awaitable[int]]
    group: int | None

    async def hears(self, update: Update, letter: Letter) -> bool:
        """Take a list, or check one that has waited. Return False when there is none, or not for whoever sent it."""
        if update.callback_query is not None:
            return await self._pressed(update.callback_query)
        sent = self._sent(update)
        if sent is None or not await self.permits(sent.asker.person, Act.BULK):
            return False
        if letter.chat.endswith(_OWN_LINE):
            await self.work.check(sent)
        else:
            await self._line_up(sent, letter)
        return True

    def _sent(self, update: Update) -> Sent | None:
        message = update.message
        document, user = (None, None) if message is None else (message.document, message.from_user)
        if message is None or document is None or user is None or user.is_bot or not is_list(document.file_name):
            return None
        private = message.chat.type == Chat.PRIVATE
        if not private and (message.chat.id != self.group or message.is_topic_message):
            return None
        return Sent(
            asker=_asker(user.id, message.chat.id, user.language_code, private=private),
            message=message.message_id,
            file=document.file_id,
            name=document.file_name or "",
            size=document.file_size or 0,
        )

    async def _line_up(self, sent: Sent, letter: Letter) -> None:
        await self.later([replace(letter, dedup=f"{letter.dedup}{_OWN_LINE}", chat=f"{letter.chat}{_OWN_LINE}")])
        if self.work.busy(sent.asker.chat):
            await self.work.say(sent, text("telegram-list-next", name=sent.name))

    async def _pressed(self, query: CallbackQuery) -> bool:
        """Stop the list that the button belongs to."""
        message, data = query.message, query.data or ""
        if message is None or not data.startswith(STOP):
            return False
        user, number = query.from_user, data.removeprefix(STOP)
        asker = _asker(user.id, message.chat.id, user.language_code, private=message.chat.type == Chat.PRIVATE)
        stops = number.isdecimal() and await self.permits(asker.person, Act.BULK)
        stopped = stops and self.work.stop(asker.chat, int(number))
        await self.work.notice(query.id, asker, text("telegram-list-stopping" if stopped else "telegram-list-over"))
        return True


def _asker(user: int, chat: int, language: str | None, *, private: bool) -> Asker:
    """Return one of the staff, who is the same person in their group as in private."""
    hint = (language or "").split("-")[0].lower() or None
    return Asker(person=Person(CHANNEL, str(user)), chat=chat, private=private, locale_hint=hint)
