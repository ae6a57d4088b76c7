"""Notices: what every affected answer carries until it is withdrawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.card import Card
from bot.domain.iccid import Carrier

ALL = "all"
"""What a notice affects that every answer about a card carries."""
LONGEST = 300
"""Characters of a notice in one language: it stands in every answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something said by staff, from *since* until it is over; None: until somebody withdraws it.

    *affects* is the name of a source or of a carrier, or ALL. *texts* are by language, at least one; *number* is given
    by the store.
    """

    affects: str
    texts: Mapping[str, str]
    since: datetime
    until: datetime | None = None
    number: int | None = None

    def text_in(self, lang: str) -> str:
        """Return it in *lang*, or in the language that it was written in first."""
        return self.texts.get(lang) or next(iter(self.texts.values()))

    def holds(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


def affectable(sources: Iterable[str]) -> tuple[str, ...]:
    """Return everything that a notice can affect where cards come from *sources*."""
    return tuple(dict.fromkeys((ALL, *map(str, Carrier), *sources)))


def standing_on(card: Card) -> frozenset[str]:
    """Return the sources and the carrier behind what is said of *card*, those that kept silent included."""
    carrier = card.carrier_or_hint
    named = () if carrier is None else (str(carrier),)
    return frozenset({card.source, *(seen.source for seen in card.seen.values()), *card.silent, *named})


def affecting(notices: Iterable[Notice], names: frozenset[str], at: datetime) -> list[Notice]:
    """Return the *notices* that an answer standing on *names* carries at a moment, in order."""
    return [notice for notice in notices if notice.affects in names | {ALL} and notice.holds(at)]


def tidy(typed: str) -> str:
    """Return a text as one line without what cannot be seen, no longer than a notice may be."""
    seen = "".join(sign if sign.isprintable() else " " for sign in typed)
    return " ".join(seen.split())[:LONGEST]
