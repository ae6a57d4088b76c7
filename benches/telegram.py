"""Updates a second, from HTTP in to sendMessage out: ours beside a bare echo and beside the same ability in aiogram.

Each bot is a process of its own behind a webhook; this process plays Telegram. Ours writes every update down before it
acknowledges it, diagnoses a card and finishes the row after the answer; the echo does nothing but echo.
"""

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from tests.loopback import Answered, Asked, Server
from tests.telegram.fake_api import TOKEN

UPDATES, ROUNDS, POSTING = 500, 3, 32
PATIENCE = 60.0
CARD = "89861125021012300146"
SECRET = "bench"  # noqa: S105 - of nothing
ME = {"id": 1, "is_bot": True, "first_name": "B", "username": "bench_bot"}
Json = dict[str, Any]


def run() -> None:
    """Print each bot's speed, the median of its rounds, and its share of the bare echo's."""
    speeds: dict[str, list[float]] = {name: [] for name in BOTS}
    costs: dict[str, list[float]] = {name: [] for name in BOTS}
    for _ in range(ROUNDS):
        for name in BOTS:
            speed, cost = asyncio.run(_speed(name))
            speeds[name].append(speed)
            costs[name].append(cost)
    echo = median(speeds["echo"])
    for name, measured in speeds.items():
        spread = f"{min(measured):.0f} to {max(measured):.0f}"
        share = f"{median(measured) / echo:.2f} of the echo"
        print(
            f"{name}: {median(measured):.0f} updates/s ({spread}), {share}, {median(costs[name]):.1f} ms of processor each"
        )
    for name in ("aiogram", "aiogram-kept"):
        faster = median(speeds["ours"]) / median(speeds[name])
        print(
            f"ours / {name}: {faster:.2f} the speed, {median(costs['ours']) / median(costs[name]):.2f} the processor time"
        )


# Telegram's side


class _Telegram:
    def __init__(self) -> None:
        self.sent = 0
        self.hook = asyncio.Event()
        self.all = asyncio.Event()
        self._message = json.dumps(
            {"ok": True, "result": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "x"}}
        ).encode()

    async def answer(self, asked: Asked) -> Answered:
        method = asked.path.rsplit("/", 1)[-1]
        if method == "sendMessage":
            self.sent += 1
            if self.sent == UPDATES:
                self.all.set()
            return Answered(200, self._message)
        if method == "setWebhook":
            self.hook.set()
        return Answered(200, json.dumps({"ok": True, "result": ME if method == "getMe" else True}).encode())


async def _speed(name: str) -> tuple[float, float]:
    """Return the updates a second, and the processor time of each in milliseconds, which a busy machine does not change."""
    telegram = _Telegram()
    async with Server(telegram.answer) as server, _process(name, server.url) as (port, pid):
        await telegram.hook.wait()
        await _listening(port)
        began, busy = perf_counter(), _busy(pid)
        numbers = iter(range(1, UPDATES + 1))
        await asyncio.gather(*(_post(port, numbers) for _ in range(POSTING)))
        await asyncio.wait_for(telegram.all.wait(), PATIENCE)
        return UPDATES / (perf_counter() - began), 1000 * (_busy(pid) - busy) / UPDATES


def _busy(pid: int) -> float:
    """Return the seconds of processor time that a process has had (Linux only, elsewhere 0)."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    ticks = stat.read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


async def _listening(port: int) -> None:
    """Wait until the bot takes connections."""
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return


async def _post(port: int, numbers: Iterator[int]) -> None:
    """Post updates over one connection, each after the one before was acknowledged."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number in numbers:
        body = json.dumps(_update(number)).encode()
        head = f"POST /telegram HTTP/1.1\r\nHost: b\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n"
        writer.write(f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in answer:
            raise RuntimeError(answer.decode())
        await reader.readexactly(int(answer.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]))
    writer.close()


def _update(number: int) -> Json:
    user = {"id": number, "is_bot": False, "first_name": "U", "language_code": "zh-hans"}
    chat = {"id": number, "type": "private", "first_name": "U"}
    said = {"message_id": number, "date": 1_790_000_000, "chat": chat, "from": user, "text": CARD}
    return {"update_id": number, "message": said}


