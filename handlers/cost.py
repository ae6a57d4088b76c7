"""Say what it costs."""

from bot.domain.reply import Line, Reply, Title
from bot.domain.words import text
from handlers.buttons import PERSON, WHERE, check
from handlers.heard import Heard, Tools


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer a question about money: prices are the seller's, and many stops are not lifted by paying."""
    del tools
    if "cost" not in heard.intents:
        return None
    last = heard.last_card
    first = WHERE if last is None else check(last.number, heard.shown(last))
    return Reply(blocks=(Title(text("cost-title")), Line(text("cost-way-on"))), buttons=(first, PERSON))
