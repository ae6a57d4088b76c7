"""A table on stdout: fitted to a terminal, whole where it goes into a file."""

import sys

from rich import box
from rich.console import Console
from rich.table import Table

_WIDE = 400


def show(table: Table) -> None:
    """Print *table*; nothing in it is taken for markup or a link."""
    table.box = box.SIMPLE
    width = None if sys.stdout.isatty() else _WIDE
    Console(width=width, markup=False, highlight=False, emoji=False).print(table)
