"""A source that could not answer: say so, tell what was last known, and offer to ask again."""

from dataclasses import replace

from bot.domain.card import Card
from bot.domain.diagnosis import diagnose
from bot.domain.freshness import freshness
from bot.domain.iccid import Iccid
from bot.domain.message import Viewer
from bot.domain.present import tell
from bot.domain.reply import Block, Facts, Line, Outcome, Reply, Title
from bot.domain.words import Joined, Words, text
from bot.errors import NotYours, SourceError
from bot.ports import Wanted
from handlers.buttons import PERSON, again
from handlers.diagnose import not_found
from handlers.heard import Heard, Tools


def unavailable(error: SourceError, heard: Heard, tools: Tools) -> Reply:
    """Say why nothing can be said about the card, which is never that it does not exist; the talk stays with it."""
    card = heard.card
    if card is not None and is_hidden(error, heard.viewer):
        return not_found(card, heard)
    blocks = (Title(error.text), *_last_known(error.last_known, heard, tools), *_for_staff(error, heard.viewer))
    reply = Reply(blocks=blocks, buttons=(PERSON,), outcome=Outcome.UNAVAILABLE, standing_on=_standing_on(error, card))
    if card is None:
        return reply
    once_more = again(card.number, paid="paid" in heard.intents)
    return replace(reply, buttons=(once_more, PERSON), card=card.number)


def _standing_on(error: SourceError, card: Wanted | None) -> frozenset[str]:
    """Return who was asked in vain, and the carrier that the number hints at."""
    carrier = card.carrier if isinstance(card, Iccid) else None
    return frozenset({error.source} if carrier is None else {error.source, str(carrier)})


def is_hidden(error: SourceError, viewer: Viewer) -> bool:
    """Say whether *viewer* is told that the card is not here: whose it is, is nobody's business but staff's."""
    return isinstance(error, NotYours) and viewer is not Viewer.STAFF


def _last_known(card: Card | None, heard: Heard, tools: Tools) -> tuple[Block, ...]:
    if card is None or card.state is None:
        return ()
    told = tell(diagnose(card, tools.rulebook.of(card), heard.at), tools.shop)
    titles = tuple(advice.title for advice in told.advices)
    what: Words = Joined(titles, "join-causes") if titles else text(f"state-{card.state}.name")
    return (Line(text("last-known", fresh=freshness(card.as_of, heard.at), what=what)),)


def _for_staff(error: SourceError, viewer: Viewer) -> tuple[Block, ...]:
    """Show the platform's own words, for a ticket."""
    if viewer is not Viewer.STAFF:
        return ()
    rows = (("source", error.source), ("reason", error.reason), ("code", error.code), ("request", error.request_id))
    return (Facts(tuple((name, said) for name, said in rows if said)),)
