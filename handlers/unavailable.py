"""A source that could not answer: say so, and offer to ask again."""

from bot.domain.reply import Outcome, Reply, Title
from bot.errors import SourceError
from handlers.buttons import PERSON, again
from handlers.heard import Heard


def unavailable(error: SourceError, heard: Heard) -> Reply:
    """Say why nothing can be said about the card, which is never that it does not exist; the talk stays with it."""
    title, card = Title(error.text), heard.card
    if card is None:
        return Reply(blocks=(title,), buttons=(PERSON,), outcome=Outcome.UNAVAILABLE)
    once_more = again(card.number, paid="paid" in heard.intents)
    return Reply(blocks=(title,), buttons=(once_more, PERSON), outcome=Outcome.UNAVAILABLE, card=card.number)
