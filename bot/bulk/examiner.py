"""What is done in a process of its own: the list read, its cards asked for, diagnosed, and written to the workbook."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import BinaryIO

from bot.bulk.letters import Asked, Found, Task, read, write
from bot.bulk.listing import Listing, Row, name_of, open_listing
from bot.bulk.workbook import Say, SayingSteps, Workbook
from bot.domain.card import Card
from bot.domain.diagnosis import diagnose
from bot.domain.findings import Status
from bot.domain.grouping import Grouping
from bot.domain.present import tell
from bot.domain.reply import Outcome
from bot.domain.summary import Figures
from bot.domain.trail import outcome_of
from bot.domain.words import text
from bot.ports import Wanted

PAGE = 10
"""Rows that are asked for together: few, since whoever looks them up is busy with them for a moment."""


class Asking:
    """The other process, which looks cards up: letters go through *out*, answers come through *into*."""

    def __init__(self, into: BinaryIO, out: BinaryIO) -> None:
        self._into, self._out = into, out

    def ask(self, asked: Asked) -> None:
        write(asked, self._out)

    def hear(self) -> Sequence[Found]:
        """Return what came of the letter that has waited longest. Raise EOFError when nobody is there any more."""
        answers = read(self._into)
        assert isinstance(answers, tuple)  # noqa: S101 - the other side is our own
        return answers


class Examiner:
    """Works off one task. While it diagnoses a page, the next one is being looked up."""

    def __init__(self, task: Task, asking: Asking) -> None:
        self.task, self._asking = task, asking
        self._grouping = Grouping()
        self._statuses: Counter[Status] = Counter()
        self._rows = 0
        self.told: list[tuple[str, str]] = []
        """Cards with what came of them that the other process has not been told yet."""

    def examine(self, say: Say, steps: SayingSteps) -> Figures:
        """Write the workbook, its texts put into words by *say* and *steps*. Raise BadFile when the list is none."""
        task = self.task
        with open_listing(task.file) as listing, Workbook(listing.titles, say, steps, task.folder) as workbook:
            before: list[Row] = []
            while page := list(islice(listing.rows, PAGE)):
                self._ask(page, listing)
                self._write(before, workbook)
                before = page
            self._write(before, workbook)
            groups = self._grouping.groups()
            workbook.save(groups, task.to)
        count = self._statuses.total()
        return Figures(
            rows=self._rows, told=count, refused=self._rows - count, statuses=dict(self._statuses), groups=groups
        )

    def _ask(self, page: Sequence[Row], listing: Listing) -> None:
        wanted = tuple(row.wanted for row in page if row.wanted is not None)
        self._rows += len(page)
        told, self.told = tuple(self.told), []
        self._asking.ask(Asked(wanted, told, self._rows, listing.fraction()))

    def _write(self, page: Sequence[Row], workbook: Workbook) -> None:
        found = iter(self._asking.hear() if page else ())
        for row in page:
            if row.wanted is None:
                workbook.refused(row, row.refused)
            else:
                self._add(row, row.wanted, next(found), workbook)

    def _add(self, row: Row, wanted: Wanted, found: Found, workbook: Workbook) -> None:
        if not isinstance(found, Card):
            outcome = Outcome.NOT_FOUND if found is None else Outcome.UNAVAILABLE
            self.told.append((name_of(wanted), str(outcome)))
            workbook.refused(row, text("bulk-refused-missing") if found is None else found)
            return
        diagnosis = diagnose(found, self.task.rulebook.of(found), self.task.now)
        told = tell(diagnosis, self.task.shop)
        self._grouping.add(told)
        self._statuses[diagnosis.status] += 1
        self.told.append((found.iccid.key, outcome_of(diagnosis)))
        workbook.told(row, told)
