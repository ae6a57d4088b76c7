"""The buttons that several abilities offer. What they send is said in words, so that the answer keeps its language."""

from bot.domain.reply import Button
from bot.domain.words import Text, text

PERSON = Button(text("button-person"), sends=text("say-person"))
WHERE = Button(text("button-where"), sends=text("say-where"))
STATES = Button(text("button-states"), sends=text("say-states"))


def check(number: str, shown: str, *, paid: bool = False) -> Button:
    """Return a button that asks about the card *number*, *shown* masked; *paid* repeats that it was paid for."""
    return Button(text("button-check", number=shown), sends=_question(number, paid=paid))


def again(number: str, *, paid: bool = False) -> Button:
    """Return a button that asks once more about the card *number*."""
    return Button(text("button-again"), sends=_question(number, paid=paid))


def _question(number: str, *, paid: bool) -> Text:
    return text("say-paid" if paid else "say-check", number=number)
