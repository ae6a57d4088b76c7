"""The REST API: the answer any channel would give, and the diagnosis of one card."""

from datetime import datetime
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels import wire
from bot.channels.web.bulk import bulk
from bot.channels.web.requests import Desk, Problem, Refused, body_of, check_address, check_user, one_of, word
from bot.domain.iccid import Iccid
from bot.domain.message import Incoming, Person
from bot.domain.words import text
from bot.errors import SourceError

PREFIX = "/api/"
"""What the key locks, where one is set."""
LONGEST_TEXT = 20_000
LONGEST_USER = 128
YEARS = range(1899, 9001)
"""When a diagnosis can be asked for: with the very first and last years nothing can be reckoned.

A year more on either side than is promised, so that no zone spoils a promise.
"""
OPENAPI = Path(__file__).parent / "openapi.json"


async def messages(request: Request) -> Response:
    """Answer one message, as any channel would."""
    desk: Desk = request.app.state.desk
    check_address(request, desk)
    given = await body_of(request)
    request.state.lang = lang = one_of(given.get("lang"), desk.front.texts.languages, "lang")
    person = Person("api", word(given, "user", LONGEST_USER))
    said = word(given, "text", LONGEST_TEXT)
    check_user(desk, str(person))
    answer = await desk.front.answer(Incoming(person=person, text=said, at=desk.front.clock(), lang=lang))
    return JSONResponse(wire.message(answer.reply, desk.front.texts, answer.lang))


async def diagnosis(request: Request) -> Response:
    """Return the diagnosis of one card."""
    desk: Desk = request.app.state.desk
    check_address(request, desk)
    lang = one_of(request.query_params.get("lang"), desk.front.texts.languages, "lang") or desk.default_lang
    at = _moment(request.query_params.get("at"), desk)
    try:
        iccid = Iccid.parse(request.path_params["iccid"])
    except ValueError as error:
        raise Refused(422, Problem.NOT_AN_ICCID, text("number-wanted")) from error
    try:
        told = await desk.front.diagnosis(iccid, at)
    except SourceError as error:
        raise Refused(503, Problem.SOURCE_UNAVAILABLE, error.text, reason=error.reason) from error
    if told is None:
        raise Refused(404, Problem.CARD_NOT_FOUND, text("not-found", number=iccid.grouped))
    return JSONResponse(wire.diagnosis(told, desk.front.texts, lang))


def _moment(written: str | None, desk: Desk) -> datetime | None:
    """Read a time; without a zone it is local, and "+" in a query may have become a space."""
    if written is None:
        return None
    now = desk.front.clock()
    try:
        at = datetime.fromisoformat(written.strip().replace(" ", "+") if "T" in written else written)
        local = at.replace(tzinfo=now.tzinfo) if at.tzinfo is None else at.astimezone(now.tzinfo)
    except (ValueError, OverflowError) as error:
        raise Refused(422, Problem.INVALID_TIME, text("problem-time")) from error
    if local.year not in YEARS:
        raise Refused(422, Problem.INVALID_TIME, text("problem-time"))
    return local


async def openapi(request: Request) -> Response:
    """Return the API's description."""
    del request
    return Response(OPENAPI.read_bytes(), media_type="application/json")


async def healthz(request: Request) -> Response:
    """Say that the process lives."""
    del request
    return JSONResponse({"status": "ok"})


async def readyz(request: Request) -> Response:
    """Say whether the store answers and the texts are loaded; a store that does not is the site's error 503."""
    desk: Desk = request.app.state.desk
    await desk.front.ready()
    return JSONResponse({"status": "ready", "languages": list(desk.front.texts.languages)})


ROUTES = (
    Route("/healthz", healthz),
    Route("/readyz", readyz),
    Route("/api/v1/messages", messages, methods=["POST"]),
    Route("/api/v1/cards/{iccid:path}/diagnosis", diagnosis),  # a slash in it makes it a wrong number, not a wrong page
    Route("/api/v1/bulk", bulk, methods=["POST"]),
    Route("/api/v1/openapi.json", openapi),
)
