"""How the web server holds up: requests a second beside a bare endpoint of the same server, and what they cost.

Run: python -m benches.web [REQUESTS]
"""

import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot import demo
from bot.commands import serving
from bot.settings import Settings

REQUESTS = 200_000
IN_FLIGHT = 32
ROUNDS = 3
A_ROUND = 4_000
USERS = 200
BEAT = 0.005
"""Seconds between two heartbeats of the server's loop."""


# The servers, each a process of its own


async def bare(request: Request) -> Response:
    """Do what no endpoint can do without."""
    if request.method == "POST":
        await request.json()
    return JSONResponse({"status": "ok"})


async def serve_bare() -> None:
    listening = serving.listening_on("127.0.0.1", 0)

    def hello() -> None:
        sys.stderr.write(f"http://127.0.0.1:{listening.getsockname()[1]}/\n")
        sys.stderr.flush()

    app = Starlette(routes=[Route("/{path:path}", bare, methods=["GET", "POST"])])
    await serving.server(app, hello).serve(sockets=[listening])


async def serve_ours() -> None:
    await serving.serve(Settings(demo=True, rate_limit=10**9), "127.0.0.1", 0)


async def with_heartbeat(kind: str) -> None:
    """Serve, and tell on SIGUSR1 how long the loop was blocked at most since the last time, and the memory held."""
    longest = 0.0

    def tell() -> None:
        nonlocal longest
        sys.stdout.write(json.dumps({"blocked": longest, "rss": _rss(), "cpu": time.process_time()}) + "\n")
        sys.stdout.flush()
        longest = 0.0

    async def beat() -> None:
        nonlocal longest
        while True:
            began = time.perf_counter()
            await asyncio.sleep(BEAT)
            longest = max(longest, time.perf_counter() - began - BEAT)

    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, tell)
    beating = asyncio.create_task(beat())
    await (serve_ours() if kind == "ours" else serve_bare())
    beating.cancel()


def _rss() -> float:
    """Return the memory of this process in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


@dataclass(frozen=True)
class Server:
    """A server's process, as the bench sees it."""

    process: "subprocess.Popen[str]"
    port: int

    def told(self) -> Mapping[str, float]:
        """Ask how long the loop was blocked, and for the memory held."""
        self.process.send_signal(signal.SIGUSR1)
        line = self.process.stdout.readline() if self.process.stdout else ""
        told: Mapping[str, float] = json.loads(line)
        return told


@contextmanager
def started(kind: str, folder: Path) -> Iterator[Server]:
    command = [sys.executable, "-m", "benches.web", "serve", kind]
    env = {**os.environ, "SIMCLINIC_DATABASE": f"sqlite:///{folder}/cards.db", "SIMCLINIC_LOG": "json"}
    log = folder / f"{kind}.log"
    with (
        log.open("w") as err,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=err, text=True, env=env) as process,
    ):
        try:
            yield Server(process, _port(log, process))
        finally:
            process.terminate()


def _port(log: Path, process: "subprocess.Popen[str]") -> int:
    while process.poll() is None:
        for line in log.read_text(encoding="utf-8").splitlines():
            if "http://127.0.0.1:" in line:
                return int(line.rpartition(":")[2].strip("/"))
        time.sleep(0.05)
    raise RuntimeError(log.read_text(encoding="utf-8"))


# The load


@dataclass
class Load:
    """What came of some requests."""

    seconds: float = 0
    took: list[float] = field(default_factory=list)
    failed: int = 0

    @property
    def a_second(self) -> float:
        return len(self.took) / self.seconds

    @property
    def p99(self) -> float:
        return statistics.quantiles(self.took, n=100)[98] * 1000


class Caller(asyncio.Protocol):
    """One connection: a request, its answer, the next request."""

    def __init__(self, requests: Iterator[bytes], load: Load, done: "asyncio.Future[None]") -> None:
        self._requests, self._load, self._done = requests, load, done
        self._buffer, self._began = b"", 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, found, body = self._buffer.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return
        self._load.took.append(time.perf_counter() - self._began)
        self._load.failed += not head.startswith(b"HTTP/1.1 200")
        self._buffer = b""
        self._next()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._done.done():
            self._done.set_exception(exc or ConnectionError("the server hung up"))

    def _next(self) -> None:
        request = next(self._requests, None)
        if request is None:
            self._done.set_result(None)
            self._transport.close()
            return
        self._began = time.perf_counter()
        self._transport.write(request)  # type: ignore[attr-defined]


def _length(head: bytes) -> int:
    return int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])


async def call(port: int, requests: Iterable[bytes]) -> Load:
    """Send *requests*, IN_FLIGHT at a time."""
    loop, load, shared = asyncio.get_running_loop(), Load(), iter(requests)
    began = time.perf_counter()
    waiting = []
    for _ in range(IN_FLIGHT):
        done = loop.create_future()
        waiting.append(done)
        await loop.create_connection(lambda done=done: Caller(shared, load, done), "127.0.0.1", port)
    await asyncio.gather(*waiting)
    load.seconds = time.perf_counter() - began
    return load


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n".encode()


