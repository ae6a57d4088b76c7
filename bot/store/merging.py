"""How a file's rows become cards: which columns they overwrite.

The facts that pass (PASSING) are true together, as of one moment. A file that has any of them replaces all of them and
the moment; a file that has none leaves them as they were. The other columns last: each that the file has is
overwritten (an empty cell: unknown), each that it has not is kept. Notes are lasting columns, one by one.
"""

from collections.abc import Mapping

from bot.store.queries import SQL
from bot.store.rows import COLUMNS

PASSING = frozenset(
    {
        "state",
        "causes",
        "stopped_on",
        "used_mb",
        "test_used_mb",
        "current_imei",
        "online",
        "last_seen",
        "raw",
    }
)
AS_OF = "as_of"


def overwritten(present: frozenset[str]) -> tuple[str, ...]:
    """Return the columns that a file with the columns *present* overwrites."""
    lasting = present - PASSING - {AS_OF}
    passing = PASSING | {AS_OF} if present & PASSING else frozenset[str]()
    return tuple(name for name in COLUMNS if name in lasting | passing)


def comparison(present: frozenset[str]) -> str:
    """Return the SQL that counts what the import would do; a later moment alone is no change."""
    new = {"iccid": SQL["new_iccid"].format(new="staged"), "notes": SQL["new_notes"]}
    columns = {name: new.get(name, f"staged.{name}") for name in overwritten(present) if name != AS_OF}
    return SQL["compare"].format(differs=_differs(columns))


def merge(present: frozenset[str]) -> tuple[str, ...]:
    """Return the SQL that brings the staged rows into the table, step by step."""
    new = {"iccid": SQL["new_iccid"].format(new="excluded")}
    columns = {name: new.get(name, f"excluded.{name}") for name in overwritten(present)}
    assignments = ", ".join(f"{name} = {value}" for name, value in columns.items())
    rows = SQL["merge"].format(columns=", ".join(COLUMNS), assignments=assignments, differs=_differs(columns))
    notes = SQL["merge_notes"].format(notes=SQL["new_notes"])
    return (notes, rows) if "notes" in present else (rows,)


def _differs(columns: Mapping[str, str]) -> str:
    return "(" + " OR ".join(f"cards.{name} IS NOT {value}" for name, value in columns.items()) + ")"
