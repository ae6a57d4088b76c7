"""A list dropped on the page: taken, followed, fetched as a spreadsheet, ended."""

import secrets
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from bot.channels import wire
from bot.channels.web.bulk import XLSX, receive
from bot.channels.web.desk.door import Room, Visitor
from bot.channels.web.desk.lists import MOST, Listed
from bot.channels.web.requests import CLOSE, Desk, Problem, Refused, body_of, language, one_of, word
from bot.domain.reply import Reply
from bot.domain.summary import summary
from bot.domain.words import text

_LONGEST_NAME = 160
_LAST = 99
"""The most percent of what is not done."""


async def drop(request: Request, room: Room, who: Visitor) -> Response:
    """Take the list that is the body, and have it checked in the background."""
    desk: Desk = request.app.state.desk
    lang = one_of(request.query_params.get("lang"), desk.front.texts.languages, "lang") or language(request, desk)
    name = word(request.query_params, "name", _LONGEST_NAME)
    if desk.bulk is None:
        raise Refused(404, Problem.NO_SUCH_PAGE, text("web-no-such-page"), headers=CLOSE)
    if len(room.lists.of(who.proof)) >= MOST:
        raise Refused(429, Problem.TOO_MANY_REQUESTS, text("web-list-too-many"), headers=CLOSE)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="simclinic-list-")))
        number, file, to = secrets.token_urlsafe(), folder / "list", folder / "checked"
        await receive(request, file)
        listed = Listed(number=number, owner=who.proof, name=name, file=file, to=to)
        check = partial(desk.bulk.examine, file, to, lang=lang, who=who.person, tick=listed.tick)
        room.lists.begin(listed, check, stack.pop_all())
    return JSONResponse({"id": number}, 201)


async def lists(request: Request, room: Room, who: Visitor) -> Response:
    """Return the lists of this session: how far they are, what came of them."""
    desk: Desk = request.app.state.desk
    lang = language(request, desk)
    return JSONResponse({"lists": [_shown(listed, desk, lang) for listed in room.lists.of(who.proof)]})


def _shown(listed: Listed, desk: Desk, lang: str) -> dict[str, Any]:
    shown: dict[str, Any] = {"id": listed.number, "name": listed.name}
    if listed.figures is not None:
        reply = Reply(blocks=summary(listed.figures))
        return {**shown, "state": "done", "answer": wire.message(reply, desk.front.texts, lang)}
    percent = min(_LAST, int(100 * listed.fraction))
    said = listed.problem or text("web-list-progress", rows=listed.rows, percent=percent)
    state = "failed" if listed.problem else "working"
    return {**shown, "state": state, "said": desk.front.texts.say(said, lang), "percent": percent}


async def file(request: Request, room: Room, who: Visitor) -> Response:
    """Return the spreadsheet."""
    listed = _found(room, who, request.query_params.get("id", ""))
    if listed.figures is None:
        raise _gone()
    return FileResponse(listed.to, media_type=XLSX, filename=f"{Path(listed.name).stem}.checked.xlsx")


async def end(request: Request, room: Room, who: Visitor) -> Response:
    """Stop the work on a list, or throw away what came of it."""
    number = word(await body_of(request), "id", _LONGEST_NAME)
    await room.lists.end(_found(room, who, number))
    return JSONResponse({})


def _found(room: Room, who: Visitor, number: str) -> Listed:
    """Return a list of this session. Raise Refused where there is none, whoever else may have it."""
    listed = room.lists.find(number, who.proof)
    if listed is None:
        raise _gone()
    return listed


def _gone() -> Refused:
    return Refused(404, Problem.NO_SUCH_PAGE, text("web-list-gone"))
