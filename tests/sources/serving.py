"""What the fakes of platforms share: a loopback server that answers wrongly, late or not at all when told to."""

import asyncio
import json
import ssl
from types import TracebackType
from typing import Any, Self

import httpx
from hypothesis import strategies as st

from bot.errors import AuthFailed, BadAnswer, SourceDown, SourceError, Throttled
from tests.loopback import Answered, Asked, Server

Json = dict[str, Any]
_TRUSTING_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""No fake speaks TLS; to read the trusted certificates anew for every client would take most of a test's time."""


def client(**more: Any) -> httpx.AsyncClient:
    """Return a client that speaks to the fakes."""
    return httpx.AsyncClient(verify=_TRUSTING_NOBODY, trust_env=False, **more)


class Serving:
    """A fake platform. *overrides* answers a call in another way, *delays* answers it late, in seconds."""

    def __init__(self) -> None:
        self.overrides: dict[str, Answered] = {}
        self.delays: dict[str, float] = {}
        self.asked: list[tuple[str, Json]] = []
        """The calls that came, with their parameters."""
        self._server = Server(self._answer)

    @property
    def url(self) -> str:
        return self._server.url

    @property
    def calls(self) -> list[str]:
        return [call for call, _ in self.asked]

    async def __aenter__(self) -> Self:
        await self._server.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._server.__aexit__(kind, error, trace)

    def heard(self, asked: Asked) -> tuple[str, Json]:
        """Return which call a request is, and its parameters."""
        raise NotImplementedError

    def problem(self, asked: Asked, params: Json) -> Answered | None:
        """Return what the platform says of a request that is not as it wants it."""
        raise NotImplementedError

    def told(self, call: str, params: Json) -> Answered:
        raise NotImplementedError

    async def _answer(self, asked: Asked) -> Answered:
        call, params = self.heard(asked)
        self.asked.append((call, params))
        if (problem := self.problem(asked, params)) is not None:
            return problem
        await asyncio.sleep(self.delays.get(call, 0))
        return self.overrides.get(call) or self.told(call, params)


def as_json(body: Any, status: int = 200) -> Answered:
    return Answered(status, json.dumps(body, ensure_ascii=False).encode())


def as_text(body: str, status: int = 200, kind: str = "text/plain") -> Answered:
    return Answered(status, body.encode(), kind)


BODIES: dict[str, tuple[Answered, type[SourceError]]] = {
    "a page": (as_text("<html><body>login</body></html>", kind="text/html"), BadAnswer),
    "a page that is no XML": (as_text("<!DOCTYPE html><p>login<br>", kind="text/html"), BadAnswer),
    "a page of a proxy": (as_text("<html><h1>Bad Gateway</h1></html>", 502, "text/html"), SourceDown),
    "a page that forbids": (as_text("<html>no</html>", 403), AuthFailed),
    "a page for too many": (as_text("slow down", 429), Throttled),
    "away": (as_text("", 503), SourceDown),
    "nothing": (as_text(""), BadAnswer),
    "bytes": (Answered(200, bytes(range(256))), BadAnswer),
    "too much": (Answered(200, b"[" * (2 << 20)), BadAnswer),
    "deep": (Answered(200, b"[" * 100_000), BadAnswer),
    "deep objects": (Answered(200, b'{"a":' * 100_000), BadAnswer),
    "deep elements": (Answered(200, b"<a>" * 50_000 + b"</a>" * 50_000), BadAnswer),
    "entities": (as_text('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), BadAnswer),
    "a list": (as_json([]), BadAnswer),
    "a number": (as_json(7), BadAnswer),
    "an empty object": (as_json({}), BadAnswer),
    "an empty object, status 503": (as_json({}, 503), SourceDown),
    "somebody who hangs up": (Answered(0, b""), SourceDown),
}
"""What may come back in place of any platform's answer, and what it is."""


def any_json(*names: str) -> st.SearchStrategy[Any]:
    """Draw any JSON, its keys and some of its words being *names*."""
    words = st.sampled_from(names)
    return st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | words,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=6),
        max_leaves=12,
    )


def answering(*bodies: Any) -> httpx.AsyncClient:
    """Return a client that is answered by *bodies* in turn, over and over."""
    texts = [json.dumps(body).encode() for body in bodies]
    asked = iter(range(1_000_000))
    return client(transport=httpx.MockTransport(lambda _: httpx.Response(200, content=texts[next(asked) % len(texts)])))


def said_by(error: SourceError) -> str:
    """Return everything that an error could print."""
    return f"{error} {error!r} {error.__cause__!r} {error.text}"
