"""What Telegram refuses, as far as it is known: the fake Bot API holds the bot to it."""

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

TAGS = frozenset({"b", "i", "u", "s", "code", "pre", "a", "blockquote"})
ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|#\d+|#x[0-9a-f]+);)", re.IGNORECASE)

Params = Mapping[str, Any]


class Refusal(Exception):
    """The request is answered with an error."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


class _Parsed(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.open: list[str] = []
        self.entities = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag not in TAGS:
            raise Refusal(400, f'Bad Request: can\'t parse entities: Unsupported start tag "{tag}"')
        self.open.append(tag)
        self.entities += 1

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise Refusal(400, "Bad Request: can't parse entities: Unmatched end tag")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def shown(said: str, mode: str | None) -> str:
    """Return the text as people see it. Raise Refusal when its markup is broken or too much."""
    if mode != "HTML":
        return said
    bare = re.sub(r"</?[a-z]+>", "", said)
    if ENTITY.search(said) or "<" in bare:
        raise Refusal(400, "Bad Request: can't parse entities")
    parsed = _Parsed()
    parsed.feed(said)
    parsed.close()
    if parsed.open:
        raise Refusal(400, "Bad Request: can't parse entities: Can't find end tag")
    if parsed.entities > 100:
        raise Refusal(400, "Bad Request: too many entities")
    return "".join(parsed.text)


def check_text(text: str, most: int = 4096) -> None:
    if not text.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > most:
        raise Refusal(400, "Bad Request: message is too long")


def keyboard(params: Params) -> dict[str, Any] | None:
    """Return the keyboard as an object. Raise Refusal for a button that Telegram would not show."""
    given = params.get("reply_markup")
    if given is None:
        return None
    markup: dict[str, Any] = json.loads(given) if isinstance(given, str) else given
    rows = markup.get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100 or any(len(row) > 8 for row in rows):
        raise Refusal(400, "Bad Request: too many buttons")
    for button in buttons:
        _check_button(button)
    return markup


def _check_button(button: Params) -> None:
    kinds = [kind for kind in ("url", "callback_data", "copy_text") if kind in button]
    if not button.get("text") or len(kinds) != 1:
        raise Refusal(400, "Bad Request: BUTTON_TYPE_INVALID")
    if kinds == ["callback_data"] and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    if kinds == ["copy_text"] and not 1 <= len(button["copy_text"]["text"]) <= 256:
        raise Refusal(400, "Bad Request: BUTTON_COPY_TEXT_INVALID")
    if kinds == ["url"] and not re.match(r"(https?|tg)://[^\s]+\Z", button["url"]):
        raise Refusal(400, "Bad Request: BUTTON_URL_INVALID")
    if kinds == ["url"] and (start := re.search(r"[?&]start=([^&]*)", button["url"])):
        payload = start[1]
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload):
            raise Refusal(400, "Bad Request: START_PARAM_INVALID")


def check_commands(params: Params) -> None:
    commands = json.loads(params["commands"])
    if not 1 <= len(commands) <= 100:
        raise Refusal(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise Refusal(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
