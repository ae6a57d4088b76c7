"""The API of WeChat: tokens that end, calls that are refused, answers that are none."""

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from bot.channels.wechat.api import LONGEST_ANSWER, Account, Api, Refusal, Unreachable
from bot.channels.wechat.outgoing import SEND, Outgoing, Pushed
from bot.commands import logs
from tests.loopback import Answered, Asked, Server

pytestmark = pytest.mark.anyio
APP_ID, SECRET = "wx0123456789abcdef", "an-app-secret-0123456789"
Json = dict[str, Any]
OK: Json = {"errcode": 0, "errmsg": "ok"}


@dataclass
class Line:
    """WeChat's API with *answers* to give, one after the other, then OK; each token it gives is another."""

    answers: list[Json | bytes] = field(default_factory=list)
    calls: list[tuple[str, str, Json]] = field(default_factory=list)
    tokens: int = 0
    expires_in: object = 7200
    fetching: Json | None = None

    async def __call__(self, asked: Asked) -> Answered:
        address = urlsplit(asked.path)
        body = json.loads(asked.body) if asked.body else {}
        if address.path == "/cgi-bin/stable_token":
            assert body == {"grant_type": "client_credential", "appid": APP_ID, "secret": SECRET}
            self.tokens += 1
            given = self.fetching or {"access_token": f"token-{self.tokens}", "expires_in": self.expires_in}
            return _json(given)
        self.calls.append((address.path, parse_qs(address.query)["access_token"][0], body))
        answer = self.answers.pop(0) if self.answers else OK
        return Answered(200, answer) if isinstance(answer, bytes) else _json(answer)

    @property
    def borne(self) -> list[str]:
        return [token for _, token, _ in self.calls]


def _json(answer: Json) -> Answered:
    return Answered(200, json.dumps(answer).encode())


@dataclass
class World:
    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def api(line: Line, world: World) -> AsyncIterator[Api]:
    async with Server(line) as server, httpx.AsyncClient(timeout=2.0) as http:
        yield Api(Account(APP_ID, SECRET, server.url), http, monotonic=world.monotonic, sleep=world.sleep)


async def test_one_token_serves_until_shortly_before_its_end(api: Api, line: Line, world: World) -> None:
    await api.call(SEND, {})
    world.now += 7200 - 301
    await api.call(SEND, {})
    assert line.borne == ["token-1", "token-1"]
    world.now += 2
    await api.call(SEND, {})
    assert line.borne[2:] == ["token-2"]


async def test_a_token_about_to_end_is_used_all_the_same(api: Api, line: Line) -> None:
    line.expires_in = 300
    for _ in range(3):
        await api.call(SEND, {})
    assert line.tokens == 1


async def test_a_crowd_waits_for_one_token(api: Api, line: Line) -> None:
    await asyncio.gather(*(api.call(SEND, {}) for _ in range(20)))
    assert (line.tokens, set(line.borne)) == (1, {"token-1"})


@pytest.mark.parametrize("code", [40001, 40014, 42001])
async def test_a_stale_token_is_renewed_once(api: Api, line: Line, code: int) -> None:
    line.answers = [{"errcode": code}]
    await api.call(SEND, {})
    assert line.borne == ["token-1", "token-2"]


async def test_a_platform_that_always_calls_the_token_stale_is_asked_twice(api: Api, line: Line) -> None:
    line.answers = [{"errcode": 40001}] * 9
    with pytest.raises(Refusal) as caught:
        await api.call(SEND, {})
    assert (caught.value.code, len(line.calls), line.tokens) == (40001, 2, 2)


async def test_a_crowd_with_a_stale_token_fetches_one_new_one(api: Api, line: Line) -> None:
    await api.call(SEND, {})
    line.answers = [{"errcode": 42001}] * 10
    await asyncio.gather(*(api.call(SEND, {}) for _ in range(10)))
    assert line.tokens == 2


async def test_a_busy_platform_is_asked_again_with_pauses(api: Api, line: Line, world: World) -> None:
    line.answers = [{"errcode": -1}] * 3
    await api.call(SEND, {})
    assert (len(line.calls), world.slept) == (4, [0.5, 1.0, 2.0])
    line.answers = [{"errcode": -1}] * 4
    with pytest.raises(Refusal):
        await api.call(SEND, {})


async def test_chinese_goes_out_as_it_is(api: Api, line: Line) -> None:
    await api.call(SEND, {"text": {"content": "信控停用"}})
    assert line.calls[0][2] == {"text": {"content": "信控停用"}}


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<html>502</html>", id="HTML"),
        pytest.param(b"[1]", id="a list"),
        pytest.param(b'{"errcode": 0', id="half"),
        pytest.param(b"[" * 60_000, id="deep"),
        pytest.param(b" " * (LONGEST_ANSWER + 1), id="long"),
        pytest.param(b"\xff\xfe", id="no text"),
    ],
)
async def test_what_is_no_answer_is_none(api: Api, line: Line, answer: bytes) -> None:
    line.answers = [answer]
    with pytest.raises(Unreachable):
        await api.call(SEND, {})


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"access_token": 7, "expires_in": 7200},
        {"access_token": "x"},
        {"access_token": "x", "expires_in": -5},
        {"access_token": "x", "expires_in": 10**400},
    ],
)
async def test_a_token_that_is_none_is_no_answer(api: Api, line: Line, given: Json) -> None:
    line.fetching = {**given, "errmsg": "ok"}
    with pytest.raises(Unreachable):
        await api.call(SEND, {})


