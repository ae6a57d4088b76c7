"""What a reader of the account sees, ability by ability."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.domain.message import Memory, Person
from bot.domain.trail import Search
from bot.ports import Waiting
from bot.settings.telegram import TelegramSettings
from tests.web.clinic import NOON
from tests.wechat.account import LINK, Account, account
from tests.wechat.letters import ACCOUNT, ANNA, LI, event, said, xml

pytestmark = pytest.mark.anyio
QUOTA, WORKING = "89861125021012300146", "89860625021045600014"
PERSON = Person("wechat", ANNA)


async def test_a_number_is_diagnosed_with_links_and_numbers(tmp_path: Path) -> None:
    async with account(tmp_path, recharge_url="https://pay.example/{iccid}?a=1&b=2") as wechat:
        shown = await wechat.say(QUOTA)
    lines = shown.splitlines()
    assert lines[0].startswith("🔴 信控停用")
    assert f'<a href="https://pay.example/{QUOTA}?a=1&b=2">' in shown
    choices = [line for line in lines if line.startswith("回复 ")]
    assert [line[:5] for line in choices] == [f"回复 {number}：" for number in range(1, len(choices) + 1)]
    assert all(LINK.search(line) for line in choices)


async def test_every_link_does_what_its_number_does_also_after_a_restart(tmp_path: Path) -> None:
    async with account(tmp_path) as wechat:
        links = LINK.findall(await wechat.say(QUOTA))
    assert len(links) > 1
    for number, (sends, _) in enumerate(links, 1):
        async with account(tmp_path) as wechat:
            tapped = await wechat.say(sends, bizmsgmenuid=str(number))
            await wechat.say(QUOTA)
        async with account(tmp_path) as wechat:
            assert await wechat.say(str(number)) == tapped


@pytest.mark.parametrize(
    ("text", "lang"),
    [("怎么用", "zh"), ("help me please", "en"), ("/help", "zh")],
    ids=["Chinese", "English", "neither"],
)
async def test_it_answers_in_the_language_it_is_asked_in(tmp_path: Path, text: str, lang: str) -> None:
    async with account(tmp_path) as wechat:
        shown = await wechat.say(text)
    assert bool(re.search("[\u4e00-\u9fff]{4}", shown.splitlines()[0])) is (lang == "zh")


async def test_the_language_of_the_menu_is_remembered(tmp_path: Path) -> None:
    async with account(tmp_path) as wechat:
        assert await wechat.deliver(event("CLICK", EventKey="english"))
        assert "Data used up" in await wechat.say(QUOTA)
        last = await wechat.deliver(event("CLICK", EventKey="last"))
        assert last is not None
        assert "Data used up" in last.splitlines()[0]
        assert (await wechat.deliver(xml("image", MediaId="m")) or "").startswith("I can't read pictures")


async def test_my_card_is_the_last_one_asked_about(tmp_path: Path) -> None:
    async with account(tmp_path) as wechat:
        before = await wechat.deliver(event("CLICK", EventKey="last"))
        await wechat.say(QUOTA)
        after = await wechat.deliver(event("CLICK", EventKey="last", CreateTime=1_795_320_001))
    assert before is not None
    assert "8986" in before
    assert (after or "").startswith("🔴 信控停用")


@pytest.mark.parametrize("kind", ["image", "voice", "video", "shortvideo", "location", "link"])
async def test_what_cannot_be_read_is_answered_with_what_to_send(tmp_path: Path, kind: str) -> None:
    async with account(tmp_path) as wechat:
        shown = await wechat.deliver(xml(kind, MediaId="m"))
    assert shown is not None
    assert "19 或 20 位" in shown.splitlines()[-1]


async def test_a_new_follower_is_told_what_to_send_in_both_languages(tmp_path: Path) -> None:
    async with account(tmp_path) as wechat:
        shown = await wechat.deliver(event("subscribe"))
        by_card = await wechat.deliver(event("subscribe", LI, EventKey=f"qrscene_{QUOTA}"))
    assert shown is not None
    assert "English" in shown.splitlines()[0]
    assert "8986" in shown
    assert (by_card or "").startswith("🔴 信控停用")


async def kept(wechat: Account, user: str) -> list[tuple[str, str | None]]:
    """Return the acts in the trail of *user*, the latest first, each with what is kept of its words."""
    page = await wechat.app.noting.read(Search(who=Person("wechat", user)), 10)
    return [(entry.act, entry.text or entry.said) for entry in page.entries]


async def test_who_leaves_is_forgotten(tmp_path: Path) -> None:
    async with account(tmp_path) as wechat:
        await wechat.say("English")
        await wechat.say(QUOTA)
        await wechat.say(WORKING, LI)
        await wechat.app.shelf.put(ACCOUNT, ANNA, Waiting(lang="zh", parts=("x",), at=NOON))
        assert await wechat.deliver(event("unsubscribe")) is None
        assert await wechat.app.memories.recall(PERSON) == Memory()
        assert await wechat.waits() == ()
        assert await kept(wechat, ANNA) == [("forget_own", None), ("look_up", None), ("talk", None)]
        assert (await wechat.app.memories.recall(replace(PERSON, user=LI))).last_card == WORKING
        assert [(act, bool(text)) for act, text in await kept(wechat, LI)] == [("look_up", True)]


async def test_the_cases_of_who_leaves_are_forgotten(tmp_path: Path) -> None:
    telegram = TelegramSettings(token=SecretStr("1:x"), staff_group=-100)
    async with account(tmp_path, telegram=telegram) as wechat:
        await wechat.say(QUOTA)
        await wechat.say("人工")
        desk = wechat.app.desk
        assert desk is not None
        assert len(await desk.kept(PERSON)) == 1
        await wechat.deliver(event("unsubscribe"))
        assert await desk.kept(PERSON) == []


@pytest.mark.parametrize("given", [event("VIEW", EventKey="x"), event("a_new_one"), xml("hologram")])
async def test_what_nobody_asked_is_answered_with_nothing(tmp_path: Path, given: str) -> None:
    async with account(tmp_path) as wechat:
        assert await wechat.deliver(given) is None
        assert await wechat.app.journal.unfinished("wechat", "wx0123456789abcdef") == []


async def test_a_blank_text_is_answered_with_what_to_send(tmp_path: Path) -> None:
    async with account(tmp_path) as wechat:
        assert "8986" in await wechat.say(" ")


async def test_what_waits_comes_before_the_next_answer_and_loses_its_numbers(tmp_path: Path) -> None:
    async with account(tmp_path) as wechat:
        links = await wechat.say(QUOTA)
        await wechat.app.shelf.put(ACCOUNT, ANNA, Waiting(lang="zh", parts=(links,), at=NOON))
        shown = await wechat.say(WORKING)
        assert await wechat.waits() == ()
    first, second = shown.split("\n\n🟢")
    assert first.startswith("🔴 信控停用")
    assert LINK.search(first)
    assert "回复 " not in first
    assert "回复 1：" in second


@pytest.mark.parametrize("fetch", ["1", "１", "看结果", "更多", "More", "see the answer", "“更多”"])
async def test_what_waits_is_fetched_alone(tmp_path: Path, fetch: str) -> None:
    async with account(tmp_path) as wechat:
        await wechat.say(QUOTA)
        await wechat.app.shelf.put(ACCOUNT, ANNA, Waiting(lang="zh", parts=("答案",), at=NOON))
        assert await wechat.say(fetch) == "答案"
        assert await wechat.waits() == ()


async def test_when_nothing_waits_a_link_says_so_and_a_number_picks_an_offer(tmp_path: Path) -> None:
    async with account(tmp_path) as wechat:
        await wechat.say(QUOTA)
        assert "没有剩下的" in await wechat.say("看结果")
        assert "waiting" in await wechat.say("More")
        assert (await wechat.say("1")).startswith("🔴 信控停用")


async def test_an_old_answer_comes_with_its_date(tmp_path: Path) -> None:
    async with account(tmp_path) as wechat:
        at = NOON - timedelta(hours=3)
        await wechat.app.shelf.put(ACCOUNT, ANNA, Waiting(lang="zh", parts=("答案",), at=at))
        assert await wechat.say("1") == "11月22日 09:00 的答案：\n\n答案"


async def test_a_long_answer_is_read_page_by_page(tmp_path: Path) -> None:
    parts = tuple(f"{number}" + "字" * 500 for number in range(4))
    async with account(tmp_path) as wechat:
        await wechat.app.shelf.put(ACCOUNT, ANNA, Waiting(lang="zh", parts=parts, at=NOON))
        shown = await wechat.say("1")
        read = [shown]
        while links := LINK.findall(shown):
            (way_on,) = links
            shown = await wechat.say(way_on[0])
            read.append(shown)
    assert [page.split("\n")[0] for page in read] == list(parts)


async def test_two_people_who_ask_at_once_are_not_mixed_up(tmp_path: Path) -> None:
    async with account(tmp_path) as wechat:
        asked = [(WORKING, "🟢") if number % 2 else (QUOTA, "🔴") for number in range(20)]
        answers = await asyncio.gather(
            *(wechat.deliver(said(card, f"u{number}", MsgId=7)) for number, (card, _) in enumerate(asked))
        )
    assert [(answer or "")[:1] for answer in answers] == [light for _, light in asked]
