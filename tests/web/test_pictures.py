"""Pictures on the chat page: sent to the agent in Telegram, and shown to the visitor whom they are for."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.domain.pictures import MOST_BYTES, Flaw
from bot.domain.roles import Role
from tests.domain.test_pictures import PNG
from tests.telegram.fake_api import TOKEN, Fault
from tests.telegram.test_handover import STAFF, Clinic, clinic
from tests.web.clinic import open_app, visitor
from tests.web.test_desk import Browser

pytestmark = pytest.mark.anyio
PHOTO: dict[str, Any] = {"file_id": "photo", "file_unique_id": "x", "width": 9, "height": 9}
UNSEEN = "图片或文件没给到用户"


@dataclass
class Visit:
    """A visitor of the page whose case an agent has claimed."""

    telegram: Clinic
    client: httpx.AsyncClient
    number: int = 0

    async def says(self, said: str) -> Any:
        self.number += 1
        answer = await self.client.post("/web/messages", json={"id": f"m{self.number}", "text": said})
        assert answer.status_code == 200
        await self.telegram.settled()
        return answer.json()

    async def sends(self, content: bytes, kind: str = "image/png", name: str = "p1") -> httpx.Response:
        answer = await self.client.post(f"/web/pictures?id={name}", content=content, headers={"content-type": kind})
        await self.telegram.settled()
        return answer

    async def shown(self) -> Any:
        """Fetch what the agent said, and return the block of its picture."""
        blocks = (await self.says("↻ 看回复"))["blocks"]
        return next(block for block in blocks if block["type"] == "photo")


@asynccontextmanager
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with clinic(tmp_path) as at:
        app = at.running.app
        async with visitor(app, people=app.desk) as client:
            await client.get("/web/start")
            found = Visit(at, client)
            assert (await found.says("你好"))["takes_pictures"] is False
            assert (await found.says("找人工"))["takes_pictures"] is True
            await at.in_topic("/claim")
            yield found


async def test_whether_staff_said_anything_is_told_to_this_visitor_alone(tmp_path: Path) -> None:
    async with visit(tmp_path) as anna, visitor(app := anna.telegram.running.app, people=app.desk) as other:
        assert (await other.get("/web/replies")).status_code == 403
        await other.get("/web/start")
        await anna.says("↻")
        assert (await anna.client.get("/web/replies")).json() == {"waiting": False}
        await anna.telegram.in_topic("在的")
        assert (await anna.client.get("/web/replies")).json() == {"waiting": True}
        assert (await other.get("/web/replies")).json() == {"waiting": False}
        assert "在的" in (await anna.says("↻"))["text"]
        assert (await anna.client.get("/web/replies")).json() == {"waiting": False}


async def test_a_visitors_picture_reaches_the_agent_once(tmp_path: Path) -> None:
    async with visit(tmp_path) as anna:
        for _ in range(2):
            answer = await anna.sends(PNG)
            assert (answer.status_code, answer.json()["takes_pictures"]) == (200, True)
            assert "已转给客服" in answer.json()["text"]
        [sent] = anna.telegram.api.sent("sendPhoto")
        assert (int(sent["chat_id"]), sent["photo"]) == (STAFF, ("picture.png", PNG))


@pytest.mark.parametrize(
    ("content", "kind", "status", "message"),
    [
        (b"<svg onload='alert(1)'/>", "image/png", 422, "这不是图片"),
        (PNG, "text/plain", 415, "这不是图片"),
        (PNG.ljust(MOST_BYTES + 1, b"\0"), "image/png", 413, "图片太大"),
    ],
    ids=["none", "what a form could send", "large"],
)
async def test_what_is_no_picture_is_refused(
    tmp_path: Path, content: bytes, kind: str, status: int, message: str
) -> None:
    async with visit(tmp_path) as anna:
        answer = await anna.sends(content, kind)
        assert (answer.status_code, message in answer.json()["message"]) == (status, True)
        assert anna.telegram.api.sent("sendPhoto") == []


async def test_a_picture_for_nobody_is_refused(tmp_path: Path) -> None:
    async with visit(tmp_path) as anna:
        assert (await anna.says("机器人"))["takes_pictures"] is False
        assert (await anna.sends(PNG)).status_code == 409
        await anna.says("找人工")
        assert (await anna.sends(PNG, name="p2")).status_code == 200
        anna.client.cookies.clear()
        assert (await anna.sends(PNG, name="p3")).status_code == 403


async def test_an_agents_photo_is_shown_to_this_visitor_alone(tmp_path: Path) -> None:
    async with visit(tmp_path) as anna:
        anna.telegram.api.files["photo"] = PNG
        await anna.telegram.in_topic(None, photo=[PHOTO], caption="看红圈")
        block = await anna.shown()
        assert str(STAFF) not in str(block)
        address = f"/web/pictures/{block['name']}"
        seen = await anna.client.get(address)
        assert (seen.status_code, seen.content, seen.headers["content-type"]) == (200, PNG, "image/png")
        assert seen.headers["cache-control"].startswith("private")
        anna.client.cookies.clear()
        assert (await anna.client.get(address)).status_code == 403
        await anna.client.get("/web/start")
        assert (await anna.client.get(address)).status_code == 404


@pytest.mark.parametrize("content", [b"<html>", PNG.ljust(MOST_BYTES + 1, b"\0")], ids=["none", "large"])
async def test_a_photo_that_cannot_be_shown_is_told_to_the_agent_once(tmp_path: Path, content: bytes) -> None:
    async with visit(tmp_path) as anna:
        anna.telegram.api.files["photo"] = content
        await anna.telegram.in_topic(None, photo=[PHOTO])
        block = await anna.shown()
        assert "可以请客服用文字说" in block["text"]
        for _ in range(2):
            assert (await anna.client.get(f"/web/pictures/{block['name']}")).status_code == 404
        await anna.telegram.settled()
        assert [said for said in anna.telegram.texts(STAFF) if UNSEEN in said] == [anna.telegram.texts(STAFF)[-1]]


async def test_the_token_is_never_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with visit(tmp_path) as anna:
        anna.telegram.api.files["photo"] = PNG
        await anna.telegram.in_topic(None, photo=[PHOTO])
        block = await anna.shown()
        anna.telegram.api.fail("download", Fault("html"), Fault("cut"), Fault("html"))
        seen = await anna.client.get(f"/web/pictures/{block['name']}")
        assert (seen.status_code, seen.content) == (200, PNG)
        anna.telegram.api.fail("getFile", *[Fault("refuse", (400, f"Bad Request: {TOKEN}"))])
        refused = await anna.client.get(f"/web/pictures/{block['name']}")
        assert refused.status_code == 404
        assert TOKEN not in refused.text + str(refused.headers)
    assert caplog.records
    assert TOKEN not in caplog.text


async def test_who_is_forgotten_leaves_no_picture(tmp_path: Path) -> None:
    async with visit(tmp_path) as anna:
        await anna.sends(PNG)
        store: Any = anna.telegram.running.app.memories
        case = (await store.cases.in_topic(max(anna.telegram.api.topics))).number
        [name] = [each.picture for each in await store.cases.messages(case) if each.picture]
        assert (await store.pictures.fetch(name)).content == PNG
        [button] = (await anna.says("忘记我"))["buttons"]
        await anna.says(button["sends"])
        assert await store.pictures.fetch(name) is Flaw.LOST


async def test_staff_see_it_at_their_page_where_no_messenger_is_set_up(tmp_path: Path) -> None:
    async with open_app(tmp_path) as app, visitor(app, people=app.desk) as client:
        staff = await Browser(app).enter(Role.AGENT)
        await client.get("/web/start")
        await client.post("/web/messages", json={"id": "m1", "text": "找人工"})
        sent = await client.post("/web/pictures?id=p1", content=PNG, headers={"content-type": "image/png"})
        assert sent.status_code == 200
        [case] = (await staff.client.get("/desk/cases")).json()["cases"]
        said = (await staff.client.get("/desk/case", params={"number": case["number"]})).json()["case"]["said"]
        address = said[-1]["picture"]
        assert (await staff.client.get(address)).content == PNG
        assert (await staff.client.get(f"{address}0")).status_code == 404
        await staff.client.aclose()
