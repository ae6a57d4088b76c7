"""Where staff read: a topic a case in the staff group; without topics the group itself; without a group, in private."""

import logging
from functools import partial

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.hear import CHANNEL
from bot.channels.telegram.line import Line
from bot.channels.telegram.outgoing import Gone, Outgoing
from bot.channels.telegram.pictures import copied, sent
from bot.channels.telegram.show import show
from bot.domain.cases import Delivery, HelpCase, Kind, Message, Stage
from bot.domain.masking import masked
from bot.domain.message import Person
from bot.domain.pictures import Carried, Flaw, Image
from bot.domain.reply import Line as SaidLine
from bot.domain.reply import Reply
from bot.domain.words import Text, text
from bot.ports import StaffDesk, Texts

log = logging.getLogger(__name__)

CASE = "case"
"""How the buttons of cases begin; what they do is decided by who presses."""
_LONGEST_NAME = 128
_THREAD_GONE = "thread not found"


class Room:
    """Tells staff what is said in cases (the port StaffRoom)."""

    def __init__(
        self, line: Line, outgoing: Outgoing, desk: StaffDesk, texts: Texts, lang: str, group: int | None
    ) -> None:
        self.desk, self.group, self.lang = desk, group, lang
        self._line, self._outgoing, self._texts = line, outgoing, texts
        self._forum = group is not None

    async def deliver(self, case: HelpCase, message: Message, picture: Carried | None) -> Delivery | None:
        """Tell it where staff read about the case; it came to nobody: None, and it waits."""
        topic = await self._topic(case, first=message.kind is Kind.CONTEXT)
        outcomes = []
        for chat in await self._chats(case):
            try:
                outcomes.append(await self._tell(chat, case, message, picture, topic))
            except BadRequest as error:
                if topic is None or _THREAD_GONE not in error.message.lower():
                    raise
                await self.desk.place(case, None)
                topic = await self._open_topic(case)
                outcomes.append(await self._tell(chat, case, message, picture, topic))
        await self._shut(case, message, topic)
        return next((outcome for outcome in outcomes if outcome is not Delivery.GONE), None)

    async def say(
        self, chat: int, words: Text, topic: int | None = None, keyboard: InlineKeyboardMarkup | None = None
    ) -> None:
        """Say *words* where staff are, long numbers masked."""
        await self._send(chat, words, topic, keyboard)

    def button(self, label: str, do: str, case: HelpCase, *more: str) -> InlineKeyboardButton:
        """Return a button that does something with a case."""
        return InlineKeyboardButton(label, callback_data=" ".join((CASE, do, case.number, *more)))

    def word(self, words: Text) -> str:
        """Return *words* in the language of the room."""
        return self._texts.say(words, self.lang)

    async def called(self, name: str) -> Person | None:
        """Return the one of the staff that *name* means: who has acted under it, or who goes by it in Telegram."""
        known = await self.desk.called(name)
        if known is not None:
            return known
        for person in await self.desk.agents(CHANNEL):
            if person.user.isdecimal() and await self._name(int(person.user)) == name.removeprefix("@").lower():
                await self.desk.call(person, name)
                return person
        return None

    async def _name(self, user: int) -> str | None:
        """Return the name of their own of somebody who talks with the bot, None where they have none."""
        try:
            return ((await self._line.get_chat(user)).username or "").lower() or None
        except TelegramError as error:
            log.info("telegram: name not asked", extra={"reason": type(error).__name__})
            return None

    async def _tell(
        self, chat: int, case: HelpCase, message: Message, picture: Carried | None, topic: int | None
    ) -> Delivery:
        if isinstance(picture, Image):
            caption = self.word(text("desk-picture-of", number=case.number))
            return await sent(self._line, self._outgoing, chat, picture, caption, topic)
        keyboard = self._keyboard(case) if message.kind is Kind.CONTEXT else None
        words = self._words(case, message, topic)
        if isinstance(picture, Flaw):
            words = text("desk-picture-lost", number=case.number)
        try:
            await self._send(chat, words, topic, keyboard, whole=message.kind is Kind.KIT)
        except Gone:
            return Delivery.GONE
        if isinstance(picture, str):
            return await copied(self._line, self._outgoing, chat, picture, topic)
        return Delivery.SENT if picture is None else Delivery.UNABLE

    def _words(self, case: HelpCase, message: Message, topic: int | None) -> Text:
        """Return what is said; out of topics the case's number goes with it, so that it can be replied to."""
        match message.kind:
            case Kind.CONTEXT:
                return text("desk-context", said=message.text)
            case Kind.SAID if message.picture is not None:
                return text("desk-picture", number=case.number)
            case Kind.SAID:
                return text("desk-said" if topic else "desk-answer-of", said=message.text, number=case.number)
            case _:
                return text("as-said" if topic else "desk-about", said=message.text, number=case.number)

    def _keyboard(self, case: HelpCase) -> InlineKeyboardMarkup:
        labels = {do: self.word(text(f"desk-button-{do}")) for do in ("claim", "canned", "close")}
        return InlineKeyboardMarkup([[self.button(label, do, case) for do, label in labels.items()]])

    async def _send(
        self,
        chat: int,
        words: Text,
        topic: int | None,
        keyboard: InlineKeyboardMarkup | None = None,
        *,
        whole: bool = False,
    ) -> None:
        shown = show(Reply(blocks=(SaidLine(words),)), self._texts, self.lang, private=whole)
        for place, part in enumerate(shown.texts, 1):
            below = keyboard if place == len(shown.texts) else None
            call = partial(
                self._line.say, said=part, parse_mode=ParseMode.HTML, message_thread_id=topic, reply_markup=below
            )
            await self._outgoing.paced(chat, call)

    async def _chats(self, case: HelpCase) -> list[int]:
        if self.group is not None:
            return [self.group]
        agents = await self.desk.agents(CHANNEL) if case.agent is None else [case.agent]
        # Who joined in a group has no chat of their own; who has the case at the staff page alone reads it there.
        return [int(each.user) for each in agents if each.channel == CHANNEL and each.user.isdecimal()]

    # Topics

    async def _topic(self, case: HelpCase, *, first: bool) -> int | None:
        """Return the topic of *case*; a group that took none is asked again with the *first* message of each case."""
        if case.topic is not None or not (self._forum or first):
            return case.topic
        return await self._open_topic(case)

    async def _open_topic(self, case: HelpCase) -> int | None:
        """Open a topic for *case*; in a group that has none, all is said in the group itself."""
        if self.group is None:
            return None
        name = " · ".join((case.number, *case.causes[:1], *([masked(case.card)] if case.card else [])))
        try:
            made = await self._outgoing.paced(
                self.group, lambda chat: self._line.create_forum_topic(chat, name[:_LONGEST_NAME])
            )
        except (BadRequest, Gone) as error:
            log.warning("telegram: the staff group has no topics", extra={"reason": str(error)})
            self._forum = False
            return None
        if made is None:
            return None
        self._forum = True
        await self.desk.place(case, made.message_thread_id)
        return made.message_thread_id

    async def _shut(self, case: HelpCase, message: Message, topic: int | None) -> None:
        """Close the topic with its case, and open it again; to do so twice changes nothing."""
        if topic is None or message.kind is not Kind.NOTICE or (case.stage is not Stage.CLOSED and case.works is None):
            return
        act = self._line.close_forum_topic if case.stage is Stage.CLOSED else self._line.reopen_forum_topic
        try:
            await self._outgoing.paced(self.group or 0, lambda chat: act(chat, topic))
        except (BadRequest, Gone) as error:
            log.info("telegram: topic left as it is", extra={"reason": str(error)})
