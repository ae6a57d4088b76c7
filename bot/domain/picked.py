"""A choice that is picked by its number, where there are no buttons."""

import re
import unicodedata

_AROUND = " \t\n.,。，、:：()（）[]【】#"
_LONGEST = 3
_REPLY = re.compile(r"(?:回复|回覆|reply)\s*", re.IGNORECASE)
"""What choices are printed with, and some type along."""


def place(said: str) -> int | None:
    """Return the number that *said* is, also full-width, circled or in brackets; None when it is anything else."""
    typed = _REPLY.sub("", said[: 8 * _LONGEST].strip(_AROUND), count=1)
    bare = unicodedata.normalize("NFKC", typed).strip(_AROUND)
    return int(bare) if bare.isdecimal() and len(bare) <= _LONGEST and len(said) <= 8 * _LONGEST else None
