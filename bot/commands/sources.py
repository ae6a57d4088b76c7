"""What `doctor` finds out about the sources: which are asked, and whether each platform lets us in."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter

from bot.domain.words import Words, text
from bot.errors import AddressRefused, ClockSkewed, NotYours, SourceDown, SourceError
from bot.platforms import platforms, unused
from bot.ports import Platform
from bot.settings import PREFIX, Settings

PATIENCE = 6.0
"""Seconds a platform may take: longer than an answer may, so that a slow one is told from one that is not there."""
_KINDS: Mapping[type[SourceError], str] = {AddressRefused: "address", ClockSkewed: "clock"}
_LONGEST_CODE = 60


@dataclass(frozen=True, slots=True)
class Probed:
    """What came of asking a platform."""

    name: str
    words: Words
    well: bool


async def order(given: Settings) -> Words:
    """Say which sources are asked, and which could be. Raise BadSettings when one cannot be opened."""
    async with platforms(given, lambda: datetime.now(given.zone)):
        names, idle = ", ".join(given.order), ", ".join(unused(given))
    if not idle:
        return text("doctor-sources-read", names=names)
    return text("doctor-sources-idle", names=names, idle=idle, setting=f"{PREFIX}SOURCES")


async def probed(given: Settings) -> list[Probed]:
    """Ask every platform something harmless, all at once. Raise BadSettings when one cannot be opened."""
    async with platforms(given, lambda: datetime.now(given.zone)) as opened:
        return await asyncio.gather(*(probe(each, perf_counter) for each in opened.values()))


async def probe(platform: Platform, seconds: Callable[[], float], patience: float = PATIENCE) -> Probed:
    """Ask *platform* something harmless. *seconds* measures how long it takes."""
    began = seconds()
    try:
        async with asyncio.timeout(patience):
            await platform.probe()
    except NotYours:
        pass  # it knows us, and refuses a card that nobody has
    except SourceError as error:
        return Probed(platform.name, said(error), well=False)
    except TimeoutError:
        return Probed(platform.name, said(SourceDown(platform.name, "timeout")), well=False)
    taken = round(1000 * (seconds() - began))
    return Probed(platform.name, text("doctor-platform-read", taken=taken), well=True)


def said(error: SourceError) -> Words:
    """Tell whoever runs us what is wrong, with the platform's own words as far as a terminal may show them."""
    told = " ".join(part for part in (error.code, error.request_id) if part)
    shown = "".join(character for character in told if character.isprintable())[:_LONGEST_CODE]
    return text(f"doctor-platform-{_KINDS.get(type(error), error.reason)}", code=shown or "–")
