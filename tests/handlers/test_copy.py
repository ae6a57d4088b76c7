"""The full number, to be copied."""

import pytest

from bot.domain.message import Memory
from tests.fakes import BLOCKED, FINE, USED_UP, USED_UP_MSISDN, Talk, ask, ask_in_both


@pytest.mark.parametrize("wish", ["完整卡号", "复制卡号", "give me the full number", "copy the number"])
async def test_the_last_card_stands_alone_on_its_line(wish: str) -> None:
    chinese, english = await ask_in_both(wish, Memory(last_card=USED_UP))
    assert chinese.lines == ["完整卡号，在下一行", USED_UP]
    assert english.lines == ["The full number, on a line of its own to copy", USED_UP]


async def test_the_button_says_which_card() -> None:
    talk = Talk(lang="zh")
    said = await talk.say(BLOCKED)
    assert said.sends[0] == f"完整卡号 {BLOCKED}"
    await talk.say(FINE)
    assert (await talk.say(said.sends[0])).lines[1] == BLOCKED
    assert (await talk.remembered()).last_card == BLOCKED


async def test_who_named_a_telephone_number_is_not_given_the_card_number() -> None:
    said = await ask("完整卡号", Memory(last_card=USED_UP_MSISDN), lang="zh")
    assert USED_UP not in said.text
    assert said.first == "卡号（ICCID）8986 开头，19 或 20 位"
