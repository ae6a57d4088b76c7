"""On a real line: a delivery that nobody listens to any more is let go."""

import asyncio
import socket

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette

from bot.channels.wechat.callback import Callback
from bot.channels.wechat.envelope import Envelope
from bot.channels.wechat.hear import Message
from bot.channels.wechat.race import HungUp
from tests.web.clinic import NOON
from tests.wechat.letters import AES_KEY, APP_ID, TOKEN, said, sealed

pytestmark = pytest.mark.anyio


async def test_it_is_seen_when_wechat_hangs_up() -> None:
    seen = asyncio.Event()

    async def receive(message: Message, xml: str, hung_up: HungUp) -> str | None:
        del message, xml
        await hung_up()
        seen.set()
        return None

    envelope = Envelope(APP_ID, TOKEN, AES_KEY, plain=False, nonce=lambda: "n0nce")
    routes = Callback(TOKEN, envelope, receive, lambda: NOON).routes()
    config = uvicorn.Config(Starlette(routes=routes), lifespan="off", log_config=None, access_log=False)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/wechat"
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        given, body = sealed(said("1"))
        async with httpx.AsyncClient(trust_env=False) as client:
            with pytest.raises(httpx.ReadTimeout):
                await client.post(url, params=given, content=body, timeout=httpx.Timeout(30, read=0.1))
        async with asyncio.timeout(30):
            await seen.wait()
        server.should_exit = True
        await serving