@asynccontextmanager
async def _process(name: str, api: str) -> AsyncIterator[tuple[int, int]]:
    """Start a bot. Give the port of its webhook, and its process."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benches.telegram", name, api, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None  # noqa: S101
    port = int(await process.stdout.readline())
    try:
        yield port, process.pid
    finally:
        process.terminate()
        await process.wait()


# The bots


Bot = Callable[[str, str], Any]


@asynccontextmanager
async def _app() -> AsyncIterator[Any]:
    from bot.app import opened
    from bot.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        async with opened(Settings(database=f"sqlite:///{Path(folder) / 'clinic.db'}", demo=True)) as app:
            app.texts.read_all()
            yield app


@asynccontextmanager
async def _ours(api: str, hook: str) -> AsyncIterator[list[BaseRoute]]:
    from functools import partial

    from bot.channels.telegram.channel import Deployment, StandsOn, running
    from bot.channels.telegram.pace import Rate
    from bot.inbox import Inbox

    deployment = Deployment(token=TOKEN, api_base=api, default_lang="zh", webhook=(hook, SECRET))
    async with _app() as app:
        stands_on = StandsOn(front=app, memories=app.memories, journal=app.journal, inbox=partial(Inbox, app.journal))
        async with running(deployment, stands_on, overall=Rate(1e9, 1e9)) as routes:
            yield list(routes)


@asynccontextmanager
async def _echo(api: str, hook: str) -> AsyncIterator[list[BaseRoute]]:
    from telegram import Update
    from telegram.ext import Application, MessageHandler, filters

    builder = Application.builder().token(TOKEN).base_url(f"{api}/bot").updater(None).concurrent_updates(256)
    application = (
        builder.connection_pool_size(8).pool_timeout(PATIENCE).read_timeout(PATIENCE).connect_timeout(PATIENCE).build()
    )

    async def echo(update: Any, context: Any) -> None:
        del context
        await update.message.reply_text(update.message.text)

    application.add_handler(MessageHandler(filters.TEXT, echo))

    async def take(update: Json) -> None:
        await application.update_queue.put(Update.de_json(update, application.bot))

    async with application:
        await application.start()
        await application.bot.set_webhook(hook)
        yield [_route(take)]
        await application.stop()


@asynccontextmanager
async def _aiogram(api: str, hook: str, *, keeping: bool = False) -> AsyncIterator[list[BaseRoute]]:
    """Give the same ability in aiogram: the same front, the same HTML and keyboard; *keeping*: the same inbox, too."""
    from aiogram import Bot as AioBot
    from aiogram import Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import InlineKeyboardMarkup, Message, Update

    from bot.channels.telegram.buttons import keyboard, keys
    from bot.channels.telegram.polling import letter
    from bot.channels.telegram.show import show
    from bot.domain.message import Incoming, Person
    from bot.inbox import Inbox

    bot = AioBot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    dispatcher = Dispatcher()
    async with _app() as app:

        @dispatcher.message()
        async def answer(message: Message) -> None:
            said = Incoming(
                person=Person("telegram", str(message.chat.id)),
                text=message.text or "",
                at=app.clock(),
                locale_hint="zh",
            )
            answered = await app.answer(said)
            shown = show(answered.reply, app.texts, answered.lang, private=True)
            below = keyboard(keys(answered, app.texts, private=True), b"secret")
            markup = InlineKeyboardMarkup.model_validate(below.to_dict()) if below else None
            await bot.send_message(message.chat.id, shown.texts[0], parse_mode="HTML", reply_markup=markup)

        async def feed(update: Json) -> None:
            await dispatcher.feed_update(bot, Update.model_validate(update, context={"bot": bot}))

        inbox = Inbox(
            app.journal, lambda kept: feed(json.loads(kept.raw)), channel="telegram", account="1", clock=app.clock
        )

        async def keep(update: Json) -> None:
            found = letter(update, "1")
            await inbox.accept([found] if found else [])

        waiting: set[asyncio.Task[None]] = set()

        async def at_once(update: Json) -> None:
            task = asyncio.create_task(feed(update))
            waiting.add(task)
            task.add_done_callback(waiting.discard)

        await inbox.start()
        await bot.set_webhook(hook)
        yield [_route(keep if keeping else at_once)]
        await inbox.stop(5)
        await bot.session.close()


@asynccontextmanager
async def _aiogram_kept(api: str, hook: str) -> AsyncIterator[list[BaseRoute]]:
    async with _aiogram(api, hook, keeping=True) as routes:
        yield routes


def _route(take: Callable[[Json], Awaitable[None]]) -> BaseRoute:
    async def hear(request: Request) -> Response:
        await take(json.loads(await request.body()))
        return Response()

    return Route("/telegram", hear, methods=["POST"])


BOTS: Mapping[str, Bot] = {"echo": _echo, "ours": _ours, "aiogram": _aiogram, "aiogram-kept": _aiogram_kept}


async def _serve(name: str, api: str) -> None:
    config = uvicorn.Config(Starlette(), host="127.0.0.1", port=0, log_level="warning", access_log=False)
    listening = config.bind_socket()
    port = listening.getsockname()[1]
    async with BOTS[name](api, f"http://127.0.0.1:{port}/telegram") as routes:
        config.app = Starlette(routes=routes)
        sys.stdout.write(f"{port}\n")
        sys.stdout.flush()
        await uvicorn.Server(config).serve(sockets=[listening])


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvicorn.Config("", loop="auto").get_loop_factory()) as runner:
        runner.run(_serve(sys.argv[1], sys.argv[2]))
