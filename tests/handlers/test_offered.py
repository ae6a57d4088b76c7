"""What a bare number or a yes means after an offer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import Memory
from handlers.offered import meant
from tests.fakes import LEXICON, Talk

OFFERS = ("first", "second", "third")


@pytest.mark.parametrize(
    ("said", "picked"),
    [
        ("1", "first"),
        ("2", "second"),
        (" 3 ", "third"),
        ("１", "first"),
        ("②", "second"),
        ("[3]", "third"),
        ("【1】", "first"),
        ("2.", "second"),
        ("3、", "third"),
        ("（1）", "first"),
        ("#2", "second"),
        ("01", "first"),
        ("٣", "third"),
    ],
)
def test_a_bare_number_picks_by_place(said: str, picked: str) -> None:
    assert meant(said, Memory(offers=OFFERS), LEXICON) == picked


@pytest.mark.parametrize(
    "said",
    [
        "0",
        "4",
        "-1",
        "1.5",
        "0010",
        "1000",
        "00000000000000001",
        "1 2",
        "1张",
        "",
        "   ",
        "one",
        "一",
        "½",
        "³½",
        "\x00",
    ],
)
def test_anything_else_is_what_it_says(said: str) -> None:
    assert meant(said, Memory(offers=OFFERS, asked=True), LEXICON) == said


@pytest.mark.parametrize(
    ("said", "asked", "picked"),
    [
        pytest.param("是", True, "first", id="a yes to a question"),
        pytest.param("yes", True, "first", id="in English"),
        pytest.param("对的", True, "first", id="in other words"),
        pytest.param("是", False, "是", id="a yes to no question"),
        pytest.param("不是", True, "不是", id="a no"),
        pytest.param("是的，我的卡没网", True, "是的，我的卡没网", id="a yes and more"),
    ],
)
def test_a_yes_picks_the_first_where_there_was_a_question(said: str, asked: bool, picked: str) -> None:
    assert meant(said, Memory(offers=OFFERS, asked=asked), LEXICON) == picked


def test_nothing_offered_nothing_picked() -> None:
    assert [meant(said, Memory(asked=True), LEXICON) for said in ("1", "是")] == ["1", "是"]


@given(st.text(), st.lists(st.text(), max_size=3), st.booleans())
def test_it_is_an_offer_or_what_was_said(said: str, offers: list[str], asked: bool) -> None:
    assert meant(said, Memory(offers=tuple(offers), asked=asked), LEXICON) in [*offers, said]


@pytest.mark.parametrize("said", ["0010", "1" * 5000, "٠٠١٠", "²", "一" * 4])
async def test_no_number_breaks_the_talk(said: str) -> None:
    talk = Talk()
    await talk.say("没网")
    assert (await talk.say(said)).first != "我们这边出了点问题，没查成。过几分钟再试；还不行，找人工"
