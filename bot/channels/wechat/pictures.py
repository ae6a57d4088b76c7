"""Pictures from WeChat, fetched from the address that a message gives: any account may, without a token.

The address is no more to be trusted than whoever can sign a message: only Tencent's own hosts are asked, nothing is
followed, and no more is read than a picture may have.
"""

import asyncio
import logging
from urllib.parse import urlsplit

import httpx

from bot.domain.pictures import MOST_BYTES, Flaw, Image, judged
from bot.ports import Sleep

log = logging.getLogger(__name__)

_HOST = ".qpic.cn"
_PAUSES = (1.0, 5.0, 15.0)
_PATIENCE = 30.0
"""Seconds for a whole picture."""


class WechatPictures:
    """Fetches what followers have sent (the port Pictures)."""

    def __init__(self, http: httpx.AsyncClient, sleep: Sleep) -> None:
        self._http, self._sleep = http, sleep

    async def fetch(self, name: str) -> Image | Flaw:
        address = _safe(name)
        if address is None:
            return Flaw.NO_PICTURE
        for pause in (*_PAUSES, None):
            try:
                async with asyncio.timeout(_PATIENCE):
                    return judged(await self._content(address))
            except (httpx.HTTPError, TimeoutError) as error:
                log.info("wechat: picture not fetched", extra={"error": type(error).__name__})
            if pause is not None:
                await self._sleep(pause)
        return Flaw.LOST

    async def _content(self, address: httpx.URL) -> bytes:
        """Return the bytes at *address*, one too many at most."""
        content = bytearray()
        async with self._http.stream("GET", address, follow_redirects=False) as answer:
            answer.raise_for_status()
            async for block in answer.aiter_bytes():
                content += block
                if len(content) > MOST_BYTES:
                    break
        return bytes(content[: MOST_BYTES + 1])


def _safe(name: str) -> httpx.URL | None:
    """Return where a picture is asked for, None where that is none of Tencent's hosts."""
    try:
        given = urlsplit(name)
        if given.scheme not in {"http", "https"} or given.netloc != given.hostname or not given.netloc.endswith(_HOST):
            return None
        return httpx.URL(name).copy_with(scheme="https")
    except (ValueError, httpx.InvalidURL):
        return None
