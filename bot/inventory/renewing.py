"""What a platform says of a card, brought into what the inventory has of it.

The facts that pass (PASSING) are true together, as of one moment: a platform that tells the state replaces all of
them, and what it leaves open of them is unknown from then on. Of the others it replaces what it tells.
"""

from dataclasses import replace
from typing import Any

from bot.domain.card import Card
from bot.store.merging import AS_OF, PASSING
from bot.store.rows import COLUMNS

_BY_ITSELF = {AS_OF, "iccid", "notes"}
_LASTING = tuple(name for name in COLUMNS if name not in PASSING | _BY_ITSELF)


def renewed(old: Card | None, new: Card) -> Card:
    """Return the inventory's *old* card with what *new* says; without an old one, the new one."""
    if old is None:
        return new
    said: dict[str, Any] = {name: getattr(new, name) for name in _LASTING if getattr(new, name) is not None}
    if new.state is not None:
        said |= {name: getattr(new, name) for name in (*PASSING, AS_OF)}
    longer = max(new.iccid, old.iccid, key=lambda iccid: len(iccid.number))
    return replace(old, **said, iccid=longer, notes={**old.notes, **new.notes})
