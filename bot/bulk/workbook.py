"""The three sheets that come back: every row with its diagnosis, the cards by cause, the rows that were refused."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Self

from bot.bulk.listing import Row
from bot.bulk.spreadsheet import Cell, Sheet, Spreadsheet
from bot.domain import summary
from bot.domain.advice import Told, read
from bot.domain.grouping import Group
from bot.domain.lifecycle import EventKind
from bot.domain.message import Viewer
from bot.domain.present import present
from bot.domain.reply import Steps
from bot.domain.words import Joined, Text, Words, text

Say = Callable[[Words], str]
"""Puts words into the language of whoever reads."""
SayingSteps = Callable[[Steps], list[str]]
"""Returns what to do, a line each."""

ANSWERED = {
    "bulk-column-number": 24,
    "bulk-column-carrier": 12,
    "bulk-column-state": 16,
    "bulk-column-status": 16,
    "bulk-column-causes": 24,
    "bulk-column-fixers": 16,
    "bulk-column-headline": 50,
    "bulk-column-steps": 60,
    "bulk-column-dates": 30,
    "bulk-column-link": 24,
    "bulk-column-fresh": 18,
    "bulk-column-source": 14,
}
"""The columns that are added to a list, and how wide they are."""
GROUPED = {
    "bulk-column-cause": 28,
    "bulk-column-count": 8,
    "bulk-column-also": 12,
    "bulk-column-fixers": 24,
    "bulk-column-plan": 70,
    "bulk-column-link": 30,
    "bulk-column-most": 60,
}
REFUSED = {"bulk-column-line": 8, "bulk-column-typed": 28, "bulk-column-why": 60}
"""The columns that stand before those of the list."""
_OWN_WIDTH = 18


class Workbook:
    """Takes rows in their order, and the groups at the end; *folder* takes what is only needed meanwhile."""

    def __init__(self, titles: Sequence[str], say: Say, steps: SayingSteps, folder: Path) -> None:
        self._say, self._steps, self._width = say, steps, len(titles)
        self._spreadsheet = Spreadsheet(folder)
        own = [(title, _OWN_WIDTH) for title in titles]
        self._cards = self._begun("bulk-sheet-cards", [*own, *self._titled(ANSWERED)])
        self._groups = self._begun("bulk-sheet-groups", self._titled(GROUPED))
        self._refused = self._begun("bulk-sheet-refused", [*self._titled(REFUSED), *own])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._spreadsheet.close()

    def told(self, row: Row, told: Told) -> None:
        """Add *row* with its diagnosis."""
        self._cards.add([*self._own(row), *self._answer(told)])

    def refused(self, row: Row, why: Words) -> None:
        """Add *row* without a diagnosis, and once more where the refused ones stand, with the reason."""
        said = self._say(why)
        blank = [said if column == "bulk-column-headline" else None for column in ANSWERED]
        self._cards.add([*self._own(row), *blank])
        self._refused.add([row.line, row.typed.strip(), said, *row.cells])

    def save(self, groups: Sequence[Group], file: Path) -> None:
        for group in groups:
            self._groups.add(self._group(group))
        self._spreadsheet.save(file)

    def _begun(self, name: str, columns: Sequence[tuple[str, int]]) -> Sheet:
        """Begin a sheet with *columns*, each its title and its width."""
        titles, widths = zip(*columns, strict=True)
        return self._spreadsheet.sheet(self._say(Text(name)), titles, widths)

    def _titled(self, columns: Mapping[str, int]) -> list[tuple[str, int]]:
        return [(self._say(Text(column)), width) for column, width in columns.items()]

    def _own(self, row: Row) -> list[str]:
        return [*row.cells, *[""] * (self._width - len(row.cells))]

    def _answer(self, told: Told) -> list[Cell]:
        """Return the cells of ANSWERED."""
        say, seen = self._say, told.diagnosis
        fixers = dict.fromkeys(advice.finding.fixable_by for advice in told.advices)
        links = dict.fromkeys(advice.link for advice in told.advices if advice.link)
        return [
            seen.card.iccid.number,
            say(text(f"carrier-{seen.carrier or 'unknown'}")),
            say(Text(f"state-{seen.state}.name") if seen.state else text("bulk-state-unknown")),
            say(text(f"bulk-status-{seen.status}")),
            say(Joined(tuple(advice.title for advice in told.advices), "join-causes")),
            say(Joined(tuple(text(f"bulk-fixer-{fixer}") for fixer in fixers), "join-then")),
            say(told.headline),
            self._way(told),
            self._dates(told),
            "\n".join(links),
            _moment(seen.card.as_of.astimezone(seen.now.tzinfo)),
            seen.card.seen_of("state").source,
        ]

    def _way(self, told: Told) -> str:
        blocks = present(told, Viewer.USER).blocks
        return "\n".join(line for block in blocks if isinstance(block, Steps) for line in self._steps(block))

    def _dates(self, told: Told) -> str:
        seen = told.diagnosis
        coming = [event for event in seen.events if event.kind is not EventKind.CYCLE_END]
        said = [text(f"event-{event.kind}", on=read(event.on, seen) or "", days=event.days_left) for event in coming]
        return self._say(Joined(tuple(said), "join-events"))

    def _group(self, group: Group) -> list[Cell]:
        """Return the cells of GROUPED."""
        say = self._say
        return [
            say(summary.title(group)),
            group.count,
            group.also,
            say(summary.fixers(group)),
            say(summary.plan(group)),
            say(text("bulk-links-differ")) if group.links_differ else group.link,
            "\n".join(say(summary.most(shared, group)) for shared in group.shared),
        ]


def _moment(at: datetime) -> str:
    return at.isoformat(" ", "minutes")[:16]
