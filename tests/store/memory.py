"""Stores that forget everything at the end, for tests; they are held to the real ones by test_contract and its kin."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.card import Card
from bot.domain.iccid import Iccid, Msisdn
from bot.domain.message import Memory, Person
from bot.domain.notices import Notice
from bot.domain.roles import Member, Role
from bot.domain.stats import Counts
from bot.domain.trail import Entry, Page, Search
from bot.ports import Other, Waiting, Wanted


class MemoryStore:
    """Keeps cards and people in two dictionaries."""

    def __init__(self, *cards: Card) -> None:
        self._cards = {card.iccid.key: _kept(card) for card in cards}
        self._people: dict[Person, Memory] = {}

    async def find(self, wanted: Wanted) -> Card | None:
        if isinstance(wanted, Msisdn):
            same = (self._cards[key] for key in sorted(self._cards) if self._cards[key].msisdn == wanted.number)
            return max(same, key=lambda card: card.as_of, default=None)
        return next((self._cards[key] for key in wanted.keys if key in self._cards), None)

    async def find_by(self, kind: Other, number: str, most: int) -> list[Card]:
        found = [self._cards[key] for key in sorted(self._cards) if _is_known_by(self._cards[key], kind, number)]
        return found[:most]

    async def count(self) -> int:
        return len(self._cards)

    async def put(self, new: Iterable[Card]) -> None:
        self._cards.update((card.iccid.key, _kept(card)) for card in new)

    async def remove(self, numbers: Iterable[Iccid]) -> int:
        return sum(any(self._cards.pop(key, None) for key in number.keys) for number in numbers)

    async def all(self) -> AsyncIterator[Card]:
        for key in sorted(self._cards):
            yield self._cards[key]

    async def recall(self, person: Person) -> Memory:
        return self._people.get(person, Memory())

    async def remember(self, person: Person, memory: Memory) -> None:
        self._people[person] = memory

    async def forget(self, person: Person) -> None:
        self._people.pop(person, None)


def _is_known_by(card: Card, kind: Other, number: str) -> bool:
    if kind is Other.IMSI:
        return card.imsi == number
    return number[:14] in {str(imei)[:14] for imei in (card.bound_imei, card.current_imei)}


def _kept(card: Card) -> Card:
    return replace(card, source="inventory", seen={}, gaps={}, silent={})


class MemoryLastKnown:
    """Keeps the last sight of each card in a dictionary."""

    def __init__(self, *cards: Card) -> None:
        self._cards = {card.iccid.key: card for card in cards}

    async def keep(self, cards: Sequence[Card]) -> None:
        for card in cards:
            kept = self._cards.get(card.iccid.key)
            if kept is None or card.as_of >= kept.as_of:
                self._cards[card.iccid.key] = replace(card, silent={})

    async def find(self, wanted: Wanted) -> Card | None:
        if isinstance(wanted, Msisdn):
            same = (self._cards[key] for key in sorted(self._cards) if self._cards[key].msisdn == wanted.number)
            return max(same, key=lambda card: card.as_of, default=None)
        return next((self._cards[key] for key in wanted.keys if key in self._cards), None)

    async def prune(self, before: datetime) -> None:
        self._cards = {key: card for key, card in self._cards.items() if card.as_of >= before}


class MemoryShelf:
    """Keeps what waits for its readers in a dictionary."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, str], Waiting] = {}

    async def put(self, account: str, user: str, waiting: Waiting) -> None:
        self._waiting[account, user] = waiting

    async def find(self, account: str, user: str) -> Waiting | None:
        return self._waiting.get((account, user))

    async def clear(self, account: str, user: str) -> None:
        self._waiting.pop((account, user), None)

    async def forget(self, user: str) -> None:
        self._waiting = {name: each for name, each in self._waiting.items() if name[1] != user}

    async def prune(self, before: datetime) -> None:
        self._waiting = {name: each for name, each in self._waiting.items() if each.at >= before}


