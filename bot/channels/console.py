"""The terminal: a line in, lines out; buttons are numbered, links are written out."""

from bot.channels.plain import render
from bot.domain.reply import Button, Reply
from bot.domain.words import text
from bot.ports import Texts


def show(reply: Reply, texts: Texts, lang: str, *, numbered: bool) -> str:
    """Return *reply* as the terminal shows it; its buttons *numbered* where a number can be typed next."""
    said = render(reply, texts, lang)
    links = [_link(button, texts, lang) for button in reply.buttons if button.url is not None]
    choices = [button for button in reply.buttons if button.sends is not None] if numbered else []
    offers = "　".join(f"[{number}] {texts.say(button.label, lang)}" for number, button in enumerate(choices, 1))
    return "\n".join([said, *links, *([offers] if offers else [])])


def _link(button: Button, texts: Texts, lang: str) -> str:
    return texts.say(text("labelled", label=button.label, text=button.url or ""), lang)
