"""One update after the other: heard, answered, shown, sent. What the inbox calls work."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date

from telegram import InlineKeyboardMarkup, Update

from bot.channels.plain import opening
from bot.channels.telegram.buttons import How, Key, Meaning, keyboard, keys, languages, read, to_private
from bot.channels.telegram.changes import FOOTER, difference
from bot.channels.telegram.hear import CHANNEL, Asker, Me, Pressed, Said, Wordless, hear
from bot.channels.telegram.line import Line
from bot.channels.telegram.list_talk import ListTalk
from bot.channels.telegram.outgoing import Outgoing
from bot.channels.telegram.pictures import named
from bot.channels.telegram.show import Shown, show
from bot.channels.telegram.staff_talk import StaffTalk
from bot.channels.telegram.timing import Timing
from bot.domain import reply
from bot.domain.message import Incoming
from bot.domain.reply import Answer, Reply, Title
from bot.domain.words import text
from bot.ports import Front, Journal, Letter, Memories, StaffDesk

_NAMES_KNOWN = 20_000
_NUMBER = re.compile(r"[0-9]{8}")
"""What tells a card's number from the name of a button that is no longer known."""


@dataclass(slots=True, kw_only=True)
class Talk:
    """Answers updates. *secret* makes the buttons' names."""

    line: Line
    me: Me
    front: Front
    memories: Memories
    journal: Journal
    outgoing: Outgoing
    timing: Timing
    default_lang: str
    secret: bytes
    desk: StaffDesk | None = None
    staff: StaffTalk | None = None
    lists: ListTalk | None = None
    shown: dict[str, date] = field(default_factory=dict)
    """Which buttons have been written down, and when: once a day is enough."""

    async def work(self, letter: Letter) -> None:
        """Answer one update, to the end. Raise StoreLocked or StoreBroken when nothing was sent."""
        update = Update.de_json(json.loads(letter.raw), self.line)
        if self.staff is not None and await self.staff.hears(update):
            return
        heard = hear(update, self.me)
        if isinstance(heard, Said | Wordless) and await self._into_case(update, heard.asker):
            return
        if self.lists is not None and await self.lists.hears(update, letter):
            return
        match heard:
            case Said() as said:
                await self._said(said)
            case Pressed() as pressed:
                await self._pressed(pressed)
            case Wordless(asker=asker, kind=kind):
                blocks = (Title(text(f"telegram-{kind}")), reply.Line(text("number-wanted")))
                await self.send(asker, Answer(Reply(blocks=blocks), await self.language(asker)))
            case None:
                pass

    async def _into_case(self, update: Update, asker: Asker) -> bool:
        """Take what is no mere text into the asker's case. Return False where there is none, or it is a text."""
        message, desk = update.message, self.desk
        if desk is None or message is None or message.text is not None:
            return False
        case = await desk.case_of(asker.person)
        if case is None or case.with_bot:
            return False
        name = f"{message.chat.id}:{message.message_id}"
        answer = await self._answer(asker, message.caption or "", None, origin=name, picture=named(message))
        await self.send(asker, answer)
        return True

    async def _said(self, said: Said) -> None:
        replies_to = None if said.asker.private else said.message
        command, _, wanted = said.text.partition(" ")
        if command == "/lang" and wanted not in self.front.texts.languages:
            await self._offer_languages(said.asker, replies_to)
            return
        meant = await self._meaning(said.text) if said.opens else None
        asked, lang = (said.text, None) if meant is None else (meant.sends, meant.lang)
        if not asked or asked == "/start" or (said.opens and meant is None and not _NUMBER.search(asked)):
            asked = "/help"
        name = f"{said.asker.chat}:{said.message}"
        answer = await self._answer(said.asker, asked, lang, origin=name)
        await self.send(said.asker, answer, replies_to)

    async def _offer_languages(self, asker: Asker, replies_to: int | None) -> None:
        question = Reply(blocks=(Title(text("telegram-which-language")),))
        answer = Answer(question, await self.language(asker))
        await self.send(asker, answer, replies_to, languages(self.front.texts))

    async def _pressed(self, pressed: Pressed) -> None:
        meant = await self._meaning(pressed.button)
        word = "telegram-button-old" if meant is None else f"telegram-pressed-{meant.how}"
        lang = (meant.lang if meant else None) or await self.language(pressed.asker)
        await self.outgoing.notice(pressed.query, self.front.texts.say(text(word), lang))
        if meant is None:
            return
        answer = await self._answer(pressed.asker, meant.sends, meant.lang)
        if meant.how is How.ASK or not await self._put_in_place(pressed, meant, answer):
            await self.send(pressed.asker, answer, None if pressed.asker.private else pressed.message)

    async def _put_in_place(self, pressed: Pressed, meant: Meaning, answer: Answer) -> bool:
        """Put *answer* where the pressed button's message stands. Return False when that cannot be done."""
        if pressed.message is None or pressed.shown is None:
            return False
        shown = self._show(pressed.asker, answer)
        if meant.how is How.AGAIN:
            words = difference(pressed.shown.splitlines(), shown.lines, self.front.clock())
            said = opening(self.front.texts.say(words, answer.lang))
            shown = self._show(pressed.asker, answer, f"{FOOTER} {said}")
        if len(shown.texts) != 1 or shown.attachments:
            return False
        keys_below = await self._keyboard(pressed.asker, answer)
        return await self.outgoing.edit(pressed.asker.chat, pressed.message, shown, keys_below)

    async def _answer(
        self, asker: Asker, said: str, lang: str | None, *, origin: str | None = None, picture: str | None = None
    ) -> Answer:
        incoming = Incoming(
            person=asker.person,
            text=said,
            at=self.front.clock(),
            lang=lang,
            locale_hint=asker.locale_hint,
            origin=origin and f"{CHANNEL}:{origin}",
            picture=picture,
        )
        async with self._typing(asker.chat):
            return await self.front.answer(incoming)

    @asynccontextmanager
    async def _typing(self, chat: int) -> AsyncIterator[None]:
        """Show "typing" while this lasts, once it has lasted a while."""

        async def type_on() -> None:
            await asyncio.sleep(self.timing.slow)
            while True:
                await self.outgoing.typing(chat)
                await asyncio.sleep(self.timing.typing_lasts)

        task = asyncio.create_task(type_on())
        try:
            yield
        finally:
            task.cancel()

    async def send(
        self, asker: Asker, answer: Answer, replies_to: int | None = None, offered: list[Key] | None = None
    ) -> bool:
        """Send *answer*. Return False when nobody is there any more."""
        keys_below = await self._keyboard(asker, answer, offered)
        return await self.outgoing.send(asker.chat, self._show(asker, answer), keys_below, replies_to)

    def _show(self, asker: Asker, answer: Answer, footer: str | None = None) -> Shown:
        return show(answer.reply, self.front.texts, answer.lang, private=asker.private, footer=footer)

    async def _keyboard(
        self, asker: Asker, answer: Answer, offered: list[Key] | None = None
    ) -> InlineKeyboardMarkup | None:
        """Lay out what stands under *answer*, each button's meaning written down first."""
        below = keys(answer, self.front.texts, private=asker.private) if offered is None else offered
        meanings = [key.means for key in below if key.means is not None]
        if not asker.private and answer.reply.card is not None:
            key, meaning = to_private(answer.reply, answer.lang, self.front.texts, self.me.username, self.secret)
            below, meanings = [*below, key], [*meanings, meaning]
        await self._write_down(meanings)
        return keyboard(below, self.secret)

    async def _write_down(self, meanings: list[Meaning]) -> None:
        now = self.front.clock()
        named = {meaning.name(self.secret): meaning.written() for meaning in meanings}
        new = {name: written for name, written in named.items() if self.shown.get(name) != now.date()}
        if not new:
            return
        await self.journal.show(new, now)
        if len(self.shown) > _NAMES_KNOWN:
            self.shown.clear()
        self.shown.update(dict.fromkeys(new, now.date()))

    async def _meaning(self, name: str) -> Meaning | None:
        written = await self.journal.button(name)
        return None if written is None else read(written)

    async def language(self, asker: Asker) -> str:
        """Return the language for what is not an answer to words: the person's choice, else Telegram's, else ours."""
        memory = await self.memories.recall(asker.person)
        hints = (memory.lang, asker.locale_hint, self.default_lang)
        return next(hint for hint in hints if hint in self.front.texts.languages)
