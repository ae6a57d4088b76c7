"""How long a list of cards takes, how much memory, and how much longer a user's look-up takes meanwhile.

Run: python -m benches.bulk [ROWS]
"""

import asyncio
import csv
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from openpyxl import Workbook

from bot.app import App, opened
from bot.domain.message import Incoming, Person
from bot.ports import Bulk
from bot.settings import Settings
from bot.store.bulk import open_bulk
from bot.store.rows import Row

ROWS = 100_000
IDLE_FOR = 15.0
"""Seconds of asking before and after, when nothing else is done."""
GAP = 0.01
"""Seconds between two look-ups."""
HEADER = ("客户", "ICCID", "站点", "备注")
COLUMNS = (
    "key", "iccid", "msisdn", "state", "causes", "opened_on", "plan", "quota_mb", "used_mb", "plan_expires_on",
    "real_name", "pool", "notes", "as_of",
)  # fmt: skip
CAUSES = (None, None, "quota", "quota", "carrier", "real_name", "quota;real_name", "threshold", "self_service")
STAFF = Person("bench", "staff")


def number(at: int) -> str:
    return f"8986032124{at * 10:09d}7"


def cards(count: int) -> Iterator[Row]:
    """Yield cards of which most are stopped, for one reason or two."""
    now = datetime.now(UTC).isoformat()
    ends = date.today().replace(year=date.today().year + 1).isoformat()  # noqa: DTZ011 - any day will do
    for at in range(count):
        causes = CAUSES[at % len(CAUSES)]
        used = at % 9000 / 100 if causes is None else 100 + at % 500 / 100
        yield (
            number(at)[:19], number(at), f"10649{at:08d}", "suspended" if causes else "active", causes, "2026-01-15",
            f"{30 * (at % 5 + 1)}MB", 100.0, used, ends, "required" if causes and "real" in causes else "verified",
            "unified" if at % 4 == 0 else "single", f'{{"流量池":"P{at % 20}"}}', now,
        )  # fmt: skip


def fill(path: Path, count: int) -> None:
    with open_bulk(path) as bulk:
        bulk.stage(COLUMNS, cards(count))
        bulk.settle(frozenset(COLUMNS) - {"key"}, keep=True)


def listed(rows: int) -> Iterator[tuple[str, ...]]:
    """Yield a list as people keep it: a number in fifty is not readable, one in a hundred stands there twice."""
    for at in range(rows):
        written = f"number {at}" if at % 50 == 0 else number(at - 1 if at % 100 == 2 else at)  # noqa: PLR2004
        yield (f"客户 {at % 40}", written, f"site {at % 997}", "" if at % 3 else "=HYPERLINK(1)")


def write_csv(file: Path, rows: int) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        writer.writerows(listed(rows))


def write_xlsx(file: Path, rows: int) -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in (HEADER, *listed(rows)):
        sheet.append(row)
    workbook.save(file)


async def lookup(app: App, chance: random.Random, rows: int) -> float:
    """Return how many milliseconds a user waits for an answer about one card."""
    asked = Incoming(
        person=Person("bench", f"{chance.randrange(500)}"), text=number(chance.randrange(rows)), at=app.clock()
    )
    start = time.perf_counter()
    await app.answer(asked)
    return 1e3 * (time.perf_counter() - start)


async def lookups(app: App, rows: int, taken: list[float]) -> None:
    """Ask again and again, and add to *taken* how long each answer took."""
    chance = random.Random(1)
    while True:
        await asyncio.sleep(GAP)
        taken.append(await lookup(app, chance, rows))


async def idle(app: App, rows: int) -> list[float]:
    taken: list[float] = []
    with suppress(TimeoutError):
        async with asyncio.timeout(IDLE_FOR):
            await lookups(app, rows, taken)
    return taken


async def busy(app: App, bulk: Bulk, file: Path, rows: int) -> tuple[float, list[float]]:
    """Return how many seconds the list took, and how long the answers meanwhile."""
    taken: list[float] = []
    asking = asyncio.create_task(lookups(app, rows, taken))
    start = time.perf_counter()
    figures = await bulk.examine(file, file.with_suffix(".out"), lang="zh", who=STAFF, tick=lambda _rows, _part: None)
    seconds = time.perf_counter() - start
    asking.cancel()
    if figures.rows != rows:
        raise AssertionError(figures)
    return seconds, taken


def quantiles(taken: list[float]) -> tuple[float, float]:
    cuts = statistics.quantiles(taken, n=100)
    return cuts[49], cuts[98]


async def measure(folder: Path, rows: int) -> None:
    files = {"csv": folder / "list.csv", "xlsx": folder / "list.xlsx"}
    settings = Settings(database=f"sqlite:///{folder / 'cards.db'}", recharge_url="https://pay.example/{iccid}")
    async with opened(settings) as app:
        app.texts.read_all()
        if app.tools.bulk is None:
            raise AssertionError
        await idle(app, rows)  # to be warm
        for name, file in files.items():
            before = await idle(app, rows)
            seconds, during = await busy(app, app.tools.bulk, file, rows)
            after = await idle(app, rows)
            still, meanwhile = quantiles(before + after), quantiles(during)
            print(f"{name:5}{seconds:6.1f} s  {rows / seconds:8,.0f} rows/s")
            print(f"     a look-up, idle       p50 {still[0]:6.2f}  p99 {still[1]:6.2f} ms  ({len(before + after):,})")
            print(
                f"     a look-up, meanwhile  p50 {meanwhile[0]:6.2f}  p99 {meanwhile[1]:6.2f} ms  ({len(during):,})  "
                f"{meanwhile[0] / still[0]:.2f} and {meanwhile[1] / still[1]:.2f} x idle"
            )


def run(rows: int = ROWS) -> None:
    with tempfile.TemporaryDirectory(prefix="simclinic-bench-") as name:
        folder = Path(name)
        fill(folder / "cards.db", rows)
        write_csv(folder / "list.csv", rows)
        write_xlsx(folder / "list.xlsx", rows)
        print(f"{rows:,} rows, {len(HEADER)} columns, Python {sys.version.split()[0]}")
        asyncio.run(measure(folder, rows))
    peaks = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(f"peak memory: {peaks[0]:.0f} MB, and {peaks[1]:.0f} MB of the process that works on the list")


if __name__ == "__main__":
    run(*map(int, sys.argv[1:]))
