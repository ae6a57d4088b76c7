"""What the bot told somebody, for staff."""

from datetime import timedelta

import pytest

from bot.domain.message import Person
from bot.domain.roles import Act, Role
from bot.domain.trail import REFUSED, Entry
from tests.fakes import ME, NOW, SETTINGS, USED_UP, Talk

ANNA = Person("telegram", "42")


async def talked(role: Role) -> Talk:
    """Return the talk of somebody with *role*, after Anna has asked about a card."""
    talk = Talk.of(role, lang="zh")
    await talk.say(USED_UP, person=ANNA)
    return talk


@pytest.mark.parametrize("said", ["replay telegram:42", "/replay telegram:42", "回放 telegram:42", f"回放 {USED_UP}"])
async def test_staff_read_what_was_said_and_when(said: str) -> None:
    talk = await talked(Role.AGENT)
    answer = await talk.say(said)
    assert answer.first.startswith("机器人跟 ")
    assert "── 11月22日 12:00 · telegram:42 · blocked quota (zh) ──" in answer.lines
    assert f"> {USED_UP}" in answer.lines
    assert "🔴 信控停用：本周期流量用完（不是欠费）。自己就能恢复，一般 15 分钟内" in answer.lines


async def test_the_replay_itself_is_in_the_trail_without_its_words() -> None:
    talk = await talked(Role.AGENT)
    await talk.say("回放 telegram:42")
    assert talk.trail.entries[-1] == Entry(at=NOW, who=ME, act=Act.REPLAY, outcome="answered", about=ANNA, lang="zh")


async def test_the_last_ten_are_shown() -> None:
    talk = await talked(Role.AGENT)
    for at in range(12):
        await talk.say(f"第 {at} 句", person=ANNA)
    lines = (await talk.say("回放 telegram:42")).lines
    assert [line for line in lines if line.startswith(">")] == [f"> 第 {at} 句" for at in range(11, 1, -1)]


async def test_words_that_are_gone_are_not_made_up() -> None:
    talk = await talked(Role.AGENT)
    await talk.trail.prune(NOW + timedelta(days=1), NOW)
    assert "原文没有保留，或者已经过了保留期。" in (await talk.say("回放 telegram:42")).lines


async def test_nothing_on_record() -> None:
    assert (await Talk.of(Role.AGENT, lang="zh").say("回放 telegram:43")).first == "没有 telegram:43 的记录"


@pytest.mark.parametrize("said", ["replay telegram:42", f"回放 {USED_UP}"])
async def test_users_are_answered_as_if_there_were_nothing_and_it_is_written_down(said: str) -> None:
    talk = await talked(Role.USER)
    answer = await talk.say(said)
    assert "telegram:42" not in answer.text
    refused = [entry for entry in talk.trail.entries if entry.outcome == REFUSED]
    assert [(entry.who, entry.act) for entry in refused] == [(ME, Act.REPLAY)]


async def test_who_is_staff_by_the_settings_may() -> None:
    talk = Talk(settings=SETTINGS.model_copy(update={"staff": (str(ME),)}), lang="zh")
    assert (await talk.say("回放 telegram:43")).first == "没有 telegram:43 的记录"


@pytest.mark.parametrize("said", ["replay", "回放", "can you replay that"])
async def test_without_a_name_nothing_is_replayed_or_refused(said: str) -> None:
    talk = await talked(Role.USER)
    await talk.say(said)
    assert {entry.act for entry in talk.trail.entries} <= {Act.LOOK_UP, Act.TALK}
