"""What a number in a message is: a card's, or one that people send in its place."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.cards import broken_at, card_at, glued_at, may_start
from bot.domain.checks import is_eid, is_iccid_anywhere, is_imei, is_imsi
from bot.domain.iccid import LENGTHS, START, Iccid, Msisdn
from bot.domain.pieces import Form, Gap, Run
from bot.domain.private import private_at


class Kind(StrEnum):
    ICCID = "iccid"
    LOOKALIKE = "lookalike"
    ROUNDED = "rounded"
    MSISDN = "msisdn"
    IMSI = "imsi"
    IMEI = "imei"
    EID = "eid"
    FOREIGN = "foreign"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    GLUED = "glued"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A number in a message, *typed* without separators; of a private one nothing is kept.

    *iccids* is the card, or the cards that a misread, rounded or run-together number may mean.
    """

    kind: Kind
    typed: str
    iccids: tuple[Iccid, ...] = ()
    msisdn: Msisdn | None = None


Taken = tuple[int, Sighting] | None
"""How many pieces belong to a number, and what it is."""
Step = Callable[[Run, int], Taken]

_LONGEST_SHOWN = 64
_SHORTEST = 7
_TAIL = range(12, 15)
_TAIL_GROUP = 3
_BEGINS_WITH_A_MONTH = re.compile(r"20[0-9]{2}(?:0[1-9]|1[0-2])")  # an order number or a time: 20261120…
_SHORTEST_PUBLIC = 11
_LONGEST_LINE = 32
_PRINTED_IN_FOURS = (Kind.EID, Kind.FOREIGN)  # in "89. 6228 4804…" the 89 is a place in a list
_FOUR = 4
_DIALLING_CODES = ("86", "0086")


_PUBLIC = (
    (Kind.IMSI, is_imsi),
    (Kind.IMEI, is_imei),  # before a telephone number with 86: that is how Chinese IMEIs begin
    (Kind.EID, is_eid),
    (Kind.FOREIGN, is_iccid_anywhere),
)


def _card(run: Run, at: int) -> Taken:
    if run[at].form is Form.FLOAT:
        return 1, Sighting(Kind.ROUNDED, run[at].text.upper())
    found = card_at(run, at)
    if not found:
        return None
    if not found.exact:
        return found.pieces, Sighting(Kind.LOOKALIKE, found.typed, found.iccids)
    iccid = found.iccids[0]
    return found.pieces, Sighting(Kind.ROUNDED if iccid.rounded else Kind.ICCID, iccid.number, found.iccids)


def _glued(run: Run, at: int) -> Taken:
    found = glued_at(run, at)
    return (found.pieces, Sighting(Kind.GLUED, found.typed, found.iccids)) if found else None


def _whole_line(run: Run, at: int) -> Taken:
    """Take a number written in groups, with nothing else beside it."""
    line = _line(run, at)
    if not line:
        return None
    number = "".join(piece.text for piece in line)
    code = line[0].text if line[0].text in _DIALLING_CODES else ""
    seen = _public(number.removeprefix(code)) or _public(number)
    if not seen or (seen.kind in _PRINTED_IN_FOURS and len(line[0].text) < _FOUR):
        return None
    return len(line), seen


def _private(run: Run, at: int) -> Taken:
    pieces = 0 if _public(run[at].text) else private_at(run, at)
    return (pieces, Sighting(Kind.PRIVATE, "")) if pieces else None


def _single(run: Run, at: int) -> Taken:
    seen = _public(run[at].text) if run[at].is_number and may_start(run, at) else None
    return (1, seen) if seen else None


def _public(number: str) -> Sighting | None:
    """Return what *number* is, if it is neither a card's nor private."""
    if len(number) < _SHORTEST_PUBLIC or number.startswith(START):
        return None
    for kind, holds in _PUBLIC:
        if holds(number):
            return Sighting(kind, number)
    with suppress(ValueError):
        return Sighting(Kind.MSISDN, number, msisdn=Msisdn.parse(number))
    return None


def _broken(run: Run, at: int) -> Taken:
    found = broken_at(run, at)
    if not found or len(found.typed) < _SHORTEST:
        return None
    if len(found.typed) < min(LENGTHS):
        return found.pieces, Sighting(Kind.TOO_SHORT, found.typed)
    shown = found.typed if len(found.typed) <= _LONGEST_SHOWN else f"{found.typed[:_LONGEST_SHOWN]}…"
    return found.pieces, Sighting(Kind.TOO_LONG, shown)


def _tail(run: Run, at: int) -> Taken:
    """Take 12 to 14 digits alone on their line: what some cards print of their number."""
    line = _line(run, at)
    number = "".join(piece.text for piece in line)
    in_word = at + len(line) < len(run) and run[at + len(line)].gap is Gap.NONE
    if len(number) not in _TAIL or in_word or _BEGINS_WITH_A_MONTH.match(number):
        return None
    if any(len(piece.text) < _TAIL_GROUP for piece in line):
        return None
    return len(line), Sighting(Kind.TOO_SHORT, number)


def _line(run: Run, at: int) -> Run:
    """Return the digits from the piece *at* to the end of their line, or nothing if they began before it."""
    first = run[at]
    begins = at == 0 or first.gap is Gap.LINE or run[at - 1].form is not first.form
    if not first.is_number or not begins or not may_start(run, at):
        return ()
    line = [first]
    for after in range(at + 1, min(len(run), at + _LONGEST_LINE)):
        piece = run[after]
        if piece.gap is Gap.LINE or piece.form is not first.form or piece.text.startswith(START):
            break
        line.append(piece)
    return line


STEPS: tuple[Step, ...] = (_card, _glued, _whole_line, _private, _single, _broken, _tail)
"""What is looked for, the surest first: what one step takes, the next does not see."""
