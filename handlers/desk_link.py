"""Give one of the staff the link that signs them in at the staff page, once."""

from bot.domain.reply import Button, Line, Reply, Title
from bot.domain.roles import UNPROVEN, Act
from bot.domain.words import text
from handlers.allowed import allowed
from handlers.heard import Heard, Tools


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer `/desk`, where the channel vouches for who asks."""
    person = heard.incoming.person
    if "desk" not in heard.intents[:1] or person.channel in UNPROVEN or not await allowed(Act.DESK, heard, tools):
        return None
    secret = await tools.sessions.link(person, tools.clock())
    link = f"{tools.page}/desk#{secret}"  # what follows # is sent to no server
    blocks = (Title(text("desk-link")), Line(text("desk-link-how")))
    if not link.startswith("https://"):  # messengers refuse buttons that lead to an address of this machine alone
        return Reply(blocks=(*blocks, Line(text("desk-link-here", link=link))), act=Act.DESK)
    return Reply(blocks=blocks, buttons=(Button(text("button-desk"), url=link),), act=Act.DESK)
