"""Put what staff have posted into every answer that it affects, after the line about the card."""

from dataclasses import replace

from bot.domain.notices import affecting
from bot.domain.reply import Line, Reply
from bot.domain.words import text
from handlers.heard import Heard, Tools


async def noticed(reply: Reply, heard: Heard, tools: Tools) -> Reply:
    """Return *reply* with the notices about what it stands on."""
    if not reply.standing_on:
        return reply
    now = tools.clock()
    posted = affecting(await tools.notices.current(now), reply.standing_on, now)
    lang = reply.lang or heard.lang
    lines = tuple(Line(notice.text_in(lang), text("label-notice")) for notice in posted)
    place = 1 if reply.told is None else 2
    return replace(reply, blocks=(*reply.blocks[:place], *lines, *reply.blocks[place:]))
