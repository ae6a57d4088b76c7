"""The cards of a list grouped by what is to be done first: how many, who can fix it, what most of them share."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.advice import Told
from bot.domain.card import Cause, Pool
from bot.domain.findings import Diagnosis, Fixer

MOST_PERCENT = 60
"""From here on a mark is said to explain a group."""
FEWEST = 5
"""Cards that a group must have for anything to be read from what they share."""
_DISTINCT = 2_000
"""Values of a mark that are counted; what most cards share turns up long before."""


class Trait(StrEnum):
    """What cards may share, the most telling first."""

    POOL = "pool"
    NOTE = "note"
    PLAN = "plan"
    SOURCE = "source"
    CARRIER = "carrier"
    RULES = "rules"


_STOPS_ALL = frozenset({Trait.POOL, Trait.NOTE})
"""What may stop every card at once: a pool or an account, which stands in a note under its name."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A trait with its value; *name* is the column of a note."""

    trait: Trait
    value: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """A mark that *count* cards of a group bear."""

    mark: Mark
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Cards with one first *cause*, None where nothing was found.

    *also* counts the cards that have the cause after another one. *fixers* begin with the commonest, *shared* with the
    most telling. *link* is None where there is none, or where each card has its own (*links_differ*).
    """

    cause: Cause | None
    count: int
    also: int
    fixers: tuple[tuple[Fixer, int], ...]
    shared: tuple[Shared, ...]
    link: str | None
    links_differ: bool


def marks_of(diagnosis: Diagnosis) -> Iterator[Mark]:
    """Yield what the card may share with others; a pool of its own is shared with nobody."""
    card = diagnosis.card
    if card.pool is not None and card.pool is not Pool.SINGLE:
        yield Mark(Trait.POOL, str(card.pool))
    if card.plan is not None:
        yield Mark(Trait.PLAN, card.plan)
    if diagnosis.carrier is not None:
        yield Mark(Trait.CARRIER, str(diagnosis.carrier))
    yield Mark(Trait.SOURCE, card.seen_of("state").source)
    yield Mark(Trait.RULES, diagnosis.rules.name)
    yield from (Mark(Trait.NOTE, value, name) for name, value in card.notes.items() if value)


class _Marks:
    """How many cards bear each mark."""

    def __init__(self) -> None:
        self._counts: dict[tuple[Trait, str], Counter[str]] = defaultdict(Counter)

    def add(self, mark: Mark) -> None:
        counts = self._counts[mark.trait, mark.name]
        if mark.value in counts or len(counts) < _DISTINCT:
            counts[mark.value] += 1

    def of(self, mark: Mark) -> int:
        return self._counts[mark.trait, mark.name][mark.value]

    def commonest(self) -> Iterator[Shared]:
        """Yield the value that most cards bear, of each trait."""
        for (trait, name), counts in self._counts.items():
            ((value, count),) = counts.most_common(1)
            yield Shared(Mark(trait, value, name), count)


@dataclass(slots=True)
class _Gathered:
    count: int = 0
    fixers: Counter[Fixer] = field(default_factory=Counter)
    marks: _Marks = field(default_factory=_Marks)
    links: set[str | None] = field(default_factory=set)


class Grouping:
    """Takes diagnoses one by one, and keeps none of them."""

    def __init__(self) -> None:
        self._groups: dict[Cause | None, _Gathered] = defaultdict(_Gathered)
        self._also: Counter[Cause] = Counter()
        self._marks = _Marks()
        self._count = 0

    def add(self, told: Told) -> None:
        first = told.advices[0] if told.advices else None
        group = self._groups[None if first is None else first.finding.cause]
        self._count += 1
        group.count += 1
        for mark in marks_of(told.diagnosis):
            group.marks.add(mark)
            self._marks.add(mark)
        self._also.update(advice.finding.cause for advice in told.advices[1:])
        if first is not None:
            group.fixers[first.finding.fixable_by] += 1
            if len(group.links) < 2:  # noqa: PLR2004 - two are enough to know that they differ
                group.links.add(first.link)

    def groups(self) -> tuple[Group, ...]:
        """Return the groups, the biggest first, the cards with which nothing is the matter last."""
        made = [self._group(cause, gathered) for cause, gathered in self._groups.items()]
        return tuple(sorted(made, key=lambda group: (group.cause is None, -group.count)))

    def _group(self, cause: Cause | None, gathered: _Gathered) -> Group:
        return Group(
            cause=cause,
            count=gathered.count,
            also=0 if cause is None else self._also[cause],
            fixers=tuple(gathered.fixers.most_common()),
            shared=() if cause is None else self._shared(gathered),
            link=next(iter(gathered.links), None) if len(gathered.links) == 1 else None,
            links_differ=len(gathered.links) > 1,
        )

    def _shared(self, gathered: _Gathered) -> tuple[Shared, ...]:
        if gathered.count < FEWEST:
            return ()
        telling = [each for each in gathered.marks.commonest() if self._tells(each, gathered.count)]
        return tuple(sorted(telling, key=lambda each: (list(Trait).index(each.mark.trait), -each.count)))

    def _tells(self, shared: Shared, size: int) -> bool:
        """Say whether the mark explains a group of *size*: most bear it, and of the cards outside at most half as many.

        What every card of the list bears explains nothing, but for a pool: when it is empty, it stops them all.
        Where nobody is outside there is nothing to compare with, and only what may stop all cards at once is told.
        """
        if 100 * shared.count < MOST_PERCENT * size:
            return False
        borne, outside = self._marks.of(shared.mark), self._count - size
        if not outside:
            return shared.mark.trait in _STOPS_ALL
        if borne == self._count:
            return shared.mark.trait is Trait.POOL
        return 2 * (borne - shared.count) * size <= shared.count * outside
