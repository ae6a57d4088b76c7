"""Diagnosis -> Reply: what stands in an answer, in which order."""

from bot.domain import headline
from bot.domain.advice import Advice, Told, advise, facts_of, read
from bot.domain.card import Card, Cause, Facet, State
from bot.domain.dossier import dossier
from bot.domain.findings import Choose, Diagnosis, Fixer, Status
from bot.domain.freshness import freshness
from bot.domain.lifecycle import EventKind
from bot.domain.message import Viewer
from bot.domain.notices import standing_on
from bot.domain.reply import Block, Button, Line, Quote, Reply, Step, Steps, Title
from bot.domain.shop import Shop
from bot.domain.words import Joined, Text, text

_LANGUAGES_TO_FORWARD = ("zh", "en")


def tell(diagnosis: Diagnosis, shop: Shop) -> Told:
    """Put *diagnosis* into words."""
    advices = advise(diagnosis, shop)
    return Told(diagnosis=diagnosis, headline=headline.of(diagnosis, advices), advices=advices)


def present(told: Told, viewer: Viewer) -> Reply:
    """Make the answer that *viewer* may see: the verdict, the card, why, what to do, what is coming."""
    blocks = _blocks(told, viewer)
    if viewer is Viewer.STAFF:
        forward = _blocks(told, Viewer.USER)
        quotes = tuple(Quote(text("staff-forward"), lang, forward) for lang in _LANGUAGES_TO_FORWARD)
        blocks = (*blocks, dossier(told.diagnosis), *quotes)
    card = told.diagnosis.card
    return Reply(blocks=blocks, buttons=buttons(told), told=told, card=card.iccid.number, standing_on=standing_on(card))


def _blocks(told: Told, viewer: Viewer) -> tuple[Block, ...]:
    title = Title(told.headline, headline.light(told.diagnosis))
    seen = (card_line(told.diagnosis, viewer), *_unheard(told.diagnosis.card))
    return (title, *seen, *_body(told), *_after(told), *_coming(told))


def card_line(diagnosis: Diagnosis, viewer: Viewer) -> Line:
    """Say which card it is, whose, and how fresh the facts are."""
    iccid = diagnosis.card.iccid
    number = iccid.number if viewer is Viewer.STAFF else iccid.masked
    carrier = text(f"carrier-{diagnosis.carrier or 'unknown'}")
    return Line(text("card-line", number=number, carrier=carrier, fresh=_fresh(diagnosis)))


def _fresh(diagnosis: Diagnosis) -> Text:
    """Say how old the facts are, and the usage by itself where that is older."""
    card, now = diagnosis.card, diagnosis.now
    fresh, usage = freshness(card.as_of, now), freshness(card.seen_of("used_mb").as_of, now)
    return fresh if card.used_mb is None or usage == fresh else text("fresh-usage", fresh=fresh, usage=usage)


def _unheard(card: Card) -> tuple[Line, ...]:
    """Say who did not answer, and what could not be checked: not known is not fine."""
    silent = tuple(text("source-name", source=name) for name in card.silent)
    lines = [Line(text("silent-line", names=Joined(silent, "join-then")))] if silent else []
    gaps = tuple(text(f"facet-{facet}") for facet in Facet if facet in card.gaps)
    if gaps:
        lines.append(Line(text("gaps-line", names=Joined(gaps, "join-then"))))
    return tuple(lines)


def _body(told: Told) -> tuple[Block, ...]:
    if not told.advices:
        return _healthy(told.diagnosis)
    if len(told.advices) > 1 and not headline.is_one_matter(told.diagnosis):
        return _plan(told.advices)
    advice = told.advices[0]
    why = Line(advice.why, text("label-why"))
    return (why, Steps((Step(advice.steps),), advice.finding.choose), *map(Line, advice.notes))


def _healthy(diagnosis: Diagnosis) -> tuple[Block, ...]:
    state = diagnosis.state
    facts = facts_of(diagnosis)
    lines = [Line(Text(f"state-{state}.next", facts))]
    if state in {State.ACTIVE, State.PARTIAL} and facts["usage"] == "cycle":
        key = "usage-line" if facts["cycle"] == "known" else "usage-line-total"
        lines.insert(0, Line(Text(key, facts)))
    return tuple(lines)


def _plan(advices: tuple[Advice, ...]) -> tuple[Block, ...]:
    """Make one numbered plan of several findings; a clash of facts says why first."""
    whys = [Line(advice.why, text("label-why")) for advice in advices if advice.finding.cause is Cause.CONFLICT]
    steps = Steps(tuple(Step(advice.plan, advice.short) for advice in advices), Choose.ALL)
    notes = [Line(note) for advice in advices for note in advice.notes]
    return (*whys, steps, *notes)


_RECOVERING = frozenset({Fixer.USER, Fixer.OWNER, Fixer.TIME})
_UNCERTAIN = frozenset({"last_day", "gone", "with_carrier", "with_pre_cancel", "later", "disputed"})


def _after(told: Told) -> tuple[Line, ...]:
    """End every recovery with the same step."""
    if told.diagnosis.status is not Status.BLOCKED:
        return ()
    first = told.advices[0].finding
    if first.fixable_by not in _RECOVERING or first.advice in _UNCERTAIN:
        return ()
    return (Line(text("after-recovery"), text("label-after")),)


def _coming(told: Told) -> tuple[Line, ...]:
    diagnosis = told.diagnosis
    coming = [event for event in diagnosis.events if event.kind is not EventKind.CYCLE_END]
    said = [text(f"event-{event.kind}", on=read(event.on, diagnosis) or "", days=event.days_left) for event in coming]
    listed = text("coming", events=Joined(tuple(said), "join-events"))
    lines = [Line(listed, text("label-coming"))] if said else []
    if _renewal_at_risk(diagnosis):
        lines.append(Line(text("renewal-skipped")))
    return tuple(lines)


def _renewal_at_risk(diagnosis: Diagnosis) -> bool:
    """Say whether an automatic renewal is near that a suspended card will miss."""
    days = [event.days_left for event in diagnosis.events if event.kind is EventKind.PLAN_EXPIRY]
    limit = diagnosis.rules.warn_plan_days.value or 0
    return diagnosis.state is State.SUSPENDED and diagnosis.card.auto_renew is True and any(d <= limit for d in days)


# Buttons

_SEND_IT_ON = frozenset({Fixer.CARRIER, Fixer.STAFF})


def buttons(told: Told) -> tuple[Button, ...]:
    """Return at most three things to tap: the way to fix it, look again, talk to a person."""
    number = told.diagnosis.card.iccid.number
    status = told.diagnosis.status
    # What stands first stands in the way of the rest: nothing is sold before it is settled.
    offering = told.advices if status is Status.ATTENTION else told.advices[:1]
    links = [Button(text(f"button-{advice.finding.cause}"), url=advice.link) for advice in offering if advice.link]
    again = Button(text("button-again"), sends=number)
    copy = Button(text("button-copy"), sends=text("say-copy", number=number), copies=number)
    person = Button(text("button-person"), sends=text("say-person"))
    if status in {Status.OK, Status.ATTENTION}:
        return (*links[:1], again)
    handed_on = told.advices[0].finding.fixable_by in _SEND_IT_ON or status is Status.ENDED
    return (*links[:1], copy if handed_on else again, person)
