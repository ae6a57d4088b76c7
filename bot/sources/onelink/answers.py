"""What OneLink's answers mean: the codes of the table, read out of the answer to each question."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain.card import Cause, State
from bot.sources.reading import items, plain, word
from bot.sources.tables import Standing, table

TABLE = table("onelink")
Told = Mapping[str, Any]
"""The answers, by the names of their questions; a question that failed has none."""

_MASK, _FUNCTIONS = TABLE.more["mask"], TABLE.more["functions"]
_LAGGING: str = TABLE.more["lagging"]["platform"]
_OUT = frozenset({State.SUSPENDED, State.STOPPED})
_PB_DIGITS = 2
_TOLD_TO_STAFF = (
    ("status", "cardStatus"),
    ("stop_reason", "stopReason"),
    ("freeze", "manageStopRestartStatus"),
    ("separation", "result"),
    ("region", "regionLimitStatus"),
    ("real_name", "realNameStatus"),
)
_NAMED = {"separation": "separation"}
"""Codes that staff know by another name than the answer has for them."""


def standing(told: Told) -> Standing:
    """Return what the status means, with all that stands beside it."""
    means = TABLE.states.get(word(told.get("status"), "cardStatus") or "", Standing(None))
    causes = means.causes | _stopped_for(told.get("stop_reason"))
    if means.state in _OUT:
        causes |= _coded("freezes", _frozen(told)) | _coded("separations", _separated(told))
    if _data_paused(told.get("functions")):
        causes |= {Cause.NET_BLOCK}
    expired = means.state is State.SUSPENDED and Cause.PLAN_EXPIRED in causes
    return Standing(State.STOPPED if expired else means.state, causes)


def unclear(told: Told) -> Iterator[str]:
    """Yield the questions whose answer holds a code that no table has: what they ask for stays unknown."""
    if "stop_reason" in told and len(_mask(told["stop_reason"])) != _MASK["length"]:
        yield "stop_reason"
    if "freeze" in told and _frozen(told) not in TABLE.more["freezes"]:
        yield "freeze"
    if "separation" in told and _separated(told) not in TABLE.more["separations"]:
        yield "separation"
    if "functions" in told and _data_paused(told["functions"]) is None:
        yield "functions"


def online(session: Any) -> bool | None:
    """Return whether the card has a session; None where there is no word of one, or one that is not known."""
    known = [TABLE.more["sessions"].get(word(each, "status")) for each in items(session, "simSessionList")]
    if any(known):
        return True
    return False if known and None not in known else None


def plan(margin: Any) -> str | None:
    """Return the plan's name where there is one alone: of several it is not known which is the plan."""
    names = {plain(word(each, "offeringName")) for each in items(margin, "accmMarginList")} - {None}
    return names.pop() if len(names) == 1 else None


def usage_lags(told: Told) -> bool:
    """Say whether the usage is yesterday's: OneLink-PB's is, which also shows in codes of two digits."""
    platform = word(told.get("stop_reason"), "platformType") or ""
    code = word(told.get("status"), "cardStatus") or ""
    return platform.lower() == _LAGGING.lower() or len(code) == _PB_DIGITS


def raw(told: Told) -> str:
    """Return the platform's own codes for staff."""
    said = ((_NAMED.get(name, field), plain(word(told.get(name), field))) for name, field in _TOLD_TO_STAFF)
    return " ".join(f"{field}={code}" for field, code in said if code)


def _stopped_for(reason: Any) -> frozenset[Cause]:
    """Return the causes that the mask sets; what stands there and is not documented is a cause without a name."""
    mask = _mask(reason)
    if len(mask) != _MASK["length"]:
        return frozenset()
    set_at = [(str(place), char) for place, char in enumerate(mask, 1) if char != _MASK["idle"]]
    return frozenset(
        TABLE.causes.get(place, Cause.UNSPECIFIED) if char == _MASK["holds"] else Cause.UNSPECIFIED
        for place, char in set_at
    )


def _data_paused(functions: Any) -> bool | None:
    """Return whether data is paused on all access points; None where it is on some, or cannot be told."""
    services = [each for each in items(functions, "serviceTypeList") if word(each, "serviceType") == _FUNCTIONS["data"]]
    statuses = {word(each, "serviceStatus") for each in services}
    return (
        {_FUNCTIONS["paused"]: True, _FUNCTIONS["running"]: False}.get(statuses.pop() or "")
        if len(statuses) == 1
        else None
    )


def _mask(reason: Any) -> str:
    return word(reason, "stopReason") or ""


def _frozen(told: Told) -> str:
    return word(told.get("freeze"), "manageStopRestartStatus") or ""


def _separated(told: Told) -> str:
    return word(told.get("separation"), "result") or ""


def _coded(name: str, code: str) -> frozenset[Cause]:
    return frozenset(map(Cause, TABLE.more[name].get(code, ())))
