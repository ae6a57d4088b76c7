"""Lists worked in this process, and the spreadsheets that come back as they are read."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from bot.bulk.examiner import Asking, Examiner
from bot.bulk.letters import Asked, Found, Task
from bot.channels import plain
from bot.domain.reply import Steps
from bot.domain.rules import Rulebook
from bot.domain.summary import Figures
from bot.domain.words import Words
from bot.ports import Wanted
from tests.fakes import CARDS, NOW, PACKS, SETTINGS, TEXTS, card

RULEBOOK = Rulebook(PACKS, SETTINGS.rules, {})
Look = Callable[[Wanted], Found]


def known(wanted: Wanted) -> Found:
    """Look *wanted* up among the cards of the tests."""
    return next((card(number, **CARDS[number]) for number in CARDS if number == wanted.number), None)


@dataclass(frozen=True, slots=True)
class Read:
    """A spreadsheet as openpyxl reads it: the rows of each sheet without its titles, which stand by themselves."""

    names: tuple[str, ...]
    titles: tuple[tuple[object, ...], ...]
    rows: tuple[tuple[tuple[object, ...], ...], ...]
    kinds: frozenset[str]

    def column(self, sheet: int, title: str) -> list[object]:
        at = self.titles[sheet].index(title)
        return [row[at] for row in self.rows[sheet]]


def read(file: Path | BytesIO) -> Read:
    workbook = load_workbook(file)
    sheets = [[tuple(cell.value for cell in row) for row in sheet.iter_rows()] for sheet in workbook.worksheets]
    kinds = {cell.data_type for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row}
    names = tuple(workbook.sheetnames)
    workbook.close()
    return Read(
        names, tuple(sheet[0] for sheet in sheets), tuple(tuple(sheet[1:]) for sheet in sheets), frozenset(kinds)
    )


class Answering(Asking):
    """Answers each letter by looking the cards up at once."""

    def __init__(self, look: Look) -> None:
        super().__init__(BytesIO(), BytesIO())
        self.letters: list[Asked] = []
        self._look, self._waiting = look, deque[Sequence[Found]]()

    def ask(self, asked: Asked) -> None:
        self.letters.append(asked)
        self._waiting.append([self._look(wanted) for wanted in asked.wanted])

    def hear(self) -> Sequence[Found]:
        return self._waiting.popleft()


@dataclass(frozen=True, slots=True)
class Worked:
    """A list that was worked: its figures, what was written, the letters, and what of the trail they leave out."""

    figures: Figures
    read: Read
    letters: Sequence[Asked]
    left: Sequence[tuple[str, str]]

    @property
    def told(self) -> list[tuple[str, str]]:
        return [told for letter in self.letters for told in letter.told] + list(self.left)


def worked(file: Path, *, lang: str = "zh", look: Look = known) -> Worked:
    """Work the list *file* here, its cards looked up by *look*."""

    def say(words: Words) -> str:
        return plain.opening(TEXTS.say(words, lang))

    def steps(block: Steps) -> list[str]:
        return list(plain.steps(block, TEXTS, lang))

    to = file.with_name("checked.xlsx")
    task = Task(file=file, to=to, folder=file.parent, lang=lang, now=NOW, rulebook=RULEBOOK, shop=SETTINGS.shop)
    asking = Answering(look)
    examiner = Examiner(task, asking)
    figures = examiner.examine(say, steps)
    return Worked(figures, read(to), asking.letters, examiner.told)
