"""Posting and withdrawing notices, and the answers that carry them."""

from datetime import timedelta

import pytest

from bot.channels import wire
from bot.domain.iccid import Iccid
from bot.domain.notices import Notice
from bot.domain.reply import Outcome
from bot.domain.roles import Act, Role
from bot.domain.trail import REFUSED
from bot.errors import SourceDown
from tests.fakes import BLOCKED, FINE, ME, NOW, TEXTS, USED_UP, Failing, Talk
from tests.store.memory import MemoryNotices

SLOW = {"zh": "今天 OneLink 慢", "en": "OneLink is slow today"}


async def posted(affects: str, **more: object) -> MemoryNotices:
    notices = MemoryNotices()
    await notices.add(Notice(**{"affects": affects, "texts": SLOW, "since": NOW, **more}))  # type: ignore[arg-type]
    return notices


@pytest.mark.parametrize("affects", ["all", "inventory", "telecom"])
async def test_an_affected_answer_carries_it_after_the_card(affects: str) -> None:
    zh = await Talk(notices=await posted(affects), lang="zh").say(USED_UP)
    assert zh.lines[2] == "公告　今天 OneLink 慢"
    en = await Talk(notices=await posted(affects), lang="en").say(USED_UP)
    assert "OneLink is slow today" in en.lines[2]


@pytest.mark.parametrize("said", [f"{USED_UP} {BLOCKED}", "充值了还是不行 " + USED_UP, f"查 {FINE}"])
async def test_every_kind_of_answer_about_cards_carries_it_once(said: str) -> None:
    answer = await Talk(notices=await posted("all"), lang="zh").say(said)
    assert answer.text.count("今天 OneLink 慢") == 1


async def test_a_program_gets_it_too() -> None:
    talk = Talk(notices=await posted("telecom"), lang="zh")
    told = await talk.app.diagnosis(Iccid(USED_UP), None)
    assert told is not None
    assert [notice.texts for notice in told.notices] == [SLOW]
    assert wire.diagnosis(told, TEXTS, "en")["notices"] == ["OneLink is slow today"]
    in_talk = (await talk.say(USED_UP)).answer.reply.told
    assert in_talk is not None
    assert in_talk.notices == told.notices


async def test_a_source_that_does_not_answer_is_explained_by_it() -> None:
    talk = Talk(source=Failing(SourceDown("onelink")), notices=await posted("onelink"), lang="zh")
    answer = await talk.say(FINE)
    assert answer.outcome is Outcome.UNAVAILABLE
    assert answer.lines[1] == "公告　今天 OneLink 慢"


@pytest.mark.parametrize(
    "more",
    [
        {"affects": "mobile"},
        {"affects": "onelink"},
        {"affects": "all", "until": NOW},
        {"affects": "all", "since": NOW + timedelta(hours=1)},
    ],
)
async def test_others_do_not(more: dict[str, object]) -> None:
    answer = await Talk(notices=await posted(**more), lang="zh").say(USED_UP)  # type: ignore[arg-type]
    assert "公告" not in answer.text


@pytest.mark.parametrize("said", ["谢谢", "帮助", "什么是信控停用"])
async def test_talk_about_no_card_does_not(said: str) -> None:
    assert "公告" not in (await Talk(notices=await posted("all"), lang="zh").say(said)).text


@pytest.mark.parametrize(
    ("said", "affects", "texts"),
    [
        ("/notice all 今天 OneLink 慢", "all", {"zh": "今天 OneLink 慢"}),
        (
            "/notice@clinic_bot inventory 今天很慢 | It is very slow today",
            "inventory",
            {"zh": "今天很慢", "en": "It is very slow today"},
        ),
        ("公告 Mobile 移动平台今天在维护", "mobile", {"zh": "移动平台今天在维护"}),
    ],
)
async def test_an_admin_posts_it(said: str, affects: str, texts: dict[str, str]) -> None:
    talk = Talk.of(Role.ADMIN, lang="zh")
    assert (await talk.say(said)).first == f"公告 1 已发布：{affects}"
    assert [(each.affects, each.texts, each.since, each.until) for each in talk.notices.posted] == [
        (affects, texts, NOW, None)
    ]
    assert (talk.trail.entries[-1].who, talk.trail.entries[-1].act) == (ME, Act.NOTICE)


@pytest.mark.parametrize("said", ["/notice onelnk 慢", "/notice all", "/notice all | ", "/notice 慢"])
async def test_what_affects_nothing_or_says_nothing_is_not_posted(said: str) -> None:
    talk = Talk.of(Role.ADMIN, lang="zh")
    answer = await talk.say(said)
    assert answer.outcome is Outcome.NOT_READ
    assert "broadnet" in answer.text
    assert talk.notices.posted == []


@pytest.mark.parametrize("said", ["/notice end 1", "公告 撤回 1", "公告 结束1"])
async def test_it_is_withdrawn(said: str) -> None:
    talk = Talk.of(Role.ADMIN, notices=await posted("all"), lang="zh")
    assert (await talk.say(said)).first == "公告 1 已撤回"
    assert (await talk.say(said)).first == "没有生效中的公告 1"
    assert "今天 OneLink 慢" not in (await talk.say(USED_UP)).text


async def test_those_there_are_are_listed() -> None:
    talk = Talk.of(Role.ADMIN, notices=await posted("onelink"), lang="en")
    assert (await talk.say("/notice")).lines[1].startswith("1 · onelink · 今天 OneLink 慢")
    assert (await Talk.of(Role.ADMIN, lang="en").say("/notice")).first == "No notice is posted"


@pytest.mark.parametrize("role", [Role.USER, Role.AGENT, Role.SUPERVISOR])
@pytest.mark.parametrize("said", ["/notice all 慢", "/notice end 1", "/notice"])
async def test_nobody_else_may_and_it_is_written_down(role: Role, said: str) -> None:
    talk = Talk.of(role, notices=await posted("onelink"), lang="zh")
    answer = await talk.say(said)
    assert "OneLink" not in answer.text
    assert len(await talk.notices.current(NOW)) == 1
    assert [entry.act for entry in talk.trail.entries if entry.outcome == REFUSED] == [Act.NOTICE]


@pytest.mark.parametrize("said", ["notice", "/noticed", "no notice of it"])
async def test_other_words_are_not_taken_for_it(said: str) -> None:
    talk = Talk.of(Role.ADMIN)
    await talk.say(said)
    assert Act.NOTICE not in {entry.act for entry in talk.trail.entries}
