"""A list too long for an answer: staff get it back as a spreadsheet, where their channel can send one."""

from bot.domain.message import Person
from bot.domain.reply import File, Outcome, Reply, Title
from bot.domain.roles import Act, may
from bot.domain.summary import summary
from bot.errors import BulkFailed
from handlers.heard import Heard, Tools

FILE = "checked.xlsx"
_SEND_FILES = frozenset({"telegram"})


async def in_a_file(heard: Heard, tools: Tools) -> Reply | None:
    """Check all cards of the message, or return None where that cannot be had."""
    if tools.bulk is None or not may(heard.role, Act.BULK) or not _takes_files(heard.incoming.person):
        return None
    try:
        figures, written = await tools.bulk.pasted(heard.incoming.text, lang=heard.lang, who=heard.incoming.person)
    except BulkFailed as error:
        return Reply(blocks=(Title(error.text),), outcome=Outcome.UNAVAILABLE)
    return Reply(blocks=(*summary(figures), File(FILE, written)), act=Act.BULK)


def _takes_files(person: Person) -> bool:
    """Say whether a file reaches *person*, and nobody else: who speaks in a group is `user@group`."""
    return person.channel in _SEND_FILES and "@" not in person.user
