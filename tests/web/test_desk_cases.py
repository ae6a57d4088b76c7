"""Cases at the staff page: listed, read, answered, handed on and closed, also where there is no messenger at all."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.app import App
from bot.channels.web.desk.door import PROOF
from bot.domain.cases import Allowance, Delivery, HelpCase, Kind, Message, Stage
from bot.domain.message import Incoming, Person
from bot.domain.reply import Answer
from bot.domain.roles import Act, Role
from bot.domain.trail import REFUSED, Entry
from tests.fakes import LEXICON, TEXTS
from tests.web.clinic import NOON, open_app
from tests.web.test_desk import ANNA, HERE, Browser, noted

pytestmark = pytest.mark.anyio
QUOTA = "89861125021012300146"
LI, WANG, ZHAO = Person("web", "li"), Person("telegram", "77"), Person("wechat", "oZhao")
Json = dict[str, Any]


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[App]:
    monkeypatch.setattr("bot.app.FluentTexts.load", lambda: TEXTS)
    monkeypatch.setattr("bot.app.WordLists.load", lambda _: LEXICON)
    async with open_app(tmp_path, staff=(str(WANG), str(ZHAO))) as app:
        yield app


@dataclass
class Agent(Browser):
    """One of the staff, at the page."""

    moves: int = 0

    async def cases(self, **query: str) -> Json:
        answer = await self.client.get("/desk/cases", params={"lang": "zh", **query})
        assert answer.status_code == 200, answer.text
        shown: Json = answer.json()
        return shown

    async def case(self, number: str, **query: str) -> Json:
        answer = await self.client.get("/desk/case", params={"number": number, "lang": "zh", **query})
        assert answer.status_code == 200, answer.text
        shown: Json = answer.json()
        return shown

    async def said(self, number: str) -> list[tuple[str, str, str | None]]:
        return [(each["kind"], each["text"], each["became"]) for each in (await self.case(number))["case"]["said"]]

    async def tries(self, number: str, move: str, **more: Any) -> httpx.Response:
        self.moves += 1
        given = {"number": number, "move": move, "id": str(self.moves), **more}
        headers = {"Origin": HERE, PROOF: self.proof, "Accept-Language": "zh"}
        return await self.client.post("/desk/case", json=given, headers=headers)

    async def does(self, number: str, move: str, **more: Any) -> None:
        answer = await self.tries(number, move, **more)
        assert answer.status_code == 200, answer.text
        await self.app.desk.courier.idle()


@pytest.fixture
async def anna(app: App) -> AsyncIterator[Agent]:
    agent = Agent(app)
    async with agent.client:
        await agent.enter(Role.AGENT)
        yield agent


async def says(app: App, words: str, person: Person = LI) -> str:
    answer = await app.answer(Incoming(person=person, text=words, at=NOON, lang="zh"))
    await app.desk.courier.idle()
    return str(answer)


async def opened(app: App, person: Person = LI) -> str:
    """Have *person* ask for somebody about a card. Return the case's number."""
    await says(app, QUOTA, person)
    await says(app, "找人工", person)
    case = await app.desk.case_of(person)
    assert case is not None
    return case.number


# Which there are


async def test_an_open_case_is_listed_with_its_card_masked(anna: Agent) -> None:
    number = await opened(anna.app)
    listed = await anna.cases()
    [case] = listed["cases"]
    assert (case["number"], case["stage"], case["agent"], case["waits"]) == (number, "没人接", None, True)
    assert (case["card"], case["causes"], case["since"]) == ("8986 **** 0146", ["信控停用"], "11月22日 12:00")
    assert listed["waiting"] == 1
    assert QUOTA not in str(listed)


async def test_the_own_ones_stand_first_then_the_latest(anna: Agent) -> None:
    for at, (number, agent) in enumerate([("AAAA-AA", ANNA), ("BBBB-BB", WANG), ("CCCC-CC", None)]):
        case = HelpCase(number=number, person=Person("web", number), lang="zh", opened_at=NOON, agent=agent)
        said = Message(kind=Kind.SAID, author=case.person, text="?", at=NOON + timedelta(minutes=at))
        await anna.app.desk.cases.open(case, [said])
    listed = (await anna.cases())["cases"]
    assert [(case["number"], case["mine"]) for case in listed] == [
        ("AAAA-AA", True),
        ("CCCC-CC", False),
        ("BBBB-BB", False),
    ]


