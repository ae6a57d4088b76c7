"""What a crowd costs the platforms: throughput beside the ideal, calls a card, the slowest answers, memory.

Run: python -m benches.sources [ASKS]
"""

import asyncio
import json
import math
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx

from bot.domain.card import Card, Cause, State
from bot.domain.iccid import Carrier, Iccid
from bot.platforms import guarded
from bot.ports import Platform, Wanted
from bot.sources.asking import PLACES, Asking
from bot.sources.lookup import Lookup
from bot.store.database import open_store
from tests.loopback import Answered, Asked, Server

USERS = 500
LATENCY = 0.2
ALLOWED = 20.0
ASKS = 20_000
CARDS = 5_000
FREE = 1e9
"""A pace that holds nobody up."""


def number(at: int) -> Iccid:
    return Iccid(f"89860321249946{at:05d}7")


def now() -> datetime:
    return datetime.now(UTC)


class OverHttp:
    """A platform that takes one call a card."""

    name = "bench"
    carriers: frozenset[Carrier] = frozenset()

    def __init__(self, http: httpx.AsyncClient, url: str) -> None:
        self._asking, self._url = Asking(self.name, http), url

    async def find(self, wanted: Wanted) -> Card | None:
        answer = (await self._asking.get(f"{self._url}/{wanted.number}")).json()
        return Card(iccid=Iccid(answer["iccid"]), source=self.name, as_of=now(), state=State(answer["state"]))

    async def probe(self) -> None: ...


class AtHand(OverHttp):
    """A platform without a network, to see what the rest keeps in memory."""

    def __init__(self) -> None: ...

    async def find(self, wanted: Wanted) -> Card | None:
        await asyncio.sleep(0)
        causes = frozenset({Cause.QUOTA, Cause.REAL_NAME})
        found = Iccid(wanted.number)
        return Card(iccid=found, source=self.name, as_of=now(), state=State.SUSPENDED, causes=causes, plan="30MB/month")


class Fake:
    """The platform's side: answers after its latency, and notes when it was asked."""

    def __init__(self) -> None:
        self.begun: list[float] = []

    async def answer(self, asked: Asked) -> Answered:
        self.begun.append(time.perf_counter())
        await asyncio.sleep(LATENCY)
        return Answered(200, json.dumps({"iccid": asked.path[1:], "state": "active"}).encode())

    def busiest_second(self) -> int:
        return max(sum(at <= other < at + 1 for other in self.begun) for at in self.begun)


@asynccontextmanager
async def opened(wrap: Callable[[Platform], Platform]) -> AsyncIterator[tuple[Lookup, Fake]]:
    fake = Fake()
    limits = httpx.Limits(max_connections=PLACES, max_keepalive_connections=PLACES)
    with tempfile.TemporaryDirectory(prefix="simclinic-bench-") as folder:
        async with (
            Server(fake.answer) as server,
            httpx.AsyncClient(limits=limits, timeout=10, trust_env=False) as http,
            open_store(Path(folder) / "cards.db") as store,
        ):
            lookup = Lookup([wrap(OverHttp(http, server.url))], store.last_known, now)
            yield lookup, fake
            await lookup.finish()


async def timed(work: Awaitable[object]) -> float:
    """Return the seconds *work* took, not a number when it failed."""
    began = time.perf_counter()
    try:
        await work
    except Exception:  # noqa: BLE001 - it is counted
        return math.nan
    return time.perf_counter() - began


async def crowd(name: str, wanted: Sequence[Iccid], a_second: float | None) -> None:
    """Let one user ask for each of *wanted*, all at once, of a platform guarded for *a_second*, and print how it went."""
    async with opened(lambda bare: bare if a_second is None else guarded(bare, a_second)) as (lookup, fake):
        began = time.perf_counter()
        taken = await asyncio.gather(*(timed(lookup.find(each)) for each in wanted))
        wall = time.perf_counter() - began
    good = [each for each in taken if not math.isnan(each)]
    ideal = max(math.ceil(len(fake.begun) / PLACES) * LATENCY, len(fake.begun) / (a_second or FREE))
    p50, p99 = (statistics.quantiles(good, n=100)[at] for at in (49, 98))
    print(
        f"{name}: {len(good)} of {len(wanted)} answered in {wall:.2f} s (ideal for their calls {ideal:.2f} s), "
        f"p50 {1000 * p50:.0f} ms, p99 {1000 * p99:.0f} ms, {len(fake.begun) / len(set(wanted)):.2f} calls a card, "
        f"busiest second {fake.busiest_second()} calls"
    )


async def memory(asks: int) -> None:
    """Ask again and again for many cards; print what the process has grown by, after it is warm."""
    with tempfile.TemporaryDirectory(prefix="simclinic-bench-") as folder:
        async with open_store(Path(folder) / "cards.db") as store:
            lookup = Lookup([guarded(AtHand(), FREE)], store.last_known, now)
            await ask(lookup, asks // 5)
            warm, began = rss(), time.perf_counter()
            await ask(lookup, asks)
            rate = asks / (time.perf_counter() - began)
            print(f"memory: {asks:,} asks for {CARDS:,} cards, {rate:,.0f} a second, grew by {rss() - warm:.1f} MB")
            await lookup.finish()


async def ask(lookup: Lookup, asks: int) -> None:
    for at in range(0, asks, 50):
        await asyncio.gather(*(lookup.find(number((at + more) * 7 % CARDS)) for more in range(50)))


def rss() -> float:
    """Return the memory that the process has, in MB (Linux; elsewhere the most it ever had)."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def run(asks: int = ASKS) -> None:
    many, one = [number(at) for at in range(USERS)], [number(0)] * USERS
    asyncio.run(crowd(f"{USERS} cards, bare", many, None))
    asyncio.run(crowd(f"{USERS} cards, guarded", many, FREE))
    asyncio.run(crowd(f"{USERS} users, one card", one, FREE))
    asyncio.run(crowd(f"{USERS} cards at {ALLOWED:g} a second", many, ALLOWED))
    asyncio.run(memory(asks))


if __name__ == "__main__":
    run(*map(int, sys.argv[1:]))
