"""The staff page's routes: each with the act that a role must allow, and none without."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from bot.channels.web.desk import asking, cases, leading, listing, pictures, signing
from bot.channels.web.desk.door import Room, Visitor, admit
from bot.channels.web.page import Files
from bot.domain.roles import Act

Work = Callable[[Request, Room, Visitor], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Guarded:
    """A route for those alone whose role allows *act*."""

    method: str
    path: str
    act: Act
    work: Work


GUARDED = (
    Guarded("POST", "/desk/sign-out", Act.DESK, signing.sign_out),
    Guarded("POST", "/desk/look-up", Act.SEE_STAFF_VIEW, asking.look_up),
    Guarded("POST", "/desk/what-if", Act.WHAT_IF, asking.what_if),
    Guarded("POST", "/desk/replay", Act.REPLAY, asking.replay),
    Guarded("GET", "/desk/cases", Act.CASES, cases.listed),
    Guarded("GET", "/desk/case", Act.CASES, cases.one),
    Guarded("POST", "/desk/case", Act.CASES, cases.act),
    Guarded("GET", "/desk/picture", Act.CASES, pictures.picture),
    Guarded("GET", "/desk/lists", Act.BULK, listing.lists),
    Guarded("POST", "/desk/lists", Act.BULK, listing.drop),
    Guarded("GET", "/desk/lists/file", Act.BULK, listing.file),
    Guarded("POST", "/desk/lists/end", Act.BULK, listing.end),
    Guarded("GET", "/desk/audit", Act.READ_AUDIT, leading.audit),
    Guarded("GET", "/desk/stats", Act.STATS, leading.figures),
    Guarded("GET", "/desk/stats.csv", Act.STATS, leading.figures_file),
    Guarded("GET", "/desk/notices", Act.NOTICE, leading.notices),
    Guarded("POST", "/desk/notices", Act.NOTICE, leading.post),
    Guarded("POST", "/desk/notices/end", Act.NOTICE, leading.withdraw),
)


def routes(room: Room) -> list[BaseRoute]:
    """Return the routes of the page in *room*."""
    return [
        Route("/desk", _open(signing.index, room)),
        Route("/desk/start", _open(signing.start, room)),
        Route("/desk/sign-in", _open(signing.sign_in, room), methods=["POST"]),
        *(Route(each.path, _guarded(each, room), methods=[each.method]) for each in GUARDED),
        Mount("/desk/static", Files(directory=signing.STATIC, check_dir=False)),
    ]


def _open(work: Callable[[Request, Room], Awaitable[Response]], room: Room) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await work(request, room)

    return endpoint


def _guarded(route: Guarded, room: Room) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await route.work(request, room, await admit(request, room, route.act))

    return endpoint
