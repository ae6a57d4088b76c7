"""What stands under an answer. A button's name says nothing: what it means is written down before it is shown."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.telegram.show import gives_number
from bot.domain.advice import Told
from bot.domain.reply import Answer, Button, Reply
from bot.domain.words import text
from bot.ports import Texts

LONGEST_DATA = 64
LONGEST_COPY = 256
_A_ROW = 2
_MOST = 100
_NAME_BYTES = 12


class How(StrEnum):
    """What pressing does: ask in a new message, ask again in place, say the same in place in another language."""

    ASK = "ask"
    AGAIN = "again"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What is asked when the button is pressed, as the presser's own message; in *lang*, where that matters."""

    how: How
    sends: str
    lang: str | None

    def written(self) -> str:
        return json.dumps([self.how, self.sends, self.lang], ensure_ascii=False)

    def name(self, secret: bytes) -> str:
        """Return the button's name: the same for the same meaning, and telling nothing of it."""
        digest = blake2b(self.written().encode(), key=secret, digest_size=_NAME_BYTES).digest()
        return urlsafe_b64encode(digest).decode()


def read(written: str) -> Meaning:
    """Read what `written` wrote."""
    how, sends, lang = json.loads(written)
    return Meaning(How(how), sends, lang)


@dataclass(frozen=True, slots=True)
class Key:
    """A button with its text: it *means* something, opens *url*, or *copies*."""

    label: str
    means: Meaning | None = None
    url: str | None = None
    copies: str | None = None


def keys(answer: Answer, texts: Texts, *, private: bool) -> list[Key]:
    """Return the buttons under *answer*; in a group none that holds a whole number."""
    reply, lang = answer.reply, answer.lang
    own = [_key(button, reply.told, texts, lang) for button in reply.buttons]
    if not private:
        own = [key for key in own if _is_public(key, reply.card)]
    return [*own, *_more(reply.told, texts, lang)][:_MOST]


def _key(button: Button, told: Told | None, texts: Texts, lang: str) -> Key:
    label = texts.say(button.label, lang)
    if button.url is not None:
        return Key(label, url=button.url)
    if button.copies is not None and len(button.copies) <= LONGEST_COPY:
        return Key(label, copies=button.copies)
    sends = texts.say(button.sends or "", lang)
    same_card = told is not None and told.diagnosis.card.iccid.number in sends
    return Key(label, Meaning(How.AGAIN if same_card else How.ASK, sends, lang))


def _is_public(key: Key, number: str | None) -> bool:
    return key.copies is None and (key.url is None or number is None or number not in key.url)


def _more(told: Told | None, texts: Texts, lang: str) -> Iterator[Key]:
    """Yield what Telegram offers under a diagnosis: what does that mean, and the same in the other language."""
    if told is None:
        return
    if told.advices:
        question = texts.say(text("telegram-say-explain", term=told.advices[0].title), lang)
        yield Key(texts.say(text("telegram-explain"), lang), Meaning(How.ASK, question, lang))
    number = told.diagnosis.card.iccid.number
    for other in texts.languages:
        if other != lang:
            yield Key(texts.say(text("telegram-language"), other), Meaning(How.TURN, number, other))


def to_private(reply: Reply, lang: str, texts: Texts, username: str, secret: bytes) -> tuple[Key, Meaning]:
    """Return the button that leads from a group to the same question in private."""
    number = reply.card or ""
    asked = texts.say(text("say-copy", number=number), lang) if gives_number(reply) else number
    meaning = Meaning(How.ASK, asked, lang)
    url = f"https://t.me/{username}?start={meaning.name(secret)}"
    return Key(texts.say(text("telegram-in-private"), lang), url=url), meaning


def languages(texts: Texts) -> list[Key]:
    """Return a button for each language, in that language."""
    named = [texts.say(text("telegram-language"), lang) for lang in texts.languages]
    return [Key(name, Meaning(How.ASK, name, None)) for name in named]


def keyboard(shown: list[Key], secret: bytes) -> InlineKeyboardMarkup | None:
    """Lay *shown* out, two a row."""
    laid = [_laid(key, secret) for key in shown]
    rows = [laid[at : at + _A_ROW] for at in range(0, len(laid), _A_ROW)]
    return InlineKeyboardMarkup(rows) if rows else None


def _laid(key: Key, secret: bytes) -> InlineKeyboardButton:
    if key.url is not None:
        return InlineKeyboardButton(key.label, url=key.url)
    if key.copies is not None:
        return InlineKeyboardButton(key.label, copy_text=CopyTextButton(key.copies))
    return InlineKeyboardButton(key.label, callback_data=key.means.name(secret) if key.means else "-")
