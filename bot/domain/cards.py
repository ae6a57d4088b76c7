"""Where in a run of pieces the card numbers stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.iccid import LENGTHS, START, Iccid
from bot.domain.lookalikes import begins_like_a_card, readings
from bot.domain.pieces import Form, Gap, Piece, Run

_GLUED = re.compile(rf"{START}[0-9]{{2}}[0-9A-F]{{13,14}}(?={START}|$)")
_HEX = frozenset("ABCDEF")
_ARTICLE = frozenset("A")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of *pieces* that holds a number, *typed* without what separates it, and the cards it may be."""

    pieces: int
    typed: str
    iccids: tuple[Iccid, ...] = ()

    @property
    def exact(self) -> bool:
        return [iccid.number for iccid in self.iccids] == [self.typed.upper()]


def card_at(run: Run, at: int) -> Found | None:
    """Return the card number that begins with the piece *at*: sooner one as it stands, sooner the longer."""
    if not may_start(run, at):
        return None
    found = [
        Found(end + 1 - at, typed, iccids)
        for end, typed in _stretches(run, at)
        if _may_end(run, end) and _belongs(run, at, end) and (iccids := readings(typed))
    ]
    return max(found, key=lambda one: (one.exact, one.pieces), default=None)


def glued_at(run: Run, at: int) -> Found | None:
    """Return the two or more card numbers that stand in one word from the piece *at*."""
    if not run[at].text.startswith(START) or not may_start(run, at):
        return None
    end = at + 1
    while end < len(run) and _goes_on_in_word(run[end]):
        end += 1
    typed = "".join(piece.text for piece in run[at:end]).upper()
    numbers = _GLUED.findall(typed)
    if len(numbers) == 1 or "".join(numbers) != typed:
        return None
    cards = {iccid.key: iccid for iccid in map(Iccid, numbers)}
    return Found(end - at, typed, tuple(cards.values()))


def broken_at(run: Run, at: int) -> Found | None:
    """Return what begins with the piece *at* like a card number, and has the wrong length."""
    if not may_start(run, at):
        return None
    found, typed = None, ""
    for end in range(at, len(run)):
        if end > at and not _continues(run[end], typed, spelt=run[at].form is Form.SPELT):
            break
        typed += run[end].text.upper()
        if not START.startswith(typed[: len(START)]):
            return None
        if len(typed) not in LENGTHS:
            found = Found(end + 1 - at, typed)
    return found


def may_start(run: Run, at: int) -> bool:
    """Say whether a number may start at a piece: not inside a mixture of letters and digits."""
    if at == 0 or run[at].gap is not Gap.NONE:
        return True
    before = run[at - 1]
    if before.form is Form.LETTERS:
        return at == 1 or before.gap is not Gap.NONE
    return before.form is not Form.DIGITS


def _may_end(run: Run, at: int) -> bool:
    """Say whether a number may end with a piece: what is glued to it must be a word, a sign or spelt otherwise."""
    if at + 1 == len(run) or run[at + 1].gap is not Gap.NONE:
        return True
    after = run[at + 1]
    if after.form is Form.LETTERS:
        return len(after.text) > 1
    return after.form in {Form.SIGN, Form.SPELT} or run[at].form is Form.SPELT


def _stretches(run: Run, at: int) -> Iterator[tuple[int, str]]:
    """Yield the last piece and the text of each stretch from *at* on that has the length of a card number."""
    typed = ""
    for end in range(at, len(run)):
        if end > at and _stands_apart(run, end):
            return
        typed += run[end].text
        if len(typed) > max(LENGTHS) or not begins_like_a_card(typed):
            return
        if len(typed) in LENGTHS:
            yield end, typed


def _stands_apart(run: Run, at: int) -> bool:
    """Say whether a piece cannot go on with the number before it: another card on a new line, or a word."""
    piece = run[at]
    if piece.gap is Gap.LINE and piece.text.startswith(START):
        return True
    glued = piece.gap is Gap.NONE or (at + 1 < len(run) and run[at + 1].gap is Gap.NONE)
    return piece.form is Form.LETTERS and len(piece.text) > 1 and not glued


def _belongs(run: Run, at: int, end: int) -> bool:
    """Say whether the last piece of a number is its own, or a word or an amount that follows it.

    "8986… 7" may end in its check digit; "8986… a dead card", "8986… 3天" and "8986…一直" do not.
    """
    tail = run[end]
    if end == at or len(tail.text) > 1:
        return True
    if tail.form is Form.SPELT:
        return any(piece.form is Form.SPELT for piece in run[at:end])
    if tail.gap is Gap.NONE:
        return True
    if tail.form is Form.LETTERS:
        own = _HEX - _ARTICLE if tail.before_word else _HEX
        return tail.gap is Gap.SPACE and not tail.runs_on and tail.text.upper() in own
    follows_card = end + 1 < len(run) and run[end + 1].text.startswith(START)
    in_groups = any(piece.gap is not Gap.NONE for piece in run[at + 1 : end])
    return not tail.runs_on and not follows_card and (in_groups or not tail.before_word)


def _goes_on_in_word(piece: Piece) -> bool:
    return piece.gap is Gap.NONE and (piece.form is Form.DIGITS or _HEX.issuperset(piece.text.upper()))


def _continues(piece: Piece, typed: str, *, spelt: bool) -> bool:
    """Say whether *piece* goes on with *typed*, which began like a card number."""
    if piece.gap is Gap.NONE and piece.form is not Form.SPELT:
        return piece.form is Form.DIGITS or piece.text.upper() in _HEX
    if piece.gap is Gap.LINE or len(typed) >= min(LENGTHS) or piece.text.startswith(START) or piece.runs_on:
        return False
    return piece.form is Form.DIGITS or (piece.form is Form.SPELT and (spelt or len(piece.text) > 1))
