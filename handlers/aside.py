"""What is said beside an answer about the other numbers of the message."""

from bot.domain.iccid import START
from bot.domain.numbers import Kind, Sighting
from bot.domain.reply import Line
from bot.domain.words import Joined, text
from handlers.heard import Heard

_GROUP = 4
_UNREAD = frozenset({Kind.LOOKALIKE, Kind.ROUNDED, Kind.GLUED, Kind.TOO_SHORT, Kind.TOO_LONG})
"""What may be meant as a card's number. Other numbers often stand in the same row of a table, and go without saying."""


def asides(heard: Heard, answered: Sighting | None = None) -> tuple[Line, ...]:
    """Say which numbers but the one *answered* could not be looked up, and that a private one was not kept."""
    others = [seen for seen in heard.sightings if seen is not answered]
    unread = tuple(grouped(seen.typed) for seen in others if _is_meant(seen))
    lines = (Line(text("number-unread", numbers=Joined(unread, "join-numbers"))),) if unread else ()
    private = any(seen.kind is Kind.PRIVATE for seen in others)
    return (*lines, Line(text("number-private-too"))) if private else lines


def _is_meant(seen: Sighting) -> bool:
    return seen.kind in _UNREAD and (seen.kind is not Kind.TOO_SHORT or seen.typed.startswith(START))


def grouped(number: str) -> str:
    """Write *number* in groups of four, so that it can be compared with the card."""
    return " ".join(number[start : start + _GROUP] for start in range(0, len(number), _GROUP))
