"""What is kept of people: told, handed out, erased."""

import json
from typing import Any

import pytest

from bot.domain.message import Memory, Person
from bot.domain.reply import File
from bot.domain.roles import Act, Role
from bot.ports import Waiting
from tests.fakes import ME, NOW, USED_UP, Said, Talk

ANNA = Person("telegram", "42")


def exported(said: Said) -> Any:
    (file,) = (block for block in said.answer.reply.blocks if isinstance(block, File))
    return json.loads(file.content)


@pytest.mark.parametrize("said", ["/privacy", "privacy", "隐私", "隐私政策", "你们保存了我的什么"])
async def test_what_is_kept_why_and_how_long(said: str) -> None:
    answer = await Talk(lang="en").say(said)
    assert answer.first == "What is kept about you, and for how long"
    assert [days in answer.text for days in ("30 days", "180 days")] == [True, True]
    assert answer.sends == ["/export", "/forget"]


@pytest.mark.parametrize("said", ["/export", "导出", "export my data"])
async def test_everything_of_oneself_and_nothing_of_others(said: str) -> None:
    talk = Talk(lang="zh")
    await talk.say(USED_UP)
    await talk.say("私下说的话", person=ANNA)
    answer = await talk.say(said)
    kept = exported(answer)
    assert (kept["person"], kept["role"], kept["memory"]["last_card"]) == (str(ME), "user", USED_UP)
    assert [(entry["act"], entry["said"]) for entry in kept["trail"]] == [("look_up", USED_UP)]
    assert "私下说的话" not in answer.text
    assert talk.trail.entries[-1].act is Act.EXPORT_OWN
    assert talk.trail.entries[-1].text is None


async def test_a_channel_without_files_shows_what_is_in_it() -> None:
    talk = Talk(lang="zh")
    await talk.say(USED_UP)
    assert f'    "last_card": "{USED_UP}",' in (await talk.say("导出")).lines


async def test_staff_do_not_get_the_names_of_others_in_their_own_export() -> None:
    talk = Talk.of(Role.AGENT, lang="zh")
    await talk.say("回放 telegram:42")
    assert "telegram:42" not in (await talk.say("导出")).text


@pytest.mark.parametrize(("said", "yes"), [("/forget", "yes"), ("忘记我", "是"), ("forget me", "1")])
async def test_erased_after_one_question(said: str, yes: str) -> None:
    talk = Talk()
    await talk.say(USED_UP)
    await talk.say("私下说的话", person=ANNA)
    await talk.shelf.put("gh", ME.user, Waiting(lang="zh", parts=("🔴",), at=NOW))
    await talk.say(said)
    assert (await talk.remembered()).last_card == USED_UP
    await talk.say(yes)
    assert await talk.remembered() == Memory()
    assert await talk.shelf.find("gh", ME.user) is None
    assert {entry.text for entry in talk.trail.entries if entry.who == ME} == {None}
    assert {entry.said for entry in talk.trail.entries if entry.who == ANNA} == {"私下说的话"}
    assert [entry.act for entry in talk.trail.entries][-1] is Act.FORGET_OWN


async def test_a_no_erases_nothing() -> None:
    talk = Talk()
    await talk.say(USED_UP)
    await talk.say("忘记我")
    await talk.say("不")
    assert (await talk.remembered()).last_card == USED_UP


@pytest.mark.parametrize("said", ["I forgot my card number", "忘记卡号了怎么办", "how do I export cards"])
async def test_other_wishes_are_not_taken_for_these(said: str) -> None:
    talk = Talk()
    await talk.say(said)
    assert {entry.act for entry in talk.trail.entries} <= {Act.TALK, Act.LOOK_UP}
