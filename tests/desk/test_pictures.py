"""Pictures between an agent in Telegram and a follower in WeChat, over the fakes of both."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.channels.wechat.api import Account as Caller
from bot.channels.wechat.api import Api
from bot.channels.wechat.outgoing import Outgoing
from bot.channels.wechat.pictures import WechatPictures
from bot.domain.pictures import MOST_BYTES
from tests.domain.test_pictures import GIF, JPEG, PNG, WEBP
from tests.loopback import Server
from tests.telegram.fake_api import Fault
from tests.telegram.test_handover import STAFF, Clinic, clinic
from tests.wechat.account import Account, beside
from tests.wechat.letters import ANNA, APP_ID, xml
from tests.wechat.platform_api import SECRET, PlatformApi

pytestmark = pytest.mark.anyio
ADDRESS = "http://mmbiz.qpic.cn/mmbiz_jpg/abc/0"
PHOTO: dict[str, Any] = {"file_id": "photo", "file_unique_id": "x", "width": 9, "height": 9}
UNSEEN = "图片或文件没给到用户"
LOST = "刚才的图片没转到客服那里"


async def sleep(_: float) -> None:
    """Wait for nothing."""


@dataclass
class Desk:
    """Staff in Telegram, a follower in WeChat."""

    telegram: Clinic
    wechat: Account
    api: PlatformApi

    async def idle(self) -> None:
        await self.wechat.worked()
        await self.telegram.settled()

    async def agent_sends(self, content: bytes, **more: Any) -> None:
        """Send a photo in the topic of the case."""
        self.telegram.api.files["photo"] = content
        await self.telegram.in_topic(None, photo=[PHOTO], **more)

    async def follower_sends(self, **nodes: Any) -> str | None:
        answer = await self.wechat.deliver(xml("image", MediaId="m", **nodes))
        await self.idle()
        return answer

    @property
    def read(self) -> list[str | bytes]:
        """Return what was pushed to the follower, pictures as their bytes."""
        return [self.api.media.get(each, each) for each in self.api.followers[ANNA].read]


@asynccontextmanager
async def desk(tmp_path: Path, *, verified: bool = True, tencent: bytes | int = JPEG) -> AsyncIterator[Desk]:
    """Open a case of the follower, which an agent has claimed; *tencent* is what its hosts answer."""
    api = PlatformApi()
    api.followers[ANNA].grant("message", api.now)

    def hosts(asked: httpx.Request) -> httpx.Response:
        assert str(asked.url) == ADDRESS.replace("http", "https", 1)
        return httpx.Response(tencent) if isinstance(tencent, int) else httpx.Response(200, content=tencent)

    async with (
        clinic(tmp_path) as at,
        Server(api.answer) as server,
        httpx.AsyncClient() as http,
        httpx.AsyncClient(transport=httpx.MockTransport(hosts)) as outside,
    ):
        caller = Api(Caller(APP_ID, SECRET, server.url), http, monotonic=lambda: api.now, sleep=sleep)
        pushing = Outgoing(caller, lambda: api.now) if verified else None
        async with beside(at.running.app, pushing=pushing, pictures=WechatPictures(outside, sleep)) as wechat:
            await wechat.say("找人工")
            found = Desk(at, wechat, api)
            await found.idle()
            await at.in_topic("/claim")
            yield found


# To WeChat


async def test_an_agents_photo_reaches_a_follower(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        await at.agent_sends(PNG, caption="看红圈")
        await at.telegram.in_topic("看到了吗")
        assert at.read[1:] == [PNG, "客服　看红圈", "客服　看到了吗"]


@pytest.mark.parametrize("content", [b"<html>", WEBP, PNG.ljust(MOST_BYTES + 1, b"\0")], ids=["none", "odd", "large"])
async def test_what_wechat_does_not_take_is_told_to_both(tmp_path: Path, content: bytes) -> None:
    async with desk(tmp_path) as at:
        await at.agent_sends(content, caption="看红圈")
        assert at.read[-1] == "客服　看红圈\n客服发来图片或文件，这里看不到，可以请客服用文字说"
        assert UNSEEN in at.telegram.texts(STAFF)[-1]


async def test_a_voice_message_is_told_to_both(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        await at.telegram.in_topic(None, voice={"file_id": "v", "file_unique_id": "v", "duration": 3})
        assert "可以请客服用文字说" in str(at.read[-1])
        assert UNSEEN in at.telegram.texts(STAFF)[-1]


async def test_a_picture_beyond_the_window_comes_when_the_follower_writes(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        at.api.followers[ANNA].leave()
        await at.agent_sends(GIF)
        await at.telegram.in_topic("看到了吗")
        assert "先存着了" in at.telegram.texts(STAFF)[-1]
        at.api.followers[ANNA].grant("message", at.api.now)
        assert "客服　看到了吗" in await at.wechat.say("在的")
        assert at.read[1:] == [GIF]


async def test_a_picture_that_does_not_come_then_either_is_told_to_both(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        at.api.followers[ANNA].leave()
        await at.agent_sends(GIF)
        shown = await at.wechat.say("在的")
        assert "可以请客服用文字说" in shown
        await at.idle()
        assert UNSEEN in "".join(at.telegram.texts(STAFF)[-2:])
        assert "可以请客服用文字说" not in (await at.wechat.deliver_quietly("在的") or "")


async def test_an_account_that_may_not_push_says_that_there_is_one(tmp_path: Path) -> None:
    async with desk(tmp_path, verified=False) as at:
        await at.agent_sends(PNG)
        shown = await at.wechat.say("在的")
        assert "客服发来图片或文件，这里看不到" in shown
        await at.idle()
        assert UNSEEN in "".join(at.telegram.texts(STAFF)[-2:])


# From WeChat


@pytest.mark.parametrize("verified", [True, False], ids=["verified", "not verified"])
async def test_a_followers_picture_reaches_the_agent(tmp_path: Path, *, verified: bool) -> None:
    async with desk(tmp_path, verified=verified) as at:
        await at.follower_sends(PicUrl=ADDRESS)
        [sent] = at.telegram.api.sent("sendPhoto")
        assert sent["photo"] == ("picture.jpeg", JPEG)
        assert int(sent["message_thread_id"]) == max(at.telegram.api.topics)
        assert "用户发来的图片" in sent["caption"]


@pytest.mark.parametrize(
    ("tencent", "address"),
    [
        (b"<script>", ADDRESS),
        (JPEG.ljust(MOST_BYTES + 1, b"\0"), ADDRESS),
        (404, ADDRESS),
        (302, ADDRESS),
        (JPEG, "http://127.0.0.1/admin"),
        (JPEG, "http://qpic.cn.evil.example/"),
        (JPEG, "http://evil@mmbiz.qpic.cn/"),
        (JPEG, "http://mmbiz.qpic.cn:22/"),
        (JPEG, "file:///etc/passwd"),
        (JPEG, "http://[mmbiz.qpic.cn/"),
    ],
    ids=["none", "large", "gone", "moved", "inside", "a look-alike", "a name", "a port", "a file", "nonsense"],
)
async def test_what_cannot_be_had_is_told_to_both(tmp_path: Path, tencent: bytes | int, address: str) -> None:
    async with desk(tmp_path, tencent=tencent) as at:
        await at.follower_sends(PicUrl=address)
        assert at.telegram.api.sent("sendPhoto") == []
        assert "没拿到，已经告诉用户了" in at.telegram.texts(STAFF)[-1]
        assert LOST in str(at.read[-1])


async def test_outside_a_case_and_with_the_bot_a_picture_gets_a_kind_word(tmp_path: Path) -> None:
    async with desk(tmp_path, verified=False) as at:
        assert "这个转不给客服" in str(await at.wechat.deliver(xml("video", MediaId="m")))
        await at.wechat.say("机器人")
        assert "图片我还看不了" in str(await at.follower_sends(PicUrl=ADDRESS))
        assert at.telegram.api.sent("sendPhoto") == []


async def test_what_telegram_takes_for_no_photo_comes_as_a_file(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        at.telegram.api.fail("sendPhoto", Fault("refuse", (400, "Bad Request: PHOTO_INVALID_DIMENSIONS")))
        await at.follower_sends(PicUrl=ADDRESS)
        assert at.telegram.api.sent("sendDocument")[-1]["document"] == ("picture.jpeg", JPEG)


async def test_a_topic_that_was_deleted_is_opened_again_for_a_picture(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        at.telegram.api.topics.clear()
        await at.follower_sends(PicUrl=ADDRESS)
        [sent] = at.telegram.api.sent("sendPhoto")
        assert int(sent["message_thread_id"]) == max(at.telegram.api.topics)
