"""All SQL of the store, by name: the text is in queries.sql."""

import re
from collections.abc import Mapping
from importlib.resources import files

_NAMED = re.compile(r"^-- name: (\w+)\n-- [^\n]+\n", re.MULTILINE)


def _by_name(text: str) -> Mapping[str, str]:
    _, *parts = _NAMED.split(text)
    return {name: query.strip() for name, query in zip(parts[::2], parts[1::2], strict=True)}


SQL = _by_name(files("bot.store").joinpath("queries.sql").read_text(encoding="utf-8"))
