"""The audit trail: what was done, by whom, when, to which card, and what came of it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.findings import Diagnosis
from bot.domain.message import Person
from bot.domain.roles import Act

REFUSED = "refused"
"""The outcome of an act that somebody's role does not allow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that was done. *outcome* is in codes, such as "blocked quota".

    *said* and *text* are the words of question and answer, in *lang*; they are kept for a shorter time than the rest,
    and None where nobody may keep them. *about* is the person that staff did something about.
    """

    at: datetime
    who: Person
    act: Act
    outcome: str
    card: str | None = None
    about: Person | None = None
    said: str | None = None
    text: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Which entries are wanted; None: any."""

    who: Person | None = None
    card: str | None = None
    act: Act | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Entries, the latest first; *next* is where the following page begins, None after the last."""

    entries: tuple[Entry, ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class Keeping:
    """For how many days the trail keeps the words of a talk, and that something was done at all."""

    texts_days: int = 30
    audit_days: int = 180


def outcome_of(diagnosis: Diagnosis) -> str:
    """Return the status and the causes, in codes."""
    return " ".join([str(diagnosis.status), *(str(finding.cause) for finding in diagnosis.findings)])
