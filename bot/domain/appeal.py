"""What the carrier wants to see before it lifts a stop of its own, filled in as far as it is known."""

from bot.domain.card import Card
from bot.domain.findings import Diagnosis
from bot.domain.reply import Facts, Line, Quote, Reply
from bot.domain.words import Words, text

Row = tuple[Words, Words]

_LANG = "zh"
"""The carriers' account managers read Chinese."""
_FIELDS = ("msisdn", "raw", "stopped_on", "plan", "activated_on", "bound_imei", "current_imei", "last_seen")
_ASKED = ("use", "place", "photo", "moved")
"""What only whoever holds the card can say."""


def appeal(diagnosis: Diagnosis) -> Reply:
    """Return the appeal for the card, ready to be passed on; what nobody knows is marked as missing."""
    card = diagnosis.card
    known: list[Row] = [(text(f"appeal-{name}"), _said(card, name)) for name in _FIELDS]
    asked: list[Row] = [(text(f"appeal-{name}"), text("appeal-missing")) for name in _ASKED]
    carrier = text(f"carrier-{diagnosis.carrier or 'unknown'}")
    first: list[Row] = [(text("appeal-iccid"), card.iccid.number), (text("appeal-carrier"), carrier)]
    rows = (*first, *known, *asked)
    return Reply(blocks=(Quote(text("appeal-label"), _LANG, (Line(text("appeal-title")), Facts(rows))),))


def _said(card: Card, name: str) -> Words:
    value = getattr(card, name)
    return text("appeal-missing") if value is None else str(value)
