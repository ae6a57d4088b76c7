"""A card as a row: which columns there are, and how a field is written and read."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from bot.domain.card import Card, Cause, Pool, QuotaPeriod, RealName, State
from bot.domain.iccid import Carrier, Iccid

COLUMNS = (
    "iccid",
    "carrier",
    "msisdn",
    "imsi",
    "state",
    "causes",
    "opened_on",
    "test_months",
    "test_used_mb",
    "activated_on",
    "plan",
    "quota_mb",
    "used_mb",
    "plan_expires_on",
    "stopped_on",
    "real_name",
    "bound_imei",
    "current_imei",
    "online",
    "last_seen",
    "quota_period",
    "auto_renew",
    "pool",
    "auto_resume",
    "rules",
    "raw",
    "notes",
    "as_of",
)
"""The columns of the table `cards` after its key, named as the fields of Card."""

SOURCE = "inventory"
"""What the cards of the store say they come from."""

Value = str | int | float | None
Row = tuple[Value, ...]


def _causes(text: str) -> frozenset[Cause]:
    return frozenset(map(Cause, text.split(";")))


def _boolean(number: int) -> bool:
    return {0: False, 1: True}[number]


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment


def _notes(text: str) -> dict[str, str]:
    return {str(name): str(note) for name, note in json.loads(text).items()}


_READ: Mapping[str, Callable[[Any], object]] = {
    "iccid": Iccid.parse,
    "carrier": Carrier,
    "state": State,
    "causes": _causes,
    "opened_on": date.fromisoformat,
    "activated_on": date.fromisoformat,
    "plan_expires_on": date.fromisoformat,
    "stopped_on": date.fromisoformat,
    "real_name": RealName,
    "online": _boolean,
    "last_seen": _moment,
    "quota_period": QuotaPeriod,
    "auto_renew": _boolean,
    "pool": Pool,
    "auto_resume": _boolean,
    "notes": _notes,
    "as_of": _moment,
}
"""How a column is read, where the row does not hold the field's own value."""


def to_card(row: Row) -> Card:
    """Read *row*, its columns in the order of COLUMNS. Raise ValueError when it is not a card."""
    said = {name: value for name, value in zip(COLUMNS, row, strict=True) if value is not None}
    try:
        fields: dict[str, Any] = {name: _READ[name](said[name]) if name in _READ else said[name] for name in said}
        return Card(source=SOURCE, **fields)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a card: {error}") from error


def to_row(card: Card) -> Row:
    """Write *card* as its key and the columns of COLUMNS; what other sources added is not kept."""
    return (card.iccid.key, card.iccid.number, *(_written(getattr(card, name)) for name in COLUMNS[1:]))


def _written(value: object) -> Value:
    match value:
        case None | frozenset() | Mapping() if not value:
            return None
        case frozenset():
            return ";".join(sorted(value))
        case Mapping():
            return json.dumps(dict(value), ensure_ascii=False, separators=(",", ":"))
        case date():  # a datetime is one, too
            return value.isoformat()
        case int() | float():
            return value
    return str(value)
