"""Pictures on the chat page: one sent to whoever answers, and those that came, for their own visitor alone."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.web.page import LONGEST_ID, answered, visitor_of
from bot.channels.web.repeats import Repeats
from bot.channels.web.requests import (
    Desk,
    Problem,
    Refused,
    bytes_of,
    check_address,
    check_user,
    one_of,
    word,
)
from bot.domain.message import Incoming, Person
from bot.domain.pictures import MOST_BYTES, Flaw, Image, judged, label
from bot.domain.words import text

PATIENCE = 120.0
"""Seconds that a picture may take to arrive."""
_HEADERS = {"cache-control": "private, max-age=86400, immutable", "content-disposition": "inline"}


async def hand_in(request: Request) -> Response:
    """Take a picture into the visitor's case; the same id again gets the same answer."""
    desk: Desk = request.app.state.desk
    repeats: Repeats = request.app.state.page.repeats
    visitor = visitor_of(request)
    check_address(request, desk)
    name = word(request.query_params, "id", LONGEST_ID)
    hint = one_of(request.query_params.get("hint"), desk.front.texts.languages, "hint")
    request.state.lang = hint
    if not repeats.knows(visitor, name):
        check_user(desk, visitor)
    if not request.headers.get("content-type", "").startswith("image/"):  # no other site's form can say so
        raise Refused(415, Problem.NO_PICTURE, text("web-picture-no_picture"))
    content = await bytes_of(request, MOST_BYTES, text("web-picture-too_large"), PATIENCE)
    own = label(visitor, name)
    incoming = Incoming(
        person=Person("web", visitor),
        text="",
        at=desk.front.clock(),
        locale_hint=hint,
        picture=own,
        origin=f"web:{own}",
    )
    answer = await repeats.answer(visitor, name, lambda: _handed_in(desk, incoming, name, content))
    return Response(answer, media_type="application/json")


async def _handed_in(desk: Desk, incoming: Incoming, name: str, content: bytes) -> bytes:
    image = judged(content)
    if isinstance(image, Flaw):
        raise Refused(422, Problem.NO_PICTURE, text(f"web-picture-{image}"))
    if desk.people is None or not await desk.people.hand_in(incoming.person, str(incoming.picture), image):
        raise Refused(409, Problem.NO_PICTURE, text("web-picture-nobody"))
    return await answered(desk, incoming, name)


async def picture(request: Request) -> Response:
    """Return a picture that was shown to this very visitor."""
    desk: Desk = request.app.state.desk
    visitor = visitor_of(request)
    check_address(request, desk)
    check_user(desk, visitor)
    found: Image | Flaw = Flaw.LOST
    if desk.people is not None:
        found = await desk.people.picture(Person("web", visitor), request.path_params["name"])
    return shown(found)


def shown(found: Image | Flaw) -> Response:
    """Return a picture to look at. Raise Refused where there is none."""
    if isinstance(found, Flaw):
        raise Refused(404, Problem.NO_PICTURE, text(f"web-picture-{found}"))
    return Response(found.content, media_type=found.format, headers=_HEADERS)


ROUTES = (
    Route("/web/pictures", hand_in, methods=["POST"]),
    Route("/web/pictures/{name}", picture),
)
