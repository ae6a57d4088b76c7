"""What `notice …` does: every act of it is in the audit trail."""

import sys
from collections.abc import Mapping
from datetime import datetime

from rich.table import Table
from rich.text import Text as Plain

from bot.commands.printing import show
from bot.commands.speaking import USAGE, leave, say
from bot.commands.staffing import with_store
from bot.commands.talking import ME, moment
from bot.domain.notices import Notice, affectable, tidy
from bot.domain.roles import Act
from bot.domain.trail import Entry
from bot.domain.words import Joined, text
from bot.settings import Settings
from bot.store.database import Store

_COLUMNS = ("number", "affects", "text", "since", "until")


def add(given: Settings, affects: str, texts: Mapping[str, str | None], since: str | None, until: str | None) -> None:
    """Post a notice, and print its number. Exit 2 where it affects nothing there is or says nothing."""
    known = affectable(given.order)
    if affects not in known:
        leave(text("notice-unknown-scope", names=Joined(known, "join-then")), USAGE)
    said = {lang: tidy(words) for lang, words in texts.items() if words and tidy(words)}
    if not said:
        leave(text("notice-unwritten"), USAGE)
    now = datetime.now(given.zone)
    notice = Notice(affects=affects, texts=said, since=moment(since, given) or now, until=moment(until, given))

    async def added(store: Store) -> int:
        number = await store.notices.add(notice)
        await _note(store, f"added {number}", now)
        return number

    number = with_store(given, added)
    sys.stdout.write(f"{number}\n")
    sys.stderr.write(f"{say(text('notice-added', number=number, affects=affects))}\n")


def show_all(given: Settings) -> None:
    """Print a table of the notices that are not over."""
    now = datetime.now(given.zone)
    table = Table(*(say(text(f"notice-{column}")) for column in _COLUMNS))
    for notice in with_store(given, lambda store: store.notices.current(now)):
        words = " | ".join(notice.texts.values())
        times = (_time(notice.since, given), _time(notice.until, given))
        table.add_row(*(Plain(cell) for cell in (str(notice.number), notice.affects, words, *times)))
    show(table)


def end(given: Settings, number: int) -> bool:
    """Withdraw a notice, and say so. Return whether there was one."""
    now = datetime.now(given.zone)

    async def ended(store: Store) -> bool:
        was_there = await store.notices.end(number, now)
        await _note(store, f"ended {number}" if was_there else "not_found", now)
        return was_there

    was_there = with_store(given, ended)
    out = sys.stdout if was_there else sys.stderr
    out.write(f"{say(text('notice-ended' if was_there else 'notice-none', number=number))}\n")
    return was_there


async def _note(store: Store, outcome: str, now: datetime) -> None:
    await store.trail.note([Entry(at=now, who=ME, act=Act.NOTICE, outcome=outcome)])


def _time(at: datetime | None, given: Settings) -> str:
    return "" if at is None else f"{at.astimezone(given.zone):%Y-%m-%d %H:%M}"
