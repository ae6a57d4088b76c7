"""Look-ups, what-if and replay: the same abilities as in a chat, under the staff member's own name."""

import re
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels import wire
from bot.channels.web.desk.door import Room, Visitor
from bot.channels.web.requests import Desk, Problem, Refused, body_of, check_user, one_of, word
from bot.domain.message import Incoming, Viewer
from bot.domain.words import text

_LONGEST = 20_000
_LONGEST_NAME = 160
_DAY = re.compile(r"20\d\d-\d\d-\d\d")


async def look_up(request: Request, room: Room, who: Visitor) -> Response:
    """Answer any number, or whatever else can be said in a chat."""
    del room
    given = await body_of(request)
    return await _answer(request, who, given, word(given, "text", _LONGEST))


async def what_if(request: Request, room: Room, who: Visitor) -> Response:
    """Answer as of another day, and as if the plan ended on another."""
    del room
    given = await body_of(request)
    number = _one_word(given, "number")
    days = [_day(given, name) for name in ("day", "ends") if given.get(name)]
    return await _answer(request, who, given, " ".join(("/if", number, *days)))


async def replay(request: Request, room: Room, who: Visitor) -> Response:
    """Show what the bot told a person, or told of a card."""
    del room
    given = await body_of(request)
    return await _answer(request, who, given, f"/replay {_one_word(given, 'about')}")


def _one_word(given: Mapping[str, Any], name: str) -> str:
    """Return a field without blanks in it: it is to be one thing of several."""
    return "".join(word(given, name, _LONGEST_NAME).split())


def _day(given: Mapping[str, Any], name: str) -> str:
    day = word(given, name, _LONGEST_NAME)
    if not _DAY.fullmatch(day):
        raise Refused(422, Problem.INVALID_TIME, text("problem-time"))
    return day


async def _answer(request: Request, who: Visitor, given: Mapping[str, Any], said: str) -> Response:
    desk: Desk = request.app.state.desk
    check_user(desk, f"desk {who.person}")
    lang = one_of(given.get("lang"), desk.front.texts.languages, "lang")
    incoming = Incoming(person=who.person, text=said, at=desk.front.clock(), viewer=Viewer.STAFF, lang=lang)
    answer = await desk.front.answer(incoming)
    return JSONResponse(wire.message(answer.reply, desk.front.texts, answer.lang))
