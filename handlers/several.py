"""Several cards in one message: a compact list, the worst first."""

import asyncio
from dataclasses import replace

from bot.domain.advice import Told
from bot.domain.findings import Fixer, Status
from bot.domain.headline import light
from bot.domain.message import Viewer
from bot.domain.notices import standing_on
from bot.domain.reply import Button, Light, Line, Outcome, Reply, Title
from bot.domain.words import text
from bot.errors import SourceError
from bot.ports import Wanted
from handlers.aside import asides, grouped
from handlers.buttons import check
from handlers.diagnose import examine
from handlers.heard import Heard, Tools
from handlers.listed import in_a_file
from handlers.person import contact
from handlers.unavailable import is_hidden

LIMITS = {Viewer.USER: 10, Viewer.STAFF: 50}
_AT_ONCE = 10
_BUTTONS = 3
_WORST_FIRST = (Status.ENDED, Status.BLOCKED, Status.UNKNOWN, Status.ATTENTION, Status.OK)
_HARDEST_FIRST = (Fixer.NOBODY, Fixer.CARRIER, Fixer.STAFF, Fixer.OWNER, Fixer.USER, Fixer.TIME)

Looked = Told | SourceError | None
"""What came of one look-up: a diagnosis, no answer, or no such card."""
Seen = tuple[Wanted, Looked]


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer a message that holds the numbers of several cards."""
    if len(heard.wanted) < 2:  # noqa: PLR2004 one is for handlers/diagnose.py
        return None
    if len(heard.wanted) > LIMITS[heard.viewer]:
        return await in_a_file(heard, tools) or _too_many(heard)
    looked = await _look_up(heard, tools)
    listed = _list(sorted(zip(heard.wanted, looked, strict=True), key=_badness), heard)
    return replace(listed, blocks=(*listed.blocks, *_notes(heard, tools), *asides(heard)))


def _too_many(heard: Heard) -> Reply:
    title = Title(text("several-too-many", limit=LIMITS[heard.viewer], count=len(heard.wanted)))
    return Reply(blocks=(title, Line(text(f"several-too-many-{heard.viewer}"))), outcome=Outcome.NOT_READ)


async def _look_up(heard: Heard, tools: Tools) -> list[Looked]:
    turn = asyncio.Semaphore(_AT_ONCE)

    async def one(wanted: Wanted) -> Looked:
        async with turn:
            try:
                return await examine(wanted, tools, heard.at)
            except SourceError as error:
                return None if is_hidden(error, heard.viewer) else error

    return await asyncio.gather(*(one(wanted) for wanted in heard.wanted))


def _badness(seen: Seen) -> tuple[int, int]:
    """Rank a card: the worse its status, and the further its way back is out of reach, the higher."""
    _, looked = seen
    if not isinstance(looked, Told):
        return (len(_WORST_FIRST), int(looked is None))
    findings = looked.diagnosis.findings
    fixer = findings[0].fixable_by if findings else Fixer.TIME
    return (_WORST_FIRST.index(looked.diagnosis.status), _HARDEST_FIRST.index(fixer))


def _list(cards: list[Seen], heard: Heard) -> Reply:
    lines = tuple(_line(wanted, looked, heard) for wanted, looked in cards)
    more = (Line(text("several-more")),) if _told(cards) else ()
    blocks = (_title(cards), *lines, *more)
    names = frozenset[str]().union(*map(_standing_on, cards))
    return Reply(blocks=blocks, buttons=_buttons(cards, heard), outcome=_outcome(cards), standing_on=names)


def _standing_on(seen: Seen) -> frozenset[str]:
    _, looked = seen
    if isinstance(looked, Told):
        return standing_on(looked.diagnosis.card)
    return frozenset() if looked is None else frozenset({looked.source})


def _told(cards: list[Seen]) -> list[Told]:
    return [looked for _, looked in cards if isinstance(looked, Told)]


def _title(cards: list[Seen]) -> Title:
    count, told = len(cards), _told(cards)
    bad = sum(looked.diagnosis.status in {Status.ENDED, Status.BLOCKED} for looked in told)
    if bad:
        return Title(text("several-title", count=count, bad=bad))
    if told:
        return Title(text("several-title-fine", count=count))
    failed = _outcome(cards) is Outcome.UNAVAILABLE
    return Title(text("several-title-failed" if failed else "several-title-missing", count=count))


def _notes(heard: Heard, tools: Tools) -> tuple[Line, ...]:
    paid = (Line(text("several-paid")),) if "paid" in heard.intents else ()
    return (*paid, Line(contact(tools.shop))) if "person" in heard.intents else paid


def _line(wanted: Wanted, looked: Looked, heard: Heard) -> Line:
    if isinstance(looked, Told):
        sign, number = str(light(looked.diagnosis)), heard.shown(wanted)
        return Line(text("several-line", light=sign, number=number, headline=looked.headline))
    number = grouped(wanted.number)
    if looked is None:
        return Line(text("several-missing", light=str(Light.WHITE), number=number))
    return Line(text("several-failed", light=str(Light.WHITE), number=number, problem=looked.text))


def _buttons(cards: list[Seen], heard: Heard) -> tuple[Button, ...]:
    """Offer to look at the worst, where something is the matter with them."""
    bad = [each for each, looked in cards if isinstance(looked, Told) and looked.diagnosis.status is not Status.OK]
    paid = "paid" in heard.intents
    return tuple(check(wanted.number, heard.shown(wanted), paid=paid) for wanted in bad[:_BUTTONS])


def _outcome(cards: list[Seen]) -> Outcome:
    if _told(cards):
        return Outcome.ANSWERED
    failed = any(isinstance(looked, SourceError) for _, looked in cards)
    return Outcome.UNAVAILABLE if failed else Outcome.NOT_FOUND
