"""People who have done what there was to do, and nothing has changed: look again, then hand over to a person."""

from dataclasses import replace

from bot.domain.advice import Told
from bot.domain.card import Cause
from bot.domain.findings import Choose, Fixer, Status
from bot.domain.headline import light
from bot.domain.present import card_line
from bot.domain.reply import Line, Reply, Step, Steps, Title
from bot.domain.words import Joined, Words, text
from bot.ports import Wanted
from handlers.buttons import PERSON, WHERE, again
from handlers.diagnose import examine, found, not_found
from handlers.heard import Heard, Tools
from handlers.paid import settled, told_of_payment
from handlers.person import contact

_CARRYING = frozenset({Status.OK, Status.ATTENTION})
_NO_REASON = frozenset({Cause.QUOTA_LOW, Cause.TEST_QUOTA_LOW, Cause.PLAN_EXPIRING})
"""What does not explain why a card that the platform calls in use carries no data."""


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer "30 minutes and still dead" about the last card; a card that is named just now is diagnosed first."""
    if "still_dead" not in heard.intents or (heard.sightings and not heard.wanted):
        return None
    if heard.last_card is None and not heard.wanted and "paid" not in heard.intents:
        blocks = (Title(text("still_dead-title")), Line(text("still_dead-which")))
        return Reply(blocks=blocks, buttons=(WHERE, PERSON))
    if heard.card is None or heard.card != heard.last_card:
        return None
    told = await examine(heard.card, tools, heard.at)
    return not_found(heard.card, heard) if told is None else _looked_again(told, heard.card, heard, tools)


def _looked_again(told: Told, card: Wanted, heard: Heard, tools: Tools) -> Reply:
    verdict = _verdict(told)
    reply = found(settled(told, verdict), card, heard)
    carrying, causes = told.diagnosis.status in _CARRYING, {advice.finding.cause for advice in told.advices}
    if carrying and not causes <= _NO_REASON:
        return reply
    paid = "paid" in heard.intents or told_of_payment(heard)
    lines = _device_steps() if carrying else _hand_over(tools, paid=paid)
    blocks = (Title(verdict, light(told.diagnosis)), card_line(told.diagnosis, heard.viewer), *lines)
    return replace(reply, blocks=blocks, buttons=(again(card.number, paid=paid), PERSON))


def _verdict(told: Told) -> Words:
    """Name what still stops the card, unless the verdict says by itself that nothing else is to be done."""
    findings = [advice.finding for advice in told.advices]
    if {finding.cause for finding in findings} <= _NO_REASON:
        return text("still_dead-works")
    if told.diagnosis.status is not Status.BLOCKED or all(each.fixable_by is Fixer.TIME for each in findings):
        return told.headline
    return text("still_dead-still", causes=Joined(tuple(advice.title for advice in told.advices), "join-causes"))


def _device_steps() -> tuple[Steps, ...]:
    return (Steps((Step(text("device-steps")),), Choose.ALL),)


def _hand_over(tools: Tools, *, paid: bool) -> tuple[Line, Line]:
    ready = text("paid-ready" if paid else "person-ready")
    return (Line(contact(tools.shop)), Line(ready, text("label-ready")))
