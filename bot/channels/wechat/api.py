"""WeChat's API for one account: the access token and its renewal, one call, and how a call fails."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

Json = dict[str, Any]

STALE = frozenset({40001, 40014, 42001})
"""What says that the access token is no longer good."""
BUSY = -1
LONGEST_ANSWER = 64 * 1024
_MARGIN = 300.0
"""Seconds before its end at which a token is renewed: then the old and the new one both hold."""
_PAUSES = (0.5, 1.0, 2.0)
_LONGEST_WORD = 120
LONGEST_CALL = 10.0
"""Seconds for a whole answer: a timeout of httpx starts anew with every byte."""
_LONGEST_LIFE = 86_400


@dataclass(frozen=True, slots=True)
class Account:
    """Who calls, and where WeChat's API is found."""

    app_id: str
    secret: str = field(repr=False)
    base: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that WeChat is given."""

    name: str
    kind: str
    content: bytes


class Refusal(Exception):
    """WeChat answered, and does not do it: *code* is its errcode, *said* its words for it, without secrets."""

    def __init__(self, code: int, said: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.said = said


class Unreachable(Exception):
    """No answer, or none that can be read."""


Body = Json | Upload | None
"""What is posted; None asks."""


class Api:
    """Calls WeChat. The secret and the tokens are in no error: the library's errors hold addresses, ours do not."""

    def __init__(
        self,
        account: Account,
        http: httpx.AsyncClient,
        *,
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
        longest_call: float = LONGEST_CALL,
    ) -> None:
        self._account, self._http = account, http
        self._monotonic, self._sleep = monotonic, sleep
        self._longest_call = longest_call
        self._fetching: asyncio.Future[None] | None = None
        self._token, self._ends = "", 0.0

    async def call(self, path: str, body: Body = None) -> Json:
        """Post *body* to *path*, or get it where there is none. Raise Refusal or Unreachable.

        A stale token is renewed once. When WeChat is busy it is asked again a few times: it did nothing.
        """
        pauses = iter(_PAUSES)
        while True:
            try:
                return await self._with_token(path, body)
            except Refusal as refusal:
                pause = next(pauses, None)
                if refusal.code != BUSY or pause is None:
                    raise
            await self._sleep(pause)

    async def token(self) -> str:
        """Return an access token that holds. Whoever asks while one is being fetched shares it, or its failure."""
        if self._monotonic() >= self._ends:
            if self._fetching is None:
                self._fetching = asyncio.ensure_future(self._fetch())
                # where nobody waits any more, its failure is nobody's
                self._fetching.add_done_callback(lambda done: done.cancelled() or done.exception())
            await asyncio.shield(self._fetching)
        return self._token

    async def _with_token(self, path: str, body: Body) -> Json:
        token = await self.token()
        try:
            return await self._ask(path, body, token)
        except Refusal as refusal:
            if refusal.code not in STALE:
                raise
        if self._token == token:  # else somebody has renewed it meanwhile
            self._ends = 0.0
        return await self._ask(path, body, await self.token())

    async def _fetch(self) -> None:
        try:
            await self._renew()
        finally:
            self._fetching = None

    async def _renew(self) -> None:
        wanted = {"grant_type": "client_credential", "appid": self._account.app_id, "secret": self._account.secret}
        given = await self._ask("/cgi-bin/stable_token", wanted, None)
        token, seconds = given.get("access_token"), given.get("expires_in")
        if not isinstance(token, str) or not token or not isinstance(seconds, int) or not 0 < seconds < _LONGEST_LIFE:
            raise Unreachable("no token")
        self._token, self._ends = token, self._monotonic() + max(seconds - _MARGIN, seconds / 2)

    async def _ask(self, path: str, body: Body, token: str | None) -> Json:
        try:
            method = "GET" if body is None else "POST"
            url = httpx.URL(f"{self._account.base.rstrip('/')}{path}")
            if token is not None:
                url = url.copy_merge_params({"access_token": token})
            async with (
                asyncio.timeout(self._longest_call),
                self._http.stream(method, url, **_written(body)) as response,
            ):
                answer = _read(response.status_code, await _body(response))
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            raise Unreachable(type(error).__name__) from None
        code = answer.get("errcode", 0)
        if code != 0:
            raise Refusal(code if isinstance(code, int) else BUSY, self._harmless(answer.get("errmsg"), token))
        return answer

    def _harmless(self, said: object, token: str | None) -> str:
        """Return WeChat's words as far as they may be shown."""
        words = "".join(character for character in str(said or "") if character.isprintable())
        for secret in filter(None, (self._account.secret, token, self._token)):
            words = words.replace(secret, "***")
        return words[:_LONGEST_WORD]


def _written(body: Body) -> dict[str, Any]:
    if isinstance(body, Upload):
        return {"files": {"media": (body.name, body.content, body.kind)}}
    # Chinese goes out as it is: WeChat shows escapes literally in some places
    return {} if body is None else {"content": json.dumps(body, ensure_ascii=False).encode(errors="replace")}


async def _body(response: httpx.Response) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > LONGEST_ANSWER:
            raise Unreachable("too long")
    return bytes(body)


def _read(status: int, body: bytes) -> Json:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    if status != httpx.codes.OK or not isinstance(answer, dict):
        raise Unreachable(f"HTTP {status}")
    return answer
