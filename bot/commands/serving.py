"""`serve`: one process with the page, the API and every channel whose settings are present."""

import gc
import ipaddress
import logging
import signal
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from datetime import timedelta
from functools import partial
from types import FrameType
from typing import Any

import uvicorn
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from bot import demo, retention
from bot.app import App, opened
from bot.channels.web.desk import routes as staff_page
from bot.channels.web.desk.door import Room
from bot.channels.web.limits import Limits
from bot.channels.web.page import Page
from bot.channels.web.requests import Desk
from bot.channels.web.site import site
from bot.commands import logs
from bot.commands.scratch import scratch
from bot.commands.speaking import say
from bot.domain.words import text
from bot.errors import BadSettings
from bot.settings import Settings, has_screen

log = logging.getLogger(__name__)

DAY = timedelta(days=1)
GRACE = 8
"""Seconds that requests in flight have to finish after SIGTERM; containers are killed after ten."""
_WAITING = 2048
"""Connections that may wait to be taken up."""
_PORTS = range(65536)


class Server(uvicorn.Server):
    """A server that says *hello* when it serves. SIGTERM and SIGINT end it in good order, a second one at once."""

    def __init__(self, config: uvicorn.Config, hello: Callable[[], None]) -> None:
        super().__init__(config)
        self._hello = hello

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._hello()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take both signals. Not to raise them again afterwards lets the store be closed, and the exit code be 0."""
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        del sig, frame
        self.force_exit = self.should_exit
        self.should_exit = True


def loop_factory() -> Any:
    """Return what makes the fastest event loop that the platform has."""
    return uvicorn.Config("", loop="auto", log_config=None).get_loop_factory()


async def serve(settings: Settings, host: str | None, port: int | None, *, open_page: bool = False) -> None:
    """Serve until SIGTERM or SIGINT. Raise BadSettings when the port is taken or the address is not ours."""
    logs.configure(settings.log)
    where = (host or settings.host, settings.port if port is None else port)
    with listening_on(*where) as listening, scratch():
        async with opened(settings) as app:
            app.texts.read_all()
            await app.noting.begin(app.clock() - DAY)
            hello = partial(_say_hello, settings, where[0], listening.getsockname()[1], open_page=open_page)
            purging = retention.daily(app.kept, app.tools.keeping, app.clock)
            async with _channels(app, settings) as routes, purging, _staff_routes(app) as own:
                with _settled():
                    await server(_site(app, settings, [*own, *routes]), hello).serve(sockets=[listening])
    log.info("stopped")


@contextmanager
def _settled() -> Iterator[None]:
    """Let the garbage collector pass over what is here to stay: to walk through it would block the loop each time."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@asynccontextmanager
async def _channels(app: App, settings: Settings) -> AsyncIterator[Sequence[BaseRoute]]:
    """Run every other channel whose settings are present. Give the routes they need."""
    async with AsyncExitStack() as stack:
        routes: list[BaseRoute] = []
        if settings.telegram is not None:
            from bot.commands.telegram import running

            routes += await stack.enter_async_context(running(app, settings.telegram))
        if settings.wechat is not None:
            from bot.commands import wechat

            routes += await stack.enter_async_context(wechat.running(app, settings.wechat))
        yield routes


def _site(app: App, settings: Settings, routes: Sequence[BaseRoute]) -> ASGIApp:
    limits = Limits(settings.rate_limit, time.monotonic)
    desk = Desk(
        front=app,
        limits=limits,
        default_lang=settings.default_lang,
        api_key=_key(settings),
        bulk=app.tools.bulk,
        people=app.desk,
    )
    return site(
        desk,
        Page(demo.groups() if settings.demo else {}, settings.support_contact),
        routes,
    )


@asynccontextmanager
async def _staff_routes(app: App) -> AsyncIterator[Sequence[BaseRoute]]:
    """Give the routes of the staff page; on leaving, the lists that were dropped there are thrown away."""
    room = staff_room(app)
    try:
        yield staff_page.routes(room)
    finally:
        await room.lists.close()


def staff_room(app: App) -> Room:
    """Return what the staff page stands on."""
    tools = app.tools
    return Room(
        sessions=tools.sessions,
        role_of=app.role_of,
        trail=app.noting,
        notices=tools.notices,
        statistics=tools.statistics,
        sources=tools.sources,
        cases=app.desk,
    )


def server(app: ASGIApp, hello: Callable[[], None]) -> Server:
    """Return what serves *app*, with the fastest parts that the platform has."""
    return Server(
        uvicorn.Config(
            app,
            lifespan="off",
            ws="none",
            log_config=None,
            access_log=False,
            log_level="warning",
            timeout_graceful_shutdown=GRACE,
            server_header=False,
        ),
        hello,
    )


def listening_on(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raise BadSettings when the port is taken or the address is not ours."""
    try:
        return _bound(host, port)
    except (OSError, OverflowError, UnicodeError) as error:
        problem = text("problem-address", host=host, port=str(port))
        raise BadSettings(setting="SIMCLINIC_HOST, SIMCLINIC_PORT", problem=problem) from error


def _bound(host: str, port: int) -> socket.socket:
    if port not in _PORTS:
        raise OverflowError(port)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, _, _, address = min(found, key=lambda one: one[0] is not socket.AF_INET)
    with ExitStack() as failing:
        listening = failing.enter_context(socket.socket(family, kind))
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_WAITING)
        failing.pop_all()
    return listening


def _key(settings: Settings) -> str | None:
    """Return the API's key; an empty one, as compose files pass on what is not set, is none."""
    return (settings.api_key.get_secret_value() if settings.api_key else "") or None


def _say_hello(settings: Settings, host: str, port: int, *, open_page: bool) -> None:
    """Say on stderr where the page is and which channels run; warn loudly about an open door."""
    lang, url = settings.default_lang, f"http://{_reachable(host)}:{port}/"
    channels = [name for name in ("telegram", "wechat") if getattr(settings, name) is not None]
    names = ", ".join(["web", "api", *channels])
    lines = [text("serve-page", url=url), text("serve-channels", names=names)]
    if _key(settings) is None and not _is_loopback(host):
        lines.append(text("serve-open-door"))
    if settings.wechat is not None and settings.wechat.plain:
        lines.append(text("serve-wechat-plain"))
    for line in lines:
        sys.stderr.write(f"{say(line, lang)}\n")
    sys.stderr.flush()
    if open_page and has_screen():
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()  # some browsers take their time


def _reachable(host: str) -> str:
    """Return *host* as it stands in an address that a browser can open."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - to be shown, not to listen on
    return f"[{shown}]" if ":" in shown else shown


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
