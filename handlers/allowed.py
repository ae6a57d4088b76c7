"""Whether somebody may do what they ask for; what is refused is written down."""

from bot.domain.message import Person
from bot.domain.roles import Act, may
from bot.domain.trail import REFUSED, Entry
from handlers.heard import Heard, Tools


async def allowed(
    act: Act, heard: Heard, tools: Tools, *, card: str | None = None, about: Person | None = None
) -> bool:
    """Say whether whoever asks may do *act*. Who may not is answered as if there were no such thing."""
    if may(heard.role, act):
        return True
    who = heard.incoming.person
    await tools.trail.note([Entry(at=tools.clock(), who=who, act=act, outcome=REFUSED, card=card, about=about)])
    return False
