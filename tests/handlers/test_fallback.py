"""What no other ability takes."""

import pytest

from bot.domain.message import Memory, Viewer
from bot.domain.reply import Outcome
from tests.fakes import USED_UP, USED_UP_MSISDN, Talk, ask, ask_in_both

DEAD = ("先看看卡怎么了：把卡号发过来", "Let's see what's wrong: send the card number")
UNCLEAR = ("没看懂。要查卡，把卡号发过来", "I didn't get that. To check a card, send its number")
NUMBER = ("这串数字不是卡号", "That isn't a card number")


@pytest.mark.parametrize(
    ("said", "first"),
    [
        pytest.param("我的卡上不了网", DEAD, id="no connection"),
        pytest.param("請問我的卡為什麼上不了網", DEAD, id="no connection, in traditional Chinese"),
        pytest.param("my card is dead", DEAD, id="dead"),
        pytest.param("it doesn't work", DEAD, id="does not work"),
        pytest.param("怎么恢复", DEAD, id="how to get it back"),
        pytest.param("unblock my card", DEAD, id="an order"),
        pytest.param("明天天气怎么样", UNCLEAR, id="something else"),
        pytest.param("SELECT * FROM cards; --", UNCLEAR, id="an attempt"),
        pytest.param("<script>alert(1)</script>", UNCLEAR, id="another attempt"),
        pytest.param("{ $number }", UNCLEAR, id="a text's own notation"),
        pytest.param("asdfghjkl", UNCLEAR, id="letters"),
        pytest.param("????", UNCLEAR, id="signs"),
        pytest.param("😀", UNCLEAR, id="a face"),
        pytest.param("", UNCLEAR, id="nothing"),
        pytest.param("  \n ", UNCLEAR, id="nothing but space"),
        pytest.param("\x00\ufffd\u202e", UNCLEAR, id="what is no text"),
        pytest.param("1", UNCLEAR, id="a place in no list"),
        pytest.param("是", ("好，有事再发卡号", "All right. Send a number any time"), id="a yes to nothing"),
        pytest.param("861234567890123", NUMBER, id="a number of no known kind"),
        pytest.param("12345678", NUMBER, id="a short one"),
        pytest.param("我的号 1234 5678 90", NUMBER, id="one in groups"),
        pytest.param("1234567", UNCLEAR, id="too short for any"),
        pytest.param("汉" * 20_000, UNCLEAR, id="a very long message"),
    ],
)
async def test_the_first_line(said: str, first: tuple[str, str]) -> None:
    chinese, english = await ask_in_both(said)
    assert (chinese.first, english.first) == first


async def test_the_number_is_asked_for() -> None:
    said = await ask("my card is dead")
    assert said.outcome is Outcome.NOT_READ
    assert said.lines[1].startswith("The card number is printed on the SIM")
    assert said.buttons == ["Where's the number?", "Talk to a person"]


@pytest.mark.parametrize(
    ("said", "zh", "en"),
    [
        pytest.param(
            "没网",
            "还是 8986 **** 0146 这张卡吗？是就回复“是”",
            'Is it the card 8986 **** 0146? Answer "yes" if so',
            id="a complaint",
        ),
        pytest.param(
            "明天天气怎么样",
            "没看懂。要查 8986 **** 0146 这张卡吗？是就回复“是”",
            'I didn\'t get that. Shall I check the card 8986 **** 0146? Answer "yes" if so',
            id="something else",
        ),
    ],
)
async def test_the_last_card_is_offered(said: str, zh: str, en: str) -> None:
    chinese, english = await ask_in_both(said, Memory(last_card=USED_UP))
    assert (chinese.first, english.first) == (zh, en)
    assert chinese.lines[1] == "别的卡，把卡号发过来。"
    assert chinese.buttons == ["查 8986 **** 0146", "卡号在哪", "找人工"]


async def test_staff_are_offered_it_whole() -> None:
    said = await ask("没网", Memory(last_card=USED_UP), viewer=Viewer.STAFF, lang="zh")
    assert USED_UP in said.first


async def test_a_telephone_number_is_offered_as_it_was_given() -> None:
    said = await ask("没网", Memory(last_card=USED_UP_MSISDN), lang="zh")
    assert said.first == "还是 1410 **** 5014 这张卡吗？是就回复“是”"


@pytest.mark.parametrize("yes", ["是", "对", "嗯", "yes", "ok", "1"])
async def test_a_yes_looks_at_it(yes: str) -> None:
    talk = Talk()
    await talk.say(USED_UP)
    await talk.say("没网")
    assert (await talk.say(yes, lang="zh")).first.startswith("🔴 信控停用")


async def test_another_number_is_not_answered_with_the_last_card() -> None:
    said = await ask("861234567890123", Memory(last_card=USED_UP), lang="zh")
    assert said.first == "这串数字不是卡号"
    assert "861234567890123" not in said.text
