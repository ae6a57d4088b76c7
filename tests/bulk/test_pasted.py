"""The numbers of a message as a list."""

import pytest

from bot.bulk.pasted import as_list

CARD, OTHER = "89860321249946513307", "89860621249946513302"

SAID = {
    "a number a line": (f"{CARD}\n{OTHER}", [CARD, OTHER]),
    "among words": (f"帮我查 {CARD}，谢谢", [CARD]),
    "in groups of four": ("8986 0321 2499 4651 3307", [CARD]),
    "twice": (f"{CARD} {CARD}", [CARD]),
    "a telephone number": ("1064912345678", ["1064912345678"]),
    "rounded: refused where the list is read": ("8.98604E+19", ["8.98604E+19"]),
    "too short: refused there, too": ("8986032124994", ["8986032124994"]),
    "somebody's bank card is nobody's business": ("6228480402564890018", []),
    "nothing": ("hello", []),
}


@pytest.mark.parametrize(("said", "expected"), SAID.values(), ids=SAID)
def test_a_message(said: str, expected: list[str]) -> None:
    assert as_list(said).split() == ["iccid", *expected]
