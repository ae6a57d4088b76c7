"""A list of cards posted as a file, and the spreadsheet that comes back."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bot.channels.web.requests import CLOSE, Desk, Problem, Refused, check_address, one_of
from bot.domain.message import Person
from bot.domain.summary import Figures
from bot.domain.words import text
from bot.errors import BadFile
from bot.ports import Bulk

MOST_BYTES = 20 * 1024 * 1024
PATIENCE = 120.0
"""Seconds that a list may take to arrive."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME = "checked.xlsx"
PROGRAM = Person("api", "")


async def bulk(request: Request) -> Response:
    """Check the list that is the body. Whoever hangs up meanwhile ends the work."""
    desk: Desk = request.app.state.desk
    check_address(request, desk)
    lang = one_of(request.query_params.get("lang"), desk.front.texts.languages, "lang") or desk.default_lang
    if desk.api_key is None or desk.bulk is None:  # all cards at once are not for everybody who finds the door
        raise Refused(403, Problem.KEY_REQUIRED, text("web-key-required"))
    with TemporaryDirectory(prefix="simclinic-list-") as folder:
        file, to = Path(folder, "list.csv"), Path(folder, NAME)
        await receive(request, file)
        await _unless_gone(request, _checked(desk.bulk, file, to, lang))
        written = await asyncio.to_thread(to.read_bytes)
    return Response(written, media_type=XLSX, headers={"content-disposition": f'attachment; filename="{NAME}"'})


async def _checked(bulk: Bulk, file: Path, to: Path, lang: str) -> Figures:
    try:
        return await bulk.examine(file, to, lang=lang, who=PROGRAM, tick=lambda _rows, _fraction: None)
    except BadFile as error:
        raise Refused(422, Problem.NOT_A_LIST, error.text) from error


async def receive(request: Request, file: Path) -> None:
    """Write the body to *file*. Raise Refused, and hang up, where too much comes, or too slowly, or it breaks off."""
    too_large = Refused(413, Problem.TOO_LARGE, text("web-file-too-large"), headers=CLOSE)
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > MOST_BYTES:
        raise too_large
    size = 0
    try:
        with file.open("wb") as out:
            async with asyncio.timeout(PATIENCE):
                async for chunk in request.stream():
                    size += len(chunk)
                    if size > MOST_BYTES:
                        raise too_large
                    await asyncio.to_thread(out.write, chunk)
    except TimeoutError as error:
        raise Refused(408, Problem.TOO_SLOW, text("web-too-slow"), headers=CLOSE) from error
    except ClientDisconnect as error:
        raise Refused(422, Problem.NOT_A_LIST, text("web-invalid-request", field="body"), headers=CLOSE) from error


async def _unless_gone(request: Request, work: Coroutine[None, None, Figures]) -> None:
    """Wait for *work*, or end it when nobody waits for it any more."""
    doing, listening = asyncio.create_task(work), asyncio.create_task(_gone(request))
    try:
        await asyncio.wait({doing, listening}, return_when=asyncio.FIRST_COMPLETED)
        if not doing.done():
            raise Refused(422, Problem.NOT_A_LIST, text("web-invalid-request", field="body"), headers=CLOSE)
        doing.result()
    finally:
        doing.cancel()
        listening.cancel()
        await asyncio.gather(doing, listening, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