@pytest.mark.parametrize(("days", "shown"), [(0, True), (6, True), (8, False)])
async def test_closed_ones_are_listed_on_demand_for_a_week(anna: Agent, days: int, *, shown: bool) -> None:
    closed_at = NOON - timedelta(days=days)
    case = HelpCase(
        number="AAAA-AA", person=LI, lang="zh", opened_at=closed_at, stage=Stage.CLOSED, closed_at=closed_at
    )
    await anna.app.desk.cases.open(case, [])
    assert (await anna.cases())["cases"] == []
    assert [each["closed"] for each in (await anna.cases(closed=""))["cases"]] == [True] * shown


async def test_who_was_answered_does_not_wait(anna: Agent) -> None:
    number = await opened(anna.app)
    await anna.does(number, "answer", said="在的")
    assert (await anna.cases())["waiting"] == 0
    await says(anna.app, "还是不行")
    assert (await anna.cases())["waiting"] == 1


# One of them


async def test_a_case_is_answered_where_no_messenger_is_set_up(anna: Agent) -> None:
    number = await opened(anna.app)
    assert await anna.app.desk.cases.waiting() == []
    await says(anna.app, f"卡是 {QUOTA}")
    await anna.does(number, "note", said="脾气急")
    await anna.does(number, "answer", said="充好了")
    waits = "对方下次说话时送到"
    assert (await anna.said(number))[1:] == [
        ("said", "卡是 8986 **** 0146", None),
        ("note", "脾气急", None),
        ("answer", "充好了", waits),
    ]
    shown = await says(anna.app, "↻")
    assert "充好了" in shown
    assert "脾气急" not in shown
    await anna.does(number, "close")
    talk = await anna.said(number)
    assert [(kind, became) for kind, _, became in talk[3:]] == [
        ("answer", "已送到"),
        ("notice", None),
        ("closing", waits),
    ]
    assert talk[-1][1] == "卡好了没有，打几颗星"


async def test_what_is_known_comes_first_and_the_appeal_is_whole(anna: Agent) -> None:
    number = await opened(anna.app)
    kit = Message(kind=Kind.KIT, author=LI, text=f"卡号 {QUOTA}", at=NOON)
    picture = Message(kind=Kind.SAID, author=LI, text="", at=NOON, picture="1:2")
    case = await anna.app.desk.find(number)
    assert case is not None
    await anna.app.desk.cases.change(case, case, [kit, picture])
    context, *rest = await anna.said(number)
    assert context[0] == "context"
    assert "信控停用" in context[1]
    assert QUOTA not in context[1]
    assert rest == [("kit", f"卡号 {QUOTA}", None), ("said", "[图片]", None)]


async def test_to_read_a_case_is_written_down_and_to_look_for_news_is_not(anna: Agent) -> None:
    number = await opened(anna.app)

    async def reads() -> list[Entry]:
        return [entry for entry in await noted(anna.app) if (entry.act, entry.outcome) == (Act.CASES, "read")]

    mark = (await anna.case(number))["mark"]
    assert await anna.case(number, seen=mark) == {"mark": mark}
    assert [(entry.who, entry.about) for entry in await reads()] == [(ANNA, LI)]
    await says(anna.app, "还在吗")
    assert (await anna.case(number, seen=mark))["case"]["said"][-1]["text"] == "还在吗"
    assert len(await reads()) == 2


async def test_ready_answers_stand_in_the_users_language(anna: Agent) -> None:
    number = await opened(anna.app)
    shown = (await anna.client.get("/desk/case", params={"number": number, "lang": "en"})).json()["case"]
    assert (shown["canned_lang"], shown["stage"]) == ("zh", "Nobody has it")
    assert "本周期流量用完" in shown["canned"][0]


