"""What to send, where the number is, what it costs."""

import pytest

from bot.domain.message import Memory, Viewer
from bot.domain.reply import Outcome
from tests.fakes import USED_UP, ask, ask_in_both


@pytest.mark.parametrize("said", ["帮助", "怎么用", "你能做什么", "help", "/start", "/help", "what can you do?"])
async def test_what_to_send(said: str) -> None:
    chinese, english = await ask_in_both(said)
    assert chinese.lines == [
        "发卡号，我告诉你卡怎么了、自己能不能恢复、怎么恢复",
        "卡号印在卡面上，8986 开头，19 或 20 位；直接发来就行，空格、横线都没关系。",
        "一次可以发几个卡号，最多 10 个。",
        "也可以问“什么是信控停用”“停机和销户有什么区别”，或者说“找人工”。",
        "发 English 换成英文。",
    ]
    assert english.first == "Send a card number; I'll tell you what's wrong, whether you can fix it, and how"
    assert english.lines[-1] == "Send 中文 for Chinese."
    assert chinese.buttons == ["卡号在哪", "有哪些状态", "找人工"]
    assert chinese.outcome is Outcome.ANSWERED


async def test_what_help_names_is_understood() -> None:
    for said in (await ask("帮助", lang="zh")).sends + (await ask("help", lang="en")).sends:
        assert (await ask(said)).outcome is Outcome.ANSWERED
    assert (await ask("什么是信控停用")).first == "信控停用"
    assert (await ask("English")).first == "All right, English from now on"


async def test_staff_may_send_more() -> None:
    assert "一次可以发几个卡号，最多 50 个。" in (await ask("帮助", viewer=Viewer.STAFF)).lines


@pytest.mark.parametrize(
    "said",
    ["卡号在哪", "卡號在哪裡", "ICCID在哪看", "我找不到卡号", "where is the number?", "where can I find the iccid"],
)
async def test_where_the_number_is(said: str) -> None:
    chinese, english = await ask_in_both(said)
    assert chinese.first == "卡号（ICCID）8986 开头，19 或 20 位"
    assert english.first == "The card number (ICCID) starts with 8986 and has 19 or 20 characters"
    assert len(chinese.lines) == len(english.lines) == 5
    assert chinese.buttons == ["找人工"]


async def test_a_full_number_that_nobody_typed_stands_on_the_card() -> None:
    assert (await ask("完整卡号", lang="zh")).first == "卡号（ICCID）8986 开头，19 或 20 位"


@pytest.mark.parametrize("said", ["多少钱", "要钱吗", "how much is an add-on", "is it free?"])
async def test_what_it_costs(said: str) -> None:
    chinese, english = await ask_in_both(said)
    assert chinese.first == "查卡不收费。要不要充、充什么，先看卡怎么了；叠加包、续费多少钱，问卖家"
    assert (
        english.first
        == "Checking is free. Whether to pay, and what for, depends on what's wrong; your seller has the prices"
    )
    assert chinese.buttons == ["卡号在哪", "找人工"]


async def test_the_last_card_is_offered_to_see_whether_there_is_anything_to_pay() -> None:
    assert (await ask("多少钱", Memory(last_card=USED_UP), lang="zh")).buttons == ["查 8986 **** 0146", "找人工"]
