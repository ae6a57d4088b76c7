"""A message taken apart: digits, letters, digits spelt out, and what lies between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.domain.spelling import CHINESE, ENGLISH, NOTHING, TIMES, fold


class Form(Enum):
    DIGITS = auto()
    SPELT = auto()
    LETTERS = auto()
    SIGN = auto()
    """A sign between letters or digits that may stand for a 1."""
    FLOAT = auto()
    """A card number in a spreadsheet's notation."""
    BARRIER = auto()
    """What no number reaches across: a date, a dialling code."""


class Gap(Enum):
    """What lies between a piece and the one before."""

    NONE = auto()
    SPACE = auto()
    LINE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a message, from *start* to *end* of it. *after* is what follows at once."""

    text: str
    form: Form
    gap: Gap
    start: int
    end: int
    after: str

    @property
    def is_number(self) -> bool:
        return self.form is Form.DIGITS or self.form is Form.SPELT

    @property
    def runs_on(self) -> bool:
        """Say whether a word follows without a space, as in 3天 or E-mail."""
        return self.after.lstrip("-")[:1].isalpha()

    @property
    def before_word(self) -> bool:
        """Say whether a word follows, after a space or without one."""
        return self.after.lstrip(" -")[:1].isalpha()


Run = Sequence[Piece]
"""Pieces with nothing between them but what people put inside a number."""


def _row(chars: str) -> str:
    """Return a pattern for *chars* in a row, whatever unprintable stands between them."""
    return f"{chars}(?:{NOTHING}*{chars})*"


_HAN_DIGIT = f"[{''.join(CHINESE)}]"
_DATE = (
    r"(?<![0-9])(?<![0-9][-./])(?:19|20)[0-9]{2}(?P<by>[-./])(?:0?[1-9]|1[0-2])(?P=by)"
    r"(?:0?[1-9]|[12][0-9]|3[01])(?![-./]?[0-9])"
)
_DIALLING_CODE = r"\+86(?=[ -]?1)"
_DECIMALS = r"(?<=[0-9]{19})\.0+(?![0-9A-Za-z])"
_IDENTITY_X = r"(?<=[0-9]{3})[Xx]"
_TOKEN = re.compile(
    rf"(?P<BARRIER>{_DATE}|{_DIALLING_CODE}|{_DECIMALS})"
    r"|(?P<FLOAT>(?<![0-9A-Za-z])8\.986[0-9]*[eE]\+?0*1[89](?![0-9A-Za-z]))"
    rf"|(?P<DIGITS>{_row('[0-9]')})"
    rf"|(?P<LETTERS>{_IDENTITY_X}|{_row('[A-Za-z]')})"
    rf"|(?P<SPELT>{_HAN_DIGIT}+(?={_HAN_DIGIT}(?!{_HAN_DIGIT})[一-鿿])|{_row(_HAN_DIGIT)})"  # 三三零七|一直没网
    r"|(?P<SIGN>(?<=[0-9A-Za-z])[|!](?=[0-9A-Za-z]))"
)
_INSIDE_NUMBERS = re.compile(rf"[\s._{NOTHING}-]*")
_INSIDE_SPOKEN = re.compile(rf"[\s._{NOTHING},、-]*")  # who dictates makes pauses
_NEW_LINE = re.compile(r"[^\S ]")
_AHEAD = 3
_HAN_TO_DIGITS = str.maketrans(CHINESE)


def take_apart(text: str) -> Iterator[list[Piece]]:
    """Yield the runs of *text*."""
    run: list[Piece] = []
    for piece, apart in _pieces(fold(text)):
        if apart or piece.form in {Form.FLOAT, Form.BARRIER}:
            yield _heard(run)
            run = []
        if piece.form is Form.FLOAT:
            yield [piece]
        elif piece.form is not Form.BARRIER:
            run.append(piece)
    yield _heard(run)


def _pieces(folded: str) -> Iterator[tuple[Piece, bool]]:
    """Yield each piece, and whether something stands before it that no number holds."""
    end, spoken = 0, False
    for token in _TOKEN.finditer(folded):
        between = folded[end : token.start()]
        end = token.end()
        form = Form[str(token.lastgroup)]
        text = token[0].replace(NOTHING, "")
        text = text.translate(_HAN_TO_DIGITS) if form is Form.SPELT else text
        piece = Piece(text, form, _gap(between), token.start(), end, folded[end : end + _AHEAD])
        inside = _INSIDE_SPOKEN if spoken and _is_spoken(piece) else _INSIDE_NUMBERS
        spoken = _is_spoken(piece)
        yield piece, not inside.fullmatch(between)


def _is_spoken(piece: Piece) -> bool:
    return piece.form is Form.SPELT or piece.text.lower() in ENGLISH or piece.text.lower() in TIMES


def _gap(between: str) -> Gap:
    if not between.strip(NOTHING):
        return Gap.NONE
    return Gap.LINE if _NEW_LINE.search(between) else Gap.SPACE


def _heard(run: Run) -> list[Piece]:
    """Return *run* with the digits that are spelt out in English as digits: "double one oh" is 110."""
    heard: list[Piece] = []
    for piece in run:
        before = heard[-1] if heard else None
        digit = _digit(piece, before)
        times = TIMES.get(before.text.lower()) if before else None
        if digit and before and times:
            heard[-1] = replace(before, text=digit * times, form=Form.SPELT, end=piece.end, after=piece.after)
        elif digit and piece.form is Form.LETTERS:
            heard.append(replace(piece, text=digit, form=Form.SPELT))
        else:
            heard.append(piece)
    return heard


def _digit(piece: Piece, before: Piece | None) -> str | None:
    """Return the one digit that *piece* says; an O is one after another digit spelt out."""
    if piece.is_number:
        return piece.text if len(piece.text) == 1 else None
    word = piece.text.lower()
    if word == "o" and before and (before.form is Form.SPELT or before.text.lower() in TIMES):
        return "0"
    return ENGLISH.get(word)