@dataclass
class Pushed:
    """A channel that counts what it takes."""

    allowance: Allowance | None = field(default_factory=lambda: Allowance(5, 48))
    sent: list[str] = field(default_factory=list)
    outcome: Delivery = Delivery.SENT

    async def deliver(self, person: Person, answer: Answer, picture: object) -> Delivery:
        del person, picture
        self.sent.append(str(answer))
        return self.outcome


async def test_what_the_channel_still_takes_is_shown(anna: Agent) -> None:
    await anna.app.desk.join("wechat", Pushed())
    number = await opened(anna.app, Person("wechat", "oLi"))
    assert (await anna.case(number))["case"]["left"] is None
    await says(anna.app, "在吗", Person("wechat", "oLi"))
    await anna.does(number, "answer", said="在的")
    shown = (await anna.case(number))["case"]
    assert shown["left"] == "微信：最多还能主动发 4 条，到 11月24日 12:00"
    assert shown["said"][-1]["became"] == "已送到"


async def test_what_could_not_be_delivered_says_so(anna: Agent) -> None:
    await anna.app.desk.join("wechat", Pushed(outcome=Delivery.GONE))
    number = await opened(anna.app, Person("wechat", "oLi"))
    await anna.does(number, "answer", said="在的")
    [answer] = [each for each in (await anna.case(number))["case"]["said"] if each["kind"] == "answer"]
    assert (answer["failed"], answer["became"]) == (True, "没送到：对方拉黑了机器人，或者已经走了")


# What staff do with it


async def test_the_same_move_twice_is_one(anna: Agent) -> None:
    number = await opened(anna.app)
    for name in ("a", "a", "b"):
        await anna.does(number, "answer", said="在的", id=name)
    await anna.does(number, "close", id="c")
    await anna.does(number, "close", id="c")
    assert [kind for kind, *_ in await anna.said(number)] == ["context", "answer", "answer", "notice", "closing"]


async def test_the_same_message_is_one_after_a_restart_too(anna: Agent) -> None:
    number = await opened(anna.app)
    await anna.does(number, "answer", said="在的", id="a")
    again = Agent(anna.app)
    async with again.client:
        await again.enter(Role.AGENT)
        await again.does(number, "answer", said="在的", id="a")
    assert [kind for kind, *_ in await anna.said(number)] == ["context", "answer"]


async def test_a_case_is_handed_on_to_one_of_the_staff(anna: Agent) -> None:
    number = await opened(anna.app)
    await anna.app.desk.call(WANG, "@Wang")
    shown = (await anna.case(number))["case"]
    assert shown["staff"] == [
        ["telegram:77", "@wang"],
        ["wechat:oZhao", "wechat:oZhao"],
        ["telegram:42", "telegram:42"],
    ]
    await anna.does(number, "hand_on", to="telegram:77")
    shown = (await anna.case(number))["case"]
    assert (shown["agent"], shown["said"][-1]["text"]) == ("@wang", "telegram:42 转给 @wang")
    assert "telegram:77" not in dict(shown["staff"])


