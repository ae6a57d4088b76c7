"""Find the card of an IMSI or an IMEI, for staff."""

from dataclasses import replace

from bot.domain.card import Card
from bot.domain.numbers import Kind
from bot.domain.reply import Line, Outcome, Reply, Title
from bot.domain.roles import Act
from bot.domain.words import text
from bot.ports import Other
from handlers.allowed import allowed
from handlers.aside import grouped
from handlers.buttons import check
from handlers.diagnose import examine, found, not_found
from handlers.heard import Heard, Tools

_KINDS = {Kind.IMSI: Other.IMSI, Kind.IMEI: Other.IMEI}
_MOST = 20


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer a message with one such number and no card's. Users are told what the number is, elsewhere."""
    numbers = [seen for seen in heard.sightings if seen.kind in _KINDS]
    if heard.wanted or len(numbers) != 1 or not await allowed(Act.FIND_BY_ANY_NUMBER, heard, tools):
        return None
    seen = numbers[0]
    cards = await tools.inventory.find_by(_KINDS[seen.kind], seen.typed, _MOST)
    reply = await _one(cards[0], heard, tools) if len(cards) == 1 else _list(cards, seen.typed)
    return replace(reply, act=Act.FIND_BY_ANY_NUMBER)


async def _one(card: Card, heard: Heard, tools: Tools) -> Reply:
    told = await examine(card.iccid, tools, heard.at)
    return not_found(card.iccid, heard) if told is None else found(told, card.iccid, heard)


def _list(cards: list[Card], typed: str) -> Reply:
    if not cards:
        title = Title(text("other-none", number=grouped(typed)))
        return Reply(blocks=(title, Line(text("other-none-how"))), outcome=Outcome.NOT_FOUND)
    lines = tuple(Line(card.iccid.grouped) for card in cards)
    buttons = tuple(check(card.iccid.number, card.iccid.grouped) for card in cards)
    return Reply(blocks=(Title(text("other-several", number=grouped(typed))), *lines), buttons=buttons)
