"""The staff page itself, and signing in and out of it."""

from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from bot.channels.web.desk.door import COOKIE, Room, check_origin, visitor
from bot.channels.web.desk.door import Visitor as Staff
from bot.channels.web.requests import Desk, Problem, Refused, body_of, check_address, language, one_of, word
from bot.domain.card import State
from bot.domain.notices import affectable
from bot.domain.roles import MAY, Act, may
from bot.domain.trail import Entry
from bot.domain.words import Text, text

STATIC = Path(__file__).parent / "static"
HOURS = 12
_LONGEST_LINK = 128


async def index(request: Request, room: Room) -> Response:
    """Return the page, the same for everybody: it asks who is there by itself."""
    del request, room
    return FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-cache"})


async def start(request: Request, room: Room) -> Response:
    """Return the page's words, and who is signed in with all that they may do."""
    desk: Desk = request.app.state.desk
    check_address(request, desk)
    lang = one_of(request.query_params.get("lang"), desk.front.texts.languages, "lang") or language(request, desk)
    texts = desk.front.texts
    who = await visitor(request, room)
    words = {**texts.family("page-", lang), **texts.family("staffpage-", lang)}
    states = [{"state": str(state), "name": texts.say(Text(f"state-{state}.name"), lang)} for state in State]
    return JSONResponse(
        {"lang": lang, "texts": words, "states": states, "staff": who and _shown(who, room, desk, lang)}
    )


def _shown(who: Staff, room: Room, desk: Desk, lang: str) -> dict[str, Any]:
    role = desk.front.texts.say(text(f"role-{who.role}"), lang)
    return {
        "person": str(who.person),
        "role": role,
        "may": sorted(MAY[who.role]),
        "proof": who.proof,
        "affects": affectable(room.sources),
    }


async def sign_in(request: Request, room: Room) -> Response:
    """Exchange the secret of a link for a session. Raise Refused where it opens nothing, or no longer."""
    desk: Desk = request.app.state.desk
    check_address(request, desk)
    check_origin(request)
    now = desk.front.clock()
    token = await room.sessions.open(word(await body_of(request), "link", _LONGEST_LINK), now)
    person = None if token is None else await room.sessions.who(token, now)
    if token is None or person is None or not may(await room.role_of(person), Act.DESK):
        raise Refused(403, Problem.UNAUTHORIZED, text("staffpage-link-used"))
    await room.trail.note([Entry(at=now, who=person, act=Act.DESK, outcome="signed_in")])
    response = JSONResponse({})
    secure = request.url.scheme == "https"
    response.set_cookie(
        COOKIE, token, max_age=HOURS * 3600, path="/desk", httponly=True, samesite="strict", secure=secure
    )
    return response


async def sign_out(request: Request, room: Room, who: Staff) -> Response:
    """End the session."""
    desk: Desk = request.app.state.desk
    await room.sessions.close(who.token)
    await room.lists.end(*room.lists.of(who.proof))
    await room.trail.note([Entry(at=desk.front.clock(), who=who.person, act=Act.DESK, outcome="signed_out")])
    response = JSONResponse({})
    response.delete_cookie(COOKIE, path="/desk", httponly=True, samesite="strict")
    return response
