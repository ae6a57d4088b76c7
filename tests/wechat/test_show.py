"""What WeChat is given to show: within its bytes, every sign of the answer, and no markup but ours."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import demo, rules
from bot.channels.plain import render
from bot.channels.wechat.show import LONGEST, inert, page, parts, show, size, tap, unnumbered
from bot.domain.diagnosis import diagnose
from bot.domain.message import Viewer
from bot.domain.present import present, tell
from bot.domain.reply import Answer, Block, Button, Line, Quote, Reply, Title
from bot.domain.rules import Rulebook
from bot.domain.shop import Shop
from bot.domain.words import text
from bot.texts import FluentTexts
from tests.web.clinic import NOON

TEXTS = FluentTexts.load()
LINES = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), max_size=2500
)


def shown(*blocks: Block, buttons: tuple[Button, ...] = ()) -> list[str]:
    return show(Answer(Reply(blocks=blocks, buttons=buttons), "zh"), TEXTS)


def test_a_short_answer_is_one_part_with_its_choices_last() -> None:
    buttons = (
        Button("充值", url='https://pay.example/?a=1&b="<x>"#卡'),
        Button("再查一次", sends="查 8986"),
        Button("全号", sends="full number", copies="8986"),
        Button("算&式", sends='1<2&3="4"#5%'),
    )
    (part,) = shown(Title("信控停用"), Line("为什么"), buttons=buttons)
    assert part == (
        "信控停用\n为什么\n"
        '<a href="https://pay.example/?a=1&b=%22%3Cx%3E%22#%E5%8D%A1">充值</a>\n'
        '回复 1：<a href="weixin://bizmsgmenu?msgmenucontent=查 8986&msgmenuid=1">再查一次</a>\n'
        '回复 2：<a href="weixin://bizmsgmenu?msgmenucontent=full number&msgmenuid=2">全号</a>\n'
        '回复 3：<a href="weixin://bizmsgmenu?msgmenucontent=1%3C2%263=%224%22%235%25&msgmenuid=3">算&式</a>'
    )


@pytest.mark.parametrize("said", ['<a href="weixin://x">free</a>', "</a>", "a < b", "<"])
def test_what_is_said_is_never_markup(said: str) -> None:
    whole = "\n".join(shown(Title(said), Line(said), buttons=(Button(said, sends="x"),)))
    assert whole.count("<") == 2
    assert inert(said).count("＜") == said.count("<")


def test_a_link_that_is_too_long_is_only_a_label() -> None:
    assert shown(Title("x"), buttons=(Button("充值", url="https://pay.example/" + "x" * 2000),)) == ["X\n充值"]


@given(st.lists(LINES, min_size=1, max_size=6))
def test_every_part_fits_and_no_sign_is_lost(said: list[str]) -> None:
    given_ = shown(*(Line(text) for text in said))
    assert all(0 < size(part) <= LONGEST for part in given_)
    whole = "".join(inert(text[:1].upper() + text[1:]) for text in said)
    assert "".join("".join(given_).split()) == "".join(whole.split())


@given(st.lists(st.text("字a\n", max_size=400), min_size=1, max_size=12))
def test_a_page_fits_and_the_rest_follows_in_order(said: list[str]) -> None:
    whole = parts([text.split("\n") for text in said]) or ["x"]
    read, rest = [], whole
    while rest:
        first, rest = page(rest, "更多")
        assert size(first) <= 2048 - 240 + size("更多")
        assert first.endswith("\n\n更多") is bool(rest)
        read.append(first.removesuffix("\n\n更多") if rest else first)
    assert "\n\n".join(read) == "\n\n".join(whole)


@pytest.mark.parametrize("lang", TEXTS.languages)
def test_the_way_on_fits_beside_the_longest_page(lang: str) -> None:
    more = tap(TEXTS.say(text("wechat-more"), lang), TEXTS.say(text("wechat-more"), lang))
    first, rest = page(["x" * LONGEST, "y"], TEXTS.say(text("wechat-goes-on", link=more), lang))
    assert rest == ["y"]
    assert size(first) <= 2048


def test_blocks_are_cut_between_when_they_fit_alone() -> None:
    said = ["甲" * 400, "乙" * 400, "丙" * 100]
    assert [part[0] for part in shown(*(Line(text) for text in said))] == ["甲", "乙"]


def test_a_quote_is_said_in_full() -> None:
    assert shown(Quote("转发", "en", (Title("x"),))) == ["── 转发 (en) ──\nX"]


def test_choices_of_an_earlier_answer_lose_their_numbers_alone() -> None:
    (part,) = shown(Title("1. 停用"), buttons=(Button("再查", sends="x"), Button("充值", url="https://x.example")))
    bare = unnumbered(part)
    assert "回复" not in bare
    assert bare.startswith("1. 停用\n<a ")
    assert re.findall(">(.*?)</a>", bare) == ["再查", "充值"]


@pytest.mark.parametrize("viewer", list(Viewer))
@pytest.mark.parametrize("lang", TEXTS.languages)
def test_every_demo_cards_answer_is_one_message(viewer: Viewer, lang: str) -> None:
    book = Rulebook(rules.load(), "national", {})
    shop = Shop(recharge_url="https://pay.example/{iccid}", real_name_url="https://name.example/{iccid}")
    for card in demo.cards(NOON):
        reply = present(tell(diagnose(card, book.of(card), NOON), shop), viewer)
        said = show(Answer(reply, lang), TEXTS)
        assert len(said) == 1 or viewer is Viewer.STAFF
        lines = [line for part in said for line in part.split("\n") if line]
        meant = [line for line in render(reply, TEXTS, lang).split("\n") if line]
        assert lines[: len(meant)] == meant
