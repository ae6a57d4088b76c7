"""The text renderer that channels share: a reply as lines, one language, no markup."""

from collections.abc import Iterator
from typing import assert_never

from bot.domain.findings import Choose
from bot.domain.reply import Block, Facts, File, Line, Photo, Picture, Quote, Reply, Step, Steps, Title
from bot.domain.words import Words, text
from bot.ports import Speech

_CHOICES = 3
_READABLE = ".json"
"""How a file's name ends that is shown as text where a channel cannot send it."""


def render(reply: Reply, texts: Speech, lang: str) -> str:
    """Return *reply* as plain text in *lang*, a line each."""
    return "\n".join(line for block in reply.blocks for line in lines(block, texts, lang))


def lines(block: Block, texts: Speech, lang: str) -> Iterator[str]:
    """Yield the lines of one block."""
    match block:
        case Title(words, light):
            said = opening(texts.say(words, lang))
            yield f"{light} {said}" if light else said
        case Line(words, label):
            yield labelled(words, label, texts, lang)
        case Steps():
            yield from steps(block, texts, lang)
        case Facts(rows):
            yield from (f"{texts.say(name, lang)}: {texts.say(value, lang)}" for name, value in rows)
        case Quote(label, other, blocks):
            yield ""
            yield f"── {texts.say(label, lang)} ({other}) ──"
            yield from (line for inner in blocks for line in lines(inner, texts, other))
        case Picture() | Photo():
            yield texts.say(block.alt, lang)
        case File(name, content):
            yield name
            if name.endswith(_READABLE):
                yield from content.decode("utf-8", "replace").splitlines()
        case _:
            assert_never(block)


def labelled(words: Words, label: Words | None, texts: Speech, lang: str) -> str:
    """Say *words*, after its label where it has one."""
    said = opening(texts.say(words, lang))
    return said if label is None else texts.say(text("labelled", label=label, text=said), lang)


def steps(block: Steps, texts: Speech, lang: str) -> Iterator[str]:
    """Yield what to do, a line each: numbered where all are needed, Either/Or where one is enough."""
    said = [line for item in block.items for line in step_lines(item, texts, lang)]
    if len(said) == 1:
        yield from said
        return
    for number, line in enumerate(said, 1):
        if block.choose is Choose.ALL:
            yield f"{number}. {line}"
        else:
            choice = text(f"choice-{min(number, _CHOICES)}")
            yield texts.say(text("labelled", label=choice, text=line), lang)


def step_lines(step: Step, texts: Speech, lang: str) -> list[str]:
    """Return the lines of one step."""
    said = texts.say(step.text, lang).splitlines()
    if step.label is None:
        return said
    label = opening(texts.say(step.label, lang))
    return [texts.say(text("step-labelled", label=label, text=line), lang) for line in said]


def opening(said: str) -> str:
    """Begin a line with a capital letter, in the languages that have them."""
    return said[:1].upper() + said[1:]
