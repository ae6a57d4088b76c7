"""Tell staff what the bot would say of a card on another day, or if its plan ended on another."""

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.card import Card, State
from bot.domain.case import CARRYING
from bot.domain.diagnosis import diagnose
from bot.domain.present import tell
from bot.domain.reply import Line, Reply
from bot.domain.roles import Act
from bot.domain.words import Day, text
from handlers.allowed import allowed
from handlers.diagnose import found, not_found
from handlers.heard import Heard, Tools
from handlers.noted import card_name

_DATE = re.compile(r"(?<!\d)(20\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
_NOON = 12


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer a card's number with the day to suppose; a second day is the plan's last."""
    if "what_if" not in heard.intents:
        return None
    days = _days(heard.incoming.text)
    bare = replace(heard, incoming=replace(heard.incoming, text=_DATE.sub("\n", heard.incoming.text)))
    wanted = bare.wanted[0] if len(bare.wanted) == 1 else bare.last_card
    if not days or wanted is None or not await allowed(Act.WHAT_IF, heard, tools, card=card_name(wanted)):
        return None
    card = await tools.cards.find(wanted)
    if card is None:
        return replace(not_found(wanted, bare), act=Act.WHAT_IF)
    ends = _plan_end(days, heard)
    told = tell(diagnose(_supposed(card, ends, days[0]), tools.rulebook.of(card), _noon(days[0], heard.at)), tools.shop)
    reply = found(told, wanted, bare)
    verdict, *rest = reply.blocks
    return replace(reply, blocks=(verdict, *_suppositions(days[0], ends), *rest), buttons=(), act=Act.WHAT_IF)


def _days(said: str) -> list[date]:
    """Return the days that are written in *said*, those that are no days left out."""
    days: list[date] = []
    for year, month, day in _DATE.findall(said):
        with suppress(ValueError):
            days.append(date(int(year), int(month), int(day)))
    return days


def _plan_end(days: list[date], heard: Heard) -> date | None:
    if len(days) > 1:
        return days[1]
    return days[0] - timedelta(days=1) if "ended_yesterday" in heard.intents else None


def _supposed(card: Card, ends: date | None, day: date) -> Card:
    """Return the card with another end of its plan; after that day it is stopped, as the platforms do it."""
    if ends is None:
        return card
    stopped = ends < day and card.state in CARRYING
    return replace(card, plan_expires_on=ends, state=State.STOPPED if stopped else card.state)


def _noon(day: date, now: datetime) -> datetime:
    return datetime(day.year, day.month, day.day, _NOON, tzinfo=now.tzinfo)


def _suppositions(day: date, ends: date | None) -> tuple[Line, ...]:
    """Say what was supposed, so that nobody takes the answer for today's."""
    lines = (Line(text("what-if-day", day=Day(day, with_year=True))),)
    return lines if ends is None else (*lines, Line(text("what-if-plan", day=Day(ends, with_year=True))))
