"""What staff say and press where they read: a command, a private note, or an answer that goes to the person."""

import re
from dataclasses import replace

from telegram import Chat, InlineKeyboardMarkup, Message, Update, User

from bot.channels.telegram.hear import CHANNEL
from bot.channels.telegram.outgoing import Outgoing
from bot.channels.telegram.pictures import named
from bot.channels.telegram.room import CASE, Room
from bot.domain.cases import NUMBER, Doing, HelpCase, Move
from bot.domain.message import Person
from bot.domain.words import Text, text

_COMMAND = re.compile(r"/(?P<name>[a-z]+)(?:@\w+)?(?:\s+(?P<rest>.*))?\Z", re.DOTALL)
_NOTE = "//"
_MOVES = {"claim": Move.CLAIM, "close": Move.CLOSE}
_PRESSED = re.compile(rf"{CASE} (?P<do>claim|close|canned|send) (?P<number>\S+)(?: (?P<which>[0-9]{{1,2}}))?\Z")


class StaffTalk:
    """Hears what staff want of a case, told by its topic, or by the message that is replied to."""

    def __init__(self, room: Room, me: int, outgoing: Outgoing) -> None:
        self._room, self._desk, self._me, self._outgoing = room, room.desk, me, outgoing

    async def hears(self, update: Update) -> bool:
        """Do what is asked for. Return False when it is about no case: then it is for the others."""
        if update.callback_query is not None:
            return await self._pressed(update)
        message = update.message
        if message is None or message.from_user is None or message.from_user.is_bot:
            return False
        case = await self._case(message)
        return case is not None and await self._said(case, message, message.from_user)

    async def _case(self, message: Message) -> HelpCase | None:
        """Return the case that *message* is about, where it is said by staff or in their room."""
        in_room = message.chat.id == self._room.group
        if in_room and message.is_topic_message and message.message_thread_id is not None:
            return await self._desk.in_topic(message.message_thread_id)
        answered = message.reply_to_message
        if answered is None or answered.from_user is None or answered.from_user.id != self._me:
            return None
        number = NUMBER.search(answered.text or answered.caption or "")
        if number is None or not (in_room or await self._is_private_staff(message)):
            return None
        case = await self._desk.find(number[0])
        return None if case is None or (not in_room and case.person == _person(message.from_user)) else case

    async def _is_private_staff(self, message: Message) -> bool:
        by = _person(message.from_user)
        return message.chat.type == Chat.PRIVATE and by is not None and await self._desk.is_staff(by)

    async def _said(self, case: HelpCase, message: Message, user: User) -> bool:
        said = message.text or message.caption or ""
        command = _COMMAND.match(said)
        if said.startswith(_NOTE):
            await self._do(case, message, user, Move.NOTE, said.removeprefix(_NOTE).strip())
        elif command is None:
            if message.effective_attachment is None and not said:
                return True  # a topic was opened, closed, renamed
            await self._do(case, message, user, Move.ANSWER, said)
        elif command["name"] in _MOVES:
            await self._do(case, message, user, _MOVES[command["name"]])
        elif command["name"] == "note":
            await self._do(case, message, user, Move.NOTE, command["rest"] or "")
        elif command["name"] == "to":
            await self._hand_on(case, message, user, (command["rest"] or "").strip())
        elif command["name"] == "canned":
            await self._offer(case, message)
        else:
            return False
        return True

    async def _do(self, case: HelpCase, message: Message, user: User, move: Move, said: str = "") -> None:
        doing = _doing(user, move, said, f"{CHANNEL}:{message.chat.id}:{message.message_id}", named(message))
        refused = await self._acted(case, doing)
        if refused is not None:
            await self._reply(message, refused)
        elif move is Move.NOTE:
            await self._reply(message, text("desk-noted"))

    async def _acted(self, case: HelpCase, doing: Doing) -> Text | None:
        """Do it. Return why not, in words, where it is refused."""
        refused = await self._desk.act(case.number, doing)
        if refused is None:
            await self._desk.call(doing.by, doing.name)
            return None
        return text(f"desk-refused-{refused}")

    async def _hand_on(self, case: HelpCase, message: Message, user: User, name: str) -> None:
        to = Person(CHANNEL, name) if name.isdecimal() else await self._room.called(name)
        if to is None or not await self._desk.is_staff(to):
            await self._reply(message, text("desk-no-such-agent"))
            return
        origin = f"{CHANNEL}:{message.chat.id}:{message.message_id}"
        doing = replace(_doing(user, Move.HAND_ON, "", origin), to=to, to_name=name)
        refused = await self._acted(case, doing)
        if refused is not None:
            await self._reply(message, refused)

    async def _offer(self, case: HelpCase, message: Message) -> None:
        """Offer the ready answers, each with the button that sends it."""
        ready = self._desk.canned(case)
        rows = [[self._room.button(each[:60], "send", case, str(at))] for at, each in enumerate(ready)]
        lines = "\n\n".join(f"{at}. {each}" for at, each in enumerate(ready, 1))
        words = text("desk-canned", number=case.number, answers=lines)
        await self._room.say(message.chat.id, words, _topic(message), InlineKeyboardMarkup(rows))

    async def _reply(self, message: Message, words: Text) -> None:
        await self._room.say(message.chat.id, words, _topic(message))

    # Buttons

    async def _pressed(self, update: Update) -> bool:
        query = update.callback_query
        pressed = None if query is None else _PRESSED.match(query.data or "")
        if query is None or pressed is None:
            return False
        message = query.message if isinstance(query.message, Message) else None
        case = await self._desk.find(pressed["number"])
        if case is None or message is None:
            refused: Text | None = text("desk-refused-closed")
        elif pressed["do"] == "canned" and await self._desk.is_staff(Person(CHANNEL, str(query.from_user.id))):
            await self._offer(case, message)
            refused = None
        else:
            refused = await self._acted(case, self._meant(case, query.from_user, pressed, query.id))
        await self._outgoing.notice(query.id, "" if refused is None else self._room.word(refused))
        return True

    def _meant(self, case: HelpCase, user: User, pressed: re.Match[str], query: str) -> Doing:
        origin, do = f"{CHANNEL}:press:{query}", pressed["do"]
        if do in _MOVES:
            return _doing(user, _MOVES[do], "", origin)
        ready = self._desk.canned(case)
        return _doing(user, Move.ANSWER, ready[min(int(pressed["which"] or 0), len(ready) - 1)], origin)


def _doing(user: User, move: Move, said: str, origin: str, picture: str | None = None) -> Doing:
    name = user.name  # with @ where they have a name of their own
    return Doing(move=move, by=Person(CHANNEL, str(user.id)), name=name, said=said, picture=picture, origin=origin)


def _person(user: User | None) -> Person | None:
    return None if user is None else Person(CHANNEL, str(user.id))


def _topic(message: Message) -> int | None:
    return message.message_thread_id if message.is_topic_message else None
