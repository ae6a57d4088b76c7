"""The real `serve` before a whole fake WeChat: what people read, however many there are and whatever they send."""

import asyncio
import json
import re
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.wechat.letters import ANNA, LI, xml
from tests.wechat.platform import FAULT, Platform
from tests.wechat.serving import HANGS, Clinic, Warehouse, happened, now, number, serving

pytestmark = pytest.mark.anyio
QUOTA, WORKING = "89861125021012300146", "89860625021045600014"


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def clinic(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Clinic]:
    folder = tmp_path_factory.mktemp("patient")
    async with (
        Warehouse() as source,
        Platform(verified=False) as platform,
        serving(folder, platform, source) as clinic,
    ):
        yield clinic
        assert platform.called == []
        assert "Traceback" not in clinic.output


async def test_the_address_is_echoed_to_wechat_alone(clinic: Clinic) -> None:
    at, echo = int(time.time()), "5838479218127813673"
    echoed = await clinic.platform.check(clinic.callback, echo, at=at)
    assert (echoed.status_code, echoed.content) == (200, echo.encode())
    stranger = await clinic.platform.check(clinic.callback, echo, at=at, token="another")
    stale = await clinic.platform.check(clinic.callback, echo, at=at - 601)
    assert [(refused.status_code, refused.content) for refused in (stranger, stale)] == [(403, b"")] * 2


async def test_a_conversation(clinic: Clinic) -> None:
    def pressed(key: str) -> str:
        return happened("CLICK", ANNA, EventKey=key)

    told = {
        happened("subscribe", ANNA, EventKey=""): "你好，这里是卡诊所",
        now(QUOTA, ANNA): "🔴 信控停用",
        now("1", ANNA): "🔴 信控停用",
        now("what is 信控停用?", ANNA): "Data used up",
        now("English", ANNA): "All right",
        pressed("last"): "🔴 Data used up",
        pressed("help"): "Send a card number",
    }
    read = [await clinic.deliver(message) or "" for message in told]
    assert [answer.startswith(begin) for answer, begin in zip(read, told.values(), strict=True)] == [True] * len(told)
    assert clinic.read(ANNA) == read


@pytest.mark.parametrize(
    ("kind", "nodes", "told"),
    [
        ("image", {"PicUrl": "http://mmbiz.qpic.cn/x", "MediaId": "m"}, "图片"),
        ("voice", {"MediaId": "m", "Format": "amr", "Recognition": ""}, "语音"),
        ("voice", {"MediaId": "m", "Format": "amr", "Recognition": "什么是信控停用。"}, "信控停用"),
        ("location", {"Location_X": "1.0", "Location_Y": "2.0"}, "位置"),
    ],
    ids=["a picture", "a voice without its words", "a voice with its words", "a place"],
)
async def test_whatever_is_sent_is_answered(clinic: Clinic, kind: str, nodes: dict[str, str], told: str) -> None:
    shown = await clinic.deliver(xml(kind, f"sends-{kind}", at=int(time.time()), **nodes))
    assert (shown or "").startswith(told)


@pytest.mark.parametrize("result", [QUOTA, f"CODE_128,{QUOTA}"], ids=["bare", "with its type"])
async def test_a_scanned_card_is_diagnosed(clinic: Clinic, result: str) -> None:
    scan = f"<ScanType>barcode</ScanType><ScanResult>{result}</ScanResult>"
    shown = await clinic.deliver(happened("scancode_waitmsg", f"scans {result}", EventKey="scan", ScanCodeInfo=scan))
    assert (shown or "").startswith("🔴 信控停用")


@pytest.mark.parametrize("given", [happened("LOCATION", LI, Latitude="1"), xml("hologram", LI, at=int(time.time()))])
async def test_what_nobody_asked_is_answered_with_nothing(clinic: Clinic, given: str) -> None:
    assert await clinic.deliver(given) is None


async def test_accounts_and_people_are_not_mixed_up(clinic: Clinic) -> None:
    """One number of a message for all, one name in two accounts, and each reads about their own card."""
    cards = {(user, account): number() for user in ("gu", "xu", "wu") for account in ("gh_one", "gh_two")}
    asked = [now(card, user, MsgId=7, ToUserName=account) for (user, account), card in cards.items()]
    shown = await asyncio.gather(*map(clinic.deliver, asked))
    assert [card[-4:] in (answer or "") for card, answer in zip(cards.values(), shown, strict=True)] == [True] * 6


async def test_in_a_flood_each_message_is_answered_once_however_often_it_comes(clinic: Clinic) -> None:
    flood = {now(card, f"crowd-{card}"): card for card in (number() for _ in range(200))}
    at_once = asyncio.Semaphore(32)

    async def delivered(message: str, turn: int) -> str:
        """Deliver a message until it is answered: a busy machine may be late."""
        async with at_once:
            while (answer := await clinic.platform.post(clinic.callback, message, turn, HANGS)).text == "success":
                pass
        return clinic.platform.opened(answer.text, message)

    again = list(flood)[::4]
    async with asyncio.timeout(2 * HANGS):
        read = await asyncio.gather(
            *(delivered(message, 0) for message in flood), *(delivered(each, 1) for each in again)
        )
    assert all(card[-4:] in text for card, text in zip(flood.values(), read, strict=False))
    assert read[: len(flood) : 4] == read[len(flood) :]
    assert {clinic.source.times(card) for card in flood.values()} == {1}


async def test_a_long_answer_is_read_page_by_page_also_after_a_restart(tmp_path: Path) -> None:
    async with Warehouse() as source, Platform(verified=False) as platform:
        async with serving(tmp_path, platform, source) as clinic:
            for _ in range(4):
                await clinic.deliver(now(number(), ANNA))
            await clinic.deliver(now(QUOTA, ANNA))
            await clinic.deliver(now(QUOTA, LI))
            pages = [await clinic.deliver(now("导出", ANNA)) or ""]
        async with serving(tmp_path, platform, source) as clinic:
            assert (await clinic.deliver(now("1", LI)) or "").startswith("🔴 信控停用")
            while "更多" in pages[-1].splitlines()[-1]:
                pages.append(await clinic.deliver(now("更多", ANNA)) or "")
    whole = "\n".join(re.sub(r"\n\n还没完.*", "", page) for page in pages)
    kept = json.loads(whole[whole.index("{") :])
    assert len(pages) > 2
    assert {QUOTA} < {entry["said"] for entry in kept["trail"]}


async def test_nothing_is_left_to_read_of_who_leaves(tmp_path: Path) -> None:
    card, words = number(), "三号货架"
    async with Warehouse() as source, Platform(verified=False) as platform:
        async with serving(tmp_path, platform, source) as clinic:
            await clinic.deliver(now("English", ANNA))
            await clinic.deliver(now(f"{words}的卡 {card}", ANNA))
            await clinic.deliver(now("导出", ANNA))
            assert await clinic.deliver(happened("unsubscribe", ANNA, EventKey="")) is None
            again = await clinic.deliver(happened("subscribe", ANNA, EventKey="")) or ""
            assert again.startswith("你好")
            last = await clinic.deliver(happened("CLICK", ANNA, EventKey="last")) or ""
            assert card[-4:] not in last
            assert "没有剩下的" in (await clinic.deliver(now("更多", ANNA)) or "")
            assert FAULT not in clinic.read(ANNA)
        assert _tables_with(words, tmp_path / "clinic.db") == []


def _tables_with(words: str, database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}  # noqa: S608
    return [name for name, found in rows.items() if words in repr(found)]
