"""Rule packs: the calendar, quota and waiting rules that hold for one supplier."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar

from bot.domain.card import Card, State
from bot.domain.iccid import Carrier

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value with the *source* that says so and the *date* it was read; another one may hold for a carrier.

    A value of None is known not to be published.
    """

    value: T | None
    source: str
    date: str
    by_carrier: Mapping[Carrier, T]

    def of(self, carrier: Carrier | None) -> T | None:
        """Return the value that holds for *carrier*."""
        return self.value if carrier is None else self.by_carrier.get(carrier, self.value)


class Unit(StrEnum):
    MINUTES = "minutes"
    HOURS = "hours"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True, slots=True)
class Wait:
    """How long something usually takes."""

    amount: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said of a supplier that is not in force here, because its source is weak or another contradicts it."""

    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """The rules of one supplier. Months are natural months, days are calendar days, percents are of the plan's data."""

    name: str
    remarks: tuple[Remark, ...]

    test_allowance_mb: Fact[float]
    test_exhausted: Fact[State]
    silence_months: Fact[int]
    cycle_day: Fact[int]
    cancel_days: Fact[int]
    lag_days: Fact[int]
    rebinds_per_month: Fact[int]
    risky_rebinds_per_month: Fact[int]

    warn_test_end_days: Fact[int]
    warn_forced_activation_days: Fact[int]
    warn_plan_days: Fact[int]
    warn_short_plan_days: Fact[int]
    warn_quota_percent: Fact[int]
    warn_quota_late_percent: Fact[int]
    late_days: Fact[int]
    conflict_quota_percent: Fact[int]
    urgent_cancel_days: Fact[int]

    wait_recheck: Fact[Wait]
    wait_add_on: Fact[Wait]
    wait_resume: Fact[Wait]
    wait_rebind: Fact[Wait]
    wait_renewal: Fact[Wait]
    wait_real_name: Fact[Wait]
    wait_appeal: Fact[Wait]


class NotARulePack(ValueError):
    """A pack's data do not say what they must: the message names the field."""


def _wait(value: Any) -> Wait:
    amount, unit = str(value).split()
    return Wait(int(amount), Unit(unit))


def _whole(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(value)
    return value


def _reader(name: str) -> Any:
    """Return what turns a TOML value of the field *name* into ours."""
    if name.startswith("wait_"):
        return _wait
    return {"test_allowance_mb": float, "test_exhausted": State}.get(name, _whole)


def _fact(name: str, data: Mapping[str, Any]) -> Fact[Any]:
    read = _reader(name)
    try:
        value = read(data["value"]) if "value" in data else None
        by_carrier = {Carrier(key): read(given) for key, given in data.get("by_carrier", {}).items()}
        return Fact(value, data["source"], data["date"], by_carrier)
    except (KeyError, TypeError, ValueError) as error:
        raise NotARulePack(name) from error


def parse(name: str, data: Mapping[str, Any], parent: RulePack | None = None) -> RulePack:
    """Read a pack from its TOML *data*; what it does not say, *parent* does.

    Raise NotARulePack, naming the field, where a value is missing, unknown or of the wrong kind.
    """
    known = {field.name for field in fields(RulePack)} - {"name", "remarks"}
    given = {key: value for key, value in data.items() if key not in {"extends", "remarks"}}
    if strangers := given.keys() - known:
        raise NotARulePack(min(strangers))
    facts = {key: _fact(key, value) for key, value in given.items()}
    remarks = tuple(Remark(remark["text"], remark["source"]) for remark in data.get("remarks", ()))
    if parent is not None:
        return replace(parent, name=name, remarks=remarks, **facts)
    if missing := known - facts.keys():
        raise NotARulePack(min(missing))
    return RulePack(name=name, remarks=remarks, **facts)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All the packs, and which one holds for a card."""

    packs: Mapping[str, RulePack]
    default: str
    by_source: Mapping[str, str]

    def of(self, card: Card) -> RulePack:
        """Return the card's own pack, else its source's, else its carrier's, else the default."""
        carrier = card.carrier_or_hint
        for name in (card.rules, self.by_source.get(card.source), carrier):
            if name is not None and name in self.packs:
                return self.packs[name]
        return self.packs[self.default]
