"""Answers that staff need not write again: by cause, and some that always do."""

from bot.domain.cases import HelpCase
from bot.domain.masking import masked
from bot.domain.words import Text, text

_CAUSES = frozenset({"quota", "carrier", "real_name", "plan_expired"})
_ALWAYS = (1, 2, 3)


def canned(case: HelpCase) -> list[Text]:
    """Return the ready answers for *case*, those about its causes first."""
    card = masked(case.card or "")
    about = [text(f"canned-{cause}", card=card) for cause in case.causes if cause in _CAUSES]
    return [*about, *(text(f"canned-any-{which}", number=case.number) for which in _ALWAYS)]
