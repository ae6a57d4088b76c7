"""`audit` and `purge`: the trail, read and shortened."""

import csv
import sys
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

from rich.table import Table
from rich.text import Text as Plain

from bot import retention
from bot.commands.printing import show
from bot.commands.speaking import say
from bot.commands.staffing import person_of, with_store
from bot.commands.talking import ME, moment
from bot.domain.roles import Act
from bot.domain.trail import Entry, Keeping, Search
from bot.domain.words import text
from bot.inventory.cells import guarded
from bot.inventory.replacing import replacing
from bot.settings import Settings
from bot.store.database import Store

_PAGE = 500
_COLUMNS = ("at", "who", "act", "card", "about", "outcome")
_WORDS = ("said", "text", "lang")
"""The columns that only the file has: they are long."""


def search(given: Settings, who: str | None, card: str | None, act: Act | None, since: str | None) -> Search:
    """Read what is wanted, or say what cannot be read and leave. Raise BadSettings for what is no time."""
    return Search(who=None if who is None else person_of(who), card=card, act=act, since=moment(since, given))


def show_entries(given: Settings, wanted: Search, most: int) -> None:
    """Print up to *most* entries; to read them is an act of its own."""
    entries = with_store(given, lambda store: _read(store, wanted, most, given))
    table = Table(*(say(text(f"audit-{column}")) for column in _COLUMNS))
    for entry in entries:
        table.add_row(*(Plain(cell) for cell in _cells(entry, given)))
    show(table)


def write_out(given: Settings, wanted: Search, file: Path) -> None:
    """Write all entries to *file*, words included. Raise BadFile when it cannot be written."""
    count = with_store(given, lambda store: _write(store, wanted, file, given))
    sys.stdout.write(f"{say(text('audit-written', count=count, file=str(file)))}\n")


def purge(given: Settings) -> None:
    """Forget what is kept no longer, and say so."""
    keeping = Keeping(given.keep_texts_days, given.keep_audit_days)
    with_store(given, lambda store: retention.purge(store, keeping, datetime.now(given.zone)))
    sys.stdout.write(f"{say(text('audit-purged', texts=keeping.texts_days, entries=keeping.audit_days))}\n")


async def _read(store: Store, wanted: Search, most: int, given: Settings) -> list[Entry]:
    await _note(store, Act.READ_AUDIT, wanted, given)
    found: list[Entry] = []
    async for entry in _all(store, wanted, min(most, _PAGE)):
        found.append(entry)
        if len(found) == most:
            break
    return found


async def _write(store: Store, wanted: Search, file: Path, given: Settings) -> int:
    await _note(store, Act.EXPORT_AUDIT, wanted, given)
    written = 0
    with replacing(file) as part, part.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([*_COLUMNS, *_WORDS])
        async for entry in _all(store, wanted, _PAGE):
            words = (getattr(entry, name) or "" for name in _WORDS)
            writer.writerow([guarded(cell) if cell else "" for cell in (*_cells(entry, given), *words)])
            written += 1
    return written


async def _all(store: Store, wanted: Search, page_size: int) -> AsyncIterator[Entry]:
    """Walk over all entries, the latest first."""
    before: int | None = None
    while True:
        page = await store.trail.read(wanted, page_size, before)
        for entry in page.entries:
            yield entry
        if page.next is None:
            return
        before = page.next


async def _note(store: Store, act: Act, wanted: Search, given: Settings) -> None:
    now = datetime.now(given.zone)
    await store.trail.note([Entry(at=now, who=ME, act=act, outcome="done", card=wanted.card, about=wanted.who)])


def _cells(entry: Entry, given: Settings) -> tuple[str, ...]:
    at = entry.at.astimezone(given.zone).isoformat(timespec="seconds")
    about = "" if entry.about is None else str(entry.about)
    return (at, str(entry.who), str(entry.act), entry.card or "", about, entry.outcome)
