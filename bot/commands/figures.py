"""What `stats` does: the figures of some days, as a table or as a file."""

import csv
import sys
from datetime import datetime, timedelta
from pathlib import Path

from rich.table import Table

from bot.commands.printing import show
from bot.commands.speaking import say
from bot.commands.staffing import with_store
from bot.commands.talking import ME
from bot.domain.figures import bare, rows
from bot.domain.roles import Act
from bot.domain.stats import Stats, first_moment, stats
from bot.domain.trail import Entry
from bot.domain.words import text
from bot.inventory.replacing import replacing
from bot.settings import Settings
from bot.store.database import Store


def show_figures(given: Settings, days: int) -> None:
    """Print the figures of the last *days* days."""
    figures = _figures(given, days)
    table = Table(say(text("stats-figure")), say(text("stats-value")))
    for name, value in rows(figures):
        table.add_row(say(name), say(value))
    show(table)


def write_out(given: Settings, days: int, file: Path) -> None:
    """Write the figures to *file*, bare numbers with times in seconds, and the look-ups of each day.

    Raise BadFile when it cannot be written.
    """
    figures = _figures(given, days)
    with replacing(file) as part, part.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([("figure", "value"), *bare(figures)])
    sys.stdout.write(f"{say(text('stats-written', days=days, file=str(file)))}\n")


def _figures(given: Settings, days: int) -> Stats:
    now = datetime.now(given.zone)

    async def counted(store: Store) -> Stats:
        await store.trail.note([Entry(at=now, who=ME, act=Act.STATS, outcome="done")])
        return stats(
            await store.statistics.count(first_moment(days, now), now + timedelta(seconds=1)), days, now.date()
        )

    return with_store(given, counted)
