"""The numbers of a message as a list, so that it is worked like one from a file."""

import csv
from io import StringIO

from bot.domain.numbers import Kind, Sighting, find

_MEANT = frozenset({Kind.LOOKALIKE, Kind.ROUNDED, Kind.GLUED, Kind.TOO_SHORT, Kind.TOO_LONG})
"""What may be meant as a card's number: it stands in the list as it was typed, to be refused there."""


def as_list(said: str) -> str:
    """Return the card and telephone numbers of *said* as CSV, without others: some are nobody's business."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(["iccid"])
    writer.writerows([number] for seen in find(said) if (number := _number(seen)))
    return out.getvalue()


def _number(seen: Sighting) -> str | None:
    if seen.kind is Kind.ICCID:
        return seen.iccids[0].number
    if seen.msisdn is not None:
        return seen.msisdn.number
    return " ".join(seen.typed.split()) if seen.kind in _MEANT else None
