"""`serve` as a process: how it starts, what it logs, how it ends."""

import gc
import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from typer.testing import CliRunner, Result

from bot import cli
from bot.commands import logs, serving
from bot.domain.iccid import Iccid
from bot.settings import Settings
from tests.web.clinic import NOBODYS, WORKING

ROOT = Path(__file__).parents[2]
MESSAGES, DIAGNOSIS = "/api/v1/messages", f"/api/v1/cards/{WORKING}/diagnosis"
SLOW = """
import asyncio, os, sys
from bot.sources.inventory import Inventory
at_once = Inventory.find
async def find(self, wanted):
    sys.stderr.write("looking up\\n")
    sys.stderr.flush()
    await asyncio.sleep(float(os.environ["SLOW"]))
    return await at_once(self, wanted)
Inventory.find = find
"""
FAULTY = """
from bot.sources.inventory import Inventory
async def find(self, wanted):
    raise ValueError("cannot look up " + wanted.number)
Inventory.find = find
"""
MAIN = "from bot.cli import main; main()"


def environment(folder: Path, settings: dict[str, str]) -> dict[str, str]:
    outside = {name: value for name, value in os.environ.items() if not name.startswith("SIMCLINIC_")}
    ours = {"SIMCLINIC_DATABASE": f"sqlite:///{folder / 'cards.db'}", "SIMCLINIC_DEMO": "true"}
    return {**outside, **ours, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **settings}


