"""The line to Telegram: python-telegram-bot's Bot, whose failures tell whether a request can have had an effect."""

import asyncio
import json
from functools import cache
from ssl import SSLContext
from typing import Any

import httpx
from telegram import Bot
from telegram.error import InvalidToken, NetworkError, TelegramError, TimedOut
from telegram.request import HTTPXRequest

from bot.channels.telegram.timing import Timing

POOL = 8
"""Calls under way at once: enough for 30 messages a second that take a quarter of a second each. The pool looks at
every connection for each request, so that 256 of them, the library's default, cost several times what sending does."""
KINDS = ("message", "callback_query", "my_chat_member")
"""What Telegram is asked to send; it remembers the last wish, so it is told every time."""

_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_NOT_DONE, _TOO_FAST, _SERVER_FAILED, _GATEWAY_GAVE_UP = 300, 429, 500, 504
_MARGIN = 10.0


class TooFast(TelegramError):
    """Telegram refused the request for now and says how long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"asked to wait {seconds} seconds")
        self.seconds = seconds


class Unsent(NetworkError):
    """The request had no effect: it never left, or the server says that it failed, or it never came to Telegram."""


class Lost(NetworkError):
    """The request left, and nobody knows what became of it."""


class Request(HTTPXRequest):
    """HTTP as python-telegram-bot does it; its errors say less, as what they say may hold the token."""

    def __init__(self, calls: int, **more: Any) -> None:
        super().__init__(calls, **more)
        self._turns = asyncio.Semaphore(calls)

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make a request. Raise TooFast, Unsent or Lost when it was not answered."""
        try:
            async with self._turns:  # not in the pool, which looks through all that wait, each time
                status, content = await super().do_request(*args, **kwargs)
        except (NetworkError, TimedOut) as error:
            kind = Unsent if isinstance(error.__cause__, _NEVER_LEFT) else Lost
            raise kind(type(error.__cause__).__name__) from None
        if status == _TOO_FAST:  # python-telegram-bot's own error for this warns of its future
            raise TooFast(_seconds(content))
        if status >= _SERVER_FAILED:  # often a page of HTML
            raise (Lost if status == _GATEWAY_GAVE_UP else Unsent)(f"HTTP {status}")
        if not content.startswith(b"{"):  # Telegram always answers so: what speaks is something on the way to it
            raise (Unsent if status >= _NOT_DONE else Lost)(f"HTTP {status} without JSON")
        return status, content


@cache
def trust() -> SSLContext:
    """Return whom we trust; to read it takes a tenth of a second, and every pool needs it."""
    return httpx.create_ssl_context()


def _seconds(content: bytes) -> float:
    try:
        return float(json.loads(content)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return 1.0


class Line(Bot):
    """The bot as Telegram knows it."""

    def __init__(self, token: str, api_base: str, timing: Timing) -> None:
        base = api_base.rstrip("/")
        within = timing.answer_within
        trusting = {"verify": trust()}
        super().__init__(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=Request(
                POOL, read_timeout=within, write_timeout=within, pool_timeout=within, httpx_kwargs=trusting
            ),
            get_updates_request=Request(1, httpx_kwargs=trusting),
        )

    async def open(self) -> None:
        """Learn who we are. Raise TelegramError, without the token in it."""
        try:
            await self.initialize()
        except InvalidToken:  # its message holds the token
            raise InvalidToken("Telegram does not know this token") from None

    async def say(self, chat: int, said: str, **more: Any) -> None:
        """Send a message. What Telegram returns of it is not needed, and would take longer to read than to send."""
        await self._post("sendMessage", {"chat_id": chat, "text": said, **more})

    async def updates(self, offset: int, wait: int) -> list[object]:
        """Return the updates from *offset* on as they came, having waited up to *wait* seconds for the first.

        Raise TelegramError when there was no answer, or one that is no list.
        """
        data = {"offset": offset, "timeout": wait, "allowed_updates": list(KINDS)}
        found = await self._post("getUpdates", data, read_timeout=wait + _MARGIN)
        if not isinstance(found, list):
            raise Unsent("no list of updates")
        return found
