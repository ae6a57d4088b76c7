"""How a platform is asked over HTTP, and what may come back: its answers are as hostile as anybody's."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

import httpx

from bot.domain.checks import luhn_fits
from bot.domain.iccid import Carrier, Iccid
from bot.errors import AuthFailed, BadAnswer, SourceDown, SourceError, Throttled, Unclassified
from bot.ports import Clock
from bot.sources.reading import plain, tree

PLACES = 50
"""Calls at once to one platform. The others wait here: httpx's pool would look through all of them at every step."""
LONGEST_ANSWER = 1 << 20
"""Bytes. The largest known answer, a page of cards, is a tenth of it."""
MOST_NUMBERS = 10_000
"""How many cards' telephone numbers are remembered; the oldest is forgotten."""
KNOWN_FOR = timedelta(hours=1)
"""A number may move to another card, and would show that card's state."""
FACETS_WITHIN = 1.8
"""Seconds after which a facet is given up: what is known by then is worth more than waiting for the rest."""

Told = TypeVar("Told")
Status = TypeVar("Status")
Part = TypeVar("Part")
"""What is asked for beside the status: a facet, or a question by its name."""


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

    def data(self) -> Any:
        """Return the body read as JSON or as XML, whichever it is. Raise like `json`."""
        if not self.text.lstrip().startswith("<"):
            return self.json()
        try:
            return tree(self.text)
        except ValueError:
            self.check()
            raise BadAnswer(self.source, f"HTTP {self.status}") from None

    def check(self) -> None:
        """Raise what an HTTP status other than 200 means on every platform."""
        if self.status != httpx.codes.OK:
            raise self.failure()

    def refuse(self, failure: type[SourceError] | None, code: str | None, request_id: str | None = None) -> None:
        """Raise *failure*, which is what *code* means; None: nothing failed, the card is not here.

        What is in none of the tables the HTTP status may explain; without a code it is no answer.
        """
        if failure is None:
            return
        if failure is Unclassified and code is None:
            self.check()
            raise BadAnswer(self.source, "no code")
        kind = type(self.failure()) if failure is Unclassified else failure
        more = {"retry_after": self.retry_after} if kind is Throttled else {}
        raise kind(self.source, plain(code) or "", plain(request_id) or "", **more)

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
        self._places = asyncio.Semaphore(PLACES)

    async def get(self, url: str, params: dict[str, str] | None = None, **more: Any) -> Heard:
        return await self._ask("GET", url, params=params, **more)

    async def post(self, url: str, **more: Any) -> Heard:
        return await self._ask("POST", url, **more)

    async def _ask(self, method: str, url: str, **more: Any) -> Heard:
        """Ask once. Raise SourceDown when nothing came back in time, BadAnswer when it is too long to be an answer."""
        try:
            async with self._places, self._http.stream(method, url, **more) as response:
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


async def side_by_side(
    asked: Mapping[Part, Callable[[], Awaitable[Told]]],
) -> tuple[dict[Part, Told], dict[Part, str]]:
    """Ask for all facets at once. Return what was told, and for each facet that failed or took too long the reason."""
    told: dict[Part, Told] = {}
    gaps: dict[Part, str] = {}

    async def ask(facet: Part) -> None:
        try:
            async with asyncio.timeout(FACETS_WITHIN):
                told[facet] = await asked[facet]()
        except SourceError as error:
            gaps[facet] = error.reason
        except TimeoutError:
            gaps[facet] = SourceDown.reason

    async with asyncio.TaskGroup() as group:
        for facet in asked:
            group.create_task(ask(facet))
    return told, gaps


async def with_facets(
    status: Awaitable[Status], asked: Mapping[Part, Callable[[], Awaitable[Told]]]
) -> tuple[Status, dict[Part, Told], dict[Part, str]]:
    """Ask for the facets while *status* is awaited; what it raises is raised at once, and the facets given up.

    They are given up as well when the status is None: the card is not here.
    """
    rest = asyncio.ensure_future(side_by_side(asked))
    try:
        said = await status
        return (said, {}, {}) if said is None else (said, *await rest)
    finally:
        rest.cancel()


def spellings(iccid: Iccid) -> tuple[str, ...]:
    """Return how a platform may have written *iccid* down, as it was given first: with and without its check digit."""
    if iccid.carrier not in {Carrier.TELECOM, Carrier.UNICOM}:  # elsewhere no rule is known
        return iccid.keys
    given = iccid.number if iccid.number.isdigit() else iccid.key
    whole = (iccid.key + digit for digit in "0123456789" if iccid.key.isdigit() and luhn_fits(iccid.key + digit))
    return tuple(dict.fromkeys((given, *whole, iccid.key)))


class Numbers:
    """The telephone numbers of cards, which hardly ever change: each is asked for once in KNOWN_FOR."""

    def __init__(self, ask: Callable[[Iccid], Awaitable[str | None]], clock: Clock, most: int = MOST_NUMBERS) -> None:
        self._ask, self._clock, self._most = ask, clock, most
        self._known: dict[str, tuple[datetime, str]] = {}

    async def of(self, iccid: Iccid) -> str | None:
        """Return the card's number, None when the platform does not have the card. Raise what the asking raises."""
        since, known = self._known.get(iccid.key, (None, None))
        if known is not None and since is not None and self._clock() - since < KNOWN_FOR:
            return known
        number = await self._ask(iccid)
        if number is not None:
            self.note(iccid, number)
        return number

    def note(self, iccid: Iccid, number: str) -> None:
        self._known.pop(iccid.key, None)
        self._known[iccid.key] = (self._clock(), number)
        if len(self._known) > self._most:
            del self._known[next(iter(self._known))]

    def forget(self, iccid: Iccid) -> None:
        """Ask again next time: the platform no longer knows the number."""
        self._known.pop(iccid.key, None)
