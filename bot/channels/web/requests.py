"""What every route checks first: size, form, language, key, pace."""

import asyncio
import hmac
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from bot.channels.plain import opening
from bot.channels.web.limits import Limits, network
from bot.domain.words import Words, text
from bot.ports import Bulk, Front
from bot.ports import Desk as People

MOST_BYTES = 256 * 1024
"""More than the longest allowed text takes, however it is escaped."""
PATIENCE = 20.0
"""Seconds that a body may take to arrive."""
CLOSE = {"Connection": "close"}
"""Hangs up: what is still on its way would be taken for the next request."""
_BEYOND_BLANKS = re.compile(r"[^\s\ufeff]")


class Problem(StrEnum):
    """What can be wrong with a request, as programs are told."""

    NOT_JSON = "not_json"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    INVALID_JSON = "invalid_json"
    INVALID_REQUEST = "invalid_request"
    INVALID_TIME = "invalid_time"
    NOT_AN_ICCID = "not_an_iccid"
    CARD_NOT_FOUND = "card_not_found"
    UNAUTHORIZED = "unauthorized"
    KEY_REQUIRED = "key_required"
    NOT_A_LIST = "not_a_list"
    NO_SESSION = "no_session"
    NO_PICTURE = "no_picture"
    NO_SUCH_PAGE = "no_such_page"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    TOO_MANY_REQUESTS = "too_many_requests"
    SOURCE_UNAVAILABLE = "source_unavailable"
    NOT_READY = "not_ready"
    INTERNAL = "internal"


class Refused(Exception):
    """A request that gets an error for an answer: *problem* names it for programs, *words* for people."""

    def __init__(
        self,
        status: int,
        problem: Problem,
        words: Words,
        *,
        reason: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, str(problem))
        self.status = status
        self.problem = problem
        self.words = words
        self.reason = reason
        self.headers = headers


@dataclass(frozen=True, slots=True)
class Desk:
    """What the routes share."""

    front: Front
    limits: Limits
    default_lang: str
    api_key: str | None = field(default=None, repr=False)
    bulk: Bulk | None = None
    people: People | None = None


def refusal(request: Request, refused: Exception) -> Response:
    """Return the error body of *refused*, in the reader's language."""
    if not isinstance(refused, Refused):
        raise refused
    desk: Desk = request.app.state.desk
    message = opening(desk.front.texts.say(refused.words, language(request, desk)))
    reason = {} if refused.reason is None else {"reason": refused.reason}
    return JSONResponse({"error": refused.problem, **reason, "message": message}, refused.status, refused.headers)


def language(request: Request, desk: Desk) -> str:
    """Return the language of an error: the one asked for in the request, else the browser's, else the default."""
    languages = desk.front.texts.languages
    asked = [request.query_params.get("lang"), getattr(request.state, "lang", None)]
    accepted = [part.split(";")[0].strip()[:2] for part in request.headers.get("accept-language", "").split(",")]
    return next(name for name in (*asked, *accepted, desk.default_lang) if name in languages)


async def body_of(request: Request) -> dict[str, Any]:
    """Return the JSON object of the body. Raise Refused: 413 over 256 KiB, 408, 415, 400 for anything else."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise Refused(415, Problem.NOT_JSON, text("web-not-json"))
    try:
        given = json.loads(await bytes_of(request, MOST_BYTES, text("web-too-large"), PATIENCE))
    except (ValueError, RecursionError) as error:
        raise Refused(400, Problem.INVALID_JSON, text("web-invalid-json")) from error
    if not isinstance(given, dict):
        raise Refused(422, Problem.INVALID_REQUEST, text("web-invalid-request", field="body"))
    return given


async def bytes_of(request: Request, most: int, too_many: Words, patience: float) -> bytes:
    """Return the body. Raise Refused, and hang up, where too much comes, or it comes too slowly or breaks off."""
    declared = request.headers.get("content-length", "")
    too_large = Refused(413, Problem.TOO_LARGE, too_many, headers=CLOSE)
    if declared.isdecimal() and int(declared) > most:
        raise too_large
    body = bytearray()
    try:
        async with asyncio.timeout(patience):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise too_large
    except TimeoutError as error:
        raise Refused(408, Problem.TOO_SLOW, text("web-too-slow"), headers=CLOSE) from error
    except ClientDisconnect as error:
        raise Refused(400, Problem.INVALID_JSON, text("web-invalid-json"), headers=CLOSE) from error
    return bytes(body)


def word(given: Mapping[str, Any], name: str, most: int) -> str:
    """Return the field *name*, a text of 1 to *most* characters, not all of them blank. Raise Refused."""
    value = given.get(name)
    if not isinstance(value, str) or len(value) > most or not _BEYOND_BLANKS.search(value):
        raise Refused(422, Problem.INVALID_REQUEST, text("web-invalid-request", field=name))
    return value.encode("utf-8", "replace").decode()  # lone surrogates are JSON, but no text


def one_of(value: Any, allowed: Sequence[str], name: str) -> str | None:
    """Return *value* when it is None or one of *allowed*. Raise Refused."""
    if value is None or value in allowed:
        return None if value is None else str(value)
    raise Refused(422, Problem.INVALID_REQUEST, text("web-invalid-request", field=name))


def check_key(request: Request, key: str) -> None:
    """Raise Refused when the request does not bear *key*."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    # Headers are read as Latin-1; a key with other letters in it comes as UTF-8.
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode("latin-1"), key.encode()):
        raise Refused(401, Problem.UNAUTHORIZED, text("web-unauthorized"), headers={"WWW-Authenticate": "Bearer"})


def check_address(request: Request, desk: Desk) -> None:
    """Raise Refused, saying when to come back, when too many requests come from one address."""
    _in_time(desk.limits.addresses.take(network(request.client.host if request.client else "unknown")))


def check_user(desk: Desk, user: str) -> None:
    """Raise Refused, saying when to come back, when *user* asks too often."""
    _in_time(desk.limits.users.take(user))


def _in_time(wait: int) -> None:
    if wait:
        words, headers = text("web-too-many", seconds=wait), {"Retry-After": str(wait)}
        raise Refused(429, Problem.TOO_MANY_REQUESTS, words, headers=headers)
