"""The channel as `serve` runs it: from the settings to an answer."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from pydantic import SecretStr
from starlette.applications import Starlette
from typer.testing import CliRunner, Result

from bot import cli
from bot.commands import wechat
from bot.settings.wechat import WechatSettings
from tests.web.clinic import open_app
from tests.wechat.letters import AES_KEY, APP_ID, TOKEN, query, said, sealed

pytestmark = pytest.mark.anyio
GIVEN = WechatSettings(app_id=APP_ID, token=SecretStr(TOKEN), aes_key=SecretStr(AES_KEY))
PLAIN = GIVEN.model_copy(update={"plain": True})


async def answered(folder: Path, given: WechatSettings, asked: dict[str, str], body: str) -> httpx.Response:
    """Post one message to an account with these settings."""
    async with open_app(folder) as app, wechat.running(app, given) as routes:
        transport = httpx.ASGITransport(Starlette(routes=list(routes)))
        async with httpx.AsyncClient(transport=transport, base_url="http://clinic.example") as client:
            return await client.post("/wechat", params=asked, content=body.encode())


@pytest.mark.parametrize(
    ("given", "in_plain", "status"),
    [(GIVEN, False, 200), (GIVEN, True, 400), (PLAIN, False, 200), (PLAIN, True, 200)],
    ids=["safe", "plain where it is not allowed", "safe where plain is allowed", "plain where it is allowed"],
)
async def test_an_answer_wears_what_the_message_wore(
    tmp_path: Path, given: WechatSettings, status: int, *, in_plain: bool
) -> None:
    asked, body = (query(), said("帮助")) if in_plain else sealed(said("帮助"))
    answer = await answered(tmp_path, given, asked, body)
    assert answer.status_code == status
    assert ("卡号" in answer.text) is (in_plain and status == 200)
    assert ("<Encrypt>" in answer.text) is not in_plain


async def test_the_address_is_echoed_to_wechat_alone(tmp_path: Path) -> None:
    async with open_app(tmp_path) as app, wechat.running(app, GIVEN) as routes:
        transport = httpx.ASGITransport(Starlette(routes=list(routes)))
        async with httpx.AsyncClient(transport=transport, base_url="http://clinic.example") as client:
            echoed = await client.get("/wechat", params=query(echostr="5838479218127813673<b>"))
            refused = await client.get("/wechat", params={**query(echostr="1"), "signature": "0" * 40})
    assert (echoed.status_code, echoed.text) == (200, "5838479218127813673<b>")
    assert echoed.headers["content-type"].startswith("text/plain")
    assert (refused.status_code, refused.text) == (403, "")


@pytest.fixture
def _own_logs() -> Iterator[None]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)


def served(folder: Path, monkeypatch: pytest.MonkeyPatch, **more: str) -> Result:
    """Run `serve` until it serves."""

    async def at_once(server: uvicorn.Server) -> None:
        assert server.started

    monkeypatch.setattr(uvicorn.Server, "main_loop", at_once)
    given = {
        "DATABASE": f"sqlite:///{folder / 'cards.db'}",
        "DEFAULT_LANG": "en",
        "PORT": "0",
        "WECHAT__APP_ID": APP_ID,
        "WECHAT__TOKEN": TOKEN,
        "WECHAT__AES_KEY": AES_KEY,
        **more,
    }
    outside = {name: value for name, value in os.environ.items() if not name.startswith("SIMCLINIC_")}
    monkeypatch.setattr(os, "environ", {**outside, **{f"SIMCLINIC_{name}": value for name, value in given.items()}})
    return CliRunner().invoke(cli.app, ["serve"])


@pytest.mark.usefixtures("_own_logs")
@pytest.mark.parametrize("plain", ["false", "true"])
def test_serve_names_the_channel_and_warns_of_plain_mode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plain: str
) -> None:
    ran = served(tmp_path, monkeypatch, WECHAT__PLAIN=plain)
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert "Channels running: web, api, wechat\n" in ran.stderr
    assert ("WARNING" in ran.stderr) is (plain == "true")
    assert TOKEN not in ran.stderr
    assert AES_KEY not in ran.stderr