@dataclass
class Server:
    """A running server, what it has said so far, and what it is asked."""

    process: "subprocess.Popen[str]"
    said: list[str] = field(default_factory=list)
    host: str = "127.0.0.1"

    def __post_init__(self) -> None:
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.said.append(line.rstrip("\n"))

    def hears(self, pattern: str) -> "re.Match[str]":
        """Wait until it has said something like *pattern*."""
        for _ in range(1200):
            if found := re.search(pattern, "\n".join(self.said)):
                return found
            time.sleep(0.025)
        raise AssertionError(self.said)

    @property
    def port(self) -> int:
        return int(self.hears(r"http://\S+:(\d+)/")[1])

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        connection = HTTPConnection(self.host, self.port, timeout=20)
        try:
            connection.request(method, path, json.dumps(body), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def ends(self, sign: signal.Signals | None = signal.SIGTERM) -> int:
        """Send *sign*, and return the exit code and how long it took."""
        if sign is not None:
            self.process.send_signal(sign)
        code = self.process.wait(20)
        self._listener.join()
        return code


@contextmanager
def started(
    folder: Path, *options: str, before: str = "", host: str = "127.0.0.1", **settings: str
) -> Iterator[Server]:
    """Run `serve` on a free port, with *before* done before."""
    command = [sys.executable, "-c", before + MAIN, "serve", "--port", "0", "--host", host, *options]
    with subprocess.Popen(
        command, cwd=folder, env=environment(folder, settings), stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        server = Server(process, host=host.replace("::", "::1") if host == "::" else host)
        try:
            assert server.port
            yield server
        finally:
            process.kill()
            server.ends(None)


# How it starts


@pytest.fixture
def own_logs() -> Iterator[None]:
    """Put back what `logs.configure` replaces."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)


@pytest.fixture
def start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_logs: None
) -> Callable[[list[str], dict[str, str]], Result]:
    """Start `serve` in this process, where it ends as soon as it serves."""
    del own_logs

    async def served(server: uvicorn.Server) -> None:
        assert server.started
        assert gc.get_freeze_count() > 10_000

    def start(options: list[str], settings: dict[str, str]) -> Result:
        monkeypatch.setattr(uvicorn.Server, "main_loop", served)
        monkeypatch.setattr(os, "environ", environment(tmp_path, {"SIMCLINIC_PORT": "0", **settings}))
        return CliRunner().invoke(cli.app, ["serve", *options])

    return start


Start = Callable[[list[str], dict[str, str]], Result]


def greeting(ran: Result) -> list[str]:
    """Return the lines for people."""
    return [line for line in ran.stderr.splitlines() if not line.startswith("{")]


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("zh", [r"网页在 http://127\.0\.0\.1:\d+/", "开着的渠道：web, api"]),
        ("en", [r"The page is at http://127\.0\.0\.1:\d+/", "Channels running: web, api"]),
    ],
)
def test_it_says_where_the_page_is_and_which_channels_run(start: Start, lang: str, lines: list[str]) -> None:
    ran = start([], {"SIMCLINIC_DEFAULT_LANG": lang})
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert len(greeting(ran)) == 2
    assert all(re.fullmatch(pattern, line) for pattern, line in zip(lines, greeting(ran), strict=True))
    assert ":0/" not in ran.stderr


@pytest.mark.parametrize(
    ("host", "settings", "shown", "warns"),
    [
        pytest.param("127.0.0.1", {}, "127.0.0.1", False, id="this machine"),
        pytest.param("localhost", {}, "localhost", False, id="this machine by name"),
        pytest.param("::1", {}, "[::1]", False, id="this machine over IPv6"),
        pytest.param("0.0.0.0", {}, "127.0.0.1", True, id="everybody"),  # noqa: S104 - what the warning is about
        pytest.param("::", {}, "[::1]", True, id="everybody over IPv6"),
        pytest.param("0.0.0.0", {"SIMCLINIC_API_KEY": ""}, "127.0.0.1", True, id="an empty key"),  # noqa: S104
        pytest.param("0.0.0.0", {"SIMCLINIC_API_KEY": "s3cret"}, "127.0.0.1", False, id="a key"),  # noqa: S104
    ],
)
def test_an_open_door_is_warned_of(start: Start, host: str, settings: dict[str, str], shown: str, warns: bool) -> None:
    if ":" in host and not _has_ipv6():
        pytest.skip("no IPv6 here")
    ran = start(["--host", host], {"SIMCLINIC_DEFAULT_LANG": "en", **settings})
    assert ran.exit_code == 0
    assert gc.get_freeze_count() == 0
    assert f"http://{shown}:" in ran.stderr
    assert ("WARNING" in ran.stderr) is warns
    assert "s3cret" not in ran.stderr


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def test_it_serves_once_it_has_said_so(shared: Server) -> None:
    assert shared.ask("GET", "/healthz") == (200, {"status": "ok"})
    assert shared.ask("GET", "/readyz")[0] == 200
    assert shared.ask("GET", DIAGNOSIS)[0] == 200


def test_the_fastest_parts_that_the_platform_has_are_used() -> None:
    config = serving.server(Starlette(), _nothing).config
    config.load()
    parts = (serving.loop_factory().__module__, config.http_protocol_class.__module__)
    try:
        import httptools  # noqa: F401
        import uvloop  # noqa: F401
    except ImportError:
        assert parts == ("asyncio.unix_events", "uvicorn.protocols.http.h11_impl")
    else:
        assert parts == ("uvloop", "uvicorn.protocols.http.httptools_impl")


def _nothing() -> None:
    """Say nothing."""


# How it does not start


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("options", "settings", "names"),
    [
        pytest.param([], {"SIMCLINIC_PORT": "many"}, "SIMCLINIC_PORT", id="a port that is none"),
        pytest.param([], {"SIMCLINIC_PORT": "65536"}, "SIMCLINIC_PORT", id="a port too high"),
        pytest.param(["--port", "65536"], {}, "65536", id="a port too high, on the command line"),
        pytest.param(["--port", "-1"], {}, "-1", id="a port too low"),
        pytest.param(["--host", "203.0.113.7"], {}, "203.0.113.7", id="an address that is not ours"),
        pytest.param(["--host", "no such host"], {}, "no such host", id="no address"),
        pytest.param(["--host", "x" * 300], {}, "xxx", id="no name either"),
        pytest.param([], {"SIMCLINIC_DEMO": "perhaps"}, "SIMCLINIC_DEMO", id="a switch that is neither"),
        pytest.param([], {"SIMCLINIC_TIMEZONE": "Asia/Utopia"}, "SIMCLINIC_TIMEZONE", id="no such time zone"),
        pytest.param([], {"SIMCLINIC_RULES": "mine"}, "SIMCLINIC_RULES", id="no such rule pack"),
        pytest.param([], {"SIMCLINIC_RATE_LIMIT": "0"}, "SIMCLINIC_RATE_LIMIT", id="no requests at all"),
        pytest.param([], {"SIMCLINIC_DATABASE": "postgres://x"}, "SIMCLINIC_DATABASE", id="another database"),
        pytest.param([], {"SIMCLINIC_DATABASE": "sqlite:////proc/no/such.db"}, "", id="a database that cannot be"),
    ],
)
def test_what_keeps_it_from_starting_is_told_in_one_line(
    start: Start, options: list[str], settings: dict[str, str], names: str, lang: str
) -> None:
    ran = start(options, {"SIMCLINIC_DEFAULT_LANG": lang, **settings})
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr.count("\n") == 1
    assert names in ran.stderr
    assert bool(re.search("[\u4e00-\u9fff]", ran.stderr)) is (lang == "zh")


@pytest.mark.parametrize(
    "settings", [pytest.param({}, id="a taken port"), pytest.param({"SIMCLINIC_PORT": "many"}, id="a broken setting")]
)
def test_the_process_itself_leaves_with_one_line(tmp_path: Path, settings: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = subprocess.run(
            [sys.executable, "-m", "bot", "serve"],
            cwd=tmp_path,
            env=environment(tmp_path, {"SIMCLINIC_PORT": port, **settings}),
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert settings.get("SIMCLINIC_PORT", port) in ran.stderr or "SIMCLINIC_PORT" in ran.stderr


# How it ends


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_requests_in_flight_are_finished(tmp_path: Path, sign: signal.Signals) -> None:
    with started(tmp_path, before=SLOW, SLOW="0.6") as server:
        answers: list[tuple[int, Any]] = []
        asking = threading.Thread(target=lambda: answers.append(server.ask("GET", DIAGNOSIS)))
        asking.start()
        server.hears("looking up")
        assert server.ends(sign) == 0
        asking.join()
    assert [(status, told["iccid"]) for status, told in answers] == [(200, WORKING)]
    assert json.loads(server.said[-1])["event"] == "stopped"
    assert "Traceback" not in "\n".join(server.said)


def test_nobody_new_is_let_in_while_it_ends(tmp_path: Path) -> None:
    with started(tmp_path, before=SLOW, SLOW="1") as server:
        port = server.port
        asking = threading.Thread(target=lambda: server.ask("GET", DIAGNOSIS))
        asking.start()
        server.hears("looking up")
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.4)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port)).close()
        asking.join()
        assert server.ends(None) == 0


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_second_signal_ends_it_at_once(tmp_path: Path, sign: signal.Signals) -> None:
    with started(tmp_path, before=SLOW, SLOW="30") as server, socket.create_connection((server.host, server.port)) as s:
        s.sendall(f"GET {DIAGNOSIS} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        server.hears("looking up")
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        assert server.process.poll() is None
        began = time.monotonic()
        assert server.ends(sign) == 0
        assert time.monotonic() - began < 3
    assert "Traceback" not in "\n".join(server.said)


def test_who_does_not_hang_up_does_not_hold_it(tmp_path: Path) -> None:
    with started(tmp_path) as server, socket.create_connection((server.host, server.port)) as kept:
        kept.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert kept.recv(1000).startswith(b"HTTP/1.1 200")
        began = time.monotonic()
        assert server.ends() == 0
        assert time.monotonic() - began < 3


def test_what_was_said_is_kept_over_a_restart(tmp_path: Path) -> None:
    for text in ("English", WORKING):
        with started(tmp_path) as server:
            _, answer = server.ask("POST", MESSAGES, {"user": "ann", "text": text})
            assert server.ends() == 0
    assert answer["lang"] == "en"


# What it logs

USER, SAID = "user-4711-zhang", "my phone is 13812345678"


@pytest.mark.parametrize("style", ["json", "text"])
def test_the_log_says_what_happened_and_nothing_of_whom(tmp_path: Path, style: str) -> None:
    with started(tmp_path, SIMCLINIC_LOG=style, SIMCLINIC_API_KEY="s3cret") as server:
        connection = HTTPConnection("127.0.0.1", server.port)
        headers = {"Content-Type": "application/json", "Authorization": "Bearer s3cret", "User-Agent": "agent-4711"}
        for method, path, body in (
            ("POST", MESSAGES, {"user": USER, "text": f"{SAID} {WORKING}"}),
            ("POST", MESSAGES, {"user": USER, "text": "x" * 30_000}),
            ("GET", f"{DIAGNOSIS}?lang=en&at=2026-01-01&secret=4711", None),
            ("GET", f"/api/v1/cards/{NOBODYS}/diagnosis", None),
            ("GET", "/nowhere/4711", None),
            ("GET", "/static/4711.js", None),
        ):
            connection.request(method, path, json.dumps(body), headers)
            connection.getresponse().read()
        connection.close()
        server.ends()
    said = "\n".join(server.said)
    assert said.count("request") == 6
    assert all(route in said for route in (MESSAGES, "/api/v1/cards/{iccid:path}/diagnosis", "none", "/static"))
    for secret in (WORKING, WORKING[-8:], NOBODYS, USER, SAID, "4711", "13812345678", "s3cret", "2026-01-01"):
        assert secret not in said


def test_the_log_is_a_json_object_a_line(shared: Server) -> None:
    shared.ask("GET", "/api/v1/openapi.json")
    shared.hears("openapi")
    (request,) = [json.loads(line) for line in shared.said if "openapi" in line]
    assert request.keys() == {"event", "level", "logger", "timestamp", "method", "route", "status", "ms"}
    assert (request["event"], request["method"], request["status"]) == ("request", "GET", 200)


def test_a_fault_is_logged_once_with_its_place_and_without_its_message(tmp_path: Path) -> None:
    with started(tmp_path, before=FAULTY) as server:
        assert server.ask("GET", DIAGNOSIS)[0] == 500
        server.ends()
    said = "\n".join(server.said)
    assert said.count("request failed") == 1
    assert said.count("ValueError") == 1
    assert "handlers/diagnose.py" in said
    assert WORKING not in said


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(f"GET /caf\xe9/{WORKING} HTTP/1.1\r\nHost: x\r\n\r\n", id="a path that is no ASCII"),
        pytest.param(f"{WORKING}\r\n\r\n", id="no HTTP"),
        pytest.param(f"GET /{WORKING} HTTP/9.9\r\nHost: x\r\n\r\n", id="another HTTP"),
        pytest.param(f"POST {MESSAGES} HTTP/1.1\r\nContent-Length: -1\r\n\r\n{WORKING}", id="a length below nothing"),
        pytest.param(
            f"POST {MESSAGES} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            f"Transfer-Encoding: chunked\r\n\r\nzz\r\n{WORKING}\r\n",
            id="a chunk of no size",
        ),
        pytest.param(
            f"POST {MESSAGES} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            f"Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{WORKING}",
            id="two sizes",
        ),
        pytest.param(
            f"GET /{WORKING} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n", id="an upgrade"
        ),
    ],
)
def test_what_is_no_request_harms_nothing_and_is_not_quoted(shared: Server, sent: str) -> None:
    with socket.create_connection((shared.host, shared.port), timeout=20) as stranger:
        stranger.sendall(sent.encode("latin-1"))
        stranger.shutdown(socket.SHUT_WR)
        answer = stranger.recv(65536)
    assert re.match(rb"HTTP/1.1 4\d\d ", answer)
    assert shared.ask("GET", "/healthz")[0] == 200
    assert WORKING not in "\n".join(shared.said)
    assert "Traceback" not in "\n".join(shared.said)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with started(tmp_path_factory.mktemp("serving")) as server:
        yield server


# The same in this process, for what cannot be seen from outside


@pytest.mark.anyio
@pytest.mark.usefixtures("own_logs")
async def test_signals_are_as_before_when_it_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    ending = threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGTERM))
    monkeypatch.setattr(serving, "_say_hello", lambda *_, **__: ending.start())
    before = [signal.getsignal(sign) for sign in (signal.SIGTERM, signal.SIGINT)]
    await serving.serve(Settings(database=f"sqlite:///{tmp_path / 'cards.db'}", demo=True, log="json"), "127.0.0.1", 0)
    assert [signal.getsignal(sign) for sign in (signal.SIGTERM, signal.SIGINT)] == before
    assert json.loads(capfd.readouterr().err.splitlines()[-1])["event"] == "stopped"


@pytest.mark.parametrize("style", ["json", "text"])
@pytest.mark.usefixtures("own_logs")
def test_what_led_to_a_fault_is_logged_first(capsys: pytest.CaptureFixture[str], style: str) -> None:
    logs.configure(style)
    try:
        try:
            Iccid.parse(SAID)
        except ValueError as error:
            raise LookupError(SAID) from error
    except LookupError:
        logging.getLogger("bot").exception("failed")
    said = capsys.readouterr().err
    assert re.findall("ValueError|LookupError", said) == ["ValueError", "LookupError"]
    assert re.search(r"bot/domain/iccid\.py:\d+ parse", said)
    assert SAID not in said


@pytest.mark.usefixtures("own_logs")
def test_what_asyncio_says_of_a_failed_task_names_no_values(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json")
    logging.getLogger("asyncio").error("Task exception was never retrieved\nfuture: <Task exception=%r>", SAID)
    line = json.loads(capsys.readouterr().err)
    assert line["event"] == "Task exception was never retrieved"
    assert SAID not in json.dumps(line)


def test_uvicorn_writes_no_log_of_its_own() -> None:
    """Its default one shows exceptions with their messages, and comes with every Config that is not told otherwise."""
    loud = logging.getLogger("uvicorn")
    before = loud.handlers[:]
    serving.loop_factory()
    serving.server(Starlette(), _nothing)
    assert loud.handlers == before
