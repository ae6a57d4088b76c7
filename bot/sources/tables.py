"""A platform's own words and codes and what they mean to us: one TOML file beside each module, with its sources."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from bot.domain.card import Cause, Facet, RealName, State
from bot.domain.iccid import Carrier
from bot.errors import (
    AddressRefused,
    AuthFailed,
    BadAnswer,
    ClockSkewed,
    NotYours,
    SourceDown,
    SourceError,
    Throttled,
    Unclassified,
)

ERRORS: Mapping[str, type[SourceError]] = {
    "not_yours": NotYours,
    "throttled": Throttled,
    "auth": AuthFailed,
    "address": AddressRefused,
    "clock": ClockSkewed,
    "down": SourceDown,
    "bad_answer": BadAnswer,
    "unclassified": Unclassified,
}
NOT_FOUND = "not_found"
"""What a code means that says the card is not here: no error, but None."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a status code means. No state: the code is known, and says nothing about it."""

    state: State | None
    causes: frozenset[Cause] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """Everything a platform's codes mean. All codes are text: 01 is not 1."""

    name: str
    carriers: frozenset[Carrier]
    """Whose cards it holds; empty: anybody's."""
    states: Mapping[str, Standing]
    causes: Mapping[str, Cause]
    real_names: Mapping[str, RealName | None]
    """None: the code is known, and says nothing about whether a name is needed."""
    errors: Mapping[str, str]
    tells: Mapping[str, str]
    """Which fields of a card it can tell, and where they stand in its answers."""
    facets: tuple[Facet, ...]
    more: Mapping[str, Any]
    """Tables that only this platform has."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """What a part of an error's text means, where codes are missing or say too little."""
    names: Mapping[str, Standing] = field(default_factory=dict)
    """What a second status means that is told by name."""

    def clearest(self, codes: Iterable[str | None]) -> str:
        """Return the first of a card's status codes that is not the ambiguous one, else that one, else no code."""
        told = [code for code in codes if code]
        return next((code for code in told if code != self.more["ambiguous"]["code"]), told[0] if told else "")

    def failure(self, code: str, said: str = "") -> type[SourceError] | None:
        """Return what *code*, or else what the platform *said*, means as an error; None: the card is not here."""
        meaning = self.errors.get(code) or next(
            (means for text, means in self.texts.items() if text in said), "unclassified"
        )
        return None if meaning == NOT_FOUND else ERRORS[meaning]


_OWN = {"platform", "states", "causes", "real_names", "errors", "tells", "texts", "names"}


@cache
def table(name: str) -> Table:
    """Read the table of the platform *name*. Raise KeyError or ValueError when it is not as described."""
    written = tomllib.loads(files("bot.sources").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    platform = written["platform"]
    meanings: dict[str, str] = written.get("errors", {})
    texts: dict[str, str] = written.get("texts", {})
    if unknown := {*meanings.values(), *texts.values()} - {*ERRORS, NOT_FOUND}:
        raise ValueError(f"{name}: no such error: {unknown}")
    return Table(
        name=name,
        carriers=frozenset(map(Carrier, platform.get("carriers", []))),
        states={code: _standing(means) for code, means in written.get("states", {}).items()},
        causes={code: Cause(means) for code, means in written.get("causes", {}).items()},
        real_names={code: RealName(means) if means else None for code, means in written.get("real_names", {}).items()},
        errors=meanings,
        tells=written.get("tells", {}),
        facets=tuple(map(Facet, platform.get("facets", []))),
        more={key: value for key, value in written.items() if key not in _OWN},
        texts=texts,
        names={name: _standing(means) for name, means in written.get("names", {}).items()},
    )


def _standing(means: Mapping[str, Any]) -> Standing:
    state = means.get("state")
    return Standing(
        state=None if state is None else State(state),
        causes=frozenset(map(Cause, means.get("causes", []))),
    )
