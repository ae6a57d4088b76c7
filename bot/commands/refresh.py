"""`cards refresh`: asks the platforms for cards of the inventory, and says what came of it."""

import asyncio
import logging
import sys
from collections.abc import Sequence

from bot.commands.inventory import number
from bot.commands.progress import bar
from bot.commands.refreshing import Refreshed, opened_run
from bot.commands.sources import said
from bot.commands.speaking import FAILED, UNAVAILABLE, USAGE, leave, say
from bot.domain.iccid import Iccid
from bot.domain.words import text
from bot.settings import Settings


def refresh(given: Settings, typed: Sequence[str], *, every: bool) -> int:
    """Refresh the cards that were *typed*, or *every* card, a bar moving meanwhile. Return the exit code."""
    if bool(typed) is every:
        leave(text("cards-refresh-which"), USAGE)
    logging.getLogger().addHandler(logging.NullHandler())  # what fails is told below
    done = asyncio.run(_refreshed(given, None if every else [number(each) for each in typed]))
    return _report(done, every=every)


async def _refreshed(given: Settings, numbers: Sequence[Iccid] | None) -> Refreshed:
    with bar(say(text("cards-refreshing"))) as tick:
        async with opened_run(given, tick) as run:
            return await (run.all() if numbers is None else run.of(numbers))


def _report(done: Refreshed, *, every: bool) -> int:
    if done.went_on:
        sys.stdout.write(f"{say(text('cards-refresh-went-on'))}\n")
    counts = {"refreshed": done.refreshed, "missing": len(done.missing), "failed": len(done.failed)}
    sys.stdout.write(f"{say(text('cards-refreshed', **counts))}\n")
    for each in done.missing:
        sys.stderr.write(f"{say(text('cards-refresh-missing', number=each.number))}\n")
    for each, error in done.failed.items():
        failed = text("cards-refresh-failed", number=each.number, name=error.source, why=said(error))
        sys.stderr.write(f"{say(failed)}\n")
    if done.stopped is not None and every:
        leave(text("cards-refresh-stopped", name=done.stopped.source, why=said(done.stopped)), UNAVAILABLE)
    if done.stopped is not None:
        return UNAVAILABLE
    return FAILED if done.missing or done.failed else 0
