"""Updates as Telegram sends them."""

from itertools import count
from typing import Any

from tests.telegram.fake_api import ME, FakeApi

Json = dict[str, Any]
ANNA: Json = {"id": 42, "is_bot": False, "first_name": "Anna", "language_code": "en"}
LI: Json = {"id": 43, "is_bot": False, "first_name": "Li", "language_code": "zh-hans"}
GROUP = -1001234
_MESSAGES = count(1)
_QUERIES = count(1)


def user(number: int, language: str = "zh-hans") -> Json:
    return {"id": number, "is_bot": False, "first_name": f"U{number}", "language_code": language}


def message(text: str | None, sender: Json = LI, chat: int | None = None, **more: Any) -> Json:
    """Return an update that holds a message; in private unless *chat* is a group."""
    where = {"id": chat, "type": "supergroup"} if chat else {"id": sender["id"], "type": "private"}
    body = {"message_id": next(_MESSAGES), "date": 1_790_000_000, "chat": where, "from": sender, **more}
    if text is not None:
        body["text"] = text
        entities = _entities(text)
        if entities:
            body.setdefault("entities", entities)
    return {"message": body}


def _entities(text: str) -> list[Json]:
    name = f"@{ME['username']}"
    if text.startswith("/"):
        return [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
    return [{"type": "mention", "offset": text.index(name), "length": len(name)}] if name in text else []


def press(api: FakeApi, button: str, shown: Json, sender: Json = LI) -> Json:
    """Return an update in which *sender* presses *button* under the message *shown*."""
    query = {
        "id": f"q{next(_QUERIES)}",
        "from": sender,
        "chat_instance": "1",
        "message": shown,
        "data": button,
    }
    return api.query({"callback_query": query})
