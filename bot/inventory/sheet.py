"""An open card file, whatever its format: a header and the rows below it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


class Broken(list[str]):
    """The cells of a row whose quotes do not close, as far as they can be told apart."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The *header* in the row of number *at* (the first is 1), and the *rows* below it, empty ones too.

    *fraction* says how much of the file has been read.
    """

    header: list[str]
    at: int
    rows: Iterator[list[str]]
    fraction: Callable[[], float]
