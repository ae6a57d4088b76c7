"""Numbers that are not a card's: say what they are, ask about what they may be meant to be."""

from collections.abc import Awaitable, Callable

from bot.domain.iccid import Iccid
from bot.domain.numbers import Kind, Sighting
from bot.domain.reply import Block, Line, Outcome, Reply, Title
from bot.domain.words import text
from handlers.aside import asides, grouped
from handlers.buttons import PERSON, WHERE, check
from handlers.diagnose import examine, found
from handlers.heard import Heard, Tools

_NEAREST_FIRST = (Kind.LOOKALIKE, Kind.GLUED, Kind.ROUNDED, Kind.TOO_LONG, Kind.TOO_SHORT, Kind.PRIVATE)
"""What is answered of several numbers: what is nearest to a card's number, then whatever stands first."""

_MOST = 10


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer a message with a number in it, none of which can be looked up."""
    if not heard.sightings:
        return None
    sighting = min(heard.sightings, key=lambda seen: _distance(seen.kind))
    special = _SPECIAL.get(sighting.kind)
    return _named(sighting, heard) if special is None else await special(sighting, heard, tools)


def _distance(kind: Kind) -> int:
    return _NEAREST_FIRST.index(kind) if kind in _NEAREST_FIRST else len(_NEAREST_FIRST)


def _named(sighting: Sighting, heard: Heard) -> Reply:
    title = text(f"number-{sighting.kind}", number=grouped(sighting.typed), length=len(sighting.typed))
    blocks: tuple[Block, ...] = (Title(title), Line(text("number-wanted")), *asides(heard, sighting))
    return Reply(blocks=blocks, buttons=(WHERE, PERSON), outcome=Outcome.NOT_READ)


async def _ask_back(sighting: Sighting, heard: Heard, tools: Tools) -> Reply:
    """Offer what the number may be; never change it silently."""
    del tools
    title = Title(text(f"number-{sighting.kind}", number=grouped(sighting.typed)))
    iccids, paid = sighting.iccids[:_MOST], "paid" in heard.intents
    offers = tuple(check(iccid.number, iccid.grouped, paid=paid) for iccid in iccids)
    blocks: tuple[Block, ...] = (title, *_which(iccids), *asides(heard, sighting))
    return Reply(blocks=blocks, buttons=(*offers, WHERE), outcome=Outcome.NOT_READ, asks=len(offers) == 1)


def _which(iccids: tuple[Iccid, ...]) -> tuple[Line, ...]:
    """Ask about the one number it may be, or number the several, for channels without buttons."""
    if len(iccids) == 1:
        return (Line(text("number-is-it", number=iccids[0].grouped)),)
    options = (Line(text("number-option", place=at, number=iccid.grouped)) for at, iccid in enumerate(iccids, 1))
    return (*options, Line(text("number-choose")))


async def _rounded(sighting: Sighting, heard: Heard, tools: Tools) -> Reply:
    """Try the number as it stands; where nobody knows it, say that a spreadsheet seems to have rounded it."""
    told = await examine(sighting.iccids[0], tools, heard.at) if sighting.iccids else None
    if told is not None:
        return found(told, sighting.iccids[0], heard)
    how = Line(text("number-rounded-how"))
    blocks: tuple[Block, ...] = (Title(text("number-rounded")), how, *asides(heard, sighting))
    return Reply(blocks=blocks, buttons=(WHERE,), outcome=Outcome.NOT_READ)


async def _private(sighting: Sighting, heard: Heard, tools: Tools) -> Reply:
    """Say nothing of the number itself: it is neither kept nor repeated."""
    del sighting, heard, tools
    blocks = (Title(text("number-private")), Line(text("number-wanted")))
    return Reply(blocks=blocks, buttons=(WHERE, PERSON), outcome=Outcome.NOT_READ)


_SPECIAL: dict[Kind, Callable[[Sighting, Heard, Tools], Awaitable[Reply]]] = {
    Kind.LOOKALIKE: _ask_back,
    Kind.GLUED: _ask_back,
    Kind.ROUNDED: _rounded,
    Kind.PRIVATE: _private,
}
