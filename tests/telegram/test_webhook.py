"""The webhook: nobody but Telegram gets in, and what it brings is kept before it is acknowledged."""

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.errors import StoreLocked
from tests.telegram.bot import QUOTA, SECRET, Bot, bot
from tests.telegram.fake_api import FakeApi
from tests.telegram.updates import message, user

pytestmark = pytest.mark.anyio
HEADER = "X-Telegram-Bot-Api-Secret-Token"


async def posted(running: Bot, content: bytes | object, secret: str | bytes | None = SECRET) -> int:
    """Post *content* to the webhook. Return the status."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    headers: Any = {} if secret is None else {HEADER: secret}
    async with httpx.AsyncClient(trust_env=False) as client:
        return (await client.post(running.hook, content=body, headers=headers)).status_code


async def test_updates_are_answered_and_the_webhook_is_set_with_its_secret(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api, webhook=True) as running:
        await api.until(lambda: bool(api.webhook.get("url")))
        for number in range(1, 31):
            api.push(message(QUOTA, user(number)))
        await api.until_sent(30)
        assert api.webhook["url"] == running.hook
    assert api.webhook["secret_token"] == SECRET
    assert api.webhook["allowed_updates"] == ["message", "callback_query", "my_chat_member"]
    assert api.sent("getUpdates") == []
    assert len(api.sent()) == 30


@pytest.mark.parametrize(
    "secret",
    [None, "", "a-secret_of-our", SECRET + "x", "geheim-\u00fc".encode("latin-1"), b"\xff\xfe"],
    ids=["none", "an empty one", "its beginning", "a longer one", "letters beyond ASCII", "no text at all"],
)
async def test_without_the_secret_nobody_gets_in(tmp_path: Path, secret: str | bytes | None) -> None:
    async with FakeApi() as api, bot(tmp_path, api, webhook=True) as running:
        assert await posted(running, {"update_id": 1, **message(QUOTA)}, secret) == 403
        assert await posted(running, {"update_id": 2, **message("/help")}) == 200
        (sent,) = await api.until_sent(1)
    assert "信控停用" not in sent["text"].splitlines()[0]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"x" * (1 << 20), 400),
        (b"x" * ((1 << 20) + 1), 413),
        (b"", 400),
        (b"{", 400),
        (b"[" * 100_000, 400),
        (b"\xff\xfe", 400),
        ([1, 2], 200),
        ({}, 200),
        ({"update_id": 9, "poll": {"id": "1"}}, 200),
        ({"update_id": "9", "message": {}}, 200),
        ({"update_id": 9, "message": {"chat": 7}}, 200),
        ({"update_id": 9, "message": {"chat": {"id": "\ud83d"}, "text": "\ud83d"}}, 200),
    ],
    ids=[
        "a megabyte of nonsense",
        "more than a megabyte",
        "nothing",
        "half an object",
        "a hundred thousand brackets",
        "no text",
        "a list",
        "an empty object",
        "an unknown kind",
        "a number that is none",
        "half a message",
        "half a sign",
    ],
)
async def test_whatever_is_posted_is_taken_or_refused(tmp_path: Path, content: bytes | object, status: int) -> None:
    async with FakeApi() as api, bot(tmp_path, api, webhook=True) as running:
        assert await posted(running, content) == status
        assert await posted(running, {"update_id": 10, **message(QUOTA)}) == 200
        await api.until_sent(1)


async def test_what_cannot_be_kept_is_delivered_again_by_telegram(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api, webhook=True) as running:
        await api.until(lambda: bool(api.webhook.get("url")))
        keep = running.app.journal.keep
        refusals = [StoreLocked(path="clinic.db")] * 3

        async def refusing(letters: Any, at: Any) -> Any:
            if refusals:
                raise refusals.pop()
            return await keep(letters, at)

        running.app.journal.keep = refusing  # type: ignore[method-assign]
        api.push(message(QUOTA))
        await api.until_sent(1)
    assert refusals == []


async def test_what_is_delivered_twice_or_out_of_order_is_answered_once(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api, webhook=True) as running:
        updates = [{"update_id": number, **message(QUOTA, user(number))} for number in (900, 3, 501, 7)]
        statuses = await asyncio.gather(*(posted(running, update) for update in updates * 3))
        await api.until_sent(4)
        assert await posted(running, {"update_id": 1, **message("/help", user(1))}) == 200
        await api.until_sent(5)
    assert set(statuses) == {200}
    assert len(api.sent()) == 5


async def test_what_came_while_telegram_could_not_be_asked_is_answered_later(tmp_path: Path) -> None:
    away = True
    async with FakeApi(down=lambda: away) as api, bot(tmp_path, api, webhook=True) as running:
        assert await posted(running, {"update_id": 1, **message(QUOTA)}) == 200
        away = False
        await api.until_sent(1)
