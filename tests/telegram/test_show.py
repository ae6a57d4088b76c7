"""A reply in Telegram's HTML: escaped, cut where it must be, nothing lost."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import demo, rules
from bot.channels.telegram.show import LONGEST, Shown, show, units
from bot.domain.diagnosis import diagnose
from bot.domain.masking import masked
from bot.domain.message import Viewer
from bot.domain.present import present, tell
from bot.domain.reply import Block, File, Light, Line, Picture, Quote, Reply, Title
from bot.domain.rules import Rulebook
from bot.domain.shop import Shop
from bot.texts import FluentTexts
from tests.telegram import limits
from tests.telegram.bot import NOW

TEXTS = FluentTexts.load()


def shown(*blocks: Block, private: bool = True, footer: str | None = None) -> Shown:
    return show(Reply(blocks=blocks), TEXTS, "zh", private=private, footer=footer)


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (Title("a<b>&\"'"), "<b>A&lt;b&gt;&amp;&quot;&#x27;</b>"),
        (Title("停用", Light.RED), "🔴 <b>停用</b>"),
        (Title("卡 停用"), "<b>卡 停用</b>"),
        (Line("89861125021012300146"), "<code>89861125021012300146</code>"),
        (Line("10:00 起维护", "通知"), "通知　10:00 起维护"),
        (Quote("转发", "en", (Title("<x>"),)), "── 转发 (en) ──\n<blockquote>&lt;x&gt;</blockquote>"),
    ],
    ids=[
        "a title is bold and escaped",
        "its light is not",
        "a short word is",
        "a bare value is code",
        "a labelled one is not",
        "a quote",
    ],
)
def test_a_block_is_marked_up(block: Block, html: str) -> None:
    assert shown(block).texts == (html,)


def test_a_footer_is_the_last_line() -> None:
    assert shown(Title("x"), footer="↻ <").texts == ("<b>X</b>\n↻ &lt;",)


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=5000), min_size=1, max_size=6))
def test_every_message_is_one_that_telegram_takes_and_no_sign_is_lost(said: list[str]) -> None:
    parts = shown(*(Title(text) for text in said)).texts
    for part in parts:
        assert 0 < units(part) <= LONGEST
        limits.shown(part, "HTML")
    whole = "".join(unescape(part.replace("<b>", "").replace("</b>", "")) for part in parts)
    given_ = "".join((text[:1].upper() + text[1:]) for text in said)
    assert "".join(whole.split()) == "".join(given_.split())


@pytest.mark.parametrize("viewer", list(Viewer))
@pytest.mark.parametrize("lang", TEXTS.languages)
def test_every_demo_cards_answer_is_one_message_that_telegram_takes(viewer: Viewer, lang: str) -> None:
    book = Rulebook(rules.load(), "national", {})
    for card in demo.cards(NOW):
        reply = present(tell(diagnose(card, book.of(card), NOW), Shop()), viewer)
        (part,) = show(reply, TEXTS, lang, private=True).texts
        limits.check_text(limits.shown(part, "HTML"))


def test_files_are_sent_beside_the_text() -> None:
    found = shown(Title("x"), Picture("a.png", b"1", "y" * 2000), File("b.csv", b"2"))
    assert [(one.name, one.picture, len(one.caption) <= 1024) for one in found.attachments] == [
        ("a.png", True, True),
        ("b.csv", False, True),
    ]


@pytest.mark.parametrize(
    ("said", "hidden"),
    [
        ("卡 89861125021012300146 停用", "卡 8986 **** 0146 停用"),
        ("8986 1125 0210 1230 0146", "8986 **** 0146"),
        ("8986-0319-4820-13951001", "8986 **** 1001"),
        ("898604D1025078900002", "8986 **** 0002"),
        ("8986 **** 0146", "8986 **** 0146"),
        (
            "2026-11-22 12:00, 100.3 MB, 400-820-8820, 13800138000",
            "2026-11-22 12:00, 100.3 MB, 400-820-8820, 13800138000",
        ),
    ],
    ids=["in a sentence", "in fours", "with dashes", "with letters", "masked already", "dates, amounts, telephones"],
)
def test_in_a_group_long_numbers_are_masked(said: str, hidden: str) -> None:
    assert masked(said) == hidden
    assert shown(Line(said), private=False).texts == (hidden,)
