"""Long numbers with their middle hidden, for where several people read along."""

import re

_LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9](?:[ -]?[0-9A-Fa-f]){12,}(?![0-9A-Za-z])")


def masked(said: str) -> str:
    """Return *said* with the middle of every long number hidden."""
    return _LONG_NUMBER.sub(lambda found: _mask(found[0]), said)


def _mask(number: str) -> str:
    bare = re.sub("[ -]", "", number)
    return f"{bare[:4]} **** {bare[-4:]}"
