"""What is said of a whole list: how many cards, what is the matter with them, one plan for each group."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.card import Cause
from bot.domain.findings import Status
from bot.domain.grouping import Group, Shared, Trait
from bot.domain.reply import Block, Line, Title
from bot.domain.words import Arg, Joined, Text, Words, text

_SHOWN = 5
"""Groups that are named in a message; the file has them all."""
_PLANNED_BY_FIXER = frozenset({Cause.QUOTA, Cause.QUOTA_LOW, Cause.THRESHOLD})
"""Causes whose plan is another one for those who cannot top up, or need not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What came of a list of *rows*: *told* cards were diagnosed, by *statuses*; the rest was *refused*."""

    rows: int
    told: int
    refused: int
    statuses: Mapping[Status, int]
    groups: tuple[Group, ...]


def summary(figures: Figures) -> tuple[Block, ...]:
    """Say the main figures: how many are blocked, the biggest groups and what explains them."""
    blocked = figures.statuses.get(Status.BLOCKED, 0) + figures.statuses.get(Status.ENDED, 0)
    title = Title(text("bulk-title", rows=figures.rows, blocked=blocked))
    named = [group for group in figures.groups if group.cause is not None][:_SHOWN]
    refused = (Line(text("bulk-refused", count=figures.refused)),) if figures.refused else ()
    return (title, *(Line(group_line(group)) for group in named), *refused)


def group_line(group: Group) -> Words:
    """Name a group in one line."""
    line = text("bulk-group", cause=title(group), count=group.count, fixers=fixers(group))
    return Joined((line, *(most(shared, group) for shared in group.shared[:1])), "join-events")


def title(group: Group) -> Text:
    return text("bulk-healthy") if group.cause is None else Text(f"cause-{group.cause}.title")


def fixers(group: Group) -> Words:
    """Say who can fix it, with numbers where not the same one can fix all."""
    said = [text(f"bulk-fixer-{fixer}") for fixer, _ in group.fixers]
    if len(said) > 1:
        counts = [count for _, count in group.fixers]
        parts = (text("bulk-fixers", fixer=one, count=count) for one, count in zip(said, counts, strict=True))
        return Joined(tuple(parts), "join-then")
    return said[0] if said else ""


def plan(group: Group) -> Words:
    """Say what to do about all cards of a group at once; where it depends on who can fix them, for each of these."""
    plans = [text(f"bulk-plan-{group.cause or 'nothing'}", fixer=fixer) for fixer, _ in group.fixers]
    if group.cause in _PLANNED_BY_FIXER and len(plans) > 1:
        said = [text(f"bulk-fixer-{fixer}") for fixer, _ in group.fixers]
        parts = (text("bulk-plan-of", fixer=one, plan=plan) for one, plan in zip(said, plans, strict=True))
        return Joined(tuple(parts), "join-sentences")
    return plans[0] if plans else text("bulk-plan-nothing")


def most(shared: Shared, group: Group) -> Text:
    """Say what most cards of a group share."""
    mark = shared.mark
    values: dict[Trait, Arg] = {
        Trait.CARRIER: text(f"carrier-{mark.value}"),
        Trait.SOURCE: text("source-name", source=mark.value),
    }
    value = values.get(mark.trait, mark.value)
    return text(
        f"bulk-most-{mark.trait}", most=shared.count, count=group.count, value=value, name=mark.name or mark.value
    )
