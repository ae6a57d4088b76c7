"""While a person answers, what is said goes to them and the bot keeps quiet; there is always a way back to the bot."""

import re
from dataclasses import replace

from bot.domain.cases import NUMBER, HelpCase, Stage
from bot.domain.message import Person
from bot.domain.reply import Block, Button, Line, Reply, Title
from bot.domain.words import Clock as TimeOfDay
from bot.domain.words import Day, Text, text
from bot.ports import Desk
from handlers.buttons import PERSON
from handlers.heard import Heard, Tools

_TO_BOT = frozenset({"/bot", "bot", "机器人", "機器人"})
_OWN_RIGHTS = frozenset({"privacy", "export", "forget", "forget_now"})
"""What the bot answers for itself whoever else is in the chat."""
FETCH = Button(text("button-fetch"), sends=text("say-fetch"))
"""For who is on a channel that nothing can be sent to."""
_COMMAND = "/"
"""How what is meant for the bot begins, as the items of a menu do."""
_FETCH = "↻"
_WORKS, _STILL, _STARS = "✓", "✗", re.compile("★{1,5}")


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Take what somebody with a case says, or what they say of a case that is closed."""
    if tools.desk is None:
        return None
    person = heard.incoming.person
    rated = await _rated(heard, tools.desk)
    if rated is not None:
        return rated
    if _FETCH in heard.incoming.text:
        return await _fetched(heard, tools.desk)
    case = await tools.desk.case_of(person)
    if case is None or _OWN_RIGHTS & set(heard.lexicon.intents(heard.said)[:1]):
        return None
    said = heard.said.strip().lower()
    if said in _TO_BOT:
        await tools.desk.turn(case, to_bot=True)
        blocks = (Title(text("case-with-bot")), Line(text("case-with-bot-how", number=case.number)))
        return Reply(blocks=blocks, buttons=(PERSON,))
    return None if case.with_bot or said.startswith(_COMMAND) else await _taken(case, heard, tools.desk)


async def _taken(case: HelpCase, heard: Heard, desk: Desk) -> Reply | None:
    """Take the message into the case. Until somebody has it, the bot goes on answering about cards."""
    await desk.say(case, replace(heard.incoming, text=heard.said))
    reached = desk.reaches(case.person)
    if case.stage is not Stage.OPEN and reached:
        return Reply(blocks=())
    if case.stage is Stage.OPEN and heard.wanted:
        return None
    title = Title(text("case-passed-on", number=case.number))
    return Reply(blocks=(title, *when(desk, heard)), buttons=() if reached else (FETCH,))


async def _fetched(heard: Heard, desk: Desk) -> Reply | None:
    """Answer who looks whether staff said anything."""
    unread = await desk.unread(heard.incoming.person)
    blocks = tuple(block for each in unread for block in each.reply.blocks)
    buttons = tuple(button for each in unread for button in each.reply.buttons)
    return Reply(blocks=blocks or (Title(text("case-nothing-new")),), buttons=buttons or (FETCH,))


async def _rated(heard: Heard, desk: Desk) -> Reply | None:
    """Answer what was said of a case that is closed: that it works, that it does not, or its stars."""
    said, person = heard.incoming.text, heard.incoming.person
    number, stars = NUMBER.search(said), _STARS.search(said)
    if number is None:
        return None
    if stars is not None:
        case = await desk.rate(number[0], person, stars=len(stars[0]))
        return None if case is None else Reply(blocks=(Title(text("case-thanks")),), lang=case.lang)
    if _WORKS in said:
        case = await desk.rate(number[0], person, works=True)
        return None if case is None else _asked_for_stars(case)
    case = await desk.rate(number[0], person, works=False) if _STILL in said else None
    if case is None:
        return None
    return Reply(blocks=(Title(text("case-reopened", number=case.number)),), lang=case.lang)


def _asked_for_stars(case: HelpCase) -> Reply:
    stars = ["★" * count for count in range(5, 0, -1)]
    buttons = tuple(Button(each, sends=text("say-stars", stars=each, number=case.number)) for each in stars)
    return Reply(blocks=(Title(text("case-how-was-it")),), buttons=buttons, lang=case.lang)


def when(desk: Desk, heard: Heard) -> tuple[Line, ...]:
    """Say when somebody answers, outside business hours; nothing is promised where nobody has said when."""
    opening = desk.opening()
    if opening is None or opening.at <= heard.at:
        return ()
    day = Day(opening.at.date(), with_year=opening.at.year != heard.at.year)
    said: Text = text("case-opens", day=day, time=TimeOfDay(opening.at))
    return (Line(said), *(() if opening.sure else (Line(text("case-opens-unsure")),)))


async def with_unread(reply: Reply, person: Person, tools: Tools) -> Reply:
    """Put what staff said meanwhile before *reply*, where it could not be sent by itself."""
    unread = [] if tools.desk is None else await tools.desk.unread(person)
    if not unread:
        return reply
    blocks: list[Block] = [block for each in unread for block in each.reply.blocks]
    buttons = tuple(button for each in unread for button in each.reply.buttons)
    return replace(reply, blocks=(*blocks, *reply.blocks), buttons=(*buttons, *reply.buttons))
