"""A reply -> messages in Telegram's HTML, none longer than it takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from bot.channels.plain import lines
from bot.domain.masking import masked
from bot.domain.reply import Block, File, Light, Line, Picture, Quote, Reply, Title
from bot.domain.words import text
from bot.ports import Texts

LONGEST = 4096
LONGEST_CAPTION = 1024
_MARKUP = 30
"""Room for the tags around a line."""
_PIECE = 600
"""As many characters fit into a message whatever they are: one may become six when it is escaped."""


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    content: bytes
    caption: str
    picture: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What is sent: texts in HTML, then files. *lines* is the same text before markup, for comparing."""

    texts: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    lines: tuple[str, ...]


def show(reply: Reply, texts: Texts, lang: str, *, private: bool, footer: str | None = None) -> Shown:
    """Return *reply* in *lang*, with *footer* as its last line; in a group no number is shown whole."""
    if not private and (gives_number(reply) or any(isinstance(block, File) for block in reply.blocks)):
        reply = Reply(blocks=(Title(text("telegram-only-in-private")),))
    plain = [line for block in reply.blocks for line in _plain(block, texts, lang, private=private)]
    marked = [line for block in reply.blocks for line in _marked(block, texts, lang, private=private)]
    if footer is not None:
        plain.append(footer)
        marked += _pieces(footer)
    attachments = tuple(_attachments(reply, texts, lang))
    return Shown(tuple(_packed(marked)), attachments, tuple(plain))


def gives_number(reply: Reply) -> bool:
    """Say whether *reply* is there to give the card's whole number, which masked would be nothing."""
    return reply.card is not None and Line(reply.card) in reply.blocks


def units(said: str) -> int:
    """Return the length of *said* as Telegram counts it: in UTF-16 code units."""
    return len(said.encode("utf-16-le", "surrogatepass")) // 2


def _plain(block: Block, texts: Texts, lang: str, *, private: bool) -> Iterator[str]:
    if not isinstance(block, Picture | File):
        for said in lines(block, texts, lang):
            yield from (said if private else masked(said)).splitlines() or [""]


def _marked(block: Block, texts: Texts, lang: str, *, private: bool) -> Iterator[str]:
    """Yield the lines of *block* in HTML, each short enough for a message of its own."""
    said = list(_plain(block, texts, lang, private=private))
    match block:
        case Title():
            yield from (_bold(piece) for line in said for piece in _pieces(line))
        case Line(str(), None) if private:  # a value alone on its line: a tap copies it
            yield from (f"<code>{piece}</code>" for line in said for piece in _pieces(line))
        case Quote():
            yield from _quoted(said)
        case _:
            yield from (piece for line in said for piece in _pieces(line))


def _bold(piece: str) -> str:
    sign, gap, rest = piece.partition(" ")
    return f"{sign}{gap}<b>{rest}</b>" if sign in set(Light) else f"<b>{piece}</b>"


def _quoted(said: list[str]) -> Iterator[str]:
    blank, heading, *inner = said
    yield blank
    yield from _pieces(heading)
    whole = "\n".join(map(escape, inner))
    if units(whole) < LONGEST // 2:
        yield f"<blockquote>{whole}</blockquote>"
    else:
        yield from (piece for line in inner for piece in _pieces(line))


def _pieces(line: str) -> list[str]:
    """Return *line* escaped, cut only where it would not fit into a message."""
    whole = escape(line)
    if units(whole) <= LONGEST - _MARKUP:
        return [whole]
    return [escape(line[at : at + _PIECE]) for at in range(0, len(line), _PIECE)]


def _packed(marked: list[str]) -> Iterator[str]:
    """Put lines together to messages. What is measured is the markup, which is never shorter than what it shows."""
    part: list[str] = []
    length = 0
    for line in marked:
        if part and length + units(line) + 1 > LONGEST:
            yield "\n".join(part).strip("\n")
            part, length = [], 0
        part.append(line)
        length += units(line) + 1
    if any(part):
        yield "\n".join(part).strip("\n")


def _attachments(reply: Reply, texts: Texts, lang: str) -> Iterator[Attachment]:
    for block in reply.blocks:
        match block:
            case Picture(name, content, alt):
                yield Attachment(name, content, texts.say(alt, lang)[: LONGEST_CAPTION // 2], picture=True)
            case File(name, content):
                yield Attachment(name, content, "", picture=False)
            case _:
                pass
