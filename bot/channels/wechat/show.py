"""A reply -> texts as WeChat takes them: links for buttons, numbers for those who type, cut by bytes."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from bot.channels.plain import lines
from bot.domain.reply import Answer, Button
from bot.domain.words import text
from bot.ports import Speech

LONGEST = 1800
"""Bytes of one part. WeChat takes 2,048: the rest is for the way to what follows."""
_ADDRESS_SIGNS = "!#$%&()*+,/:;=?@[]~"
_ENDS_A_VALUE = re.compile('[%&#+"<>\t]')
_NUMBERED = re.compile(r"^.*?(?=<a href=\"weixin:)", re.MULTILINE)


def show(answer: Answer, texts: Speech) -> list[str]:
    """Return *answer* as parts of at most LONGEST bytes, cut between blocks where that is possible."""
    said = [list(map(inert, _said(lines(block, texts, answer.lang)))) for block in answer.reply.blocks]
    return parts([*said, list(_choices(answer.reply.buttons, texts, answer.lang))])


def _said(block: Iterator[str]) -> Iterator[str]:
    for line in block:
        yield from line.splitlines() or [""]


def inert(said: str) -> str:
    """Keep what is said from being read as a link. WeChat knows no escapes: the sign is a full-width one."""
    return said.encode("utf-8", "replace").decode().replace("<", "＜")


def size(said: str) -> int:
    """Return the length of *said* as WeChat counts it: in bytes."""
    return len(said.encode())


# Choices


def _choices(buttons: Sequence[Button], texts: Speech, lang: str) -> Iterator[str]:
    """Yield a line a button: a link that opens a page, or one that says something, with the number that says it."""
    number = 0
    for button in buttons:
        label = inert(texts.say(button.label, lang))
        if button.url is not None:
            yield _linked(label, quote(button.url, safe=_ADDRESS_SIGNS))
        elif button.sends is not None:
            number += 1
            link = tap(label, texts.say(button.sends, lang), number)
            yield texts.say(text("wechat-choice", number=number, link=link), lang)


def tap(label: str, sends: str, number: int = 1) -> str:
    """Return a link that says *sends* as the reader's own message; *number* is a mere hint to the receiver."""
    return _linked(label, f"weixin://bizmsgmenu?msgmenucontent={_spelt(sends)}&msgmenuid={number}")


def _spelt(sends: str) -> str:
    """Return *sends* as it stands in a link: Chinese as it is, what would end the link or its value escaped."""
    return _ENDS_A_VALUE.sub(lambda found: quote(found[0]), sends)


def _linked(label: str, address: str) -> str:
    link = f'<a href="{address}">{label}</a>'
    return link if size(link) <= LONGEST // 2 else label


def unnumbered(part: str) -> str:
    """Return *part* without the numbers of its choices: a later answer's numbers are meant from now on."""
    return _NUMBERED.sub("", part)


# Cutting


def parts(blocks: Sequence[Sequence[str]]) -> list[str]:
    """Put blocks of lines together to parts: cut between blocks, else between lines, else between signs."""
    whole = ["\n".join(block) for block in blocks if block]
    pieces = [piece for block in whole for piece in ([block] if size(block) <= LONGEST else _lines(block))]
    return [part.strip("\n") for part in _packed(pieces) if part.strip()]


def _lines(block: str) -> Iterator[str]:
    for line in block.split("\n"):
        yield from [line] if size(line) <= LONGEST else _cut(line)


def _cut(line: str) -> Iterator[str]:
    """Yield pieces of *line* that fit, cut between signs."""
    rest = line.encode()
    while rest:
        piece = rest[:LONGEST].decode("utf-8", "ignore")
        yield piece
        rest = rest[size(piece) :]


def _packed(pieces: Sequence[str]) -> Iterator[str]:
    part = ""
    for piece in pieces:
        joined = f"{part}\n{piece}" if part else piece
        if size(joined) > LONGEST:
            yield part
            joined = piece
        part = joined
    yield part


def page(waiting: Sequence[str], way_on: str) -> tuple[str, list[str]]:
    """Return the first message of what is *waiting*, and the rest.

    Where not all fits the *way_on* follows, and its number is the only one.
    """
    first, *rest = waiting
    while rest and size(f"{first}\n\n{rest[0]}") <= LONGEST:
        first = f"{first}\n\n{rest.pop(0)}"
    return (f"{unnumbered(first)}\n\n{way_on}", rest) if rest else (first, [])
