"""Say what a state, a cause or a word of the field means, and what sets several of them apart."""

from collections.abc import Mapping

from bot.domain.card import Cause, State
from bot.domain.reply import Block, Button, Line, Reply, Title
from bot.domain.words import Arg, Joined, Text, text
from handlers.buttons import WHERE, check
from handlers.heard import Heard, Tools

_MOST = 7
_QUESTIONS = frozenset({"what_is", "difference", "resume"})
_COMPLAINTS = frozenset({"dead", "still_dead", "anger"})
_EVERYDAY = frozenset({State.SUSPENDED, State.STOPPED, Cause.NET_BLOCK, Cause.OFFLINE})
"""What people also call a card that does not work, whatever the reason."""


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Explain what the message names: one term, or several beside each other."""
    facts = _facts(tools)
    if "all_states" in heard.intents:
        return Reply(blocks=_all_states(facts), buttons=_way_on(heard))
    if not heard.terms or _is_complaint(heard):
        return None
    terms = heard.terms[:_MOST]
    own = any(term in {*State, *Cause} for term in terms)
    more = (Line(text("explain-send-number")),) if own else ()
    blocks = _one(terms[0], facts) if len(terms) == 1 else _several(terms, facts, heard)
    return Reply(blocks=(*blocks, *more), buttons=_way_on(heard))


def _is_complaint(heard: Heard) -> bool:
    """Say whether the terms are only everyday words for a card that is dead: "又断网了" asks for no definition."""
    intents = set(heard.intents)
    return bool(_EVERYDAY.issuperset(heard.terms) and intents & _COMPLAINTS and not intents & _QUESTIONS)


def _facts(tools: Tools) -> Mapping[str, Arg]:
    pack = tools.rulebook.packs[tools.rulebook.default]
    return {"cancel_days": "unknown" if pack.cancel_days.value is None else str(pack.cancel_days.value)}


def _one(term: str, facts: Mapping[str, Arg]) -> tuple[Block, ...]:
    return (Title(_name(term)), Line(_part(term, "about", facts)), _way(term, facts))


def _several(terms: tuple[str, ...], facts: Mapping[str, Arg], heard: Heard) -> tuple[Block, ...]:
    """Set *terms* beside each other; who asks for the difference is told that there is one."""
    names = Joined(tuple(_name(term) for term in terms), "join-terms")
    title = Title(text("explain-difference" if "difference" in heard.intents else "explain-several", names=names))
    return (title, *(line for term in terms for line in (_line(term, facts), _way(term, facts))))


def _line(term: str, facts: Mapping[str, Arg]) -> Line:
    return Line(text("explain-line", name=_name(term), about=_part(term, "about", facts)))


def _way(term: str, facts: Mapping[str, Arg]) -> Line:
    return Line(_part(term, "way", facts), text("label-way"))


def _key(term: str) -> str:
    if term in set(State):
        return f"state-{term}"
    return f"cause-{term}" if term in set(Cause) else f"term-{term}"


def _name(term: str) -> Text:
    return Text(f"{_key(term)}.{'title' if _key(term).startswith('cause') else 'name'}")


def _part(term: str, part: str, facts: Mapping[str, Arg]) -> Text:
    return Text(f"{_key(term)}.{part}", facts)


def _all_states(facts: Mapping[str, Arg]) -> tuple[Block, ...]:
    return (Title(text("explain-states")), *(_line(state, facts) for state in State))


def _way_on(heard: Heard) -> tuple[Button, ...]:
    last = heard.last_card
    return (WHERE,) if last is None else (check(last.number, heard.shown(last)),)
