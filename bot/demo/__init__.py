"""The demo cards: a small inventory to try the program on, its dates counted from today."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.domain.card import Card, Cause, Pool, RealName, State
from bot.domain.iccid import Iccid

FILE = Path(__file__).parent / "cards.toml"
MARK = "demo"
"""The note by which a demo card is known; it names the card's group."""

_TYPES: Mapping[str, Callable[[Any], object]] = {
    "iccid": Iccid,
    "state": State,
    "causes": lambda names: frozenset(map(Cause, names)),
    "pool": Pool,
    "real_name": RealName,
}
_MOMENTS = {"as_of", "last_seen"}


def cards(now: datetime) -> list[Card]:
    """Return the demo cards as they are at *now*."""
    return [_card(given, now) for given in _given()]


def _card(given: Mapping[str, Any], now: datetime) -> Card:
    fields: dict[str, Any] = {"source": "inventory", "as_of": now, "notes": {MARK: given["group"]}}
    for name, value in given.items():
        if name.endswith("_in"):
            field, when = _when(name.removesuffix("_in"), value, now)
            fields[field] = when
        elif name not in {"group", "about"}:
            fields[name] = _TYPES.get(name, _same)(value)
    return Card(**fields)


def _when(name: str, days: int, now: datetime) -> tuple[str, date | datetime]:
    moment = now + timedelta(days=days)
    return (name, moment) if name in _MOMENTS else (f"{name}_on", moment.date())


def is_demo(card: Card) -> bool:
    """Say whether *card* is one of ours, and may be brought up to date."""
    return MARK in card.notes


def groups() -> dict[str, list[Iccid]]:
    """Return the numbers of the demo cards by what is wrong with them, in the order of the file."""
    grouped: dict[str, list[Iccid]] = {}
    for given in _given():
        grouped.setdefault(given["group"], []).append(Iccid(given["iccid"]))
    return grouped


def _given() -> list[dict[str, Any]]:
    given: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["cards"]
    return given


def _same(value: Any) -> object:
    return value
