"""What goes out, and what happens when it does not go through.

Telegram has no name for a message that is yet to be sent, so nothing tells it that a second request means the first
message. What may be repeated therefore depends on how the first request ended:

- 429: refused; it waits exactly as long as Telegram says, and is sent then. As often as needed.
- It never left, or the server said that it failed (502 and its kin): no effect, sent again with growing pauses, for as
  long as it takes: ten minutes of outage cost ten minutes, not the answer.
- It left and no answer came: nobody knows. Silence would be worse than a double, so it is sent once more, but not
  blindly: only after Telegram has answered another question, so that the repetition falls into a time when answers do
  arrive. When that one's answer is lost, too, two copies may already be there, and it ends: an answer comes twice at
  most. Within a chat nothing else is sent meanwhile.
- 403, or 400 because the chat is gone: noted and not repeated.
- 400 for any other reason: a slip of ours in the markup; the same text is sent once without any.

Edits and typing signs have the same effect twice as once, so they are repeated whatever was lost.
"""

import logging
import re
from collections.abc import Awaitable, Callable
from functools import partial
from html import unescape
from typing import TypeVar

from telegram import InlineKeyboardMarkup, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    TelegramError,
)

from bot.channels.telegram.line import Line, Lost, TooFast
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.show import Attachment, Shown
from bot.channels.telegram.timing import Timing

log = logging.getLogger(__name__)
T = TypeVar("T")
Call = Callable[[], Awaitable[T]]

LONGEST_WORD = 200
_TAG = re.compile(r"<[^>]+>")
_GONE = re.compile(
    r"chat not found|user is deactivated|peer_id_invalid|chat_write_forbidden|have no rights|not enough rights",
    re.IGNORECASE,
)
_UNCHANGED = "message is not modified"


class Gone(Exception):
    """Nobody is there any more: the bot is blocked, the chat deleted."""


class Outgoing:
    """Sends to chats, each message once as far as that can be had."""

    def __init__(self, line: Line, timing: Timing, pace: Pace) -> None:
        self._line, self._timing, self._pace = line, timing, pace

    async def send(
        self, chat: int, shown: Shown, keyboard: InlineKeyboardMarkup | None, replies_to: int | None
    ) -> bool:
        """Send an answer, its buttons under the last text. Return False when nobody is there any more.

        In a group each text replies to the same message: that is what puts it into the topic where it was asked.
        """
        try:
            for at, part in enumerate(shown.texts, 1):
                last = at == len(shown.texts)
                await self._text(chat, part, keyboard if last else None, replies_to)
            for attachment in shown.attachments:
                await self.paced(chat, partial(self._file, attachment))
        except Gone as gone:
            log.info("chat gone", extra={"reason": str(gone)})
            return False
        return True

    async def edit(self, chat: int, message: int, shown: Shown, keyboard: InlineKeyboardMarkup | None) -> bool:
        """Put another text in place of a message of ours. Return False when that cannot be done."""

        async def call() -> object:
            return await self._line.edit_message_text(
                shown.texts[0], chat, message, parse_mode=ParseMode.HTML, reply_markup=keyboard
            )

        try:
            await self._pace.turn(chat)
            await self._repeated(call, once=False)
        except BadRequest as error:
            return _UNCHANGED in error.message.lower()  # somebody was quicker, or pressed twice
        except (Gone, TelegramError) as error:
            log.info("not edited", extra={"error": type(error).__name__})
        return True

    async def notice(self, query: str, words: str) -> None:
        """Answer the pressing of a button with a short word; one that is too old does not mind."""
        try:
            await self._line.answer_callback_query(query, words[:LONGEST_WORD])
        except TelegramError as error:
            log.info("press not answered", extra={"error": type(error).__name__})

    async def typing(self, chat: int) -> None:
        """Show that an answer is being worked on; not worth a second try."""
        try:
            await self._line.send_chat_action(chat, ChatAction.TYPING)
        except TelegramError as error:
            log.info("typing not shown", extra={"error": type(error).__name__})

    async def _text(self, chat: int, part: str, keyboard: InlineKeyboardMarkup | None, replies_to: int | None) -> None:
        reply = None if replies_to is None else ReplyParameters(replies_to, allow_sending_without_reply=True)

        async def marked(chat: int) -> None:
            await self._line.say(chat, part, parse_mode=ParseMode.HTML, reply_markup=keyboard, reply_parameters=reply)

        async def bare(chat: int) -> None:
            await self._line.say(chat, unescape(_TAG.sub("", part)))

        try:
            await self.paced(chat, marked)
        except BadRequest as error:
            log.error("markup refused", extra={"reason": error.message})  # noqa: TRY400 - the traceback tells nothing
            await self.paced(chat, bare)

    async def _file(self, attachment: Attachment, chat: int) -> None:
        if attachment.picture:
            await self._line.send_photo(chat, attachment.content, caption=attachment.caption, filename=attachment.name)
        else:
            within = self._timing.file_within
            await self._line.send_document(chat, attachment.content, filename=attachment.name, read_timeout=within)

    async def paced(self, chat: int, call: Callable[[int], Awaitable[T]]) -> T | None:
        """Make *call* when it is the turn of *chat*, as often as it takes. Return None when its answer was lost twice.

        Raise Gone when nobody is there any more, BadRequest for a slip of ours.
        """
        await self._pace.turn(chat)
        try:
            return await self._repeated(lambda: call(chat), once=True)
        except ChatMigrated as moved:
            new = moved.new_chat_id
            return await self._repeated(lambda: call(new), once=True)

    async def _repeated(self, call: Call[T], *, once: bool) -> T | None:
        """Make *call* until it ends one way or the other; one that must have its effect *once* is lost at most once."""
        failures, losses = 0, 0
        while True:
            try:
                return await call()
            except TooFast as error:
                await self._timing.sleep(error.seconds)
                continue
            except Lost:
                losses += 1
                if once and losses > 1:
                    log.warning("answers lost, message not repeated")
                    return None
                await self._reachable()
            except (BadRequest, Forbidden, ChatMigrated) as error:
                if isinstance(error, Forbidden) or _GONE.search(error.message):
                    raise Gone(type(error).__name__) from error
                raise
            except TelegramError as error:  # an outage; or a token that somebody will put right
                log.info("message waits", extra={"error": type(error).__name__})
            failures += 1
            await self._timing.sleep(self._timing.pause(failures))

    async def _reachable(self) -> None:
        """Wait until Telegram answers a question that changes nothing."""
        failures = 0
        while True:
            try:
                await self._line.get_me()
            except TelegramError:
                failures += 1
                await self._timing.sleep(self._timing.pause(failures))
            else:
                return
