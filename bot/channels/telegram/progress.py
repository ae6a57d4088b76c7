"""A message that shows how far the work on a list is: edited every few seconds, with a button that ends the work."""

from functools import partial
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters

from bot.channels.telegram.line import Line
from bot.channels.telegram.outgoing import Outgoing
from bot.channels.telegram.show import Shown
from bot.domain.words import Words, text
from bot.ports import Sleep, Texts

EVERY, EVERY_IN_A_GROUP = 3.0, 15.0
"""Seconds between two edits; a group takes 20 messages a minute, and others want to be heard there, too."""
STOP = "list "
"""How the button begins; the message with the list follows."""
_LAST = 99
"""The most percent of what is not done."""


class Progress:
    """One such message in *chat*, under the *message* with the list; where it got lost, the work goes on without."""

    def __init__(self, line: Line, outgoing: Outgoing, texts: Texts, lang: str, *, chat: int, message: int) -> None:
        self._line, self._outgoing, self._texts, self._lang = line, outgoing, texts, lang
        self._chat, self._message = chat, message
        self._shown: int | None = None
        self._rows, self._fraction = 0, 0.0

    def tick(self, rows: int, fraction: float) -> None:
        """Take note of how far it is (the port Tick)."""
        self._rows, self._fraction = rows, fraction

    async def begin(self, words: Words) -> None:
        """Send the message. Raise Gone when nobody is there any more."""
        reply = ReplyParameters(self._message, allow_sending_without_reply=True)
        said = self._texts.say(words, self._lang)
        call = partial(self._line.send_message, text=said, reply_markup=self._button(), reply_parameters=reply)
        sent = await self._outgoing.paced(self._chat, call)
        self._shown = None if sent is None else sent.message_id

    async def move(self, sleep: Sleep) -> None:
        """Show how far it is, again and again, until cancelled."""
        shown = 0
        while True:
            await sleep(EVERY_IN_A_GROUP if self._chat < 0 else EVERY)
            if self._rows != shown:
                shown = self._rows
                percent = min(_LAST, int(100 * self._fraction))
                await self._edit(text("telegram-list-progress", rows=shown, percent=percent), self._button())

    async def end(self, words: Words) -> None:
        """Show how it ended, without the button."""
        await self._edit(words, None)

    def _button(self) -> InlineKeyboardMarkup:
        label = self._texts.say(text("telegram-list-stop"), self._lang)
        return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=f"{STOP}{self._message}")]])

    async def _edit(self, words: Words, keyboard: InlineKeyboardMarkup | None) -> None:
        if self._shown is not None:
            said = self._texts.say(words, self._lang)
            await self._outgoing.edit(self._chat, self._shown, Shown((escape(said),), (), (said,)), keyboard)
