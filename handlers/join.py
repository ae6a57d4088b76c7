"""Become one of the staff, by the code of an invitation."""

from bot.domain.reply import Line, Outcome, Reply, Title
from bot.domain.roles import CODE, UNPROVEN, Act
from bot.domain.words import text
from handlers.heard import Heard, Tools


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer a message with a code in it, where the channel vouches for who sends it."""
    code = CODE.search(heard.incoming.text)
    if "join" not in heard.intents or code is None:
        return None
    person = heard.incoming.person
    role = None if person.channel in UNPROVEN else await tools.staff.accept(code[0], person, tools.clock())
    if role is None:
        blocks = (Title(text("join-refused")), Line(text("join-refused-how")))
        return Reply(blocks=blocks, outcome=Outcome.NOT_FOUND, act=Act.JOIN)
    blocks = (Title(text("join-done", role=text(f"role-{role}"))), Line(text("join-done-how")))
    return Reply(blocks=blocks, act=Act.JOIN)