async def test_a_crowd_shares_the_failure_of_one_fetch(api: Api, line: Line) -> None:
    line.fetching = {"errcode": 40164, "errmsg": "invalid ip"}
    failed = await asyncio.gather(*(api.call(SEND, {}) for _ in range(20)), return_exceptions=True)
    assert {type(each) for each in failed} == {Refusal}
    assert line.tokens == 1
    line.fetching = None
    await api.call(SEND, {})
    assert line.borne == ["token-2"]


async def test_an_answer_that_drips_is_none(world: World) -> None:
    ended = asyncio.Event()

    async def drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n")
        with contextlib.suppress(ConnectionError):
            while not writer.is_closing():
                writer.write(b" ")
                await writer.drain()
                await asyncio.sleep(0.02)
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()
        ended.set()

    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server, httpx.AsyncClient(timeout=1.0) as http:
        sleep, monotonic = world.sleep, world.monotonic
        api = Api(Account(APP_ID, SECRET, base), http, monotonic=monotonic, sleep=sleep, longest_call=0.1)
        with pytest.raises(Unreachable):
            await api.call(SEND, {})
        await ended.wait()


async def test_half_a_character_is_sent_as_a_question_mark(api: Api, line: Line) -> None:
    await api.call(SEND, {"text": "\ud83d"})
    assert line.calls[0][2] == {"text": "?"}


async def test_nobody_there_is_unreachable(world: World) -> None:
    async with httpx.AsyncClient(timeout=0.2) as http:
        api = Api(Account(APP_ID, SECRET, "http://127.0.0.1:9"), http, monotonic=world.monotonic, sleep=world.sleep)
        with pytest.raises(Unreachable) as caught:
            await api.call(SEND, {})
    assert SECRET not in repr(caught.value)
    assert caught.value.__cause__ is None


async def test_words_of_wechat_are_shown_without_secrets(api: Api, line: Line) -> None:
    line.answers = [{"errcode": 40003, "errmsg": f"bad\n token-1 {SECRET} " + "x" * 500}]
    with pytest.raises(Refusal) as caught:
        await api.call(SEND, {})
    assert caught.value.said.startswith("bad *** *** x")
    assert len(caught.value.said) <= 120


# What is pushed


@pytest.mark.parametrize(
    ("answer", "ended"),
    [
        ({"errcode": 0}, Pushed.SENT),
        ({"errcode": 45015}, Pushed.CLOSED),
        ({"errcode": 48002}, Pushed.CLOSED),
        ({"errcode": 40003}, Pushed.CLOSED),
        ({"errcode": 45047}, Pushed.QUOTA),
        ({"errcode": 45009}, Pushed.QUOTA),
        ({"errcode": 45011}, Pushed.QUOTA),
        ({"errcode": 48001}, Pushed.UNABLE),
        ({"errcode": 40164}, Pushed.DOWN),
        ({"errcode": 45002}, Pushed.CLOSED),
        ({"errcode": 99999}, Pushed.CLOSED),
        ({"errcode": "odd"}, Pushed.DOWN),
        (b"<html>", Pushed.DOWN),
    ],
)
async def test_every_refusal_has_an_ending(
    api: Api, line: Line, world: World, answer: Json | bytes, ended: Pushed
) -> None:
    line.answers = [answer] * 5
    assert await Outgoing(api, world.monotonic).push("ann", ["one"]) == (int(ended is Pushed.SENT), ended)


async def test_parts_go_out_in_order_until_one_is_refused(api: Api, line: Line, world: World) -> None:
    line.answers = [OK, OK, {"errcode": 45047}]
    assert await Outgoing(api, world.monotonic).push("ann", ["1", "2", "3", "4"]) == (2, Pushed.QUOTA)
    assert [(body["touser"], body["text"]["content"]) for _, _, body in line.calls] == [
        ("ann", "1"),
        ("ann", "2"),
        ("ann", "3"),
    ]


async def test_after_a_limit_of_the_account_nothing_is_asked_for_a_while(api: Api, line: Line, world: World) -> None:
    outgoing = Outgoing(api, world.monotonic)
    line.answers = [{"errcode": 45011}]
    assert await outgoing.push("ann", ["1"]) == (0, Pushed.QUOTA)
    assert await outgoing.push("bo", ["1"]) == (0, Pushed.QUOTA)
    assert len(line.calls) == 1
    world.now += 61
    assert await outgoing.push("bo", ["1"]) == (1, Pushed.SENT)


async def test_the_quota_of_one_person_is_not_that_of_another(api: Api, line: Line, world: World) -> None:
    outgoing = Outgoing(api, world.monotonic)
    line.answers = [{"errcode": 45047}]
    assert await outgoing.push("ann", ["1"]) == (0, Pushed.QUOTA)
    assert await outgoing.push("bo", ["1"]) == (1, Pushed.SENT)


@pytest.mark.parametrize("answer", [{"errcode": 45080}, {"errcode": 45081}, {"errcode": 48001}, b"<html>"])
async def test_typing_that_cannot_be_shown_does_no_harm(
    api: Api, line: Line, world: World, answer: Json | bytes
) -> None:
    line.answers = [answer]
    await Outgoing(api, world.monotonic).typing("ann")
    assert line.calls[0][2] == {"touser": "ann", "command": "Typing"}


async def test_no_secret_is_logged(api: Api, line: Line, world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    for name in logs.QUIET:
        caplog.set_level(logging.WARNING, logger=name)
    line.answers = [{"errcode": 40001, "errmsg": f"token-1 {SECRET}"}] * 2 + [b"<html>"]
    outgoing = Outgoing(api, world.monotonic)
    for _ in range(3):
        await outgoing.push("oFollower7", ["信"])
        await outgoing.typing("oFollower7")
    said = caplog.text + "".join(str(record.__dict__) for record in caplog.records)
    assert caplog.records
    assert SECRET not in said
    assert "token-" not in said
    assert "oFollower7" not in said
