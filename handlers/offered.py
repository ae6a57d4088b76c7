"""What a message means after an answer that offered something: a bare number or a yes picks from the offers."""

import unicodedata

from bot.domain.message import Memory
from bot.ports import Lexicon

_AROUND = " \t\n.,。，、:：()（）[]【】#"
_LONGEST = 3


def meant(said: str, memory: Memory, lexicon: Lexicon) -> str:
    """Return the text of the offer that *said* picks, else *said* itself."""
    if (place := _place(said)) and place <= len(memory.offers):
        return memory.offers[place - 1]
    if memory.asked and memory.offers and lexicon.intents(said)[:1] == ("yes",):
        return memory.offers[0]
    return said


def _place(said: str) -> int | None:
    """Return the number that *said* is, also full-width, circled or in brackets; None when it is anything else."""
    bare = unicodedata.normalize("NFKC", said[: 4 * _LONGEST]).strip(_AROUND)
    return int(bare) if bare.isdecimal() and len(bare) <= _LONGEST and len(said) <= 4 * _LONGEST else None