class MemoryStaff:
    """Keeps the staff, the open invitations and the attempts in dictionaries; the codes are counted."""

    def __init__(self, roles: Mapping[Person, Role] | None = None) -> None:
        since = datetime(2026, 1, 1, tzinfo=UTC)
        self._members = {person: Member(person, role, since) for person, role in (roles or {}).items()}
        self._open: dict[str, tuple[Role, datetime]] = {}
        self._tried: list[tuple[Person, datetime]] = []
        self._invited = 0

    async def role_of(self, person: Person) -> Role:
        return self._members[person].role if person in self._members else Role.USER

    async def invite(self, role: Role, at: datetime) -> str:
        self._invited += 1
        self._open[f"CODE{self._invited:04}"] = (role, at)
        return f"CODE-{self._invited:04}"

    async def accept(self, code: str, person: Person, at: datetime) -> Role | None:
        self._tried = [each for each in self._tried if each[1] >= at - timedelta(hours=1)]
        if sum(each[0] == person for each in self._tried) >= 5:
            return None
        self._tried.append((person, at))
        name = "".join(sign for sign in code.upper() if sign.isalnum())
        if name not in self._open or self._open[name][1] < at - timedelta(hours=48):
            return None
        role, _ = self._open.pop(name)
        self._members[person] = Member(person, role, at)
        return role

    async def all(self) -> list[Member]:
        return sorted(self._members.values(), key=lambda member: (member.since, str(member.person)))

    async def remove(self, person: Person) -> bool:
        return self._members.pop(person, None) is not None


class MemoryTrail:
    """Keeps the audit trail in a list."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    async def note(self, entries: Sequence[Entry]) -> None:
        self.entries += entries

    async def read(self, search: Search, most: int, before: int | None = None) -> Page:
        places = range(len(self.entries) if before is None else before)
        found = [at for at in reversed(places) if _is_wanted(self.entries[at], search)]
        entries = tuple(self.entries[at] for at in found[:most])
        return Page(entries, found[most - 1] if len(found) > most else None)

    async def erase(self, person: Person) -> None:
        self.entries = [
            replace(entry, said=None, text=None) if entry.who == person else entry for entry in self.entries
        ]

    async def prune(self, texts_before: datetime, entries_before: datetime) -> None:
        kept = [entry for entry in self.entries if entry.at >= entries_before]
        self.entries = [replace(each, said=None, text=None) if each.at < texts_before else each for each in kept]


def _is_wanted(entry: Entry, search: Search) -> bool:
    return (
        search.who in {None, entry.who}
        and (search.card is None or entry.card in {search.card, *_keys(search.card)})
        and search.act in {None, entry.act}
        and (search.since is None or entry.at >= search.since)
    )


def _keys(number: str) -> tuple[str, ...]:
    try:
        return Iccid.parse(number).keys
    except ValueError:
        return ()


class MemoryNotices:
    """Keeps the notices in a list."""

    def __init__(self) -> None:
        self.posted: list[Notice] = []

    async def add(self, notice: Notice) -> int:
        self.posted.append(replace(notice, number=len(self.posted) + 1))
        return len(self.posted)

    async def current(self, at: datetime) -> list[Notice]:
        return [notice for notice in self.posted if notice.until is None or at < notice.until]

    async def end(self, number: int, at: datetime) -> bool:
        known = any(notice.number == number for notice in await self.current(at))
        self.posted = [replace(each, until=at) if known and each.number == number else each for each in self.posted]
        return known


class MemoryStatistics:
    """Says what it was given, and keeps what it was asked."""

    def __init__(self, counts: Counts | None = None) -> None:
        self._counts = counts or Counts()
        self.asked: list[tuple[datetime, datetime]] = []

    async def count(self, since: datetime, until: datetime) -> Counts:
        self.asked.append((since, until))
        return self._counts


class MemorySessions:
    """Keeps links and sessions in dictionaries; their secrets are counted."""

    def __init__(self) -> None:
        self.links: dict[str, tuple[Person, datetime]] = {}
        self.sessions: dict[str, tuple[Person, datetime]] = {}

    async def link(self, person: Person, at: datetime) -> str:
        secret = f"link-{len(self.links)}"
        self.links[secret] = (person, at)
        return secret

    async def open(self, link: str, at: datetime) -> str | None:
        person, made_at = self.links.pop(link, (None, at))
        if person is None or made_at < at - timedelta(minutes=10):
            return None
        token = f"session-{len(self.sessions)}"
        self.sessions[token] = (person, at)
        return token

    async def who(self, token: str, at: datetime) -> Person | None:
        person, opened_at = self.sessions.get(token, (None, at))
        return person if opened_at >= at - timedelta(hours=12) else None

    async def close(self, token: str) -> None:
        self.sessions.pop(token, None)