def post(path: str, body: Mapping[str, str]) -> bytes:
    content = json.dumps(body).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content


NUMBERS = [iccid.number for numbers in demo.groups().values() for iccid in numbers]
MESSAGES, CARD = "/api/v1/messages", "/api/v1/cards/{}/diagnosis?lang={}"


def diagnoses() -> Iterator[bytes]:
    """Yield the demo cards' diagnoses, in turns of both languages."""
    return cycle([get(CARD.format(number, lang)) for number in NUMBERS for lang in ("zh", "en")])


def looking_again() -> Iterator[bytes]:
    """Yield messages of people who each look at their card again and again."""
    said = (NUMBERS[user % len(NUMBERS)] for user in range(USERS))
    return cycle([post(MESSAGES, {"user": str(user), "text": text}) for user, text in enumerate(said)])


def moving_on() -> Iterator[bytes]:
    """Yield messages of people who look at another card each time, so that each is remembered."""
    for at in cycle(range(USERS * len(NUMBERS))):
        number = NUMBERS[(at // USERS + at) % len(NUMBERS)]
        yield post(MESSAGES, {"user": str(at % USERS), "text": number})


LOADS = {
    "GET diagnosis": diagnoses,
    "POST messages, the same card": looking_again,
    "POST messages, another card": moving_on,
}


# The figures


@dataclass(frozen=True)
class Round:
    """What came of one server's share of a round, the processor's seconds it took, the longest block of the loop."""

    load: Load
    cpu: float
    blocked: float


async def one_round(server: Server, requests: Iterable[bytes]) -> Round:
    before = server.told()
    load = await call(server.port, requests)
    after = server.told()
    return Round(load, after["cpu"] - before["cpu"], after["blocked"])


async def measure(ours: Server, theirs: Server, requests: int) -> None:
    """Load both servers in turns, so that both meet the same weather."""
    share = min(A_ROUND, max(requests // 10, IN_FLIGHT))
    for name, load in LOADS.items():
        mine, bares = load(), load()
        await one_round(ours, islice(mine, share))
        await one_round(theirs, islice(bares, share))
        us, them = [], []
        for _ in range(ROUNDS):
            them.append(await one_round(theirs, islice(bares, share)))
            us.append(await one_round(ours, islice(mine, share)))
        show(name, us, them)
    await grow(ours, requests)


def show(name: str, us: list[Round], them: list[Round]) -> None:
    """Print the middle round of each, and the worst block of ours."""
    speed, bare = (statistics.median(one.load.a_second for one in rounds) for rounds in (us, them))
    cpu, bare_cpu = (statistics.median(1e6 * one.cpu / len(one.load.took) for one in rounds) for rounds in (us, them))
    p99, bare_p99 = (statistics.median(one.load.p99 for one in rounds) for rounds in (us, them))
    print(
        f"{name:30} {speed:7,.0f}/s, bare {bare:7,.0f}/s: {speed / bare:.2f} (goal 0.3)   "
        f"cpu {cpu:5.0f} us, bare {bare_cpu:3.0f} us: {bare_cpu / cpu:.2f}   p99 {p99:5.1f} ms, bare {bare_p99:.1f} ms   "
        f"blocked {1000 * max(one.blocked for one in us):.0f} ms, bare {1000 * max(one.blocked for one in them):.0f} ms "
        f"(goal 50)" + failures(us)
    )


def failures(rounds: list[Round]) -> str:
    failed = sum(one.load.failed for one in rounds)
    return f"   {failed} FAILED" if failed else ""


async def grow(ours: Server, requests: int) -> None:
    """Say how the memory grows over *requests*, a third of each kind."""
    mixed = (next(kind) for kind in cycle([load() for load in LOADS.values()]))
    await one_round(ours, islice(mixed, min(requests, 3 * A_ROUND)))
    before = ours.told()["rss"]
    whole = await one_round(ours, islice(mixed, requests))
    print(
        f"{requests:,} requests of all kinds: {whole.load.a_second:,.0f}/s, p99 {whole.load.p99:.1f} ms, "
        f"blocked {1000 * whole.blocked:.0f} ms at most; memory {before:.1f} -> {ours.told()['rss']:.1f} MB"
        + failures([whole])
    )


def run(requests: int = REQUESTS) -> None:
    """Print requests a second beside the bare endpoint, the slowest percent, the loop's longest block, and memory."""
    with tempfile.TemporaryDirectory(prefix="simclinic-bench-") as name:
        folder = Path(name)
        print(f"Python {sys.version.split()[0]}, {uvicorn.__name__} {uvicorn.__version__}, {IN_FLIGHT} in flight")
        with (
            started("ours", folder) as ours,
            started("bare", folder) as theirs,
            asyncio.Runner(loop_factory=serving.loop_factory()) as runner,
        ):
            runner.run(measure(ours, theirs, requests))


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        with asyncio.Runner(loop_factory=serving.loop_factory()) as runner:
            runner.run(with_heartbeat(sys.argv[2]))
    else:
        run(*map(int, sys.argv[1:]))
