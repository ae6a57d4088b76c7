"""Show staff what the bot told somebody, or told of a card, and when."""

import re

from bot.domain.message import Person
from bot.domain.reply import Block, Line, Quote, Reply, Title
from bot.domain.roles import Act
from bot.domain.trail import Entry, Search
from bot.domain.words import Clock, Day, text
from handlers.allowed import allowed
from handlers.heard import Heard, Tools
from handlers.noted import card_name

_MOST = 10
_PERSON = re.compile(r"(?<![\w:])([a-z]+):(\S{1,128})")


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer the wish for what was said, by the person's name or by the card's number."""
    if "replay" not in heard.intents:
        return None
    named = _PERSON.search(heard.incoming.text)
    about = None if named is None else Person(named[1], named[2])
    card = card_name(heard.wanted[0]) if about is None and len(heard.wanted) == 1 else None
    if (about, card) == (None, None) or not await allowed(Act.REPLAY, heard, tools, card=card, about=about):
        return None
    page = await tools.trail.read(Search(who=about, card=card), _MOST)
    whose = card if about is None else str(about)
    title = Title(text("replay-title" if page.entries else "replay-none", whose=whose or ""))
    shown = tuple(_shown(entry, heard) for entry in page.entries)
    return Reply(blocks=(title, *shown), act=Act.REPLAY, about=about)


def _shown(entry: Entry, heard: Heard) -> Quote:
    at = entry.at.astimezone(heard.at.tzinfo)
    day = Day(at.date(), with_year=at.year != heard.at.year)
    label = text("replay-entry", day=day, clock=Clock(at), who=str(entry.who), outcome=entry.outcome)
    return Quote(label, entry.lang or heard.lang, tuple(_words(entry)))


def _words(entry: Entry) -> list[Block]:
    if entry.text is None:
        return [Line(text("replay-without-words"))]
    return [Line(f"> {entry.said or ''}"), *(Line(line) for line in entry.text.splitlines() if line)]
