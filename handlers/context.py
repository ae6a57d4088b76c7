"""What staff are shown of a case before anything is said: who asks, about which card, what the bot told them."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.advice import Told
from bot.domain.appeal import appeal
from bot.domain.card import Cause
from bot.domain.dossier import dossier
from bot.domain.headline import light
from bot.domain.masking import masked
from bot.domain.message import Viewer
from bot.domain.present import card_line
from bot.domain.reply import Block, Facts, Line, Reply
from bot.domain.trail import Entry, Search
from bot.domain.words import Clock, Joined, Words, text
from bot.ports import Concern
from handlers.heard import Heard, Tools

_EARLIER = 4
_SINCE = timedelta(hours=24)
_LONGEST = 700


async def concern(told: Told | None, heard: Heard, tools: Tools) -> Concern:
    """Gather what staff are to know of who asks for a person; *told* is what was found of the card, if anything."""
    page = await tools.trail.read(Search(who=heard.incoming.person, since=heard.at - _SINCE), _EARLIER)
    head = text("desk-who", channel=heard.incoming.person.channel, lang=heard.lang)
    said = Line(masked(heard.said), text("desk-label-said"))
    paid = (Line(text("desk-paid")),) if "paid" in heard.intents else ()
    blocks = (Line(head), *_found(told, heard), said, *paid, *_answers(page.entries, heard))
    causes = () if told is None else tuple(str(each.cause) for each in told.diagnosis.findings)
    kit = None if told is None or Cause.CARRIER not in causes else appeal(told.diagnosis)
    card = None if heard.card is None else heard.card.number
    return Concern(card=card, causes=causes, context=Reply(blocks=blocks), kit=kit)


def _found(told: Told | None, heard: Heard) -> tuple[Block, ...]:
    """Say what was found, number masked, every field with its source and age."""
    if told is None:
        number = None if heard.card is None else heard.card.masked
        return (Line(text("desk-no-card") if number is None else text("desk-not-seen", number=number)),)
    verdict = Joined((str(light(told.diagnosis)), told.headline), "join-words")
    rows = dossier(told.diagnosis).rows[1:]
    hidden = Facts(tuple((name, _hidden(value)) for name, value in rows))
    return (Line(verdict), card_line(told.diagnosis, Viewer.USER), hidden)


def _hidden(words: Words) -> Words:
    """Return *words* with every long number in them masked."""
    if isinstance(words, str):
        return masked(words)
    if isinstance(words, Joined):
        return words
    hidden = {name: masked(arg) if isinstance(arg, str) else arg for name, arg in words.args.items()}
    return replace(words, args=hidden)


def _answers(entries: tuple[Entry, ...], heard: Heard) -> list[Line]:
    """Say what the bot answered lately: the last answer whole, with its steps; of those before, the first lines."""
    worded = [entry for entry in entries if entry.text]
    lines = []
    for place, entry in enumerate(worded):
        said = masked(entry.text or "")
        shown = said[:_LONGEST] if place == 0 else said.split("\n", maxsplit=1)[0]
        lines.append(Line(shown, text("desk-label-told", time=Clock(entry.at.astimezone(heard.at.tzinfo)))))
    return lines
