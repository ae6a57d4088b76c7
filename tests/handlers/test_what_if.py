"""What the bot would say on another day."""

import pytest

from bot.domain.iccid import Iccid
from bot.domain.message import Memory
from bot.domain.roles import Act, Role
from bot.domain.trail import REFUSED
from tests.fakes import ABSENT, FINE, ME, USED_UP, Talk

KEY = Iccid(FINE).key


@pytest.mark.parametrize(
    ("said", "light", "supposed"),
    [
        (f"if 2026-12-02 {FINE}", "🟢", "Supposed: the answer of 2 Dec 2026, with what is known of the card today."),
        (
            f"if 2027-03-03 {FINE} plan ended yesterday",
            "🔴",
            "Supposed: the plan ends on 2 Mar 2027, and the card is stopped after that.",
        ),
        (
            f"what if 2027-03-03 {FINE} and the plan ends 2027-03-01",
            "🔴",
            "Supposed: the plan ends on 1 Mar 2027, and the card is stopped after that.",
        ),
        (
            f"假如 2027-03-03 {FINE} 套餐昨天到期",
            "🔴",
            "Supposed: the plan ends on 2 Mar 2027, and the card is stopped after that.",
        ),
        (
            f"如果 2027-3-3 {FINE}，套餐 2027-3-1 到期",
            "🔴",
            "Supposed: the plan ends on 1 Mar 2027, and the card is stopped after that.",
        ),
    ],
)
async def test_staff_suppose_a_day_and_an_end_of_the_plan(said: str, light: str, supposed: str) -> None:
    talk = Talk.of(Role.AGENT, lang="en")
    answer = await talk.say(said)
    assert supposed in answer.lines
    assert answer.first.startswith(light)
    assert talk.trail.entries[-1].act is Act.WHAT_IF
    assert talk.trail.entries[-1].card == KEY


async def test_the_last_card_is_meant_where_none_is_named() -> None:
    talk = Talk.of(Role.AGENT, lang="en")
    await talk.memories.remember(ME, Memory(last_card=USED_UP))
    assert (await talk.say("if 2026-12-02")).answer.reply.told is not None


async def test_no_such_card() -> None:
    talk = Talk.of(Role.AGENT, lang="en")
    assert (await talk.say(f"if 2026-12-02 {ABSENT}")).first.startswith("We couldn't find")


@pytest.mark.parametrize("said", [f"if 2026-02-31 {FINE}", f"if 2026 {FINE}"])
async def test_what_is_no_day_supposes_nothing(said: str) -> None:
    answer = await Talk.of(Role.AGENT, lang="en").say(said)
    assert "Supposed" not in answer.text
    assert answer.first.startswith("🟢")


async def test_users_get_the_ordinary_answer_and_it_is_written_down() -> None:
    talk = Talk(lang="en")
    answer = await talk.say(f"if 2027-03-03 {FINE}")
    assert "Supposed" not in answer.text
    refused = talk.trail.entries[0]
    assert (refused.act, refused.outcome, refused.card) == (Act.WHAT_IF, REFUSED, KEY)
