"""Texts by name: what is to be said, before any language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Day:
    """A date to be read; the year is said only *with_year*."""

    on: date
    with_year: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day to be read."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Size:
    """An amount of data, in MB."""

    mb: float


@dataclass(frozen=True, slots=True)
class Text:
    """A text by its key in locales/, with what goes into it."""

    key: str
    args: Mapping[str, "Arg"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Joined:
    """Texts said one after the other, with the text named *by* between them."""

    parts: tuple["Words", ...]
    by: str


Words = Text | Joined | str
"""What can be said: a text by key, several joined, or a string shown as it is (numbers, names)."""
Arg = Words | int | Day | Clock | Size


def text(key: str, **args: Arg) -> Text:
    """Name the text *key* with its *args*."""
    return Text(key, args)
