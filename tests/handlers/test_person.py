"""Talking to a person."""

import pytest

from bot.domain.message import Memory, Viewer
from bot.domain.reply import Outcome
from bot.errors import SourceDown
from tests.fakes import ABSENT, SETTINGS, USED_UP, USED_UP_MSISDN, Failing, Talk, ask, ask_in_both

NO_CONTACT = SETTINGS.model_copy(update={"support_contact": None})


@pytest.mark.parametrize(
    "said",
    [
        "找人工",
        "轉人工",
        "人工客服",
        "有没有活人",
        "客服电话多少",
        "talk to a person",
        "I want to speak to a human",
        "agent please",
        "我要退款",
        "找人工 490154203237518",
    ],
)
async def test_the_contact_comes_at_once(said: str) -> None:
    chinese, english = await ask_in_both(said)
    assert chinese.lines == [
        "人工客服：400-123-4567",
        "先备好　完整卡号、设备在做什么、什么时候开始不行、试过什么。",
    ]
    assert english.first == "Talk to a person: 400-123-4567"
    assert chinese.outcome is Outcome.ANSWERED


async def test_without_a_contact_the_seller_is_the_one_to_ask() -> None:
    chinese, english = await ask_in_both("找人工", settings=NO_CONTACT)
    assert chinese.first == "这里没有人工客服，请找卖卡的商家"
    assert english.first == "There's no support line here; please ask the seller of the card"


async def test_the_last_card_is_named_masked() -> None:
    said = await ask("找人工", Memory(last_card=USED_UP), lang="zh")
    assert said.lines[1] == "要说的卡：8986 **** 0146"


async def test_staff_see_it_whole() -> None:
    said = await ask("找人工", Memory(last_card=USED_UP), viewer=Viewer.STAFF, lang="zh")
    assert said.lines[1] == f"要说的卡：{USED_UP}"


async def test_a_card_named_just_now_comes_with_its_verdict() -> None:
    talk = Talk(lang="zh")
    said = await talk.say(f"转人工 {USED_UP}")
    assert said.lines[:3] == [
        "人工客服：400-123-4567",
        "要说的卡：8986 **** 0146",
        "🔴 信控停用：本周期流量用完（不是欠费）。自己就能恢复，一般 15 分钟内",
    ]
    assert (await talk.say("1")).buttons == ["买叠加包", "再查一次", "找人工"]


@pytest.mark.parametrize("number", [ABSENT, USED_UP_MSISDN])
async def test_whatever_the_number_is(number: str) -> None:
    said = await ask(f"转人工 {number}", lang="zh")
    assert said.first == "人工客服：400-123-4567"
    assert said.outcome is Outcome.ANSWERED


async def test_a_failing_source_keeps_nobody_from_a_person() -> None:
    said = await ask(f"转人工 {USED_UP}", source=Failing(SourceDown("inventory")), lang="zh")
    assert said.first == "人工客服：400-123-4567"
    assert said.outcome is Outcome.ANSWERED


async def test_no_source_is_asked_about_the_last_card() -> None:
    said = await ask("找人工", Memory(last_card=USED_UP), source=Failing(AssertionError()), lang="zh")
    assert said.first == "人工客服：400-123-4567"


async def test_who_has_paid_is_not_told_to_pay_when_the_card_is_looked_at() -> None:
    talk = Talk(lang="zh")
    said = await talk.say(f"我已经充值了，找人工 {USED_UP}")
    assert said.first == "人工客服：400-123-4567"
    assert said.sends == [f"我已经充值了 {USED_UP}"]
    assert (await talk.say("1")).first.startswith("🔴 付过了就别再付")
