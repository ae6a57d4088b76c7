"""Hand over to a person: the contact at once, and what to have ready."""

from bot.domain.advice import Told
from bot.domain.headline import light
from bot.domain.reply import Line, Reply, Title
from bot.domain.shop import Shop
from bot.domain.words import Text, text
from bot.errors import SourceError
from handlers.buttons import check
from handlers.diagnose import examine
from handlers.heard import Heard, Tools


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer the wish to talk to a person, with what there is to say about the card."""
    if "person" not in heard.intents or len(heard.wanted) > 1:
        return None
    ready = Line(text("person-ready"), text("label-ready"))
    if heard.card is None:
        return Reply(blocks=(Title(contact(tools.shop)), ready))
    about = Line(text("person-card", number=heard.shown(heard.card)))
    verdict = await _verdict(heard, tools) if heard.wanted else ()
    paid = "paid" in heard.intents
    buttons = (check(heard.card.number, heard.shown(heard.card), paid=paid),) if heard.wanted else ()
    return Reply(blocks=(Title(contact(tools.shop)), about, *verdict, ready), buttons=buttons, card=heard.card.number)


async def _verdict(heard: Heard, tools: Tools) -> tuple[Line, ...]:
    """Say what is wrong with a card named just now; a source that fails does not keep anybody from a person."""
    try:
        told = await examine(heard.wanted[0], tools, heard.at)
    except SourceError:
        return ()
    return () if told is None else (Line(_signed(told)),)


def _signed(told: Told) -> Text:
    return text("person-verdict", light=str(light(told.diagnosis)), headline=told.headline)


def contact(shop: Shop) -> Text:
    """Say how to reach a person; where no contact is set, the seller of the card is the one to ask."""
    if shop.support_contact is None:
        return text("person-unset")
    return text("person-contact", contact=shop.support_contact)
