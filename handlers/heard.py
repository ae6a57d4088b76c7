"""What an ability hears: the message, what was recognised in it, what is remembered; and what it may use."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.domain.iccid import START, Iccid, Msisdn
from bot.domain.message import Incoming, Memory, Viewer
from bot.domain.numbers import Kind, Sighting, find
from bot.domain.roles import Role
from bot.domain.rules import Rulebook
from bot.domain.shop import Shop
from bot.domain.trail import Keeping
from bot.ports import (
    Bulk,
    Cards,
    CardSource,
    Clock,
    Desk,
    Lexicon,
    Memories,
    Noted,
    Notices,
    Sessions,
    Shelf,
    Staff,
    Statistics,
    Wanted,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What the abilities stand on, joined in bot/app.py: *cards* are all sources, *inventory* those of the store."""

    cards: CardSource
    inventory: Cards
    lexicon: Lexicon
    rulebook: Rulebook
    shop: Shop
    memories: Memories
    shelf: Shelf
    staff: Staff
    trail: Noted
    keeping: Keeping
    clock: Clock
    notices: Notices
    statistics: Statistics
    sessions: Sessions
    sources: tuple[str, ...]
    """The sources that are asked, by name."""
    page: str
    """The address under which people reach the web page."""
    desk: Desk | None = None
    """The people behind the bot, where there are any."""
    bulk: Bulk | None = None


@dataclass(frozen=True)
class Heard:
    """One message, understood as far as it needs to be."""

    incoming: Incoming
    memory: Memory
    lexicon: Lexicon
    lang: str
    role: Role = Role.USER
    said: str = ""
    """The words themselves, where `incoming` holds those of an offer that was picked."""

    @property
    def at(self) -> datetime:
        return self.incoming.at

    @property
    def viewer(self) -> Viewer:
        return self.incoming.viewer

    @cached_property
    def sightings(self) -> tuple[Sighting, ...]:
        return find(self.incoming.text)

    @cached_property
    def intents(self) -> tuple[str, ...]:
        return self.lexicon.intents(self.incoming.text)

    @cached_property
    def terms(self) -> tuple[str, ...]:
        return self.lexicon.terms(self.incoming.text)

    @cached_property
    def wanted(self) -> tuple[Wanted, ...]:
        """Return the numbers to look up, in order.

        Beside card numbers, a telephone number is the same card's once more, or where its owner can be called.
        """
        iccids = tuple(seen.iccids[0] for seen in self.sightings if seen.kind is Kind.ICCID)
        return iccids or tuple(seen.msisdn for seen in self.sightings if seen.msisdn is not None)

    @property
    def card(self) -> Wanted | None:
        """Return the card the talk is about: the only one in this message, else the last one."""
        if self.wanted:
            return self.wanted[0] if len(self.wanted) == 1 else None
        return self.last_card

    @property
    def last_card(self) -> Wanted | None:
        number = self.memory.last_card
        if number is None:
            return None
        return Iccid(number) if number.startswith(START) else Msisdn(number)

    def shown(self, wanted: Wanted) -> str:
        """Return the number as whoever asks may see it."""
        return wanted.number if self.viewer is Viewer.STAFF else wanted.masked
