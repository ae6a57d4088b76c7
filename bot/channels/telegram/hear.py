"""An update as Telegram sends it -> what a person wants, or nothing."""

import re
from dataclasses import dataclass

from telegram import Chat, Message, MessageEntity, Update, User

from bot.domain.message import Person

CHANNEL = "telegram"
COMMANDS = frozenset({"start", "help", "lang", "en", "zh"})
_COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,32})(?:@(?P<bot>\w+))?(?:\s+(?P<rest>.*))?\Z", re.DOTALL)
_WORDLESS = ("photo", "voice", "sticker", "document", "location")
_WORDLESS_OTHERS = ("video", "video_note", "audio", "contact", "venue", "poll", "dice", "story")


@dataclass(frozen=True, slots=True)
class Me:
    """The bot itself."""

    id: int
    username: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks, and where the answer goes. *person* is somebody else in every group: what is private stays so."""

    person: Person
    chat: int
    private: bool
    locale_hint: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A text. *opens* says that it came with /start: it may be the name of a button."""

    asker: Asker
    text: str
    message: int
    opens: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordless:
    """Something that cannot be read: a photo, a voice message."""

    asker: Asker
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A button under one of our messages. *shown* is that message's text, None when Telegram no longer gives it."""

    asker: Asker
    query: str
    button: str
    message: int | None
    shown: str | None


Heard = Said | Wordless | Pressed


def hear(update: Update, me: Me) -> Heard | None:
    """Return what a person wants of us, or None when nobody wants anything."""
    if update.callback_query is not None:
        return _pressed(update)
    message = update.message
    if message is None or message.from_user is None or _is_other_bot(message, message.from_user):
        return None
    asker = _asker(message.chat, message.from_user)
    said = message.text or message.caption
    if said is None:
        return _wordless(message, asker)
    said = said if asker.private else _meant_for_us(message, said, me)
    return None if said is None else _said(said, message, asker)


def _is_other_bot(message: Message, user: User) -> bool:
    """Say whether a program speaks; whoever speaks for a group or a channel seems to be one, and is not."""
    return user.is_bot and message.sender_chat is None


def _asker(chat: Chat, user: User) -> Asker:
    private = chat.type == Chat.PRIVATE
    name = str(user.id) if private else f"{user.id}@{chat.id}"
    code = (user.language_code or "").split("-")[0].lower()
    return Asker(person=Person(CHANNEL, name), chat=chat.id, private=private, locale_hint=code or None)


def _wordless(message: Message, asker: Asker) -> Wordless | None:
    if not asker.private:
        return None
    kind = next((name for name in _WORDLESS if getattr(message, name)), None)
    if kind is None and not any(getattr(message, name, None) for name in _WORDLESS_OTHERS):
        return None
    return Wordless(asker=asker, kind=kind or "other")


def _meant_for_us(message: Message, said: str, me: Me) -> str | None:
    """Return what is said to us in a group: by name, as a reply to us, or by one of our commands."""
    command = _COMMAND.match(said)
    if command is not None:
        ours = (command["bot"] or me.username).lower() == me.username.lower()
        known = command["bot"] is not None or command["name"].lower() in COMMANDS
        return said if ours and known else None
    named = any(
        entity.type == MessageEntity.MENTION and name.lower() == f"@{me.username}".lower()
        for entity, name in (message.parse_entities() if message.text else message.parse_caption_entities()).items()
    )
    answered = message.reply_to_message
    to_us = answered is not None and answered.from_user is not None and answered.from_user.id == me.id
    if not named and not to_us:
        return None
    return re.sub(rf"@{re.escape(me.username)}\b", " ", said, flags=re.IGNORECASE).strip()


def _said(said: str, message: Message, asker: Asker) -> Said:
    command = _COMMAND.match(said)
    if command is None:
        return Said(asker=asker, text=said, message=message.message_id)
    name, rest = command["name"].lower(), (command["rest"] or "").strip()
    if name == "start":
        return Said(asker=asker, text=rest or "/start", message=message.message_id, opens=bool(rest))
    return Said(asker=asker, text=f"/{name} {rest}".strip(), message=message.message_id)


def _pressed(update: Update) -> Pressed | None:
    query = update.callback_query
    if query is None or query.message is None or query.data is None:
        return None
    message = query.message if isinstance(query.message, Message) else None
    return Pressed(
        asker=_asker(query.message.chat, query.from_user),
        query=query.id,
        button=query.data,
        message=None if message is None else message.message_id,
        shown=None if message is None else message.text,
    )
