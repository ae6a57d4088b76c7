"""A row of a file becomes a row of the store, by what the header says of its cells."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from operator import call, itemgetter

from bot.domain.words import Text
from bot.inventory.header import Header
from bot.inventory.identifiers import iccid
from bot.inventory.problems import Refused, refusal
from bot.inventory.sheet import Broken
from bot.inventory.values import REMEMBERED, Reader, Value, reader, text_reader
from bot.inventory.wordings import causes_reader

Cells = Sequence[str]
_ON_THEIR_OWN = frozenset({"iccid", "causes"})
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Reading:
    """How the rows of one file are read: a list of readers made once, run over every row."""

    def __init__(self, header: Header, now: datetime, packs: frozenset[str]) -> None:
        """Prepare to read rows under *header* at *now*; *packs* are the rule packs there are."""
        alone = {name: at for name, at in header.columns.items() if name not in _ON_THEIR_OWN}
        together = _together(header)
        self._width = len(header.cells)
        self._iccid_at, self._iccid_title = header.columns["iccid"], header.title("iccid")
        self._readers = [_reader(name, header, now, packs) for name in alone]
        self._pick = _picker(tuple(alone.values()))
        self._together = tuple(together.values())
        self._constant: tuple[Value, ...] = () if "as_of" in alone else (now.isoformat(),)
        self.columns = ("key", "iccid", *alone, *together, *(() if "as_of" in alone else ("as_of",)))
        self.present = frozenset({"iccid", *header.columns, *together})

    def row(self, cells: Cells) -> tuple[Value, ...]:
        """Return what is stored of *cells*, in the order of *columns*. Raise Refused with all the reasons."""
        if len(cells) != self._width or isinstance(cells, Broken):
            cells = self._fitted(cells)
        try:
            number = iccid(cells[self._iccid_at], self._iccid_title)
            alone = tuple(map(call, self._readers, self._pick(cells)))
            together = [read(cells) for read in self._together]
        except Refused:
            raise Refused(*self._reasons(cells)) from None
        return (number.key, number.number, *alone, *together, *self._constant)

    def _fitted(self, cells: Cells) -> Cells:
        if isinstance(cells, Broken):
            raise refusal("refused-broken-row")
        if any(cell.strip() for cell in cells[self._width :]):
            raise refusal("refused-too-many-cells", cells=len(cells), columns=self._width)
        return [*cells[: self._width], *[""] * (self._width - len(cells))]

    def _reasons(self, cells: Cells) -> list[Text]:
        attempts: list[Callable[[], object]] = [
            lambda: iccid(cells[self._iccid_at], self._iccid_title),
            *(
                lambda read=read, cell=cell: read(cell)
                for read, cell in zip(self._readers, self._pick(cells), strict=True)
            ),
            *(lambda read=read: read(cells) for read in self._together),
        ]
        return [reason for attempt in attempts for reason in _refusals(attempt)]


def _refusals(attempt: Callable[[], object]) -> tuple[Text, ...]:
    try:
        attempt()
    except Refused as refused:
        return refused.reasons
    return ()


def _reader(name: str, header: Header, now: datetime, packs: frozenset[str]) -> Reader:
    read = reader(name, header.title(name), now, packs, header.units[name])
    if name != "as_of":
        return read
    imported = now.isoformat()
    return lambda cell: read(cell) or imported


def _picker(places: tuple[int, ...]) -> Callable[[Cells], Sequence[str]]:
    if len(places) > 1:
        return itemgetter(*places)
    return lambda cells: [cells[at] for at in places]


def _together(header: Header) -> dict[str, Callable[[Cells], Value]]:
    """Return how the columns are read that depend on several cells."""
    readers: dict[str, Callable[[Cells], Value]] = {}
    if {"state", "causes"} & header.columns.keys():
        readers["causes"] = _causes(header)
    if header.notes:
        readers["notes"] = _notes(header)
    return readers


def _causes(header: Header) -> Callable[[Cells], Value]:
    state, causes = (header.columns.get(name) for name in ("state", "causes"))
    titles = (None if at is None else header.cells[at].strip() for at in (state, causes))
    read = lru_cache(REMEMBERED)(causes_reader(*titles))
    return lambda cells: read("" if state is None else cells[state], "" if causes is None else cells[causes])


def _notes(header: Header) -> Callable[[Cells], Value]:
    notes = tuple((name, at, text_reader(name)) for name, at in header.notes.items())
    return lambda cells: _encode({name: read(cells[at]) for name, at, read in notes})
