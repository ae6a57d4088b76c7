"""A reply as JSON: what the API returns and `ask --json` prints."""

from typing import Any

from bot.channels.plain import lines, opening, render
from bot.domain.advice import Advice, Told
from bot.domain.reply import Button, Facts, Line, Photo, Quote, Reply, Steps, Title
from bot.domain.words import Words
from bot.ports import Speech

Json = dict[str, Any]


class _Once:
    """Says each text once, though it stands in the plain text, in a block and in the diagnosis."""

    def __init__(self, texts: Speech) -> None:
        self._texts = texts
        self._said: dict[tuple[int, str], tuple[Words, str]] = {}

    def say(self, words: Words, lang: str) -> str:
        known = self._said.get((id(words), lang))
        if known is None:  # the words are kept, too, so that no others can come to stand in their place
            known = self._said[id(words), lang] = (words, self._texts.say(words, lang))
        return known[1]


def message(reply: Reply, texts: Speech, lang: str) -> Json:
    """Return the whole answer: as plain text, as blocks, with its buttons and the diagnosis behind it."""
    texts = _Once(texts)
    return {
        "lang": lang,
        "text": render(reply, texts, lang),
        "blocks": [_block(block, texts, lang) for block in reply.blocks],
        "buttons": [button(given, texts, lang) for given in reply.buttons],
        "diagnosis": None if reply.told is None else diagnosis(reply.told, texts, lang),
    }


def _block(block: Any, texts: Speech, lang: str) -> Json:
    name = type(block).__name__.lower()
    said = list(lines(block, texts, lang))
    match block:
        case Title(words, light):
            return {"type": name, "text": opening(texts.say(words, lang)), "light": light and str(light)}
        case Line(words, label):
            said_label = None if label is None else texts.say(label, lang)
            return {"type": name, "text": opening(texts.say(words, lang)), "label": said_label}
        case Steps(_, choose):
            return {"type": name, "choose": str(choose), "items": said}
        case Facts(rows):
            return {"type": name, "rows": [[texts.say(key, lang), texts.say(value, lang)] for key, value in rows]}
        case Quote(label, other, inner):
            blocks = [_block(quoted, texts, other) for quoted in inner]
            return {"type": name, "label": texts.say(label, lang), "lang": other, "blocks": blocks}
        case _:
            named = {"name": block.name} if isinstance(block, Photo) else {}
            return {"type": name, "text": "\n".join(said), **named}


def button(given: Button, texts: Speech, lang: str) -> Json:
    """Return a button: what it says, and what it sends or opens."""
    label = {"label": texts.say(given.label, lang)}
    if given.url is not None:
        return {**label, "url": given.url}
    sends = {**label, "sends": texts.say(given.sends or "", lang)}
    return sends if given.copies is None else {**sends, "copies": given.copies}


def diagnosis(told: Told, texts: Speech, lang: str) -> Json:
    """Return the diagnosis of docs/api.md, its texts in *lang*."""
    seen = told.diagnosis
    source = seen.card.seen_of("state").source
    others = {seen.card.source, *(other.source for other in seen.card.seen.values())} - {source}
    return {
        "iccid": seen.card.iccid.number,
        "carrier": str(seen.carrier or "unknown"),
        "state": str(seen.state or "unknown"),
        "status": str(seen.status),
        "headline": opening(texts.say(told.headline, lang)),
        "findings": [_finding(advice, texts, lang) for advice in told.advices],
        "events": [
            {"event": str(event.kind), "on": event.on.isoformat(), "days_left": event.days_left}
            for event in seen.events
        ],
        "source": source,
        "sources": [source, *sorted(others)],
        "as_of": seen.card.as_of.astimezone(seen.now.tzinfo).isoformat(timespec="seconds"),
        "rules": seen.rules.name,
        **{name: said for name, said in _reserves(told, lang).items() if said},
    }


def _reserves(told: Told, lang: str) -> dict[str, list[str]]:
    """Return what an answer is to be taken with; a card that nothing is wrong with looking up has none of it."""
    card = told.diagnosis.card
    return {
        "not_checked": sorted(card.gaps),
        "silent": sorted(card.silent),
        "notices": [notice.text_in(lang) for notice in told.notices],
    }


def _finding(advice: Advice, texts: Speech, lang: str) -> Json:
    finding = advice.finding
    notes = [texts.say(note, lang) for note in advice.notes]
    return {
        "cause": str(finding.cause),
        "fixable_by": str(finding.fixable_by),
        "title": opening(texts.say(advice.title, lang)),
        "why": opening(texts.say(advice.why, lang)),
        "choose": str(finding.choose),
        "steps": [*texts.say(advice.steps, lang).splitlines(), *notes],
        "wait": opening(texts.say(advice.wait, lang)),
        "resumes_on": None if finding.resumes_on is None else finding.resumes_on.isoformat(),
        "link": advice.link,
    }
