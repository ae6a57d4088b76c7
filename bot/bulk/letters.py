"""What the process that diagnoses and the one that looks cards up write to each other."""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from bot.domain.card import Card
from bot.domain.rules import Rulebook
from bot.domain.shop import Shop
from bot.domain.summary import Figures
from bot.domain.words import Arg, Text
from bot.ports import Wanted

SIZE_BYTES = 4

Found = Card | Text | None
"""A card; that no source has it; or why nobody could say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be done: the list *file* diagnosed as of *now*, in *lang*, and written *to* a file.

    *folder* takes what is only needed meanwhile.
    """

    file: Path
    to: Path
    folder: Path
    lang: str
    now: datetime
    rulebook: Rulebook
    shop: Shop


@dataclass(frozen=True, slots=True)
class Asked:
    """Cards to look up. *told* are the cards of earlier letters with what came of them, *rows* those that were read."""

    wanted: tuple[Wanted, ...]
    told: tuple[tuple[str, str], ...]
    rows: int
    fraction: float


@dataclass(frozen=True, slots=True)
class Done:
    """All is written. *told* are the last cards with what came of them."""

    figures: Figures
    told: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The list cannot be read; *args* are those of the error."""

    args: Mapping[str, Arg]


def packed(letter: object) -> bytes:
    """Return *letter* as it goes through a pipe: its length, then itself."""
    body = pickle.dumps(letter, pickle.HIGHEST_PROTOCOL)
    return len(body).to_bytes(SIZE_BYTES) + body


def unpacked(body: bytes) -> object:
    """Read a letter. It comes from a process of our own, which nobody else can write to."""
    return pickle.loads(body)  # noqa: S301


def read(stream: BinaryIO) -> object:
    """Return the next letter. Raise EOFError when there will be none."""
    size = stream.read(SIZE_BYTES)
    body = stream.read(int.from_bytes(size))
    if len(size) < SIZE_BYTES or not body:
        raise EOFError
    return unpacked(body)


def write(letter: object, stream: BinaryIO) -> None:
    stream.write(packed(letter))
    stream.flush()
