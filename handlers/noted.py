"""What of a message and its answer goes into the audit trail."""

from dataclasses import replace
from datetime import datetime

from bot.domain.advice import Told
from bot.domain.iccid import Iccid
from bot.domain.message import Person
from bot.domain.numbers import REDACTED, redact
from bot.domain.reply import Outcome, Reply
from bot.domain.roles import CODE, Act
from bot.domain.trail import Entry, outcome_of
from bot.ports import Wanted
from handlers.heard import Heard

PROGRAM = Person("api", "")
"""Whoever asks for the diagnosis of a card: a program that has no user to name."""
LONGEST_SAID = 1_000
LONGEST_TEXT = 8_000
_WORDED = frozenset({Act.LOOK_UP, Act.TALK, Act.WHAT_IF, Act.FIND_BY_ANY_NUMBER})
"""The acts whose words are kept; the others show what was kept before, or hold a secret."""


def entries(heard: Heard, reply: Reply, answered: str, lang: str, at: datetime) -> list[Entry]:
    """Return an entry for each card that was asked about, else one without a card."""
    cards = _cards(heard, reply)
    act = reply.act or (Act.LOOK_UP if cards else Act.TALK)
    entry = Entry(at=at, who=heard.incoming.person, act=act, outcome=_outcome(reply), about=reply.about, lang=lang)
    if act in _WORDED:
        said = CODE.sub(REDACTED, redact(heard.incoming.text)).encode("utf-8", "replace").decode()  # no half signs
        entry = replace(entry, said=said[:LONGEST_SAID], text=answered[:LONGEST_TEXT])
    return [replace(entry, card=card) for card in cards] or [entry]


def looked_up_by_program(iccid: Iccid, told: Told | None, at: datetime) -> Entry:
    """Return the entry of a look-up by itself, without words."""
    outcome = str(Outcome.NOT_FOUND) if told is None else outcome_of(told.diagnosis)
    return Entry(at=at, who=PROGRAM, act=Act.LOOK_UP, outcome=outcome, card=iccid.key)


def left(person: Person, at: datetime) -> Entry:
    """Return the entry of somebody who left the channel, and was forgotten for that."""
    return Entry(at=at, who=person, act=Act.FORGET_OWN, outcome="left")


def _cards(heard: Heard, reply: Reply) -> list[str]:
    if reply.act is Act.BULK:  # each was written down as it was told
        return []
    if reply.told is not None:
        return [reply.told.diagnosis.card.iccid.key]
    return list(dict.fromkeys(map(card_name, heard.wanted)))


def card_name(wanted: Wanted) -> str:
    """Return what the trail calls a card."""
    return wanted.key if isinstance(wanted, Iccid) else wanted.number


def _outcome(reply: Reply) -> str:
    return str(reply.outcome) if reply.told is None else outcome_of(reply.told.diagnosis)
