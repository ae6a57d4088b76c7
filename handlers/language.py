"""Switch the language, for good."""

from bot.domain.reply import Line, Reply, Title
from bot.domain.words import text
from handlers.heard import Heard, Tools


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer a message that is nothing but the wish for a language."""
    chosen = tools.lexicon.chosen_language(heard.incoming.text)
    if chosen is None:
        return None
    return Reply(blocks=(Title(text("language-chosen")), Line(text("number-wanted"))), lang=chosen, remembers=chosen)
