"""The account's menu: what it should be, what it is, and how they differ."""

from collections.abc import Iterator
from typing import Any

from bot.channels.wechat.api import Api, Json, Refusal

GET, CREATE = "/cgi-bin/menu/get", "/cgi-bin/menu/create"
NO_MENU = 46003
MENU: list[Json] = [
    {"type": "scancode_waitmsg", "name": "扫码查卡", "key": "scan"},
    {"type": "click", "name": "我的卡", "key": "last"},
    {
        "name": "帮助/English",
        "sub_button": [
            {"type": "click", "name": "怎么用", "key": "help"},
            {"type": "click", "name": "English", "key": "english"},
        ],
    },
]
"""Three items at most, names of 16 bytes at most; the keys are those that hear.py knows."""
_FIELDS = ("type", "name", "key", "url", "appid", "pagepath", "media_id", "article_id")


async def published(api: Api) -> list[Json]:
    """Return the menu that followers see now, [] when there is none. Raise Refusal or Unreachable."""
    try:
        answer = await api.call(GET)
    except Refusal as refusal:
        if refusal.code == NO_MENU:
            return []
        raise
    menu = answer.get("menu")
    return _bare(menu.get("button") if isinstance(menu, dict) else None)


async def publish(api: Api) -> None:
    """Put our menu in place of any other. Raise Refusal or Unreachable."""
    await api.call(CREATE, {"button": MENU})


def outline(items: list[Json], depth: int = 0) -> Iterator[str]:
    """Yield the items' names, a line each, what lies below them indented; with what they do."""
    for item in items:
        does = " ".join(str(item[name]) for name in ("type", "key", "url") if name in item)
        line = f"{'  ' * depth}{item.get('name', '')}{f' ({does})' if does else ''}"
        yield "".join(character for character in line if character.isprintable())
        yield from outline(item.get("sub_button", []), depth + 1)


def _bare(items: Any) -> list[Json]:
    """Return *items* without what WeChat adds by itself, such as empty lists of items below."""
    bare = []
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            below = _bare(item.get("sub_button"))
            fields = {name: item[name] for name in _FIELDS if item.get(name)}
            bare.append({**fields, "sub_button": below} if below else fields)
    return bare
