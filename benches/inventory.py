"""How fast cards are imported, beside the least that any import must do: csv.reader and executemany.

Run: python -m benches.inventory [ROWS]
"""

import csv
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.inventory.exporter import export
from bot.inventory.loader import load
from bot.store import schema
from bot.store.rows import COLUMNS

ROWS = 1_000_000
SHANGHAI = ZoneInfo("Asia/Shanghai")
HEADER = (
    "iccid",
    "msisdn",
    "imsi",
    "carrier",
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
    "auto_renew",
    "pool",
    "as_of",
)


class Measure(NamedTuple):
    """Seconds by the clock, seconds of the processor, peak megabytes."""

    seconds: float
    busy: float
    peak: float


def cards(rows: int) -> Iterator[tuple[object, ...]]:
    """Yield rows as a platform exports them: numbers and usage all different, the rest from a few values."""
    for at in range(rows):
        suspended = at % 9 == 0
        yield (
            f"8986032124{at * 10:09d}7",
            f"10649{at:08d}",
            f"46011{at:010d}",
            "电信",
            "已停用" if suspended else "使用中",
            "信控停用" if suspended else "",
            f"2026-{at % 12 + 1:02d}-{at % 28 + 1:02d}",
            at % 10,
            f"2026-{at % 9 + 3:02d}-{at % 28 + 1:02d} 08:15:00",
            f"{30 * (at % 5 + 1)}MB 月包",
            30 * (at % 5 + 1),
            f"{at % 104729 / 997:.2f}",
            f"2027-{at % 12 + 1:02d}-{at % 28 + 1:02d} 00:00:00",
            "已实名",
            f"86{at:013d}",
            f"86{at:013d}",
            "在线" if at % 3 else "离线",
            f"2026-11-{at % 20 + 1:02d} {at * 7 % 24:02d}:{at * 11 // 24 % 60:02d}:{at * 13 // 60 % 60:02d}",
            "是",
            "单卡",
            "2026-11-21",
        )


def write(file: Path, rows: int) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        writer.writerows(cards(rows))


def bare(file: Path, folder: Path) -> None:
    """Do what no import can do without: read the rows, insert them into a table of the same shape, key and index."""
    with closing(schema.connect(folder / "bare.db")) as connection:
        schema.migrate(connection, folder / "bare.db")
        ddl = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'cards'").fetchone()[0]
        connection.execute("DROP TABLE cards")
        connection.execute(ddl.removesuffix("STRICT"))  # the texts go in as they are
        connection.execute("CREATE INDEX bare_by_msisdn ON cards (msisdn)")
        _insert(file, connection)


def barest(file: Path, folder: Path) -> None:
    """Do less than any import can: the same columns without a key, a type or an index."""
    with closing(sqlite3.connect(folder / "barest.db", isolation_level=None)) as connection:
        connection.execute(f"CREATE TABLE cards (key, {', '.join(COLUMNS)})")
        _insert(file, connection)


def _insert(file: Path, connection: sqlite3.Connection) -> None:
    insert = f"INSERT INTO cards (key, {', '.join(HEADER)}) VALUES (?{', ?' * len(HEADER)})"  # noqa: S608
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        connection.execute("BEGIN")
        connection.executemany(insert, ((row[0][:19], *row) for row in rows))
        connection.execute("COMMIT")


def imported(file: Path, folder: Path) -> None:
    now = datetime.now(SHANGHAI)
    load(folder / "cards.db", file, now=now, packs=frozenset({"national"}), say=lambda reason: reason.key)


def exported(_: Path, folder: Path) -> None:
    export(folder / "cards.db", folder / "out.csv")


STEPS: dict[str, Callable[[Path, Path], None]] = {
    "barest": barest,
    "bare": bare,
    "import": imported,
    "import again": imported,
    "export": exported,
}


def measure(step: str, file: Path, folder: Path) -> Measure:
    """Measure *step* in a process of its own."""
    command = [sys.executable, "-m", "benches.inventory", step, str(file), str(folder)]
    return Measure(*json.loads(subprocess.run(command, check=True, capture_output=True).stdout))


def take(step: str, file: str, folder: str) -> None:
    start, busy = time.perf_counter(), time.process_time()
    STEPS[step](Path(file), Path(folder))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([time.perf_counter() - start, time.process_time() - busy, peak]))


def run(rows: int = ROWS) -> None:
    with tempfile.TemporaryDirectory(prefix="simclinic-bench-") as name:
        folder = Path(name)
        file = folder / "cards.csv"
        write(file, rows)
        print(f"{rows:,} rows, {len(HEADER)} of {len(COLUMNS)} columns, {file.stat().st_size / 1e6:.0f} MB CSV,")
        print(f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}")
        taken = {step: measure(step, file, folder) for step in STEPS}
    for step, one in taken.items():
        rates = "  ".join(
            f"{taken[least].seconds / one.seconds:.2f} ({taken[least].busy / one.busy:.2f}) x {least}"
            for least in ("bare", "barest")
        )
        print(f"{step:14}{rows / one.seconds:9,.0f} rows/s {one.seconds:6.1f} s {one.peak:5.0f} MB   {rates}")
    print("(in brackets: by the processor's time, when the machine has other things to do)")


if __name__ == "__main__":
    if len(sys.argv) > 2:  # noqa: PLR2004 - a step, the file and the folder
        take(*sys.argv[1:])
    else:
        run(*map(int, sys.argv[1:]))
