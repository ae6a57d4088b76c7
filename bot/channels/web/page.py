"""The chat page: its files, its start, its messages. A visitor is known by an unguessable cookie and nothing else."""

import hashlib
import logging
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.channels import wire
from bot.channels.plain import opening
from bot.channels.web.repeats import Repeats
from bot.channels.web.requests import (
    Desk,
    Problem,
    Refused,
    body_of,
    check_address,
    check_user,
    language,
    one_of,
    word,
)
from bot.domain.advice import Told
from bot.domain.card import State
from bot.domain.headline import light
from bot.domain.iccid import Iccid
from bot.domain.message import Incoming, Person
from bot.domain.words import Text, text
from bot.errors import ClinicError, SourceError

log = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "static"
COOKIE = "simclinic"
LONGEST_TEXT = 20_000
LONGEST_ID = 64
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_FRESH = timedelta(minutes=1)
"""How long the start of the page is kept: it diagnoses all demo cards."""

Json = dict[str, Any]
Demo = Mapping[str, Sequence[Iccid]]
"""The demo cards' numbers by group."""


@dataclass(slots=True)
class Page:
    """What the page's routes keep: demo cards and the contact to show, and what was answered lately."""

    demo: Demo = field(default_factory=dict)
    support: str | None = None
    repeats: Repeats = field(default_factory=Repeats)
    starts: dict[str, tuple[datetime, Json]] = field(default_factory=dict)


def _visitor(request: Request) -> str | None:
    """Return the visitor's name: a digest, so that the cookie itself is kept nowhere."""
    token = request.cookies.get(COOKIE, "")
    return hashlib.sha256(token.encode()).hexdigest()[:32] if _TOKEN.fullmatch(token) else None


def visitor_of(request: Request) -> str:
    """Return the visitor's name. Raise Refused where they have no session."""
    visitor = _visitor(request)
    if visitor is None:
        raise Refused(403, Problem.NO_SESSION, text("web-no-session"))
    return visitor


async def index(request: Request) -> Response:
    """Return the page. It brings no cookie: a visitor who follows a link has one that browsers do not show here."""
    del request
    return FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-cache"})


async def start(request: Request) -> Response:
    """Return what the page needs in its language: texts, states, demo cards. Give a new visitor a cookie."""
    desk: Desk = request.app.state.desk
    check_address(request, desk)
    lang = one_of(request.query_params.get("lang"), desk.front.texts.languages, "lang") or language(request, desk)
    response = JSONResponse(await _start(request.app.state.page, desk, lang))
    if _visitor(request) is None:
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, secrets.token_urlsafe(32), httponly=True, samesite="strict", secure=secure)
    return response


async def _start(page: Page, desk: Desk, lang: str) -> Json:
    now = desk.front.clock()
    until, begun = page.starts.get(lang, (now, {}))
    if now < until:
        return begun
    texts = desk.front.texts
    states = [{"state": str(state), "name": texts.say(Text(f"state-{state}.name"), lang)} for state in State]
    words: Json = {"lang": lang, "texts": texts.family("page-", lang), "states": states, "support": page.support}
    try:
        begun = {**words, "demo": await _demo(page.demo, desk, lang)}
    except SourceError as error:
        log.warning("source failed", extra={"source": error.source, "reason": error.reason})
        return {**words, "demo": []}  # the page is more than its demo
    page.starts[lang] = (now + _FRESH, begun)
    return begun


async def _demo(demo: Demo, desk: Desk, lang: str) -> list[Json]:
    texts = desk.front.texts
    groups = []
    for group, numbers in demo.items():
        told = [await desk.front.diagnosis(number, None) for number in numbers]
        cards = [
            {"iccid": seen.diagnosis.card.iccid.number, "about": _about(seen, desk, lang)} for seen in told if seen
        ]
        groups.append({"group": group, "name": texts.say(text(f"page-group-{group}"), lang), "cards": cards})
    return [group for group in groups if group["cards"]]


def _about(told: Told, desk: Desk, lang: str) -> str:
    return f"{light(told.diagnosis)} {opening(desk.front.texts.say(told.headline, lang))}"


async def messages(request: Request) -> Response:
    """Answer one message of a visitor; the same id again gets the same answer."""
    desk: Desk = request.app.state.desk
    repeats: Repeats = request.app.state.page.repeats
    visitor = visitor_of(request)
    check_address(request, desk)
    given = await body_of(request)
    request.state.lang = lang = one_of(given.get("lang"), desk.front.texts.languages, "lang")
    hint = one_of(given.get("hint"), desk.front.texts.languages, "hint")
    name, said = word(given, "id", LONGEST_ID), word(given, "text", LONGEST_TEXT)
    if not repeats.knows(visitor, name):
        check_user(desk, visitor)
    incoming = Incoming(person=Person("web", visitor), text=said, at=desk.front.clock(), lang=lang, locale_hint=hint)
    answer = await repeats.answer(visitor, name, lambda: answered(desk, incoming, name))
    return Response(answer, media_type="application/json")


async def replies(request: Request) -> Response:
    """Say whether staff said anything that the visitor has not read; it is fetched as a message."""
    desk: Desk = request.app.state.desk
    person = Person("web", visitor_of(request))
    check_address(request, desk)
    return JSONResponse({"waiting": desk.people is not None and await desk.people.waits(person)})


async def answered(desk: Desk, incoming: Incoming, name: str) -> bytes:
    """Return the answer to the message *name* as the page takes it."""
    answer = await desk.front.answer(incoming)
    said = wire.message(answer.reply, desk.front.texts, answer.lang)
    own = {"id": name, "remembers": answer.reply.remembers, "takes_pictures": await _takes_pictures(desk, incoming)}
    return bytes(JSONResponse({**said, **own}).body)


async def _takes_pictures(desk: Desk, incoming: Incoming) -> bool:
    """Say whether a picture would come to anybody; a store that does not say costs no answer."""
    try:
        return desk.people is not None and await desk.people.takes_pictures(incoming.person)
    except ClinicError as error:
        log.warning("case not read", extra={"reason": error.key})
        return False


class Files(StaticFiles):
    """The page's files, which browsers ask about each time, so that an upgrade is seen at once."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response


ROUTES = (
    Route("/", index),
    Route("/web/start", start),
    Route("/web/messages", messages, methods=["POST"]),
    Route("/web/replies", replies),
    Mount("/static", Files(directory=STATIC, check_dir=False)),
)
