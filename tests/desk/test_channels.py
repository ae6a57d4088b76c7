"""What staff say reaches people on every channel: pushed where that goes, else when they write again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import App
from bot.channels.wechat.reach import Reach
from bot.domain.cases import Allowance, Delivery, Doing, HelpCase, Kind, Message, Move, left
from bot.domain.message import Incoming, Person
from bot.domain.pictures import Carried, Image
from bot.domain.reply import Answer, Reply
from bot.settings.telegram import TelegramSettings
from tests.fakes import TEXTS
from tests.store.memory import MemoryStore
from tests.web.clinic import NOON, open_app, visitor
from tests.wechat.account import Ended, Pushed, account
from tests.wechat.letters import ANNA

pytestmark = pytest.mark.anyio
WANG = Person("telegram", "77")
FOLLOWER = Person("wechat", ANNA)
TELEGRAM = TelegramSettings(token="1:x", staff_group=-1)
GIVEN: dict[str, Any] = {"telegram": TELEGRAM, "staff": ("telegram:77",)}


@dataclass
class Room:
    """Where staff read; and Telegram, where nobody is."""

    allowance: None = None
    heard: list[str] = field(default_factory=list)

    async def deliver(self, case: HelpCase, message: Message, picture: Carried | None) -> Delivery:
        del case, picture
        self.heard.append(message.text)
        return Delivery.SENT


class Nowhere:
    allowance = None

    async def deliver(self, person: Person, answer: Answer, picture: Image | str | None) -> Delivery:
        raise AssertionError((person, answer, picture))


async def staffed(app: App) -> Room:
    room = Room()
    assert app.desk is not None
    await app.desk.join("telegram", Nowhere(), room)
    return room


async def act(app: App, person: Person, move: Move, said: str = "", picture: str | None = None) -> HelpCase:
    assert app.desk is not None
    case = await app.desk.case_of(person)
    assert case is not None
    assert await app.desk.act(case.number, Doing(move=move, by=WANG, name="@wang", said=said, picture=picture)) is None
    await app.desk.courier.idle()
    return case


# WeChat


async def test_a_follower_is_answered_by_push(tmp_path: Path) -> None:
    pushed = Pushed()
    async with account(tmp_path, pushing=pushed, **GIVEN) as wechat:
        room = await staffed(wechat.app)
        assert "已转人工，工单" in await wechat.say("找人工")
        case = await act(wechat.app, FOLLOWER, Move.ANSWER, "请拍一下卡面")
        assert pushed.sent == [(ANNA, "客服　请拍一下卡面")]
        assert await wechat.deliver_quietly("拍好了") is None
        assert room.heard[-1] == "拍好了"
        assert case.number in room.heard[0]


async def test_the_quota_is_shown_before_it_is_used_up_and_what_is_over_waits(tmp_path: Path) -> None:
    pushed = Pushed(room=5)
    async with account(tmp_path, pushing=pushed, **GIVEN) as wechat:
        room = await staffed(wechat.app)
        await wechat.say("找人工")
        await wechat.say("89861125021012300146")
        for at in range(1, 7):
            await act(wechat.app, FOLLOWER, Move.ANSWER, f"第 {at} 条")
        notices = [said for said in room.heard if "微信" in said]
        assert notices[0] == "微信：最多还能主动发 2 条，到 11月24日 12:00"
        assert notices[1].startswith("微信：最多还能主动发 1 条")
        assert notices[2] == "微信：这位用户再写之前，主动发的下一条会先存着"
        assert notices[3].startswith("先存着了：第 6 条")
        shown = await wechat.say("在吗")
        assert "客服　第 6 条" in shown
        assert "第 5 条" not in shown


async def test_an_account_that_may_not_push_gives_it_with_the_next_answer(tmp_path: Path) -> None:
    async with account(tmp_path, **GIVEN) as wechat:
        await staffed(wechat.app)
        await wechat.say("找人工")
        await act(wechat.app, FOLLOWER, Move.ANSWER, "请拍一下卡面")
        assert "客服　请拍一下卡面" in await wechat.say("在吗")
        assert "请拍一下卡面" not in await wechat.say("好的")


async def test_a_picture_cannot_be_carried_over_and_staff_are_told() -> None:
    reach = Reach(Pushed(ended=Ended.QUOTA), TEXTS, MemoryStore())
    answer = Answer(Reply(blocks=()), "zh")
    assert await reach.deliver(FOLLOWER, answer, "1:2") is Delivery.UNABLE


def said(kind: Kind, minutes: int) -> Message:
    return Message(
        kind=kind, author=FOLLOWER, text="", at=datetime(2026, 11, 22, 4, tzinfo=UTC) + timedelta(minutes=minutes)
    )


COUNTS: dict[str, tuple[Sequence[Kind], int | None]] = {
    "nothing said": ([Kind.CONTEXT, Kind.ANSWER], None),
    "just said": ([Kind.SAID], 5),
    "answered twice": ([Kind.SAID, Kind.ANSWER, Kind.NOTE, Kind.NOTICE, Kind.TOLD], 3),
    "used up": ([Kind.SAID, *[Kind.ANSWER] * 7], 0),
    "said once more": ([Kind.SAID, *[Kind.ANSWER] * 7, Kind.SAID, Kind.ANSWER], 4),
}


@pytest.mark.parametrize(("kinds", "expected"), COUNTS.values(), ids=COUNTS.keys())
def test_how_much_is_left(kinds: Sequence[Kind], expected: int | None) -> None:
    counted = left([said(kind, at) for at, kind in enumerate(kinds)], Allowance(5, 48))
    assert (None if counted is None else counted[0]) == expected


# The page and the API, to which nothing can be sent


async def test_a_visitor_fetches_what_was_said(tmp_path: Path) -> None:
    async with open_app(tmp_path, **GIVEN) as app, visitor(app) as anna:
        room = await staffed(app)

        async def ask(words: str) -> Any:
            answer = await anna.post("/api/v1/messages", json={"user": "anna", "text": words})
            assert answer.status_code == 200
            return answer.json()

        person = Person("api", "anna")
        first = await ask("找人工")
        [fetch] = [button["sends"] for button in first["buttons"]]
        assert (await ask(fetch))["text"].startswith("客服还没有回复")
        await act(app, person, Move.CLAIM)
        assert (await ask("在吗"))["text"].splitlines()[0] == "客服来了，直接在这里说。"
        await act(app, person, Move.ANSWER, "在的")
        assert (await ask(fetch))["text"] == "客服　在的"
        assert (await ask(fetch))["text"].startswith("客服还没有回复")
        assert room.heard[-1] == "在吗"
        await act(app, person, Move.CLOSE)
        closed = await ask(fetch)
        works, _ = (button["sends"] for button in closed["buttons"])
        rated = await ask(works)
        assert len(rated["buttons"]) == 5
        assert (await ask(rated["buttons"][1]["sends"]))["text"] == "记下了，谢谢"
        assert app.desk is not None
        await app.desk.courier.idle()
        assert room.heard[-1] == "用户打分：★★★★☆"


async def test_nobody_rates_or_reads_somebody_elses_case(tmp_path: Path) -> None:
    async with open_app(tmp_path, **GIVEN) as app:
        await staffed(app)
        anna, eve = Person("api", "anna"), Person("api", "eve")
        for who in (anna, eve):
            await app.answer(Incoming(person=who, text="找人工", at=NOON))
        case = await act(app, anna, Move.ANSWER, "给 Anna")
        await act(app, anna, Move.CLOSE)
        assert app.desk is not None
        for words in (f"✗ {case.number}", f"★★ {case.number}", f"✓ {case.number}", "↻"):
            answer = await app.answer(Incoming(person=eve, text=words, at=NOON, lang="zh"))
            assert "给 Anna" not in str(answer)
        kept = await app.desk.find(case.number)
        assert kept is not None
        assert (kept.works, kept.stars) == (None, None)
        assert len(await app.desk.unread(anna)) == 2
