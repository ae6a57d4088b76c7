"""Say where the card's number is to be found."""

from bot.domain.reply import Line, Reply, Title
from bot.domain.words import text
from handlers.buttons import PERSON
from handlers.heard import Heard, Tools


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer a question about the number, and the wish for one that nobody has typed."""
    del tools
    if not {"where_number", "copy"} & set(heard.intents):
        return None
    lines = tuple(Line(text(f"where-{place}")) for place in ("printed", "carrier", "device", "lost"))
    return Reply(blocks=(Title(text("where-title")), *lines), buttons=(PERSON,))
