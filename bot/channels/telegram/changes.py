"""What changed between two answers about one card, in a line."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.words import Clock, Text, text

FOOTER = "↻"
"""What the line begins with that says it: the next comparison leaves it out."""
_BODY = 2
"""The first line is the verdict; the second says how fresh the facts are, and changes by itself."""


def difference(before: Iterable[str], after: Iterable[str], at: datetime) -> Text:
    """Say how the answer *after* differs from what stood there *before*."""
    old, new = _bare(before), _bare(after)
    if old[:1] != new[:1]:
        return text("telegram-changed", time=Clock(at), before=old[0] if old else "")
    fresh = [line for line in new[_BODY:] if line not in old]
    if fresh:
        return text("telegram-updated", time=Clock(at), line=fresh[0])
    return text("telegram-unchanged", time=Clock(at))


def _bare(lines: Iterable[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip() and not line.startswith(FOOTER)]
