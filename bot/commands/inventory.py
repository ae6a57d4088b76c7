"""What `cards …` does with the inventory."""

import asyncio
import sys
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from bot import rules
from bot.channels import plain
from bot.commands.progress import bar
from bot.commands.speaking import FAILED, USAGE, leave, say, texts_and_lang
from bot.domain.diagnosis import diagnose
from bot.domain.iccid import Iccid
from bot.domain.message import Viewer
from bot.domain.numbers import redact
from bot.domain.present import present, tell
from bot.domain.rules import Rulebook
from bot.domain.words import text
from bot.errors import BadSettings
from bot.inventory.exporter import export
from bot.inventory.loader import Imported, load
from bot.settings import Settings
from bot.store.address import path_of
from bot.store.database import Store, open_store


def bring_in(given: Settings, file: Path, *, dry_run: bool) -> Imported:
    """Import *file*, a bar moving meanwhile, and print what came of it."""
    with bar(say(text("cards-importing"))) as progress:
        done = load(
            path_of(given.database),
            file,
            now=datetime.now(given.zone),
            packs=frozenset(rules.load()),
            say=say,
            progress=progress,
            dry_run=dry_run,
        )
    _report(done, "cards-tried" if dry_run else "cards-imported")
    return done


def _report(done: Imported, key: str) -> None:
    counts = {name: getattr(done, name) for name in ("added", "changed", "unchanged", "refused")}
    print(say(text(key, **counts)))
    if done.repeated:
        print(say(text("cards-repeated", repeated=done.repeated)))
    if done.refused_file is not None:
        print(say(text("cards-refused-file", file=str(done.refused_file))))


def write_out(given: Settings, file: Path) -> None:
    """Export the whole inventory to *file*."""
    count = export(path_of(given.database), file)
    print(say(text("cards-exported", count=count, file=str(file))))


def show(given: Settings, typed: str) -> None:
    """Print all that is known of one card, as staff see it."""
    wanted = number(typed)
    card = _with_store(given, lambda store: store.find(wanted))
    if card is None:
        leave(text("cards-none", number=wanted.number), FAILED)
    told = tell(diagnose(card, _book(given).of(card), datetime.now(given.zone)), given.shop)
    print(plain.render(present(told, Viewer.STAFF), *texts_and_lang()))


def _book(given: Settings) -> Rulebook:
    packs = rules.load()
    if given.rules not in packs:
        raise BadSettings(setting="SIMCLINIC_RULES", problem=text("problem-rules"))
    return Rulebook(packs, given.rules, {})


def count(given: Settings) -> int:
    """Return how many cards there are."""
    counted: int = _with_store(given, Store.count)
    return counted


def remove(given: Settings, typed: Sequence[str]) -> bool:
    """Remove cards, say how many and which were not there. Return whether all of them were."""
    numbers = [number(each) for each in typed]
    removed, missing = _with_store(given, lambda store: _removed(store, numbers))
    print(say(text("cards-removed", count=removed)))
    for each in missing:
        sys.stderr.write(f"{say(text('cards-none', number=each.number))}\n")
    return not missing


async def _removed(store: Store, numbers: Sequence[Iccid]) -> tuple[int, list[Iccid]]:
    missing = [each for each in numbers if await store.find(each) is None]
    return await store.remove(numbers), missing


def number(typed: str) -> Iccid:
    """Read a card's number, or say that it is none and leave."""
    try:
        return Iccid.parse(typed)
    except ValueError:
        leave(text("cards-not-iccid", number=redact(typed)), USAGE)


def _with_store(given: Settings, work: Callable[[Store], Coroutine[Any, Any, Any]]) -> Any:
    async def run() -> Any:
        async with open_store(path_of(given.database)) as store:
            return await work(store)

    return asyncio.run(run())
