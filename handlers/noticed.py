"""Put what staff have posted into every answer that it affects, after the line about the card."""

from dataclasses import replace

from bot.domain.advice import Told
from bot.domain.notices import Notice, affecting, standing_on
from bot.domain.reply import Line, Reply
from bot.domain.words import text
from handlers.heard import Heard, Tools


async def noticed(reply: Reply, heard: Heard, tools: Tools) -> Reply:
    """Return *reply* with the notices about what it stands on."""
    if not reply.standing_on:
        return reply
    posted = await _posted(reply.standing_on, tools)
    lang = reply.lang or heard.lang
    lines = tuple(Line(notice.text_in(lang), text("label-notice")) for notice in posted)
    if reply.told is None:
        return replace(reply, blocks=(*reply.blocks[:1], *lines, *reply.blocks[1:]))
    told = replace(reply.told, notices=posted)
    return replace(reply, told=told, blocks=(*reply.blocks[:2], *lines, *reply.blocks[2:]))


async def noticed_of(told: Told, tools: Tools) -> Told:
    """Return a diagnosis by itself with the notices about what it stands on."""
    return replace(told, notices=await _posted(standing_on(told.diagnosis.card), tools))


async def _posted(names: frozenset[str], tools: Tools) -> tuple[Notice, ...]:
    now = tools.clock()
    return tuple(affecting(await tools.notices.current(now), names, now))
