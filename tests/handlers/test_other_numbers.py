"""Cards found by IMSI or IMEI."""

import pytest

from bot.domain.card import State
from bot.domain.roles import Act, Role
from bot.domain.trail import REFUSED
from tests.fakes import FINE, NEW, Talk, card, inventory, stored

IMSI, IMEI = "460040123456789", "490154203237518"
ONE = card(FINE, state=State.ACTIVE, imsi=IMSI, bound_imei=IMEI)
OTHER = card(NEW, state=State.ACTIVE, current_imei=f"{IMEI[:14]}01")


def talking(role: Role) -> Talk:
    return Talk.of(role, source=inventory(ONE, OTHER), stored=stored(ONE, OTHER), lang="zh")


async def test_an_imsi_finds_its_card() -> None:
    talk = talking(Role.AGENT)
    assert (await talk.say(IMSI)).first.startswith("🟢")
    assert talk.trail.entries[-1].act is Act.FIND_BY_ANY_NUMBER
    assert talk.trail.entries[-1].card == ONE.iccid.key


async def test_an_imei_lists_the_cards_of_the_device_whatever_its_last_digits() -> None:
    answer = await talking(Role.AGENT).say(IMEI)
    assert answer.first.endswith("对应好几张卡")
    assert {line.replace(" ", "") for line in answer.lines[1:]} == {FINE, NEW}
    assert len(answer.buttons) == 2


async def test_no_card_has_it() -> None:
    answer = await Talk.of(Role.AGENT, lang="zh").say(IMSI)
    assert answer.first == "库里没有 4600 4012 3456 789 对应的卡"


@pytest.mark.parametrize("number", [IMSI, IMEI])
async def test_users_are_told_what_the_number_is_and_nothing_of_cards(number: str) -> None:
    talk = talking(Role.USER)
    answer = await talk.say(number)
    refused = [entry.act for entry in talk.trail.entries if entry.outcome == REFUSED]
    assert refused == [Act.FIND_BY_ANY_NUMBER]
    assert "不是卡号" in answer.first
    assert FINE not in answer.text.replace(" ", "")
