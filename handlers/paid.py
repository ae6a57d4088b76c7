"""People who say that they have paid: look again, and never tell them to pay once more."""

from dataclasses import replace

from bot.domain.advice import Advice, Told
from bot.domain.card import Cause
from bot.domain.findings import Choose, Offer, Status
from bot.domain.numbers import find
from bot.domain.reply import Line, Reply, Title
from bot.domain.words import Joined, Words, text
from bot.ports import Wanted
from handlers.buttons import PERSON, WHERE, again
from handlers.diagnose import examine, found, not_found
from handlers.heard import Heard, Tools

_MONEY_IS_NO_HELP = frozenset(
    {
        Cause.CARRIER,
        Cause.REAL_NAME,
        Cause.REBIND,
        Cause.TEST_REBIND,
        Cause.DEVICE_MISMATCH,
        Cause.REGION,
        Cause.SELF_SERVICE,
        Cause.PLATFORM,
        Cause.NET_BLOCK,
        Cause.PRE_CANCEL,
        Cause.CANCELLED,
    }
)
_CARRYING = frozenset({Status.OK, Status.ATTENTION})


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer "I have already paid", about the card in the message or the last one."""
    if not is_about_payment(heard) or len(heard.wanted) > 1 or (heard.sightings and not heard.wanted):
        return None
    if heard.card is None:
        blocks = (Title(text("paid-title")), Line(text("paid-which")))
        return Reply(blocks=blocks, buttons=(WHERE, PERSON), asks=True)
    told = await examine(heard.card, tools, heard.at)
    return not_found(heard.card, heard) if told is None else _looked_again(told, heard.card, heard)


def is_about_payment(heard: Heard) -> bool:
    """Say whether this message tells of a payment, or only asks to look again where one was told of.

    A number alone may come a month later, for another payment: it counts only as the answer to our own question.
    """
    if "paid" in heard.intents:
        return True
    if set(heard.intents) == {"again"} and not heard.wanted:
        return told_of_payment(heard)
    which_was_asked = heard.memory.asked and not any(map(find, heard.memory.offers))  # no other question has no number
    return not heard.intents and which_was_asked and bool(heard.wanted)


def told_of_payment(heard: Heard) -> bool:
    """Say whether the last answer was about a payment: its button to look again says so."""
    return any("paid" in heard.lexicon.intents(offer) for offer in heard.memory.offers)


def _looked_again(told: Told, card: Wanted, heard: Heard) -> Reply:
    reply = found(settled(told, _verdict(told)), card, heard)
    usual, once_more = again(card.number), again(card.number, paid=True)
    buttons = tuple(once_more if button == usual else button for button in reply.buttons)
    return replace(reply, blocks=(*reply.blocks, *_notes(told)), buttons=buttons)


def settled(told: Told, headline: Words) -> Told:
    """Return *told* under another *headline*, and with nothing left to pay."""
    return replace(told, headline=headline, advices=tuple(map(_unpaid, told.advices)))


def _unpaid(advice: Advice) -> Advice:
    """Put waiting in the place of paying; where nobody knows whether the number still exists, the seller says."""
    finding = advice.finding
    if finding.cause is Cause.CREDIT and finding.offer:
        steps: Words = text("cause-credit-usual.steps")  # the arrears are the owner's, whoever bought data
    elif finding.offer is Offer.RECHARGE:
        steps = text("paid-steps", wait=advice.wait)
    elif finding.cause is Cause.PLAN_EXPIRED:
        steps = advice.plan
    else:
        return advice
    alone = replace(finding, choose=Choose.ALL, offer=None)
    return replace(advice, finding=alone, steps=steps, plan=steps, link=None)


def _verdict(told: Told) -> Words:
    offering = [advice for advice in told.advices if advice.finding.offer is Offer.RECHARGE]
    if told.diagnosis.status in _CARRYING:
        return text("paid-works") if offering else told.headline
    if told.advices[0] not in offering:
        return text("paid-other", headline=told.headline)
    causes = Joined(tuple(advice.title for advice in told.advices), "join-causes")
    wait = told.advices[0].wait
    if wait == text("wait-unknown"):
        return text("paid-wait-unknown", causes=causes)
    return text("paid-wait", causes=causes, wait=wait)


def _notes(told: Told) -> tuple[Line, ...]:
    """Say what to have ready, or that money does not help."""
    if told.diagnosis.status in _CARRYING:
        return ()
    if any(advice.finding.offer is Offer.RECHARGE for advice in told.advices):
        return (Line(text("paid-ready"), text("label-ready")),)
    return (Line(text("paid-elsewhere")),) if told.advices[0].finding.cause in _MONEY_IS_NO_HELP else ()
