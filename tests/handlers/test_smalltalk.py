"""Thanks, greetings, anger, a yes or no to nothing."""

import pytest

from bot.domain.message import Memory
from bot.domain.reply import Outcome
from tests.fakes import USED_UP, Talk, ask, ask_in_both


@pytest.mark.parametrize(
    ("said", "zh", "en", "buttons"),
    [
        pytest.param(
            "你好",
            "你好。把卡号发过来，我看看卡怎么了",
            "Hello. Send a card number, and I'll see what's wrong",
            ["卡号在哪", "有哪些状态"],
            id="a greeting",
        ),
        pytest.param(
            "hello there",
            "你好。把卡号发过来，我看看卡怎么了",
            "Hello. Send a card number, and I'll see what's wrong",
            ["卡号在哪", "有哪些状态"],
            id="an English one",
        ),
        pytest.param("谢谢", "不客气，有事再发卡号", "You're welcome. Send a number any time", [], id="thanks"),
        pytest.param(
            "謝謝", "不客气，有事再发卡号", "You're welcome. Send a number any time", [], id="thanks, in traditional"
        ),
        pytest.param("thx!!", "不客气，有事再发卡号", "You're welcome. Send a number any time", [], id="short thanks"),
        pytest.param("你好，谢谢", "不客气，有事再发卡号", None, [], id="a greeting and thanks"),
        pytest.param(
            "垃圾，骗子！！！",
            "卡断了确实耽误事",
            "A dead card is a nuisance, no question",
            ["找人工"],
            id="anger",
        ),
        pytest.param("this is bullshit", "卡断了确实耽误事", None, ["找人工"], id="anger in English"),
        pytest.param("thanks for nothing", "卡断了确实耽误事", None, ["找人工"], id="thanks that are none"),
        pytest.param("好的", "好，有事再发卡号", "All right. Send a number any time", [], id="a yes to nothing"),
        pytest.param("no", "好，有事再发卡号", "All right. Send a number any time", [], id="a no to nothing"),
    ],
)
async def test_the_word_back(said: str, zh: str, en: str | None, buttons: list[str]) -> None:
    chinese, english = await ask_in_both(said)
    assert (chinese.first, english.first) == (zh, en or english.first)
    assert chinese.buttons == buttons
    assert chinese.outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    ("said", "buttons"),
    [
        pytest.param("你好", ["查 8986 **** 0146", "卡号在哪", "有哪些状态"], id="a greeting"),
        pytest.param("骗子", ["查 8986 **** 0146", "找人工"], id="anger"),
        pytest.param("谢谢", [], id="thanks"),
    ],
)
async def test_the_last_card_is_offered(said: str, buttons: list[str]) -> None:
    assert (await ask(said, Memory(last_card=USED_UP), lang="zh")).buttons == buttons


async def test_thanks_do_not_take_back_what_was_offered() -> None:
    talk = Talk(lang="zh")
    first = await talk.say(USED_UP)
    await talk.say("谢谢")
    assert (await talk.say("1")).text == first.text


@pytest.mark.parametrize("said", ["你好，我的卡上不了网", "hi, my card is dead", "垃圾卡，没网了"])
async def test_a_complaint_is_heard_behind_the_greeting(said: str) -> None:
    assert (await ask(said, lang="zh")).first == "先看看卡怎么了：把卡号发过来"


@pytest.mark.parametrize("no", ["不是", "no", "不是这张", "另一张"])
async def test_a_no_asks_which_card_it_is(no: str) -> None:
    talk = Talk()
    await talk.say(USED_UP)
    await talk.say("没网", lang="zh")
    said = await talk.say(no, lang="zh")
    assert said.lines == ["那是哪张卡？把卡号发过来", "卡号印在卡面上，8986 开头，19 或 20 位，可能带字母。"]
    assert said.buttons == ["卡号在哪", "找人工"]
