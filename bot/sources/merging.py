"""Several sources saw one card: what is said of it, each field with who saw it and when.

State and causes belong together and come from one source: the freshest that tells a state, a platform sooner than the
inventory. What it leaves open, the others fill in, the freshest first. Nothing that was told is overwritten, and what
passes (usage, whether it is online) is not filled in from long ago: it would be taken for what is so now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.card import Card, Seen

INVENTORY = "inventory"
"""The source that holds what was true when its file was made."""
_TOGETHER = timedelta(minutes=1)
"""Cards that were seen within this time were seen at the same time: then the settings' order tells."""
_OF_ONE_SOURCE = {
    "iccid", "source", "as_of", "state", "causes", "raw", "notes", "seen", "gaps", "silent",
}  # fmt: skip
FILLED = tuple(field.name for field in fields(Card) if field.name not in _OF_ONE_SOURCE)
"""The fields that another source may fill in."""
_PASSING = {"stopped_on", "used_mb", "test_used_mb", "current_imei", "online", "last_seen"}
_PASSES = timedelta(days=2)
"""Usage is told a day late; a file of the evening before still counts."""


def merged(cards: Sequence[Card], silent: Mapping[str, str]) -> Card:
    """Return the one card that *cards*, in the settings' order and at least one, are; *silent* did not answer."""
    speaker = _speaker(cards)
    others = sorted((card for card in cards if card is not speaker), key=lambda card: card.as_of, reverse=True)
    for other in others:
        speaker = _filled(speaker, other)
    return replace(speaker, silent=dict(silent)) if silent else speaker


def _speaker(cards: Sequence[Card]) -> Card:
    """Return the card whose state and causes count."""
    telling = [card for card in cards if card.state is not None]
    live = [card for card in telling if card.source != INVENTORY]
    candidates = live or telling or cards
    freshest = max(card.as_of for card in candidates)
    return next(card for card in candidates if freshest - card.as_of <= _TOGETHER)


def _still_tells(other: Card, name: str, now: datetime) -> bool:
    """Say whether *other* tells the field *name*, and saw it late enough for it to be so *now*."""
    if getattr(other, name) is None:
        return False
    return name not in _PASSING or now - other.seen_of(name).as_of <= _PASSES


def _filled(card: Card, other: Card) -> Card:
    missing = [name for name in FILLED if getattr(card, name) is None and _still_tells(other, name, card.as_of)]
    values: dict[str, Any] = {name: getattr(other, name) for name in missing}
    seen: dict[str, Seen] = {name: other.seen_of(name) for name in missing}
    return replace(
        card,
        **values,
        notes={**other.notes, **card.notes},
        seen={**card.seen, **seen},
        gaps={**other.gaps, **card.gaps},
    )
