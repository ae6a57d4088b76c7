"""How long a lookup by card number takes through the store, as the inventory grows.

Run: python -m benches.lookup [CARDS ...]
"""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

from bot.domain.iccid import Iccid, Msisdn
from bot.ports import Wanted
from bot.store.bulk import open_bulk
from bot.store.database import Store, open_store
from bot.store.rows import Row

SIZES = (10_000, 1_000_000, 10_000_000)
LOOKUPS = 5_000
WARMING = 500
COLUMNS = (
    "key",
    "iccid",
    "carrier",
    "msisdn",
    "imsi",
    "state",
    "causes",
    "opened_on",
    "test_months",
    "activated_on",
    "plan",
    "quota_mb",
    "used_mb",
    "plan_expires_on",
    "real_name",
    "bound_imei",
    "current_imei",
    "online",
    "last_seen",
    "pool",
    "as_of",
)


def number(at: int) -> str:
    return f"8986032124{at * 90:09d}7"


def msisdn(at: int) -> str:
    return f"10649{at:08d}"


def rows(cards: int) -> Iterator[Row]:
    for at in range(cards):
        yield (
            number(at)[:19],
            number(at),
            "telecom",
            msisdn(at),
            f"46011{at:010d}",
            "suspended",
            "quota;real_name",
            "2026-01-15",
            3,
            "2026-05-02",
            "50MB/month",
            50.0,
            at % 5000 / 100,
            "2027-03-31",
            "verified",
            f"86{at:013d}",
            f"86{at:013d}",
            1,
            "2026-11-21T08:15:00+08:00",
            "single",
            "2026-11-21T23:59:59+08:00",
        )


def fill(path: Path, cards: int) -> None:
    with open_bulk(path) as bulk:
        bulk.stage(COLUMNS, rows(cards))
        bulk.settle(frozenset(COLUMNS) - {"key"}, keep=True)


async def lookups(paths: dict[int, Path]) -> dict[tuple[int, str], list[float]]:
    """Return how long each lookup took, in microseconds: in turns, so that all sizes meet the same weather."""
    chance = random.Random(1)  # the same cards each time
    taken: dict[tuple[int, str], list[float]] = {}
    async with AsyncExitStack() as stack:
        stores = {cards: await stack.enter_async_context(open_store(path)) for cards, path in paths.items()}
        for turn in range(WARMING + LOOKUPS):
            for cards, store in stores.items():
                at = chance.randrange(cards)
                for name, wanted in (("iccid", Iccid(number(at))), ("msisdn", Msisdn(msisdn(at)))):
                    micros = await timed(store, wanted)
                    if turn >= WARMING:
                        taken.setdefault((cards, name), []).append(micros)
    return taken


async def timed(store: Store, wanted: Wanted) -> float:
    start = time.perf_counter()
    card = await store.find(wanted)
    micros = (time.perf_counter() - start) * 1e6
    if card is None:
        raise LookupError(wanted)
    return micros


def run(*sizes: int) -> None:
    sizes = sizes or SIZES
    with tempfile.TemporaryDirectory(prefix="simclinic-bench-") as folder:
        paths = {cards: Path(folder) / f"{cards}.db" for cards in sizes}
        for cards, path in paths.items():
            fill(path, cards)
        taken = asyncio.run(lookups(paths))
    print(f"{LOOKUPS:,} lookups each, microseconds")
    for (cards, name), micros in taken.items():
        p50, p99 = (statistics.quantiles(micros, n=100)[at] for at in (49, 98))
        ratio = p50 / statistics.median(taken[min(sizes), name])
        print(f"{cards:12,} cards  {name:7} p50 {p50:6.0f}  p99 {p99:6.0f}  {ratio:.2f} x the smallest")


if __name__ == "__main__":
    run(*map(int, sys.argv[1:]))
