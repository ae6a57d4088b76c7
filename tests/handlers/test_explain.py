"""What a state, a cause or a word of the field means, and what sets two apart."""

import re

import pytest

from bot.domain.card import Cause, State
from bot.domain.message import Memory
from bot.domain.reply import Outcome
from bot.domain.words import Text
from tests.fakes import TEXTS, USED_UP, ask, ask_in_both

TERMS = ("add_on", "resume", "binding", "separation", "pool", "forced_activation", "auto_cancel", "cycle", "apn")
SAME_NAME = {
    Cause.PLAN_EXPIRED: "state-stopped",
    Cause.CANCELLED: "state-cancelled",
    Cause.DEVICE_MISMATCH: "term-separation",
}
"""Causes that bear the name of something else, which is explained in their place."""
KEYS = [
    *(f"state-{state}.name" for state in State),
    *(f"cause-{cause}.title" for cause in Cause),
    *(f"term-{term}.name" for term in TERMS),
]


def chinese_names(key: str) -> list[str]:
    """Return what the text *key* names in Chinese, what stands in brackets apart."""
    return [name for name in re.split("[（）]", TEXTS.say(Text(key), "zh")) if name]


def about(key: str, lang: str) -> str:
    kind, _, name = key.partition(".")[0].partition("-")
    kind_and_name = SAME_NAME.get(Cause(name), f"{kind}-{name}") if kind == "cause" else f"{kind}-{name}"
    said = TEXTS.say(Text(f"{kind_and_name}.about", {"cancel_days": "90"}), lang)
    return said[:1].upper() + said[1:]


@pytest.mark.parametrize("key", KEYS)
async def test_every_name_is_explained_in_both_languages(key: str) -> None:
    for name in chinese_names(key):
        for question in (f"什么是{name}", f"{name}是什么意思", f"what is {name}?"):
            chinese, english = await ask_in_both(question)
            assert (question, chinese.lines[1]) == (question, about(key, "zh"))
            assert (question, english.lines[1]) == (question, about(key, "en"))
            assert chinese.outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    ("said", "title"),
    [
        pytest.param("信控停用", "信控停用", id="the name alone"),
        pytest.param("什么是信控停用？", "信控停用", id="a question"),
        pytest.param("達量停用是什麼意思", "达量停用", id="in traditional Chinese"),
        pytest.param("信控停佣", "信控停用", id="misspelt"),
        pytest.param("异常亭用怎么办", "异常停用", id="misspelt, and asked what to do"),
        pytest.param("换帮停用", "换绑停用", id="a wrong sign that sounds alike"),
        pytest.param("what is quota suspension", "信控停用", id="its English name"),
        pytest.param("what is a qouta suspension", "信控停用", id="its English name misspelt"),
        pytest.param("what does device-change suspension mean", "换绑停用", id="another English name"),
        pytest.param("卡显示异常停用怎么办", "异常停用", id="what the card shows"),
        pytest.param("卡被运营商停了", "异常停用", id="a complaint that names its cause"),
        pytest.param("为什么会停机", "已停机", id="why cards are stopped"),
        pytest.param("断网是什么意思", "断网", id="an everyday word, asked about"),
        pytest.param("ICCID是什么", "卡号（ICCID）", id="a word of the field"),
        pytest.param("怎么实名", "实名停用", id="how to do it"),
    ],
)
async def test_however_it_is_asked(said: str, title: str) -> None:
    assert (await ask(said, lang="zh")).first == title


@pytest.mark.parametrize(
    "said",
    [
        "又断网了",
        "什么垃圾卡，又断网了",
        "设备离线",
        "我的卡停机了",
        "my card is suspended",
        "my camera is offline again",
    ],
)
async def test_everyday_words_for_a_dead_card_ask_for_no_definition(said: str) -> None:
    assert (await ask(said, lang="zh")).first == "先看看卡怎么了：把卡号发过来"


async def test_the_whole_answer() -> None:
    chinese, english = await ask_in_both("什么是信控停用")
    assert chinese.lines == [
        "信控停用",
        "这个计费周期的套餐流量用完了，平台先停了上网，不是欠费。",
        "怎么办　买叠加包，或者等下个周期自动恢复，自己就能办。统付池的卡充不了，要请池的管理方加流量。",
        "想知道自己的卡是哪一种，把卡号发过来。",
    ]
    assert english.first == "Data used up (信控停用)"
    assert chinese.buttons == ["卡号在哪"]


async def test_a_word_that_is_no_state_does_not_ask_which_one_the_card_is_in() -> None:
    assert (await ask("叠加包是什么", lang="zh")).lines[-1].startswith("怎么办")


@pytest.mark.parametrize(
    "said",
    ["停机和销户有什么区别", "停機和銷戶有什麼區別", "停机跟销户一样吗", "difference between stopped and cancelled"],
)
async def test_two_are_set_apart(said: str) -> None:
    chinese, english = await ask_in_both(said)
    assert chinese.lines == [
        "已停机、已销户，不是一回事",
        "已停机：套餐到期没续，卡停了，号还留着：到期后 90 个自然日没续就自动销户。",
        "怎么办　自动销户之前续费，号就能保住。",
        "已销户：号已经收回，卡作废了。",
        "怎么办　恢复不了，要换新卡。没用完的套餐问卖家。",
        "想知道自己的卡是哪一种，把卡号发过来。",
    ]
    assert english.first == "Not the same thing: stopped, plan ended (已停机) · cancelled (已销户)"


async def test_two_that_are_only_named_stand_beside_each_other() -> None:
    assert (await ask("信控停用 实名停用", lang="zh")).first == "信控停用、实名停用"


async def test_all_six_kinds_of_suspension_can_be_set_apart() -> None:
    said = await ask("主动停用 换绑停用 实名停用 异常停用 信控停用 达量停用 有什么区别", lang="zh")
    assert said.first == "主动停用、换绑停用、实名停用、异常停用、信控停用、达量停用，不是一回事"
    assert sum(line.startswith("怎么办") for line in said.lines) == 6


@pytest.mark.parametrize("said", ["有哪些状态", "卡有几种状态", "what states are there?", "all states"])
async def test_all_states_are_listed(said: str) -> None:
    chinese, english = await ask_in_both(said)
    assert chinese.first == "物联卡的七种状态"
    assert [line.partition("：")[0] for line in chinese.lines[1:]] == [
        TEXTS.say(Text(f"state-{state}.name"), "zh") for state in State
    ]
    assert "已停机：套餐到期没续，卡停了，号还留着：到期后 90 个自然日没续就自动销户。" in chinese.lines
    assert len(english.lines) == len(State) + 1


async def test_the_last_card_is_offered() -> None:
    said = await ask("什么是信控停用", Memory(last_card=USED_UP), lang="zh")
    assert said.buttons == ["查 8986 **** 0146"]


async def test_a_card_in_the_message_is_diagnosed() -> None:
    said = await ask(f"{USED_UP} 显示停机是什么意思", lang="zh")
    assert said.first.startswith("🔴 信控停用")
