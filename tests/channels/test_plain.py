"""The text renderer that channels share: each block as lines, in one language, without markup."""

import pytest

from bot.channels.plain import lines, opening, render
from bot.domain.findings import Choose
from bot.domain.reply import Block, Facts, File, Light, Line, Picture, Quote, Reply, Step, Steps, Title
from bot.domain.words import Joined, text
from tests.domain.builders import TEXTS

ONE_STEP = Steps((Step("only this"),), Choose.ALL)
TWO_LINES = Steps((Step("first\nsecond"),), Choose.ALL)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param(Title("in use"), ["In use"], id="a title begins with a capital letter"),
        pytest.param(Title("in use", Light.GREEN), ["🟢 In use"], id="its sign stands before it"),
        pytest.param(Line("used up"), ["Used up"], id="a line"),
        pytest.param(Line("used up", "why"), ["why　Used up"], id="a line with its label"),
        pytest.param(ONE_STEP, ["only this"], id="a single step has no number"),
        pytest.param(Steps((Step("this"),), Choose.ONE), ["this"], id="nor a choice"),
        pytest.param(TWO_LINES, ["1. first", "2. second"], id="all of them, in order: numbers"),
        pytest.param(
            Steps((Step("first\nsecond\nthird\nfourth"),), Choose.ONE),
            ["Either　first", "Or　second", "Or　third", "Or　fourth"],
            id="one is enough: either, or",
        ),
        pytest.param(
            Steps((Step("buy", "data"), Step("verify", "real name")), Choose.ALL),
            ["1. Data: buy", "2. Real name: verify"],
            id="steps for several causes name what they are for",
        ),
        pytest.param(Facts((("state", "active"), ("online", "True"))), ["state: active", "online: True"], id="facts"),
        pytest.param(
            Picture("card.png", b"...", "where the number is"), ["where the number is"], id="a picture's words"
        ),
        pytest.param(File("cards.csv", b"..."), ["cards.csv"], id="a file's name"),
        pytest.param(
            Quote("pass on", "zh", (Line(text("say-person"), "label"),)),
            ["", "── pass on (zh) ──", "label　找人工"],
            id="a quote is in its own language",
        ),
    ],
)
def test_a_block_becomes_lines(block: Block, expected: list[str]) -> None:
    assert list(lines(block, TEXTS, "en")) == expected


def test_alternatives_in_chinese_are_counted() -> None:
    choices = Steps((Step("甲\n乙\n丙"),), Choose.ONE)
    assert list(lines(choices, TEXTS, "zh")) == ["办法一　甲", "办法二　乙", "办法三　丙"]


def test_a_reply_is_its_blocks_a_line_each() -> None:
    reply = Reply(blocks=(Title("one", Light.RED), Line("two"), TWO_LINES))
    assert render(reply, TEXTS, "en") == "🔴 One\nTwo\n1. first\n2. second"


def test_texts_are_said_in_the_language_asked_for() -> None:
    reply = Reply(blocks=(Title(Joined((text("state-active.name"), text("state-unused.name")), "join-causes")),))
    assert render(reply, TEXTS, "zh") == "使用中 + 未使用（静默期）"
    assert render(reply, TEXTS, "en") == "In use (使用中) + not in use (未使用, silent period)"


@pytest.mark.parametrize(("said", "expected"), [("in use", "In use"), ("", ""), ("使用中", "使用中"), ("APN", "APN")])
def test_a_line_opens_with_a_capital_where_there_are_any(said: str, expected: str) -> None:
    assert opening(said) == expected
