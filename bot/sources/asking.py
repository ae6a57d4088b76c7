"""How a platform is asked over HTTP, and what may come back: its answers are as hostile as anybody's."""

import json
from dataclasses import dataclass
from typing import Any

import httpx

from bot.errors import AuthFailed, BadAnswer, SourceDown, SourceError, Throttled, Unclassified

LONGEST_ANSWER = 1 << 20
"""Bytes. The largest known answer, a page of cards, is a tenth of it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What came back: the HTTP status and the body. Neither says yet that all is well."""

    source: str
    status: int
    text: str
    retry_after: float | None

    def json(self) -> Any:
        """Return the body read as JSON. Raise what the status means where it is none, else BadAnswer."""
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            self.check()
            raise BadAnswer(self.source, f"HTTP {self.status}") from None

    def check(self) -> None:
        """Raise what an HTTP status other than 200 means on every platform."""
        if self.status != httpx.codes.OK:
            raise self.failure()

    def failure(self) -> SourceError:
        code = f"HTTP {self.status}"
        if self.status == httpx.codes.TOO_MANY_REQUESTS:
            return Throttled(self.source, code, retry_after=self.retry_after)
        if self.status in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
            return AuthFailed(self.source, code)
        if self.status >= httpx.codes.INTERNAL_SERVER_ERROR:
            return SourceDown(self.source, code)
        return Unclassified(self.source, code)


class Asking:
    """Asks one platform. The client's timeouts hold; whoever asks holds the deadline of the whole."""

    def __init__(self, source: str, http: httpx.AsyncClient) -> None:
        self._source, self._http = source, http

    async def get(self, url: str, params: dict[str, str] | None = None, **more: Any) -> Heard:
        return await self._ask("GET", url, params=params, **more)

    async def post(self, url: str, **more: Any) -> Heard:
        return await self._ask("POST", url, **more)

    async def _ask(self, method: str, url: str, **more: Any) -> Heard:
        """Ask once. Raise SourceDown when nothing came back in time, BadAnswer when it is too long to be an answer."""
        try:
            async with self._http.stream(method, url, **more) as response:
                body = await self._body(response)
        except (httpx.TransportError, httpx.InvalidURL, httpx.DecodingError) as error:
            # the error's own text may hold the address, and the address a secret
            raise SourceDown(self._source, type(error).__name__) from None
        text = body.decode(_charset(response), errors="replace")
        return Heard(self._source, response.status_code, text, _seconds(response.headers.get("retry-after")))

    async def _body(self, response: httpx.Response) -> bytes:
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > LONGEST_ANSWER:
                raise BadAnswer(self._source, "too long")
        return bytes(body)


def _charset(response: httpx.Response) -> str:
    return "gb18030" if (response.charset_encoding or "").lower() in {"gbk", "gb2312", "gb18030"} else "utf-8"


def _seconds(given: str | None) -> float | None:
    return float(given) if given is not None and given.isascii() and given.isdigit() else None
