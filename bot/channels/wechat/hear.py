"""A message as WeChat sends it -> what a person wants, or nothing."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from wechatpy.parser import parse_message

from bot.channels.wechat.guard import Refused
from bot.domain.message import Person

CHANNEL = "wechat"
KEYS = ("last", "help", "english")
"""What the menu's items are called that ask for something."""
_WORDLESS = {
    "image": "image",
    "voice": "voice",
    "video": "video",
    "shortvideo": "video",
    "location": "location",
    "link": "link",
}
_SCAN_TYPE = re.compile(r"[A-Za-z0-9_-]+,")
_NUMBER = re.compile(r"(?:[0-9][^0-9]?){15}|8986")
"""What a scan must hold to be more than a web address or the barcode of a box."""
_SCENE = re.compile(r"8986[0-9A-Za-z]+")
_TIMES_READ = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What of a message matters here; *name* is the same whenever it is delivered again.

    WeChat's own number is not enough: it is missing from events, and has been seen to repeat between people.
    """

    account: str
    user: str
    name: str
    kind: str
    event: str
    text: str
    key: str
    scanned: str
    picture: str

    @property
    def person(self) -> Person:
        return Person(CHANNEL, self.user)


@dataclass(frozen=True, slots=True)
class Said:
    """A text: typed, tapped, spoken or scanned."""

    text: str


@dataclass(frozen=True, slots=True)
class Wordless:
    """Something that cannot be read: a picture, a voice message without its words."""

    kind: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """An item of the menu, one of KEYS."""

    key: str


@dataclass(frozen=True, slots=True)
class Followed:
    """A new follower, or one who scanned a code that says nothing."""


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody who follows no more."""


Heard = Said | Wordless | Chosen | Followed | Left


@lru_cache(maxsize=_TIMES_READ)
def read(xml: str) -> Message:
    """Read the XML of a message. Raise Refused (400) when it is none."""
    try:
        given: dict[str, Any] = parse_message(xml)._data  # noqa: SLF001 - events say their names nowhere else
        account, user, stamp = (_needed(given, name) for name in ("ToUserName", "FromUserName", "CreateTime"))
        scan = given.get("ScanCodeInfo") or {}
        event, key = _word(given, "Event"), _word(given, "EventKey")
        return Message(
            account=account,
            user=user,
            name="|".join((account, user, stamp, _word(given, "MsgId"), event, key)),
            kind=_word(given, "MsgType").lower(),
            event=event.lower(),
            text=_word(given, "Content") or _word(given, "Recognition"),
            key=key,
            scanned=_word(scan, "ScanResult"),
            picture=_word(given, "PicUrl") if _word(given, "MsgType") == "image" else "",
        )
    except Exception as error:  # the library lets KeyError, TypeError, AttributeError, ExpatError and others through
        raise Refused(400) from error


def _word(given: dict[str, Any], name: str) -> str:
    """Return the text of a node, "" where there is none. Raise TypeError when it stands there twice or holds nodes."""
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise TypeError(name)
    return value or ""


def _needed(given: dict[str, Any], name: str) -> str:
    """Return the text of a node. Raise KeyError when it is empty or missing."""
    word = _word(given, name)
    if not word:
        raise KeyError(name)
    return word


def hear(message: Message) -> Heard | None:
    """Return what a person wants of us, or None when nobody wants anything."""
    if message.kind == "event":
        return _event(message)
    if message.kind == "text" or (message.kind == "voice" and message.text):
        return Said(message.text)
    kind = _WORDLESS.get(message.kind)
    return None if kind is None else Wordless(kind)


def _event(message: Message) -> Heard | None:
    match message.event:
        case "subscribe" | "subscribe_scan" | "scan":
            return Said(message.key) if _SCENE.fullmatch(message.key) else Followed()
        case "unsubscribe":
            return Left()
        case "click":
            return Chosen(message.key if message.key in KEYS else "help")
        case "scancode_waitmsg":
            scanned = _SCAN_TYPE.sub("", message.scanned, count=1) if "," in message.scanned else message.scanned
            return Said(scanned) if _NUMBER.search(scanned) else Wordless("scan")
        case _:
            return None
