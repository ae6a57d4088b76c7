"""Findings put into texts: what it is called, why it is so, what to do, how long it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain import lifecycle
from bot.domain.card import Cause
from bot.domain.findings import Diagnosis, Finding, Fixer
from bot.domain.notices import Notice
from bot.domain.rules import Fact, Wait
from bot.domain.shop import Shop
from bot.domain.words import Arg, Day, Joined, Size, Text, Words, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A finding in words. *steps* is one text, a step a line; *plan* says them in one line beside other causes'."""

    finding: Finding
    title: Words
    short: Words
    verdict: Words
    why: Words
    steps: Words
    plan: Words
    wait: Words
    link: str | None
    notes: tuple[Words, ...] = ()
    """What else must be known: what not to do meanwhile, what to have ready."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A diagnosis in words: what every channel shows and what the API returns, with what staff have posted about it."""

    diagnosis: Diagnosis
    headline: Words
    advices: tuple[Advice, ...]
    notices: tuple[Notice, ...] = ()


def advise(diagnosis: Diagnosis, shop: Shop) -> tuple[Advice, ...]:
    """Put each finding of *diagnosis* into words."""
    facts = facts_of(diagnosis)
    return tuple(_advice(finding, diagnosis, facts, shop) for finding in diagnosis.findings)


def _advice(finding: Finding, diagnosis: Diagnosis, facts: Mapping[str, Arg], shop: Shop) -> Advice:
    link = shop.link(finding.offer, diagnosis.card.iccid)
    wait = _wait(finding, diagnosis)
    args = {**facts, "wait": wait, "link": "yes" if link else "no"}
    cause, advice = f"cause-{finding.cause}", f"cause-{finding.cause}-{finding.advice}"
    return Advice(
        finding=finding,
        title=Text(f"{cause}.title", args),
        short=Text(f"{cause}.short", args),
        verdict=_verdict(finding, diagnosis, args),
        why=_why(finding, diagnosis, args),
        steps=Text(f"{advice}.steps", args),
        plan=Text(f"{advice}.plan", args),
        wait=wait,
        link=link,
        notes=_NOTES.get(finding.cause, ()),
    )


_NOTES: dict[Cause, tuple[Words, ...]] = {
    Cause.CARRIER: (text("carrier-meanwhile"), text("labelled", label=text("label-ready"), text=text("carrier-ready"))),
}


def _verdict(finding: Finding, diagnosis: Diagnosis, args: Mapping[str, Arg]) -> Words:
    if finding.cause is Cause.CONFLICT:
        return Text(f"clash-{diagnosis.clashes[0]}.verdict", args)
    return Text(f"cause-{finding.cause}-{finding.advice}.verdict", args)


def _why(finding: Finding, diagnosis: Diagnosis, args: Mapping[str, Arg]) -> Words:
    if finding.cause is Cause.CONFLICT:
        return Joined(tuple(Text(f"clash-{clash}.why", args) for clash in diagnosis.clashes), "join-sentences")
    return Text(f"cause-{finding.cause}.why", args)


# How long it takes

_WAITS = {
    Cause.QUOTA: "wait_add_on",
    Cause.QUOTA_LOW: "wait_add_on",
    Cause.THRESHOLD: "wait_resume",
    Cause.SELF_SERVICE: "wait_resume",
    Cause.REBIND: "wait_rebind",
    Cause.TEST_REBIND: "wait_rebind",
    Cause.DEVICE_MISMATCH: "wait_rebind",
    Cause.PLAN_EXPIRED: "wait_renewal",
    Cause.PLAN_EXPIRING: "wait_renewal",
    Cause.REAL_NAME: "wait_real_name",
    Cause.REAL_NAME_PENDING: "wait_real_name",
    Cause.CARRIER: "wait_appeal",
}


