"""Encrypted WeChat messages a second: ours beside WeRoBot's echo, and beside what wechatpy alone takes.

Each server is a process of its own; this one plays WeChat, its messages encrypted beforehand. Ours writes every message
down, diagnoses a card, hands the answer over and finishes the row; WeRoBot (gunicorn with gevent, one worker) echoes;
the limit decrypts, parses, replies and encrypts with wechatpy on our server, and does nothing else.
"""

import asyncio
import hashlib
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.replies import create_reply

from benches.web import IN_FLIGHT, Load, call
from bot import demo
from bot.commands import serving

APP_ID, TOKEN, KEY = "wx0123456789abcdef", "bench", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
A_ROUND, ROUNDS, USERS = 2_000, 3, 500
CRYPTO = WeChatCrypto(TOKEN, KEY, APP_ID)
NUMBERS = [iccid.number for numbers in demo.groups().values() for iccid in numbers]


def run() -> None:
    """Print each server's speed and slowest percent, and its share of the others'."""
    with tempfile.TemporaryDirectory(prefix="simclinic-bench-") as name, ExitStack() as stack:
        servers = {kind: stack.enter_context(started(kind, Path(name))) for kind in SERVERS}
        with asyncio.Runner(loop_factory=serving.loop_factory()) as runner:
            loads: dict[str, list[Load]] = {kind: [] for kind in servers}
            for turn in range(ROUNDS + 1):
                for kind, port in servers.items():
                    load = runner.run(call(port, list(islice(MESSAGES, A_ROUND))))
                    if turn:  # the first one warms up
                        loads[kind].append(load)
            show(loads)


def show(loads: dict[str, list[Load]]) -> None:
    speeds = {kind: statistics.median(one.a_second for one in rounds) for kind, rounds in loads.items()}
    for kind, rounds in loads.items():
        p99 = statistics.median(one.p99 for one in rounds)
        failed = sum(one.failed for one in rounds)
        print(f"{kind:8} {speeds[kind]:7,.0f}/s   p99 {p99:6.1f} ms   {failed} failed")
    ours = speeds["ours"]
    print(
        f"ours / WeRoBot's echo {ours / speeds['werobot']:.2f} (goal 1), ours / the limit {ours / speeds['limit']:.2f} "
        f"(goal 0.6), {IN_FLIGHT} in flight (goal p99 100 ms)"
    )


# WeChat's side


def messages() -> Iterator[bytes]:
    """Yield encrypted deliveries of messages that were never sent before, each with a card's number."""
    for at in count(1):
        now = str(int(time.time()))
        user, said = f"user{at % USERS}", NUMBERS[at % len(NUMBERS)]
        plain = (
            f"<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[{user}]]></FromUserName>"
            f"<CreateTime>{now}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
            f"<Content><![CDATA[{said}]]></Content><MsgId>{at}</MsgId></xml>"
        )
        yield delivery(plain, now, f"nonce{at}")


MESSAGES = messages()


def delivery(plain: str, now: str, nonce: str) -> bytes:
    sealed = re.search(r"<Encrypt><!\[CDATA\[(.*?)\]\]></Encrypt>", CRYPTO.encrypt_message(plain, nonce, now))
    encrypted = sealed[1] if sealed else ""
    query = urlencode(
        {
            "signature": signed(TOKEN, now, nonce),
            "timestamp": now,
            "nonce": nonce,
            "encrypt_type": "aes",
            "msg_signature": signed(TOKEN, now, nonce, encrypted),
        }
    )
    body = f"<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>".encode()
    head = (
        f"POST /wechat?{query} HTTP/1.1\r\nHost: bench\r\nContent-Type: text/xml\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def signed(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324 - the protocol's


# The servers


async def limit(request: Request) -> Response:
    """Do what nobody who answers can do without."""
    query = request.query_params
    stamp, nonce = query["timestamp"], query["nonce"]
    plain = CRYPTO.decrypt_message(await request.body(), query["msg_signature"], stamp, nonce)
    message = parse_message(plain)
    return Response(CRYPTO.encrypt_message(create_reply(message.content, message).render(), nonce, stamp))


async def bare(request: Request) -> Response:
    await request.body()
    return PlainTextResponse("success")


def robot() -> object:
    """Return WeRoBot's application, which echoes."""
    import werobot

    given = werobot.WeRoBot(token=TOKEN, app_id=APP_ID, encoding_aes_key=KEY, enable_session=False)
    given.text(lambda message: message.content)
    return given.wsgi


async def serve(kind: str, port: int) -> None:
    endpoint = {"limit": limit, "bare": bare}[kind]
    app = Starlette(routes=[Route("/wechat", endpoint, methods=["POST"])])
    await serving.server(app, lambda: None).serve(sockets=[serving.listening_on("127.0.0.1", port)])


@dataclass(frozen=True)
class Command:
    words: tuple[str, ...]


SERVERS = {
    "ours": Command(("-m", "bot", "serve", "--port", "{port}")),
    "werobot": Command(
        ("-m", "gunicorn", "--worker-class", "gevent", "--workers", "1", "--bind", "127.0.0.1:{port}", "--log-level",
         "error", "benches.wechat:robot()")
    ),
    "limit": Command(("-m", "benches.wechat", "limit", "{port}")),
    "bare": Command(("-m", "benches.wechat", "bare", "{port}")),
}  # fmt: skip


@contextmanager
def started(kind: str, folder: Path) -> Iterator[int]:
    """Start a server. Give its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [word.format(port=port) for word in SERVERS[kind].words]
    with (
        (folder / f"{kind}.log").open("w") as log,
        subprocess.Popen([sys.executable, *words], stdout=log, stderr=log, env=environment(folder)) as process,
    ):
        try:
            _await(port, process, folder / f"{kind}.log")
            yield port
        finally:
            process.terminate()


def environment(folder: Path) -> dict[str, str]:
    account = {"APP_ID": APP_ID, "TOKEN": TOKEN, "AES_KEY": KEY}
    return {
        **os.environ,
        **{f"SIMCLINIC_WECHAT__{name}": value for name, value in account.items()},
        "SIMCLINIC_DEMO": "true",
        "SIMCLINIC_DATABASE": f"sqlite:///{folder}/cards.db",
        "SIMCLINIC_LOG": "json",
    }


def _await(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    while process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(log.read_text(encoding="utf-8"))


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=serving.loop_factory()) as runner:
        runner.run(serve(sys.argv[1], int(sys.argv[2])))