@pytest.mark.parametrize(
    ("stage", "move", "role", "why"),
    [
        (Stage.CLAIMED, "answer", Role.AGENT, "这个工单是别人的。找组长，或者请他转给你"),
        (Stage.CLAIMED, "close", Role.AGENT, "这个工单是别人的。找组长，或者请他转给你"),
        (Stage.CLAIMED, "close", Role.SUPERVISOR, None),
        (Stage.CLAIMED, "note", Role.AGENT, None),
        (Stage.CLOSED, "answer", Role.SUPERVISOR, "工单已经结束，没有送出去"),
        (Stage.OPEN, "close", Role.AGENT, "这个工单是别人的。找组长，或者请他转给你"),
        (Stage.OPEN, "claim", Role.AGENT, None),
    ],
)
async def test_a_move_that_is_refused_says_why_and_is_written_down(
    app: App, stage: Stage, move: str, role: Role, why: str | None
) -> None:
    agent = None if stage is Stage.OPEN else WANG
    case = HelpCase(number="AAAA-AA", person=LI, lang="zh", opened_at=NOON, stage=stage, agent=agent)
    await app.desk.cases.open(case, [])
    anna = Agent(app)
    async with anna.client:
        await anna.enter(role)
        answer = await anna.tries(case.number, move, said="x")
    acted = [entry.outcome for entry in await noted(app) if entry.act is Act.CASES]
    assert acted == [move if why is None else REFUSED]
    assert (answer.status_code, answer.json().get("message")) == ((200, None) if why is None else (409, why))
    await app.desk.courier.idle()


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"number": "ZZZZ-ZZ"}, 404),
        ({"number": "' OR 1=1"}, 422),
        ({"number": ["AAAA-AA"]}, 422),
        ({"number": None}, 422),
        ({"move": "forget"}, 422),
        ({"move": None}, 422),
        ({"move": ["close"]}, 422),
        ({"move": "answer"}, 422),
        ({"move": "answer", "said": "  "}, 422),
        ({"move": "answer", "said": "长" * 4001}, 422),
        ({"move": "note", "said": {"x": 1}}, 422),
        ({"move": "hand_on"}, 422),
        ({"move": "hand_on", "to": str(LI)}, 422),
        ({"id": ""}, 422),
        ({"id": "x" * 65}, 422),
        ({"id": 7}, 422),
    ],
    ids=str,
)
async def test_what_is_no_move_is_refused_and_changes_nothing(anna: Agent, given: Json, status: int) -> None:
    case = HelpCase(number="AAAA-AA", person=LI, lang="zh", opened_at=NOON)
    await anna.app.desk.cases.open(case, [])
    answer = await anna.tries(**{"number": "AAAA-AA", "move": "claim", **given})
    assert answer.status_code == status, answer.text
    assert await anna.app.desk.find("AAAA-AA") == case
    assert await anna.app.desk.cases.messages("AAAA-AA") == []


@pytest.mark.parametrize(("number", "status"), [("", 422), ("K7Q2-9", 422), ("k7q2-9f", 422), ("K7Q2-9F", 404)])
async def test_a_case_that_is_not_there_is_not_shown(anna: Agent, number: str, status: int) -> None:
    assert (await anna.client.get("/desk/case", params={"number": number})).status_code == status


# Beside the staff's room in a messenger


@dataclass
class Room:
    """Where staff read in Telegram."""

    heard: list[tuple[str, str]] = field(default_factory=list)

    async def deliver(self, case: HelpCase, message: Message, picture: object = None) -> Delivery:
        del case, picture
        self.heard.append((str(message.kind), message.text))
        return Delivery.SENT


async def test_the_room_reads_what_is_said_at_the_page(anna: Agent) -> None:
    room = Room()
    await anna.app.desk.join("telegram", Pushed(allowance=None), room)
    number = await opened(anna.app)
    await anna.does(number, "claim")
    await anna.does(number, "answer", said="充好了")
    await anna.does(number, "note", said="脾气急")
    await anna.does(number, "close")
    assert room.heard[1:] == [
        ("notice", "telegram:42 接了"),
        ("echo", "telegram:42 在客服页回复：充好了"),
        ("echo", "telegram:42 在客服页备注：脾气急"),
        ("notice", f"telegram:42 结束了工单 {number}"),
    ]
    assert "echo" not in [kind for kind, *_ in await anna.said(number)]


async def test_a_room_where_nobody_is_holds_nothing_up(anna: Agent) -> None:
    class Empty:
        async def deliver(self, case: HelpCase, message: Message, picture: object = None) -> None:
            del case, message, picture

    await anna.app.desk.join("telegram", Pushed(allowance=None), Empty())
    number = await opened(anna.app)
    await anna.does(number, "answer", said="充好了")
    assert "充好了" in await says(anna.app, "↻")
    assert [kind for kind, *_ in await anna.said(number)] == ["context", "answer"]


async def test_a_case_reopened_is_its_agents_again(anna: Agent) -> None:
    number = await opened(anna.app)
    await anna.does(number, "answer", said="充好了")
    await anna.does(number, "close")
    await says(anna.app, f"✗ {number}")
    [case] = (await anna.cases())["cases"]
    assert (case["number"], case["stage"], case["mine"]) == (number, "已接", True)
    kept = await anna.app.desk.find(number)
    assert kept is not None
    assert replace(kept, works=None).stage is Stage.CLAIMED
