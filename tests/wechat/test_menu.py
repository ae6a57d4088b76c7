"""The menu and the doctor, as somebody at a terminal meets them."""

import asyncio
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from typer.testing import CliRunner

from bot.channels.wechat.hear import KEYS
from bot.channels.wechat.menu import MENU
from bot.cli import app
from tests.loopback import Answered, Asked, Server

SECRET = "an-app-secret-0123456789"
Json = dict[str, Any]


@dataclass
class Console:
    """WeChat's API with one menu."""

    url: str = ""
    menu: list[Json] = field(default_factory=list)
    refuses: dict[str, Json] = field(default_factory=dict)
    created: list[Json] = field(default_factory=list)

    async def __call__(self, asked: Asked) -> Answered:
        name = urlsplit(asked.path).path.removeprefix("/cgi-bin/")
        return Answered(200, json.dumps(self.refuses.get(name) or self._answer(name, asked.body)).encode())

    def _answer(self, name: str, body: bytes) -> Json:
        match name:
            case "stable_token":
                return {"access_token": "token-1", "expires_in": 7200}
            case "menu/get":
                return {"menu": {"button": self.menu}} if self.menu else {"errcode": 46003, "errmsg": "no menu"}
            case "menu/create":
                self.menu = json.loads(body)["button"]
                self.created.append(json.loads(body))
                return {"errcode": 0, "errmsg": "ok"}
        raise AssertionError(name)


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Console]:
    """Serve the API on a thread of its own: the command has an event loop of its own."""
    monkeypatch.chdir(tmp_path)
    given, loop = Console(), asyncio.new_event_loop()
    ready, done = threading.Event(), asyncio.Event()

    async def serve() -> None:
        async with Server(given) as server:
            given.url = server.url
            ready.set()
            await done.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    ready.wait(5)
    for name, value in {
        "APP_ID": "wx01", "APP_SECRET": SECRET, "TOKEN": "t0ken", "AES_KEY": "a" * 43, "API_BASE": given.url,
    }.items():  # fmt: skip
        monkeypatch.setenv(f"SIMCLINIC_WECHAT__{name}", value)
    monkeypatch.setenv("SIMCLINIC_DEFAULT_LANG", "en")
    yield given
    loop.call_soon_threadsafe(done.set)
    thread.join()
    loop.close()


def run(*args: str, types: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(app, ["wechat", "menu", *args], input=types)
    return done.exit_code, done.output


def test_a_first_menu_is_shown_then_published(console: Console) -> None:
    code, said = run(types="y\n")
    assert code == 0
    assert said.splitlines()[:4] == [
        "There is no menu now.",
        "It becomes:",
        "  扫码查卡 (scancode_waitmsg scan)",
        "  我的卡 (click last)",
    ]
    assert "Done." in said
    assert console.created == [{"button": MENU}]


def test_without_a_yes_nothing_changes(console: Console) -> None:
    console.menu = [{"type": "view", "name": "Shop", "url": "https://shop.example", "sub_button": []}]
    code, said = run(types="n\n")
    assert (code, console.created) == (1, [])
    assert "  Shop (view https://shop.example)" in said
    assert "Nothing was changed" in said


def test_the_same_menu_is_left_alone(console: Console) -> None:
    console.menu = [{**item, "sub_button": item.get("sub_button", [])} for item in MENU]
    assert run() == (0, "The menu is like that already; nothing to change\n")


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("menu/get", 48001, "no right to this"),
        ("menu/create", 48001, "no right to this"),
        ("stable_token", 40125, "Wrong AppSecret"),
        ("stable_token", 40013, "Wrong AppID"),
        ("stable_token", 40164, "IP list"),
        ("menu/create", 45009, "WeChat refuses (45009)"),
    ],
)
def test_a_refusal_is_told_in_one_line(console: Console, name: str, code: int, said: str) -> None:
    console.refuses = {name: {"errcode": code, "errmsg": f"no {SECRET}"}}
    exit_code, output = run("--yes")
    assert exit_code == 1
    assert said in output
    assert SECRET not in output


def test_without_a_secret_the_setting_is_named(monkeypatch: pytest.MonkeyPatch, console: Console) -> None:
    monkeypatch.delenv("SIMCLINIC_WECHAT__APP_SECRET")
    code, output = run()
    assert code == 2
    assert "SIMCLINIC_WECHAT__APP_SECRET" in output
    assert console.created == []


@pytest.mark.parametrize(
    ("settings", "refuses", "said", "code"),
    [
        ({"VERIFIED": "true"}, {}, "got an access token; pushes messages", 0),
        ({}, {}, "doesn't push", 0),
        ({"APP_SECRET": ""}, {}, "answers within five seconds only", 0),
        ({}, {"stable_token": {"errcode": 40164, "errmsg": "invalid ip 192.0.2.7"}}, "invalid ip 192.0.2.7", 1),
        ({"API_BASE": "http://127.0.0.1:9"}, {}, "can't be reached", 1),
    ],
)
def test_the_doctor_says_what_the_account_can_do(
    console: Console, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], refuses: dict[str, Json],
    said: str, code: int,
) -> None:  # fmt: skip
    console.refuses = refuses
    for name, value in settings.items():
        monkeypatch.setenv(f"SIMCLINIC_WECHAT__{name}", value)
    done = CliRunner().invoke(app, ["doctor"])
    line = next(line for line in done.output.splitlines() if "WeChat" in line)
    assert said in line
    assert done.exit_code == code
    assert SECRET not in done.output


def test_the_menu_keeps_to_the_limits_and_its_keys_are_heard() -> None:
    items = [*MENU, *(below for item in MENU for below in item.get("sub_button", []))]
    assert len(MENU) <= 3
    assert all(len(item["name"].encode()) <= 16 for item in items)
    assert {item["key"] for item in items if item.get("type") == "click"} == set(KEYS)
