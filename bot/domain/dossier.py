"""What staff see of a card beyond the answer: every field with its age, its source and the pack."""

from dataclasses import fields

from bot.domain.card import Card
from bot.domain.findings import Diagnosis
from bot.domain.freshness import freshness
from bot.domain.reply import Facts
from bot.domain.words import Words, text

_ABOUT_THE_CARD = frozenset({"iccid", "source", "as_of", "notes", "seen", "gaps", "silent"})


def dossier(diagnosis: Diagnosis) -> Facts:
    """List every field that a source said, word for word, with who said it and when."""
    card = diagnosis.card
    names = [field.name for field in fields(Card) if field.name not in _ABOUT_THE_CARD]
    rows = [(name, _said(diagnosis, name)) for name in names if getattr(card, name) not in {None, frozenset()}]
    notes = [(name, value) for name, value in card.notes.items()]
    missing = [(f"{name}?", reason) for name, reason in (*card.gaps.items(), *card.silent.items())]
    return Facts((("iccid", card.iccid.number), *rows, *missing, *notes, ("rules", diagnosis.rules.name)))


def _said(diagnosis: Diagnosis, name: str) -> Words:
    value, seen = getattr(diagnosis.card, name), diagnosis.card.seen_of(name)
    plain = ";".join(sorted(value)) if isinstance(value, frozenset) else str(value)
    return text("staff-field", value=plain, source=seen.source, fresh=freshness(seen.as_of, diagnosis.now))
