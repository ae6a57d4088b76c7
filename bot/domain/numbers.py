"""What numbers a message holds, and the message without those that nobody should keep."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.pieces import Piece, Run, take_apart
from bot.domain.sightings import STEPS, Kind, Sighting, Step

__all__ = ["LONGEST", "REDACTED", "Kind", "Sighting", "find", "redact"]

REDACTED = "[…]"
LONGEST = 40_000
"""How many characters of a message are read: a thousand cards fit in, longer lists are files to import."""

_READ_LATELY = 128
"""Messages whose numbers are remembered: they are asked for twice, to answer and to keep what may be kept."""
_BETWEEN_NUMBERS = "\n ,;，；、"
_BEGINNINGS = "0123456789B"  # a B may be an 8


def find(text: str) -> tuple[Sighting, ...]:
    """Return every number in the first LONGEST characters of *text*, in order, each card once."""
    once: dict[object, Sighting] = {}
    for claim in _claims(_readable(text)):
        seen = claim.sighting
        once.setdefault((seen.kind, tuple(iccid.key for iccid in seen.iccids) or seen.typed), seen)
    return tuple(once.values())


def redact(text: str) -> str:
    """Return *text* with every private number replaced, and all that is too long to be read."""
    read = _readable(text)
    kept: list[str] = []
    end = 0
    for claim in _claims(read):
        if claim.sighting.kind is Kind.PRIVATE:
            kept += [read[end : claim.start], REDACTED]
            end = claim.end
    return "".join([*kept, read[end:], REDACTED if len(read) < len(text) else ""])


def _readable(text: str) -> str:
    """Return the first LONGEST characters of *text* without the number that may be cut off there."""
    if len(text) <= LONGEST:
        return text
    end = max(text.rfind(mark, 0, LONGEST) for mark in _BETWEEN_NUMBERS)
    return text[: end if end > 0 else LONGEST]


@dataclass(frozen=True, slots=True)
class _Claim:
    """What stands from *start* to *end* of a message."""

    start: int
    end: int
    sighting: Sighting


@lru_cache(maxsize=_READ_LATELY)
def _claims(text: str) -> tuple[_Claim, ...]:
    claims: list[_Claim] = []
    for run in take_apart(text):
        rests: list[Run] = [run]
        for step in STEPS:
            rests = [rest for whole in rests for rest in _sweep(whole, step, claims)]
    return tuple(sorted(claims, key=lambda claim: claim.start))


def _sweep(run: Run, step: Step, claims: list[_Claim]) -> Iterator[Run]:
    """Add to *claims* what *step* takes of *run*, and yield what is left."""
    rest: list[Piece] = []
    at = 0
    while at < len(run):
        taken = step(run, at) if run[at].text[0] in _BEGINNINGS else None
        if taken is None:
            rest.append(run[at])
            at += 1
            continue
        pieces, seen = taken
        claims.append(_Claim(run[at].start, run[at + pieces - 1].end, seen))
        at += pieces
        if rest:
            yield rest
            rest = []
    if rest:
        yield rest
