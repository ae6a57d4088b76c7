"""How people write digits: full-width, in other scripts, with signs that print nothing, spelt out."""

import unicodedata

NOTHING = "\u200b"
"""What a character that prints nothing is folded to."""

CHINESE = {
    spelt: digit
    for digit, ways in {
        "0": "零〇○洞",
        "1": "一壹幺么",
        "2": "二贰貳两兩",
        "3": "三叁參",
        "4": "四肆",
        "5": "五伍",
        "6": "六陆陸",
        "7": "七柒拐",
        "8": "八捌",
        "9": "九玖勾",
    }.items()
    for spelt in ways
}
"""Digits as written, as written on cheques, and as read out on the telephone."""

ENGLISH = {
    "zero": "0",
    "nought": "0",
    "oh": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
}
TIMES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}

_BY_CATEGORY = {
    "Pd": "-",
    "Pc": "_",
    "Zs": " ",
    "Zl": "\n",
    "Zp": "\n",
    "Cf": NOTHING,
    "Mn": NOTHING,
    "Me": NOTHING,
}
_BY_CHARACTER = {"−": "-", "ー": "-", "·": ".", "•": ".", "・": ".", "‧": ".", "∙": "."}
_FULL_WIDTH = 0xFEE0


def fold(text: str) -> str:
    """Return *text*, character for character, with digits, Latin letters, dashes and spaces in their plain form."""
    if text.isascii():
        return text
    return text.translate({ord(char): _plain(char) for char in set(text)})


def _plain(char: str) -> str:
    if "！" <= char <= "～":
        return chr(ord(char) - _FULL_WIDTH)
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    return _BY_CHARACTER.get(char) or _BY_CATEGORY.get(unicodedata.category(char), char)
