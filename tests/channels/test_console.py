"""An answer as the terminal shows it."""

import pytest

from bot.channels.console import show
from bot.domain.findings import Choose
from bot.domain.reply import Block, Button, Facts, File, Light, Line, Picture, Quote, Reply, Step, Steps, Title
from bot.domain.words import text
from tests.fakes import TEXTS

PERSON = Button(text("button-person"), sends=text("say-person"))
PAY = Button(text("button-quota"), url="https://pay.example/1?a=b&c=d")
COPY = Button(text("button-copy"), sends="8986", copies="8986")


def shown(*blocks: Block, buttons: tuple[Button, ...] = (), lang: str = "zh", numbered: bool = True) -> list[str]:
    return show(Reply(blocks=blocks, buttons=buttons), TEXTS, lang, numbered=numbered).splitlines()


@pytest.mark.parametrize(
    ("block", "zh", "en"),
    [
        pytest.param(
            Title(text("thanks")), ["不客气，有事再发卡号"], ["You're welcome. Send a number any time"], id="a title"
        ),
        pytest.param(Title("ok", Light.GREEN), ["🟢 Ok"], ["🟢 Ok"], id="a title with its sign"),
        pytest.param(Line("text"), ["Text"], ["Text"], id="a line"),
        pytest.param(Line("text", text("label-why")), ["原因　Text"], ["Why　Text"], id="a line with its label"),
        pytest.param(
            Steps((Step("a\nb"), Step("c")), Choose.ALL),
            ["1. a", "2. b", "3. c"],
            ["1. a", "2. b", "3. c"],
            id="all steps",
        ),
        pytest.param(
            Steps((Step("a\nb"),), Choose.ONE),
            ["办法一　a", "办法二　b"],
            ["Either　a", "Or　b"],
            id="one of the steps",
        ),
        pytest.param(Steps((Step("a"),), Choose.ONE), ["a"], ["a"], id="a single step"),
        pytest.param(
            Facts((("iccid", "8986"), ("state", "active"))), ["iccid: 8986", "state: active"], None, id="facts"
        ),
        pytest.param(
            Quote(text("staff-forward"), "en", (Title(text("thanks")),)),
            ["", "── 可直接转发 (en) ──", "You're welcome. Send a number any time"],
            ["", "── Ready to forward (en) ──", "You're welcome. Send a number any time"],
            id="a text to forward, in its own language",
        ),
        pytest.param(Picture("life.png", b"", text("thanks")), ["不客气，有事再发卡号"], None, id="a picture in words"),
        pytest.param(File("cards.csv", b""), ["cards.csv"], ["cards.csv"], id="a file by its name"),
    ],
)
def test_a_block(block: Block, zh: list[str], en: list[str] | None) -> None:
    assert shown(block) == zh
    assert shown(block, lang="en") == (en or shown(block, lang="en"))


@pytest.mark.parametrize(
    ("buttons", "numbered", "lines"),
    [
        pytest.param((), True, [], id="none"),
        pytest.param((PERSON, COPY), True, ["[1] 找人工　[2] 复制完整卡号"], id="two, numbered"),
        pytest.param((PERSON, COPY), False, [], id="two, where no number can be typed next"),
        pytest.param((PAY,), True, ["买叠加包　https://pay.example/1?a=b&c=d"], id="a link is written out"),
        pytest.param(
            (PAY,), False, ["买叠加包　https://pay.example/1?a=b&c=d"], id="a link is written out all the same"
        ),
        pytest.param(
            (PERSON, PAY, COPY),
            True,
            ["买叠加包　https://pay.example/1?a=b&c=d", "[1] 找人工　[2] 复制完整卡号"],
            id="links are not counted: a number picks from what can be sent",
        ),
    ],
)
def test_buttons(buttons: tuple[Button, ...], numbered: bool, lines: list[str]) -> None:
    assert shown(Title("x"), buttons=buttons, numbered=numbered)[1:] == lines


def test_blocks_stand_below_each_other_in_their_order() -> None:
    assert shown(Title("a"), Line("b"), Line("c"), buttons=(PERSON,)) == ["A", "B", "C", "[1] 找人工"]


def test_what_a_person_typed_is_shown_as_it_is() -> None:
    assert shown(Line("[red]{ $number } %s \\ <b>")) == ["[red]{ $number } %s \\ <b>"]
