"""The first line of an answer: what it is, whether you can fix it, how long it takes."""

from bot.domain.advice import Advice, facts_of
from bot.domain.card import Cause, Facet, State
from bot.domain.findings import Diagnosis, Fixer, Status
from bot.domain.remedies import CONCERNS
from bot.domain.reply import Light
from bot.domain.words import Joined, Text, Words, text

_LIGHTS = {
    Status.OK: Light.GREEN,
    Status.ATTENTION: Light.YELLOW,
    Status.BLOCKED: Light.RED,
    Status.ENDED: Light.BLACK,
    Status.UNKNOWN: Light.WHITE,
}


def light(diagnosis: Diagnosis) -> Light:
    """Return the sign beside the verdict: yellow where nothing is sure, or nothing is to be done."""
    first = diagnosis.findings[0] if diagnosis.findings else None
    if first is not None and _is_open(diagnosis, first.cause):
        return Light.YELLOW
    return _LIGHTS[diagnosis.status]


def _is_open(diagnosis: Diagnosis, first: Cause) -> bool:
    return first is Cause.CONFLICT or all(finding.fixable_by is Fixer.TIME for finding in diagnosis.findings)


def of(diagnosis: Diagnosis, advices: tuple[Advice, ...]) -> Words:
    """Return the verdict, naming every cause."""
    if not advices:
        return Text(f"state-{diagnosis.state}.verdict{_unsure(diagnosis) or _soon(diagnosis)}", facts_of(diagnosis))
    if len(advices) == 1 or is_one_matter(diagnosis):
        return advices[0].verdict
    causes = Joined(tuple(advice.title for advice in advices), "join-causes")
    rest = Joined(tuple(advice.short for advice in advices[1:]), "join-then")
    return text(f"several-{_kind(diagnosis)}", causes=causes, count=len(advices), first=advices[0].short, rest=rest)


_TELLING = frozenset({Facet.BLOCK, Facet.CAUSES, Facet.BINDING, Facet.REAL_NAME, Facet.REGION})
"""What must have been checked before anybody may say that no problem is seen."""


def _unsure(diagnosis: Diagnosis) -> str:
    return "-unsure" if diagnosis.state is State.ACTIVE and _TELLING & diagnosis.card.gaps.keys() else ""


def _soon(diagnosis: Diagnosis) -> str:
    return "-soon" if diagnosis.status is Status.ATTENTION else ""


def is_one_matter(diagnosis: Diagnosis) -> bool:
    """Say whether the only findings are one clash and the finding it concerns: its verdict names both."""
    concerned = {CONCERNS.get(clash) for clash in diagnosis.clashes}
    return len(diagnosis.clashes) == 1 and {f.cause for f in diagnosis.findings} <= {Cause.CONFLICT, *concerned}


_ASK_FIRST = frozenset({"gone", "last_day", "with_carrier", "with_pre_cancel"})
"""Advice about an expired plan that keeps people from paying: it stands in the first line as well."""


def _kind(diagnosis: Diagnosis) -> str:
    """Return which sentence about several findings fits: it follows who must act first."""
    first, fixers = diagnosis.findings[0], {finding.fixable_by for finding in diagnosis.findings}
    if diagnosis.status is Status.ATTENTION:
        return "attention"
    if first.advice in _ASK_FIRST:
        return first.advice
    if first.cause in {Cause.CARRIER, Cause.CONFLICT}:
        return str(first.cause)
    return "user" if fixers == {Fixer.USER} else "mixed"
