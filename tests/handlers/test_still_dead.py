"""People who have done what there was to do, and nothing has changed."""

import pytest

from bot.domain.message import Memory
from bot.domain.reply import Outcome
from bot.errors import SourceDown
from tests.fakes import (
    ABSENT,
    BLOCKED,
    CANCELLED,
    FINE,
    LAST_CYCLE,
    NAMELESS_AND_USED_UP,
    OUT_OF_REACH,
    RUNNING_LOW,
    UNDER_REVIEW,
    USED_UP,
    Failing,
    Talk,
    ask,
    ask_in_both,
)

STILL = "等了30分钟还是不行"

SAYS_STILL = [
    "还是不行",
    "等了30分钟还是没网",
    "還是不行",
    "重启了也没用",
    "30 minutes and still dead",
    "still not working",
    "nothing changed",
    "restarted, no luck",
]


@pytest.mark.parametrize("said", SAYS_STILL)
async def test_the_last_card_is_looked_at_again_and_handed_over(said: str) -> None:
    chinese, english = await ask_in_both(said, Memory(last_card=USED_UP))
    assert chinese.lines == [
        "🔴 平台上还没恢复：信控停用。该找人工了",
        "卡 8986 **** 0146 · 中国电信 · 刚刚更新",
        "人工客服：400-123-4567",
        "先备好　完整卡号、设备在做什么、什么时候开始不行、试过什么。",
    ]
    assert english.first == "🔴 Not back on the platform yet: data used up (信控停用). Time to talk to a person"
    assert chinese.buttons == ["再查一次", "找人工"]
    assert chinese.outcome is Outcome.ANSWERED


@pytest.mark.parametrize("said", SAYS_STILL)
async def test_without_a_card_the_number_is_asked_for(said: str) -> None:
    chinese, english = await ask_in_both(said)
    assert (chinese.first, english.first) == ("再看一眼", "Let's look again")


@pytest.mark.parametrize(
    ("number", "zh"),
    [
        pytest.param(
            NAMELESS_AND_USED_UP, "🔴 平台上还没恢复：实名停用 + 信控停用。该找人工了", id="all causes by name"
        ),
        pytest.param(BLOCKED, "🔴 平台上还没恢复：异常停用。该找人工了", id="blocked by the carrier"),
        pytest.param(FINE, "🟢 平台没看到停，多半是设备、信号或 APN", id="the platform sees nothing"),
        pytest.param(RUNNING_LOW, "🟡 平台没看到停，多半是设备、信号或 APN", id="a warning explains nothing"),
        pytest.param(
            OUT_OF_REACH,
            "🟡 使用中，平台没看到停机，但设备现在离线。多半是设备或信号，先断电 1 分钟",
            id="the platform knows why",
        ),
        pytest.param(
            UNDER_REVIEW, "🟡 实名审核中：资料已经提交，等短信就行，没有公布要多久", id="there is nothing but to wait"
        ),
        pytest.param(
            LAST_CYCLE,
            "🟡 信控停用：数据停在 10月20日，按日期早该恢复了。断电重启，还不行找人工",
            id="back by the calendar",
        ),
        pytest.param(CANCELLED, "⚫ 已销户：恢复不了，要换新卡。没用完的套餐问卖家", id="never again"),
    ],
)
async def test_the_first_line(number: str, zh: str) -> None:
    assert (await ask(STILL, Memory(last_card=number), lang="zh")).first == zh


async def test_where_the_platform_sees_nothing_the_device_is_next() -> None:
    chinese, english = await ask_in_both(STILL, Memory(last_card=FINE))
    assert chinese.lines[2:] == [
        "1. 把设备断电 1 分钟再开。",
        "2. 看看信号，再核对设备里的 APN（问卖家要）。",
        "3. 还不行，找人工。",
    ]
    assert english.lines[2] == "1. Switch the device off for a minute, then on."


async def test_a_card_named_just_now_is_diagnosed_first() -> None:
    said = await ask(f"{STILL} {USED_UP}", lang="zh")
    assert said.first.startswith("🔴 信控停用：本周期流量用完")


async def test_another_card_than_the_last_is_diagnosed_first() -> None:
    said = await ask(f"{STILL} {USED_UP}", Memory(last_card=FINE), lang="zh")
    assert said.first.startswith("🔴 信控停用：本周期流量用完")


async def test_the_last_card_named_again_is_handed_over() -> None:
    said = await ask(f"{STILL} {USED_UP}", Memory(last_card=USED_UP), lang="zh")
    assert said.first == "🔴 平台上还没恢复：信控停用。该找人工了"


async def test_who_has_paid_too_is_asked_for_the_order() -> None:
    chinese, english = await ask_in_both("我充值了30分钟还是没网", Memory(last_card=USED_UP))
    assert chinese.first == "🔴 平台上还没恢复：信控停用。该找人工了"
    assert chinese.lines[-1] == "先备好　订单号、付款时间、付了多少、完整卡号。"
    assert english.lines[-1].startswith("Have ready　The order number")
    assert chinese.sends[0] == f"我已经充值了 {USED_UP}"


async def test_who_has_paid_and_names_no_card_is_asked_for_it() -> None:
    assert (await ask("我充值了30分钟还是没网", lang="zh")).first == "付过了就别再付"


async def test_no_payment_is_offered_to_who_has_tried_everything() -> None:
    said = await ask(STILL, Memory(last_card=USED_UP))
    assert "pay.example" not in f"{said.json}"


async def test_a_card_that_is_gone_is_not_found() -> None:
    assert (await ask(STILL, Memory(last_card=ABSENT))).outcome is Outcome.NOT_FOUND


async def test_a_source_that_fails_says_so() -> None:
    said = await ask(STILL, Memory(last_card=USED_UP), source=Failing(SourceDown("inventory")), lang="zh")
    assert said.outcome is Outcome.UNAVAILABLE
    assert said.first == "卡库现在没有回应。过几分钟再查"


async def test_a_number_that_cannot_be_read_comes_first() -> None:
    said = await ask(f"{STILL} 89860321249", Memory(last_card=USED_UP), lang="zh")
    assert said.first == "8986 0321 249 只有 11 位，不全"


async def test_the_talk_goes_on() -> None:
    talk = Talk(lang="zh")
    for said, first in (
        (USED_UP, "🔴 信控停用"),
        ("还是不行", "🔴 平台上还没恢复"),
        ("1", "🔴 信控停用"),
        ("我已经充值了", "🔴 付过了就别再付"),
        ("等了半天还没好", "🔴 平台上还没恢复"),
        ("找人工", "人工客服：400-123-4567"),
    ):
        assert (await talk.say(said)).first.startswith(first)
