"""Card numbers: the ICCID, the IoT telephone number, and what can be said about them."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from bot.domain.checks import luhn_fits
from bot.domain.spelling import NOTHING, fold


class Carrier(StrEnum):
    MOBILE = "mobile"
    TELECOM = "telecom"
    UNICOM = "unicom"
    BROADNET = "broadnet"


ISSUERS = {
    "898600": Carrier.MOBILE,
    "898602": Carrier.MOBILE,
    "898604": Carrier.MOBILE,
    "898607": Carrier.MOBILE,
    "898608": Carrier.MOBILE,
    "898601": Carrier.UNICOM,
    "898606": Carrier.UNICOM,
    "898609": Carrier.UNICOM,
    "898603": Carrier.TELECOM,
    "898611": Carrier.TELECOM,
}
"""Who issued a card, as its first six digits hint. Broadnet's prefixes are not published: such a card stays unknown."""

IOT_PREFIXES = ("144", "146", "148", "1400", "1410", "10646", "10647", "10648", "10649")
"""How the 13-digit numbers of IoT cards begin."""

START = "8986"
LENGTHS = (19, 20)
SIGNIFICANT = 15
"""How many digits of a number a spreadsheet keeps."""

_DIGITS_ONLY = re.compile(rf"{START}[0-9]{{15,16}}")
_SHAPE = re.compile(rf"{START}[0-9]{{2}}[0-9A-F]{{12,13}}[0-9A-Z]")  # the last may be a manufacturer's letter
_TELEPHONE = re.compile(r"1[3-9][0-9]{9}")
_DIALLED = re.compile(r"(?:\+|00)?86(?=1)")
_SCANNED = re.compile(r"CODE_[0-9]+,")
_SEPARATORS = re.compile(rf"[\s{NOTHING}-]+")  # no dot: 8.986E19 and 8986….0 come out of spreadsheets, changed
_QUOTES = "'\"=‘’“”`"  # a spreadsheet's ways to keep a number a text
_NINETEENTH_CHECKED = (Carrier.TELECOM, Carrier.UNICOM)


@dataclass(frozen=True, slots=True)
class Iccid:
    """A card number of 19 or 20 characters, upper case, as it was given."""

    number: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read one cell that holds nothing but an ICCID. Raise ValueError when it does not."""
        if _DIGITS_ONLY.fullmatch(text):  # a million rows come through here
            return cls(text)
        number = _SCANNED.sub("", _bare(text), count=1)
        if not _SHAPE.fullmatch(number):
            raise ValueError("not an ICCID")
        return cls(number)

    @property
    def carrier(self) -> Carrier | None:
        """Return the carrier that the issuer prefix hints at."""
        return ISSUERS.get(self.number[:6])

    @property
    def key(self) -> str:
        """Return what all spellings of this card share."""
        return self.number[:19] if self.carrier in _NINETEENTH_CHECKED else self.number

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys under which this card may be stored, the likeliest first.

        A final F is the filler of a 19-digit number or a hex letter of its own: only the issuer's rules can tell, and
        for China Mobile and unknown issuers they are not known.
        """
        if self.carrier in _NINETEENTH_CHECKED:
            return (self.key,)
        if len(self.number) == min(LENGTHS):
            return (self.number, f"{self.number}F")
        return (self.number, self.number[:19]) if self.number.endswith("F") else (self.number,)

    @property
    def check_digit_fits(self) -> bool | None:
        """Say whether the check digit fits, or None where there is none. A hint at a slip, never a ground to refuse."""
        if self.carrier not in _NINETEENTH_CHECKED or len(self.number) == min(LENGTHS) or not self.number.isdigit():
            return None
        return luhn_fits(self.number)

    @property
    def rounded(self) -> bool:
        """Say whether the number looks as if a spreadsheet had rounded it: 15 digits, then zeros."""
        return self.number.isdigit() and not self.number[SIGNIFICANT:].strip("0")

    @property
    def masked(self) -> str:
        return f"{self.number[:4]} **** {self.number[-4:]}"

    @property
    def grouped(self) -> str:
        return " ".join(self.number[at : at + 4] for at in range(0, len(self.number), 4))


@dataclass(frozen=True, slots=True)
class Msisdn:
    """An IoT card's telephone number, 11 or 13 digits, without the country code."""

    number: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read one cell that holds nothing but a number of 11 or 13 digits. Raise ValueError when it does not."""
        number = _DIALLED.sub("", _bare(text), count=1)
        iot = len(number) == 13 and number.isdecimal() and number.startswith(IOT_PREFIXES)  # noqa: PLR2004
        if not iot and not _TELEPHONE.fullmatch(number):
            raise ValueError("not a telephone number")
        return cls(number)

    @property
    def masked(self) -> str:
        return f"{self.number[:4]} **** {self.number[-4:]}"


def _bare(text: str) -> str:
    """Return *text* folded, upper case, without separators and the quotes around it."""
    return _SEPARATORS.sub("", fold(text)).strip(_QUOTES).upper()
