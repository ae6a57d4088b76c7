"""Who asks about the same card for the third time in a day, and it still does not work, is offered a person first."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.findings import Status
from bot.domain.reply import Line, Reply
from bot.domain.roles import Role
from bot.domain.words import text
from handlers.buttons import PERSON
from handlers.heard import Heard, Tools

_WITHIN = timedelta(hours=24)
_BEFORE = 2
"""Earlier look-ups that make this one the third."""


async def person_first(reply: Reply, heard: Heard, tools: Tools) -> Reply:
    """Return *reply*, a person offered before all else where it is the third about a card that does not work."""
    desk, told = tools.desk, reply.told
    if desk is None or told is None or told.diagnosis.status is Status.OK or heard.role is not Role.USER:
        return reply
    card, since = told.diagnosis.card.iccid.key, heard.at - _WITHIN
    if tools.trail.look_ups(heard.incoming.person, card, since) < _BEFORE or not await desk.staffed():
        return reply
    title, *rest = reply.blocks
    others = tuple(button for button in reply.buttons if button.sends != PERSON.sends)
    return replace(reply, blocks=(title, Line(text("case-third-time")), *rest), buttons=(PERSON, *others))
