"""Characters taken for one another on a printed card: what a misread card number may be."""

from collections.abc import Iterator
from itertools import islice, product

from bot.domain.iccid import ISSUERS, START, Carrier, Iccid

_TAKEN_FOR = {
    **dict.fromkeys("OoQ", "0"),
    **dict.fromkeys("IilL|!", "1"),
    **dict.fromkeys("Zz", "2"),
    **dict.fromkeys("Ss", "5"),
    "G": "6",
    "b": "68",
    "B": "8",
    "g": "9",
    "q": "9",
}
_AS_DIGITS = str.maketrans({char: digits[0] for char, digits in _TAKEN_FOR.items()})
_NEVER_LAST = "OoIil|!"
_HEX = {None: "ABCDEF", Carrier.MOBILE: "ABCDEF"}
_ODD_HEX = "ACDEF"  # the other carriers' numbers hold digits: there a B is an 8
_ISSUER = 6
_MOST = 4


def begins_like_a_card(typed: str) -> bool:
    """Say whether *typed*, which may be incomplete, begins the way all Chinese cards do."""
    return START.startswith(typed[: len(START)].translate(_AS_DIGITS))


def readings(typed: str) -> tuple[Iccid, ...]:
    """Return the card numbers that *typed*, 19 or 20 characters in their case, may be; only itself if it can be one."""
    carrier = ISSUERS.get(typed[:_ISSUER].translate(_AS_DIGITS))
    stands = [*_stands(typed, _HEX.get(carrier, _ODD_HEX))]
    if all(stands):
        numbers = [typed.upper()]
    else:
        ways = (char.upper() * ok + _TAKEN_FOR.get(char, "") for char, ok in zip(typed, stands, strict=True))
        numbers = ["".join(way) for way in islice(product(*ways), _MOST)]
    return tuple(Iccid(number) for number in numbers if number.startswith(START))


def _stands(typed: str, hexadecimal: str) -> Iterator[bool]:
    """Say of each character whether it may stand where it does."""
    last = len(typed) - 1
    for at, char in enumerate(typed):
        if char.isdigit():
            yield True
        elif at == last:
            yield char not in _NEVER_LAST
        else:
            yield at >= _ISSUER and char.upper() in hexadecimal
