"""Say what to send, and what can be asked."""

from bot.domain.reply import Line, Reply, Title
from bot.domain.words import text
from handlers.buttons import PERSON, STATES, WHERE
from handlers.heard import Heard, Tools
from handlers.several import LIMITS


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer a question about the bot itself."""
    del tools
    if "help" not in heard.intents:
        return None
    several = Line(text("help-several", limit=LIMITS[heard.viewer]))
    number, ask, language = (Line(text(f"help-{about}")) for about in ("send-number", "ask", "language"))
    return Reply(blocks=(Title(text("help-title")), number, several, ask, language), buttons=(WHERE, STATES, PERSON))