def _wait(finding: Finding, diagnosis: Diagnosis) -> Words:
    if finding.fixable_by is Fixer.NOBODY:
        return text("wait-never")
    if finding.fixable_by is Fixer.TIME:
        lag = diagnosis.rules.lag_days.of(diagnosis.carrier) if finding.advice == "lagging" else None
        return text("wait-unknown") if lag is None else text("wait-lag", days=lag)
    name = _WAITS.get(finding.cause)
    return text("wait-unknown") if name is None else say_wait(getattr(diagnosis.rules, name), diagnosis)


def say_wait(fact: Fact[Wait], diagnosis: Diagnosis) -> Words:
    """Say how long something takes, or that nobody publishes it."""
    wait = fact.of(diagnosis.carrier)
    return text("wait-unknown") if wait is None else text(f"wait-{wait.unit}", amount=wait.amount)


# What the texts may mention


def facts_of(diagnosis: Diagnosis) -> dict[str, Arg]:
    """Return what is known of the card, under the names that the texts use; what is not known is not there."""
    card, rules = diagnosis.card, diagnosis.rules
    allowance = rules.test_allowance_mb.of(diagnosis.carrier)
    rebinds = rules.rebinds_per_month.of(diagnosis.carrier)
    facts: dict[str, Arg | None] = {
        "plan_ends": read(card.plan_expires_on, diagnosis),
        "allowance": "unknown" if allowance is None else Size(allowance),
        "test_used": None if card.test_used_mb is None else Size(card.test_used_mb),
        "exhausted": rules.test_exhausted.of(diagnosis.carrier),
        "pool": card.pool or "unknown",
        "rebinds": rebinds,
        "fact_day": read(card.as_of.astimezone(diagnosis.now.tzinfo).date(), diagnosis),
        "raw": card.raw or "none",
    }
    facts |= _usage(diagnosis) | _cycle(diagnosis) | _number(diagnosis)
    return {name: value for name, value in facts.items() if value is not None}


def read(on: date | None, diagnosis: Diagnosis) -> Day | None:
    """Make *on* a date to be read on the diagnosis's day."""
    return None if on is None else Day(on, with_year=on.year != diagnosis.now.year)


def _usage(diagnosis: Diagnosis) -> dict[str, Arg | None]:
    card = diagnosis.card
    if card.used_mb is None or not card.quota_mb:
        return {"usage": "unknown"}
    share = int(min(100 * card.used_mb / card.quota_mb, 9999))
    period = "cycle" if diagnosis.usage_is_current else "old"
    seen_on = card.seen_of("used_mb").as_of.astimezone(diagnosis.now.tzinfo).date()
    used: dict[str, Arg | None] = {"used": Size(card.used_mb), "usage_day": read(seen_on, diagnosis)}
    return {**used, "usage": period, "quota": Size(card.quota_mb), "percent": f"{share}%"}


def _cycle(diagnosis: Diagnosis) -> dict[str, Arg | None]:
    cycle, lag = diagnosis.cycle, diagnosis.rules.lag_days.of(diagnosis.carrier)
    kind = "total" if not diagnosis.counts_by_cycle else "unknown" if cycle is None else "known"
    if cycle is None:
        return {"cycle": kind}
    return {
        "cycle": kind,
        "cycle_first": read(cycle.first, diagnosis),
        "cycle_last": read(cycle.last, diagnosis),
        "next_cycle": read(cycle.next_first, diagnosis),
        "days": (cycle.next_first - diagnosis.today).days,
        "lag_days": lag,
        "lag_ends": read(cycle.first + timedelta(days=lag or 0), diagnosis),
    }


def _number(diagnosis: Diagnosis) -> dict[str, Arg | None]:
    ended = read(lifecycle.last_valid_day(diagnosis.card), diagnosis) or "unknown"
    on = lifecycle.auto_cancel(diagnosis.card, diagnosis.rules)
    if on is None:
        return {"ended": ended}
    return {
        "ended": ended,
        "cancel_on": read(on, diagnosis),
        "cancel_days": (on - diagnosis.today).days,
    }
