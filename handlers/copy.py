"""Give the full number, alone on its line, to be copied."""

from bot.domain.iccid import Iccid
from bot.domain.reply import Line, Reply, Title
from bot.domain.words import text
from handlers.heard import Heard, Tools


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer the wish for the full number, which whoever asks has typed before."""
    del tools
    if "copy" not in heard.intents or not isinstance(heard.card, Iccid):
        return None
    return Reply(blocks=(Title(text("copy-title")), Line(heard.card.number)), card=heard.card.number)
