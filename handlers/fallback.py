"""Whatever else is said: ask for the number, offer the last card."""

import re

from bot.domain.reply import Line, Outcome, Reply, Title
from bot.domain.words import text
from handlers.buttons import PERSON, WHERE, check
from handlers.heard import Heard, Tools

_LONG_NUMBER = re.compile(r"\d(?:[\s-]?\d){7,}")


async def answer(heard: Heard, tools: Tools) -> Reply:
    """Answer what no other ability took."""
    del tools
    kind = _kind(heard)
    last = heard.last_card
    if last is None or kind == "number":
        blocks = (Title(text(f"fallback-{kind}")), Line(text("number-wanted")))
        return Reply(blocks=blocks, buttons=(WHERE, PERSON), outcome=Outcome.NOT_READ)
    shown = heard.shown(last)
    blocks = (Title(text(f"fallback-{kind}-last", number=shown)), Line(text("fallback-other")))
    buttons = (check(last.number, shown), WHERE, PERSON)
    return Reply(blocks=blocks, buttons=buttons, outcome=Outcome.NOT_READ, asks=True)


def _kind(heard: Heard) -> str:
    if "again" in heard.intents and heard.last_card is None:
        return "again"
    if {"dead", "still_dead", "resume"} & set(heard.intents):
        return "dead"
    return "number" if _LONG_NUMBER.search(heard.incoming.text) else "unclear"
