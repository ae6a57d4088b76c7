"""From the user's chat to the staff group and back, over the Bot API."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot import demo
from bot.domain.card import Cause
from bot.domain.cases import NUMBER, Doing, Move
from bot.domain.message import Person
from bot.domain.roles import Act, Role
from bot.domain.trail import REFUSED, Search
from bot.settings.telegram import TelegramSettings
from tests.telegram.bot import NOW, QUOTA, Bot, bot, settings
from tests.telegram.fake_api import FakeApi, Fault
from tests.telegram.updates import ANNA, LI, message, press, user

pytestmark = pytest.mark.anyio
Json = dict[str, Any]
STAFF = -1009999
WANG: Json = {"id": 77, "is_bot": False, "first_name": "Wang", "username": "wang", "language_code": "zh-hans"}
ZHAO: Json = {"id": 78, "is_bot": False, "first_name": "Zhao", "username": "zhao", "language_code": "zh-hans"}
BLOCKED = next(card.iccid.number for card in demo.cards(NOW) if card.causes == {Cause.CARRIER})
PHOTO = [{"file_id": "x", "file_unique_id": "x", "width": 9, "height": 9}]


@dataclass
class Clinic:
    """The running bot, its users and its staff."""

    api: FakeApi
    running: Bot

    async def says(self, said: str | None, sender: Json = LI, **more: Any) -> None:
        """Say something to the bot in private, and wait until it has been worked."""
        self.api.push(message(said, sender, **more))
        await self.settled()

    async def in_topic(self, said: str | None, sender: Json = WANG, thread: int | None = None, **more: Any) -> None:
        thread = thread or max(self.api.topics)
        update = message(said, sender, STAFF, message_thread_id=thread, is_topic_message=True, **more)
        self.api.push(update)
        await self.settled()

    async def presses(self, button: str, under: Json, sender: Json = WANG) -> str:
        self.api.push(press(self.api, button, under, sender))
        await self.settled()
        return str(self.api.sent("answerCallbackQuery")[-1].get("text", ""))

    async def settled(self) -> None:
        """Wait until everything that came is answered and delivered."""
        await self.api.until(lambda: self.api.fetched)
        store: Any = self.running.app.memories
        while await store.journal.unfinished("telegram", self.api.token.split(":")[0]):
            await self.running.clock.sleep(0)
        assert self.running.app.desk is not None
        await self.running.app.desk.courier.idle()

    def texts(self, chat: int, thread: int | None = None) -> list[str]:
        """Return what was said to a chat, or in one of its topics."""
        return [
            sent["text"]
            for sent in self.api.sent()
            if int(sent["chat_id"]) == chat and (thread is None or int(sent.get("message_thread_id", 0)) == thread)
        ]

    def last(self, chat: int) -> Json:
        return self.api.messages[max(place for place in self.api.messages if place[0] == chat)]

    @property
    def number(self) -> str:
        found = NUMBER.findall("\n".join(self.texts(LI["id"])))
        return str(found[-1])


@asynccontextmanager
async def clinic(
    tmp_path: Path,
    *,
    group: int | None = STAFF,
    forum: bool = True,
    staff: tuple[str, ...] = ("telegram:77", "telegram:78"),
    **more: Any,
) -> AsyncIterator[Clinic]:
    async with FakeApi(forum=forum) as api:
        telegram = TelegramSettings(token=api.token, api_base=api.url, staff_group=group)
        given = settings(tmp_path, telegram=telegram, staff=staff, **more)
        async with bot(tmp_path, api, given=given) as running:
            yield Clinic(api, running)
        assert api.slips == []


async def test_a_case_goes_its_whole_way(tmp_path: Path) -> None:
    async with clinic(tmp_path) as at:
        await at.says(QUOTA)
        await at.says("找人工")
        assert at.texts(LI["id"])[-1].startswith("<b>已转人工，工单 ")
        [topic] = at.api.topics.values()
        assert topic["name"] == f"{at.number} · quota · 8986 **** 0146"
        [context] = at.texts(STAFF)
        assert "信控停用" in context
        assert QUOTA not in context
        await at.says("上个月就不行了")
        assert at.texts(STAFF)[-1] == "用户：上个月就不行了"
        await at.in_topic("/claim")
        assert at.texts(LI["id"])[-1] == "客服来了，直接在这里说。"
        await at.says(QUOTA)
        assert at.texts(LI["id"])[-1] == "客服来了，直接在这里说。"
        await at.in_topic("充好了，断电试试")
        assert at.texts(LI["id"])[-1] == "客服　充好了，断电试试"
        await at.in_topic("/close")
        assert topic == {**topic, "closed": True}
        closing = at.last(LI["id"])
        works, still = (each["callback_data"] for each in closing["reply_markup"]["inline_keyboard"][0])
        await at.presses(works, closing, LI)
        assert "打几颗星" in at.texts(LI["id"])[-1]
        stars = at.last(LI["id"])
        await at.presses(stars["reply_markup"]["inline_keyboard"][0][0]["callback_data"], stars, LI)
        assert "用户打分：★★★★★" in at.texts(STAFF)[-1]
        await at.presses(still, closing, LI)
        assert topic == {**topic, "closed": False}
        assert "还没好" in at.texts(STAFF)[-1]


async def opened(at: Clinic, card: str = QUOTA) -> str:
    """Have the user ask for a person. Return the number of their case."""
    await at.says(card)
    await at.says("找人工")
    return at.number


async def test_pictures_go_both_ways(tmp_path: Path) -> None:
    async with clinic(tmp_path) as at:
        await opened(at)
        await at.says(None, photo=PHOTO, caption="看这里")
        [to_staff] = at.api.sent("copyMessage")
        assert (int(to_staff["chat_id"]), int(to_staff["from_chat_id"])) == (STAFF, LI["id"])
        assert int(to_staff["message_thread_id"]) == max(at.api.topics)
        await at.in_topic(None, photo=PHOTO)
        to_user = at.api.sent("copyMessage")[-1]
        assert (int(to_user["chat_id"]), int(to_user["from_chat_id"])) == (LI["id"], STAFF)


async def test_a_private_note_goes_nowhere(tmp_path: Path) -> None:
    async with clinic(tmp_path) as at:
        await opened(at)
        before = at.texts(LI["id"])
        await at.in_topic("// 老客户，脾气急")
        await at.in_topic("/note 第二条")
        assert at.texts(LI["id"]) == before
        assert at.texts(STAFF)[-2:] == ["记下了，用户看不到"] * 2


async def test_who_is_no_staff_may_do_nothing_and_it_is_written_down(tmp_path: Path) -> None:
    async with clinic(tmp_path) as at:
        await opened(at)
        before = at.texts(LI["id"])
        for said in ("我来回答", "/claim", "/close", "// 备注"):
            await at.in_topic(said, ANNA)
        assert at.texts(LI["id"]) == before
        assert at.texts(STAFF)[-4:] == ["这个要客服才能做"] * 4
        page = await at.running.app.noting.read(Search(who=Person("telegram", "42"), act=Act.CASES), 10)
        assert [entry.outcome for entry in page.entries] == [REFUSED] * 4


async def test_another_agents_case_is_theirs_until_handed_on(tmp_path: Path) -> None:
    async with clinic(tmp_path) as at:
        await opened(at)
        await at.in_topic("/claim", ZHAO)
        await at.in_topic("我来", WANG)
        assert "这个工单是别人的" in at.texts(STAFF)[-1]
        await at.in_topic("/to @wong", ZHAO)
        assert "没有这个客服" in at.texts(STAFF)[-1]
        at.api.names[WANG["id"]] = "Wang"
        await at.in_topic("/to @wang", ZHAO)
        await at.in_topic("我来", WANG)
        assert at.texts(LI["id"])[-1] == "客服　我来"
        await at.in_topic("/to @zhao", WANG)
        await at.in_topic("回来了", ZHAO)
        assert at.texts(LI["id"])[-1] == "客服　回来了"


async def test_a_ready_answer_is_sent_by_a_press_in_the_language_of_the_user(tmp_path: Path) -> None:
    async with clinic(tmp_path) as at:
        await at.says(f"{QUOTA}", ANNA)
        await at.says("talk to a person", ANNA)
        context = at.last(STAFF)
        canned = context["reply_markup"]["inline_keyboard"][0][1]
        await at.presses(canned["callback_data"], context)
        offered = at.last(STAFF)
        await at.presses(offered["reply_markup"]["inline_keyboard"][0][0]["callback_data"], offered)
        assert "card 8986 **** 0146 has used up its data for this cycle" in at.texts(ANNA["id"])[-1]


async def test_a_press_by_somebody_else_is_refused(tmp_path: Path) -> None:
    async with clinic(tmp_path) as at:
        await opened(at)
        context = at.last(STAFF)
        for button in context["reply_markup"]["inline_keyboard"][0]:
            assert await at.presses(button["callback_data"], context, ANNA) == "这个要客服才能做"
        assert await at.presses("case claim AAAA-AA", context) == "工单已经结束，没有送出去"
        for hostile in ("case", "case claim", "case erase K7Q2-9F", "case send K7Q2-9F -1"):
            assert await at.presses(hostile, context) == "这个按钮太旧了，重新发一次卡号"


async def test_the_way_back_to_the_bot_and_to_the_person(tmp_path: Path) -> None:
    async with clinic(tmp_path) as at:
        await opened(at)
        await at.in_topic("/claim")
        await at.says("机器人")
        assert "机器人回来了" in at.texts(LI["id"])[-1]
        await at.says(QUOTA)
        assert "信控停用" in at.texts(LI["id"])[-1]
        await at.says("找人工")
        count = len(at.texts(LI["id"]))
        await at.says(QUOTA)
        assert len(at.texts(LI["id"])) == count
        assert at.texts(STAFF)[-1] == "用户：8986 **** 0146"
        assert len(at.api.topics) == 1


async def test_until_somebody_has_it_the_bot_goes_on_about_cards(tmp_path: Path) -> None:
    async with clinic(tmp_path) as at:
        await opened(at)
        await at.says(QUOTA)
        assert "信控停用" in at.texts(LI["id"])[-1]
        await at.says("在吗")
        assert at.texts(LI["id"])[-1] == f"<b>已转给客服，工单 {at.number}</b>"


async def test_a_group_without_topics_is_answered_by_replies(tmp_path: Path) -> None:
    async with clinic(tmp_path, forum=False) as at:
        number = await opened(at)
        assert number in at.texts(STAFF)[-1]
        context = at.last(STAFF)
        at.api.push(message("收到", WANG, STAFF, reply_to_message=context))
        await at.settled()
        assert at.texts(LI["id"])[-1] == "客服　收到"
        at.api.push(message("没有回复谁，也不是跟机器人说", WANG, STAFF))
        await at.settled()
        assert at.texts(LI["id"])[-1] == "客服　收到"


async def test_a_group_that_has_topics_by_now_is_asked_again_with_the_next_case(tmp_path: Path) -> None:
    async with clinic(tmp_path, forum=False) as at:
        await opened(at)
        await at.says("还在吗")
        assert at.api.topics == {}
        at.api.forum = True
        await at.says(QUOTA, ANNA)
        await at.says("talk to a person", ANNA)
        assert len(at.api.topics) == 1


async def test_without_a_group_staff_are_told_in_private(tmp_path: Path) -> None:
    async with clinic(tmp_path, group=None, staff=()) as at:
        await at.says("找人工")
        assert "这里没有人工客服" in at.texts(LI["id"])[-1]
        code = await at.running.app.tools.staff.invite(Role.AGENT, at.running.clock.now())
        await at.says(f"加入 {code}", WANG)
        await at.says("找人工")
        context = at.last(WANG["id"])
        await at.says("在的", WANG, reply_to_message=context)
        assert at.texts(LI["id"])[-1] == "客服　在的"
        await at.says("太好了")
        assert at.texts(WANG["id"])[-1] == f"{at.number} 的用户：太好了"


async def test_without_a_group_those_named_are_told_until_somebody_has_it(tmp_path: Path) -> None:
    async with clinic(tmp_path, group=None) as at:
        await at.says("找人工")
        desk = at.running.app.desk
        page = Person("wechat", "oZhao")
        await at.running.app.tools.staff.accept(
            await at.running.app.tools.staff.invite(Role.AGENT, at.running.clock.now()), page, at.running.clock.now()
        )
        assert all(at.number in at.texts(each["id"])[-1] for each in (WANG, ZHAO))
        claim = Doing(move=Move.CLAIM, by=page, name="Zhao", origin="1", elsewhere=True)
        assert await desk.act(at.number, claim) is None
        before = [at.texts(each["id"]) for each in (WANG, ZHAO)]
        await at.says("在吗")
        assert [at.texts(each["id"]) for each in (WANG, ZHAO)] == before
        to_wang = Doing(move=Move.HAND_ON, by=page, name="Zhao", to=Person("telegram", "77"), to_name="@wang")
        assert await desk.act(at.number, to_wang) is None
        await at.settled()
        assert f"{at.number} 的用户：在吗" in at.texts(WANG["id"])
        assert at.texts(ZHAO["id"]) == before[1]


async def test_who_is_no_staff_cannot_answer_by_replying(tmp_path: Path) -> None:
    async with clinic(tmp_path) as at:
        number = await opened(at)
        before = at.texts(LI["id"])
        forged = {**at.last(LI["id"]), "text": f"工单 {number}"}
        await at.says("我是客服", ANNA, reply_to_message=forged)
        assert at.texts(LI["id"]) == before


async def test_a_topic_that_was_deleted_is_opened_again(tmp_path: Path) -> None:
    async with clinic(tmp_path) as at:
        await opened(at)
        at.api.topics.clear()
        await at.says("还在吗")
        assert len(at.api.topics) == 1
        assert at.texts(STAFF, max(at.api.topics)) == ["用户：还在吗"]


async def test_what_was_not_delivered_is_owned_up_to(tmp_path: Path) -> None:
    async with clinic(tmp_path) as at:
        await opened(at)
        at.api.fail("sendMessage", Fault("refuse", (403, "Forbidden: bot was blocked by the user")))
        await at.in_topic("收到了吗")
        assert at.texts(STAFF)[-1].startswith("没送到：收到了吗。")


async def test_a_stop_by_the_carrier_comes_with_an_appeal(tmp_path: Path) -> None:
    async with clinic(tmp_path) as at:
        await opened(at, BLOCKED)
        kit = at.texts(STAFF)[-1]
        assert f"卡号（ICCID）: {BLOCKED}" in kit
        assert "用途: 待补" in kit


async def test_who_has_paid_is_asked_for_the_order_once(tmp_path: Path) -> None:
    async with clinic(tmp_path) as at:
        await at.says(f"我已经充值了，找人工 {QUOTA}")
        assert "订单号、付款时间" in at.texts(LI["id"])[-1]
        assert "别再问一遍" in at.texts(STAFF)[-1]


async def test_the_third_check_in_a_day_offers_a_person_first(tmp_path: Path) -> None:
    async with clinic(tmp_path) as at:
        labels = []
        for _ in range(3):
            await at.says(QUOTA)
            await at.running.app.noting.finish()
            labels.append(at.last(LI["id"])["reply_markup"]["inline_keyboard"][0][0]["text"])
        assert labels == ["再查一次", "再查一次", "找人工"]
        assert "24 小时里第三次查" in at.texts(LI["id"])[-1]


async def test_outside_business_hours_it_is_said_when_somebody_answers(tmp_path: Path) -> None:
    async with clinic(tmp_path, hours="Mon-Fri 09:00-18:00") as at:  # it is Sunday
        await at.says("找人工")
        assert "11月23日 09:00 以后有人回复。" in at.texts(LI["id"])[-1]


async def test_users_do_not_meet(tmp_path: Path) -> None:
    async with clinic(tmp_path) as at:
        await opened(at)
        [first] = at.api.topics
        other = user(500)
        await at.says("找人工", other)
        [second] = at.api.topics.keys() - {first}
        await at.in_topic("给第一位", thread=first)
        await at.in_topic("给第二位", thread=second)
        assert (at.texts(LI["id"])[-1], at.texts(500)[-1]) == ("客服　给第一位", "客服　给第二位")


async def test_who_asks_for_what_is_kept_gets_their_cases_without_notes(tmp_path: Path) -> None:
    async with clinic(tmp_path) as at:
        number = await opened(at)
        await at.in_topic("// 脾气急")
        await at.in_topic("收到")
        await at.says("导出")
        name, content = at.api.sent("sendDocument")[-1]["document"]
        kept = json.loads(content)["cases"]
        assert name == "simclinic-my-data.json"
        assert [(case["number"], [each["text"] for each in case["said"]]) for case in kept] == [(number, ["收到"])]


async def test_who_is_forgotten_has_no_case(tmp_path: Path) -> None:
    async with clinic(tmp_path) as at:
        number = await opened(at)
        await at.says("忘记我")
        await at.presses(
            at.last(LI["id"])["reply_markup"]["inline_keyboard"][0][0]["callback_data"], at.last(LI["id"]), LI
        )
        assert at.running.app.desk is not None
        assert await at.running.app.desk.find(number) is None


async def test_nothing_of_a_case_is_offered_where_nobody_answers(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api) as running:
        at = Clinic(api, running)
        assert not await running.app.desk.staffed()
        api.push(message("找人工"))
        await api.until_sent(1)
        assert "这里没有人工客服" in at.texts(LI["id"])[-1]


async def test_what_nobody_could_read_waits_for_staff_to_come_back(tmp_path: Path) -> None:
    async with clinic(tmp_path) as at:
        await opened(at)
        at.api.fail("sendMessage", Fault("refuse", (403, "Forbidden: bot was kicked from the supergroup chat")))
        at.api.push(message("第一句", LI))
        await at.settled()
        await at.says("第二句")
        assert at.texts(STAFF)[-2:] == ["用户：第一句", "用户：第二句"]
