"""Hand over to a person: a case where there is staff, else the contact at once, and what to have ready."""

from bot.domain.advice import Told
from bot.domain.headline import light
from bot.domain.reply import Line, Reply, Title
from bot.domain.shop import Shop
from bot.domain.words import Text, text
from bot.errors import SourceError
from bot.ports import Desk
from handlers.buttons import check
from handlers.context import concern
from handlers.diagnose import examine
from handlers.handed_over import FETCH, when
from handlers.heard import Heard, Tools


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer the wish to talk to a person, with what there is to say about the card."""
    if "person" not in heard.intents or len(heard.wanted) > 1:
        return None
    if tools.desk is not None and await tools.desk.staffed():
        return await _handed_over(heard, tools, tools.desk)
    ready = Line(text("person-ready"), text("label-ready"))
    if heard.card is None:
        return Reply(blocks=(Title(contact(tools.shop)), ready))
    about = Line(text("person-card", number=heard.shown(heard.card)))
    verdict = await _verdict(heard, tools) if heard.wanted else ()
    paid = "paid" in heard.intents
    buttons = (check(heard.card.number, heard.shown(heard.card), paid=paid),) if heard.wanted else ()
    return Reply(blocks=(Title(contact(tools.shop)), about, *verdict, ready), buttons=buttons, card=heard.card.number)


async def _handed_over(heard: Heard, tools: Tools, desk: Desk) -> Reply:
    """Open a case, or come back to the one that is open."""
    person = heard.incoming.person
    case = await desk.case_of(person)
    if case is None:
        case = await desk.open(person, heard.lang, await concern(await _seen(heard, tools), heard, tools))
    elif case.with_bot:
        await desk.turn(case, to_bot=False)
    ready = Line(text("paid-ready" if "paid" in heard.intents else "person-ready"), text("label-ready"))
    how = Line(text("case-how", number=case.number))
    buttons = () if desk.reaches(person) else (FETCH,)
    title = Title(text("case-opened", number=case.number))
    return Reply(blocks=(title, *when(desk, heard), how, ready), buttons=buttons)


async def _seen(heard: Heard, tools: Tools) -> Told | None:
    """Look at the card for staff, once more where it was looked at before; None where it is not found or not known."""
    try:
        return None if heard.card is None else await examine(heard.card, tools, heard.at)
    except SourceError:
        return None


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
