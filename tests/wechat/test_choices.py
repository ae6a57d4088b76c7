"""The numbers that are printed: each means what it says, whatever else waits, and whoever answers."""

import re
from pathlib import Path

import pytest

from bot.domain.cases import Move
from bot.domain.message import Memory
from bot.ports import Waiting
from tests.desk.test_channels import FOLLOWER, GIVEN, act, staffed
from tests.web.clinic import NOON
from tests.wechat.account import Account, Pushed, account
from tests.wechat.letters import ACCOUNT, ANNA, event, said
from tests.wechat.test_hear import scan

pytestmark = pytest.mark.anyio
QUOTA = "89861125021012300146"
CHOICE = re.compile(r"^回复 \d", re.MULTILINE)


async def pages_of(wechat: Account, first: str) -> list[str]:
    """Return *first* with all that follows it."""
    pages = [first]
    while "更多" in pages[-1].splitlines()[-1]:
        assert CHOICE.search(pages[-1].rpartition("\n")[0]) is None, "a number that the way on has taken"
        pages.append(await wechat.say("1"))
    return pages


async def asked_often(wechat: Account, times: int) -> list[str]:
    """Ask for so many cards that what is kept takes many pages. Return their numbers."""
    numbers = [f"898611250210123{at:05d}" for at in range(times)]
    for number in numbers:
        await wechat.say(number)
    return numbers


async def test_a_question_is_read_before_it_is_answered_whatever_waits(tmp_path: Path) -> None:
    async with account(tmp_path) as wechat:
        await wechat.say(QUOTA)
        await asked_often(wechat, 30)
        assert "更多" in (await wechat.say("导出")).splitlines()[-1]
        assert (await wechat.say("忘记我")).startswith("删除这里保留的个人数据？")


async def test_an_answer_is_whole_however_many_pages_it_takes(tmp_path: Path) -> None:
    async with account(tmp_path) as wechat:
        numbers = await asked_often(wechat, 100)
        pages = await pages_of(wechat, await wechat.say("导出"))
    whole = "".join(pages)
    assert len(pages) > 20
    assert [number for number in numbers if number not in whole] == []


@pytest.mark.parametrize("typed", ["1", "回复 1", "回复1", "reply 1", "回复 1：", "１"])
async def test_what_is_typed_as_it_is_printed_picks(tmp_path: Path, typed: str) -> None:
    async with account(tmp_path) as wechat:
        await wechat.app.memories.remember(FOLLOWER, Memory(offers=("English",)))
        assert "English" in await wechat.say(typed)
        await wechat.app.shelf.put(ACCOUNT, ANNA, Waiting(lang="zh", parts=("x",), at=NOON))
        assert await wechat.say(typed) == "x"


@pytest.mark.parametrize("push", [True, False], ids=["pushed", "fetched"])
async def test_a_case_is_rated_by_number(tmp_path: Path, *, push: bool) -> None:
    pushed = Pushed() if push else None
    async with account(tmp_path, pushing=pushed, **GIVEN) as wechat:
        room = await staffed(wechat.app)
        await wechat.say(QUOTA)
        await wechat.say("找人工")
        await act(wechat.app, FOLLOWER, Move.ANSWER, "在的")
        if not push:
            assert "客服　在的" in await wechat.say("1")
        await act(wechat.app, FOLLOWER, Move.CLOSE)
        shown = pushed.sent[-1][1] if pushed else await wechat.say("谢谢")
        assert "回复 1：" in shown
        assert "打几颗星" in await wechat.say("1")
        assert await wechat.say("1")
    assert room.heard[-1] == "用户打分：★★★★★"
    assert "1" not in room.heard


async def test_the_menu_is_for_the_bot_while_a_person_answers(tmp_path: Path) -> None:
    async with account(tmp_path, pushing=Pushed(), **GIVEN) as wechat:
        room = await staffed(wechat.app)
        await wechat.say(QUOTA)
        await wechat.say("找人工")
        await act(wechat.app, FOLLOWER, Move.ANSWER, "在的")
        heard = list(room.heard)
        assert "8986" in (await wechat.deliver(event("CLICK", EventKey="help")) or "")
        assert (await wechat.deliver(event("CLICK", EventKey="last")) or "").startswith("🔴")
        assert await wechat.deliver(event("CLICK", EventKey="english"))
        assert room.heard == heard


async def test_my_card_before_any_card(tmp_path: Path) -> None:
    async with account(tmp_path) as wechat:
        shown = await wechat.deliver(event("CLICK", EventKey="last"))
    assert (shown or "").startswith("还没查过卡。把卡号发过来")


@pytest.mark.parametrize("scanned", ["https://example.com/p?id=12", "EAN_13,6901234567892", "hello"])
async def test_a_scan_without_a_card_number_says_so(tmp_path: Path, scanned: str) -> None:
    async with account(tmp_path) as wechat:
        shown = await wechat.deliver(scan(scanned))
    assert (shown or "").startswith("没扫出卡号")


@pytest.mark.parametrize("text", ["8986O625O21O456OOO14", "ICCID 89860625021045600014", "APN"])
async def test_a_number_speaks_no_english(tmp_path: Path, text: str) -> None:
    async with account(tmp_path) as wechat:
        assert re.search("[\u4e00-\u9fff]{4}", await wechat.say(text))


@pytest.mark.parametrize("text", ["ICCID 89860625021045600014", "APN 89860625021045600014"])
async def test_the_way_to_an_answer_is_told_in_its_language(tmp_path: Path, text: str) -> None:
    async with account(tmp_path, slow=True) as wechat:
        given = said(text)
        *_, third = [await wechat.deliver(given) for _ in range(3)]
    assert (third or "").startswith("还在查")
