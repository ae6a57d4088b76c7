"""Look a card up and say what is wrong with it, who can fix it, and how."""

from dataclasses import replace
from datetime import datetime

from bot.domain.advice import Told
from bot.domain.diagnosis import diagnose
from bot.domain.iccid import Iccid
from bot.domain.message import Viewer
from bot.domain.present import present, tell
from bot.domain.reply import Button, Line, Outcome, Reply, Title
from bot.domain.words import text
from bot.ports import Wanted
from handlers.aside import asides, grouped
from handlers.buttons import PERSON, WHERE, again
from handlers.heard import Heard, Tools


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer a message that holds exactly one card's number, or asks to look at the last card again."""
    wanted = heard.wanted[0] if len(heard.wanted) == 1 else None
    if not heard.sightings and "again" in heard.intents:
        wanted = heard.last_card
    if wanted is None:
        return None
    told = await examine(wanted, tools, heard.at)
    return not_found(wanted, heard) if told is None else found(told, wanted, heard)


async def examine(wanted: Wanted, tools: Tools, at: datetime) -> Told | None:
    """Look *wanted* up and diagnose it, or return None when no source has it. Raise SourceError."""
    card = await tools.cards.find(wanted)
    return None if card is None else tell(diagnose(card, tools.rulebook.of(card), at), tools.shop)


def found(told: Told, wanted: Wanted, heard: Heard) -> Reply:
    """Present *told*, and keep to the number that was typed: who names a telephone number is not told the card's."""
    reply = present(told, heard.viewer)
    number = told.diagnosis.card.iccid.number
    typed = isinstance(wanted, Iccid) or heard.viewer is Viewer.STAFF
    buttons = tuple(_asked(button, number, wanted) for button in reply.buttons if typed or button.copies is None)
    return replace(reply, blocks=(*reply.blocks, *asides(heard)), buttons=buttons, card=wanted.number)


def _asked(button: Button, number: str, wanted: Wanted) -> Button:
    return again(wanted.number) if button.sends == number else button


def not_found(wanted: Wanted, heard: Heard) -> Reply:
    """Say that the number is unknown, and show it whole so that it can be compared with the card."""
    key = "not-found" if isinstance(wanted, Iccid) else "not-found-msisdn"
    slipped = isinstance(wanted, Iccid) and wanted.check_digit_fits is False
    hint = (Line(text("not-found-check-digit")),) if slipped else ()
    blocks = (Title(text(key, number=grouped(wanted.number))), *hint, *asides(heard))
    return Reply(blocks=blocks, buttons=(WHERE, PERSON), outcome=Outcome.NOT_FOUND)
