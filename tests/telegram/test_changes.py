"""What changed between two answers, in a line."""

import pytest

from bot.channels.telegram.changes import difference
from tests.telegram.bot import NOW

OLD = ["🔴 stopped", "card, just now", "why: a", "then: b"]


@pytest.mark.parametrize(
    ("after", "key"),
    [
        (OLD, "telegram-unchanged"),
        (["🔴 stopped", "card, an hour ago", "why: a", "then: b"], "telegram-unchanged"),
        (["🔴 stopped", "card, just now", "why: a"], "telegram-unchanged"),
        (["🔴 stopped", "card, just now", "why: c", "then: b"], "telegram-updated"),
        (["🟢 works", "card, just now"], "telegram-changed"),
        ([" 🔴 stopped ", "", "card", "why: a", "then: b"], "telegram-unchanged"),
    ],
    ids=["nothing", "how fresh it is", "a line less", "a fact", "the verdict", "blanks"],
)
def test_a_difference_is_named(after: list[str], key: str) -> None:
    assert difference([*OLD, "↻ an old comparison"], after, NOW).key == key


def test_a_message_without_text_was_something_else() -> None:
    assert difference([], OLD, NOW).key == "telegram-changed"
