"""All routes as one application, with the headers that keep a page safe and a log without personal data."""

import logging
import time
from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.web import api, page, pictures
from bot.channels.web.page import Page
from bot.channels.web.requests import Desk, Problem, Refused, check_key, refusal
from bot.domain.words import text
from bot.errors import ClinicError

log = logging.getLogger(__name__)

HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_RAW = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
_CACHE = b"cache-control"


class Guarded:
    """The outermost layer: safety headers on every answer, a line in the log for each, and the last error boundary.

    A request is noted by its route, as a path may hold a number. What nobody says of keeping is not to be kept.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def marked(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                kept = () if any(name == _CACHE for name, _ in message["headers"]) else ((_CACHE, b"no-store"),)
                message["headers"] = [*message["headers"], *_RAW, *kept]
            await send(message)

        try:
            await self._app(scope, receive, marked)
        except Exception:  # the application has answered 500 by now
            log.exception("request failed")
        route = getattr(scope.get("route"), "path", None) or "none"
        took = round(1000 * (time.perf_counter() - began), 1)
        log.info("request", extra={"method": scope["method"], "route": route, "status": status, "ms": took})


class Locked:
    """Lets nobody past who does not bear the key to anything of the API, not even to learn what there is."""

    def __init__(self, app: ASGIApp, key: str) -> None:
        self._app = app
        self._key = key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(api.PREFIX):
            request = Request(scope)
            try:
                check_key(request, self._key)
            except Refused as refused:
                await refusal(request, refused)(scope, receive, send)
                return
        await self._app(scope, receive, send)


async def _failed(request: Request, error: Exception) -> Response:
    del error
    return refusal(request, Refused(500, Problem.INTERNAL, text("error-unknown")))


async def _unwell(request: Request, error: Exception) -> Response:
    """Answer for a store that does not."""
    if not isinstance(error, ClinicError):
        raise error
    log.warning("store failed", extra={"reason": error.key})
    return refusal(request, Refused(503, Problem.NOT_READY, error.text))


async def _missing(request: Request, error: Exception) -> Response:
    del error
    return refusal(request, Refused(404, Problem.NO_SUCH_PAGE, text("web-no-such-page")))


async def _wrong_method(request: Request, error: Exception) -> Response:
    headers = {"Allow": "GET, HEAD", **(getattr(error, "headers", None) or {})}
    return refusal(request, Refused(405, Problem.METHOD_NOT_ALLOWED, text("web-wrong-method"), headers=headers))


def site(desk: Desk, page_kept: Page, more: Sequence[BaseRoute] = ()) -> ASGIApp:
    """Return the web application, with the routes of other channels that live in the same process."""
    app = Starlette(
        routes=[*api.ROUTES, *page.ROUTES, *pictures.ROUTES, *more],
        middleware=[] if desk.api_key is None else [Middleware(Locked, desk.api_key)],
        exception_handlers={
            Refused: refusal,
            ClinicError: _unwell,
            404: _missing,
            405: _wrong_method,
            Exception: _failed,
        },
    )
    app.router.redirect_slashes = False  # the address it redirects to would be the visitor's own Host header
    app.state.desk, app.state.page = desk, page_kept
    return Guarded(app)
