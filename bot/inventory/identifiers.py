"""Numbers that name something: read digit by digit, and refused where a spreadsheet has rounded them."""

import re
from collections.abc import Callable, Mapping

from bot.domain.iccid import Iccid
from bot.domain.spelling import fold
from bot.inventory.cells import says_nothing, value_of
from bot.inventory.problems import Refused, refusal, shown

TELEPHONE = "msisdn"
DIGITS: Mapping[str, tuple[str, "re.Pattern[str]"]] = {
    TELEPHONE: ("11 / 13", re.compile(r"1[0-9]{10}(?:[0-9]{2})?")),
    "imsi": ("15", re.compile(r"[0-9]{15}")),
    "bound_imei": ("14-16", re.compile(r"[0-9]{14,16}")),
    "current_imei": ("14-16", re.compile(r"[0-9]{14,16}")),
}
"""The columns of digits: how many, told and checked."""

_ROUNDED = re.compile(r"[0-9](?:\.[0-9]+)?e\+?[0-9]+", re.IGNORECASE)
_FRACTION = re.compile(r"[0-9]+\.[0-9]+")
_WHOLE = re.compile(r"^([0-9]{1,15})\.0+$")  # a program took it for a number, and kept its digits all the same
_SEPARATORS = re.compile(r"[\s\-\u200b()'\"]+")
_COUNTRY = re.compile(r"(?:\+|00)?86(?=1)")


def iccid(cell: str, column: str) -> Iccid:
    """Read the card number of a row; *column* is its header."""
    try:
        # a program took it for a number, and so did not keep all of its digits
        if "." in cell and _FRACTION.fullmatch(cell):
            raise refusal("refused-rounded", column=column, value=shown(cell))
        return Iccid.parse(cell)
    except ValueError:
        text = value_of(cell)
        if says_nothing(text):
            raise refusal("refused-no-iccid", column=column) from None
        raise _rounded(text, column) or refusal("refused-not-iccid", column=column, value=shown(text)) from None


def digits_reader(name: str, column: str) -> Callable[[str], str | None]:
    """Return how the column *name* is read; *column* is its header."""
    told, shape = DIGITS[name]
    fits = shape.fullmatch

    def read(cell: str) -> str | None:
        if fits(cell):  # a million rows come through here
            return cell
        text = value_of(cell)
        digits = _SEPARATORS.sub("", _WHOLE.sub(r"\1", fold(text)))
        if name == TELEPHONE:  # an IMEI may begin with 86, too
            digits = _COUNTRY.sub("", digits, count=1)
        if fits(digits):
            return digits
        if says_nothing(text):
            return None
        wrong = refusal("refused-bad-digits", column=column, value=shown(text), digits=told)
        raise _rounded(text, column) or wrong

    return read


def _rounded(text: str, column: str) -> Refused | None:
    number = text.strip("'\"=")
    return refusal("refused-rounded", column=column, value=shown(number)) if _ROUNDED.fullmatch(number) else None
