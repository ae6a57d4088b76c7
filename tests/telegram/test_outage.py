"""What goes wrong between Telegram and us, and what comes of the answer."""

from pathlib import Path

import pytest

from tests.telegram.bot import QUOTA, Clockwork, bot
from tests.telegram.fake_api import FakeApi, Fault
from tests.telegram.updates import ANNA, LI, message, user

pytestmark = pytest.mark.anyio


async def test_ten_minutes_without_telegram_lose_nothing(tmp_path: Path) -> None:
    clock = Clockwork()
    people = [user(number) for number in range(1, 21)]
    async with FakeApi() as api, bot(tmp_path, api, clock=clock):
        await api.until(lambda: len(api.sent("getUpdates")) > 0)
        for person in people:
            api.push(message(QUOTA, person))
            api.push(message("/help", person))
        await api.until_sent(3)
        answered, ends = len(api.sent()), clock.seconds + 600
        api.down = lambda: clock.seconds < ends
        assert answered < 40
        await api.until(lambda: len(api.sent()) >= 40, within=20)
    assert clock.seconds >= ends
    assert max(clock.slept) <= 30
    for person in people:
        mine = [one["text"] for one in api.sent() if one["chat_id"] == str(person["id"])]
        assert ["信控停用" in text.splitlines()[0] for text in mine] == [True, False]


async def test_telegram_may_be_away_when_the_bot_starts(tmp_path: Path) -> None:
    clock = Clockwork()
    async with FakeApi(down=lambda: clock.seconds < 60) as api:
        api.push(message(QUOTA))
        async with bot(tmp_path, api, clock=clock):
            await api.until_sent(1)
    assert clock.seconds >= 60


@pytest.mark.parametrize(
    ("faults", "copies"),
    [
        ([Fault("flood", 7)], 1),
        ([Fault("flood", 7), Fault("flood", 3), Fault("flood", 11)], 1),
        ([Fault("html")] * 6, 1),
        ([Fault("html", 403), Fault("html", 404), Fault("html", 400), Fault("html", 302)], 1),
        ([Fault("html", 200)], 1),
        ([Fault("refuse", (500, "Internal Server Error"))] * 3, 1),
        ([Fault("cut")], 1),
        ([Fault("cut_after")], 2),
        ([Fault("cut_after")] * 9, 2),
        ([Fault("hang", 0.4)], 2),
    ],
    ids=[
        "asked to wait",
        "asked to wait again and again",
        "a gateway's page of HTML",
        "pages of something on the way, which are no refusals of Telegram's",
        "a page that says it went well",
        "an error of the server",
        "cut before it was taken",
        "cut after it was taken",
        "cut after it was taken, every time",
        "an answer that does not come",
    ],
)
async def test_an_answer_gets_through_and_comes_twice_at_most(tmp_path: Path, faults: list[Fault], copies: int) -> None:
    async with FakeApi() as api, bot(tmp_path, api, answer_within=0.2) as running:
        api.fail("sendMessage", *faults)
        api.push(message(QUOTA))
        await api.until_sent(copies)
        api._faults.clear()  # noqa: SLF001
        api.push(message("/help"))
        sent = await api.until_sent(copies + 1)
    assert ["信控停用" in one["text"].splitlines()[0] for one in sent] == [True] * copies + [False]
    asked = [fault.value for fault in faults if fault.kind == "flood"]
    assert [seconds for seconds in running.clock.slept if seconds in asked] == asked


async def test_a_lost_answer_is_repeated_only_when_telegram_can_be_reached_again(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        await api.until(lambda: len(api.sent("getMe")) == 1)
        api.fail("sendMessage", Fault("cut"))
        api.fail("getMe", *[Fault("html")] * 3)
        api.push(message(QUOTA))
        await api.until_sent(1)
    order = [call.method for call in api.calls if call.method in {"getMe", "sendMessage"}]
    assert order == ["getMe", "getMe", "sendMessage"]


@pytest.mark.parametrize(
    "refusal",
    [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
        (400, "Bad Request: chat not found"),
    ],
    ids=["blocked", "the account is gone", "the chat is gone"],
)
async def test_who_is_gone_is_noted_and_not_tried_again(
    tmp_path: Path, refusal: tuple[int, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    async with FakeApi() as api:
        async with bot(tmp_path, api):
            api.fail("sendMessage", Fault("refuse", refusal))
            api.push(message(QUOTA))
            api.push(message(QUOTA, ANNA))
            await api.until_sent(1)
            await api.until(lambda: "chat gone" in caplog.text)
        async with bot(tmp_path, api):
            api.push(message("/help", user(77)))
            sent = await api.until_sent(2)
    assert len(sent) == 2
    assert caplog.text.count("chat gone") == 1


async def test_markup_that_telegram_refuses_does_not_cost_the_answer(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        api.fail("sendMessage", Fault("refuse", (400, "Bad Request: can't parse entities: something new")))
        api.push(message(QUOTA))
        (sent,) = await api.until_sent(1)
    assert "parse_mode" not in sent
    assert sent["text"].startswith("🔴 信控停用")


async def test_a_group_that_moved_is_followed(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        api.fail("sendMessage", Fault("moved", -100777))
        api.push(message(f"@sim_clinic_bot {QUOTA}", LI, chat=-55))
        (sent,) = await api.until_sent(1)
    assert sent["chat_id"] == "-100777"


async def test_a_flood_is_answered_to_the_last_message(tmp_path: Path) -> None:
    clock = Clockwork()
    async with FakeApi(flood=True, now=clock.monotonic) as api, bot(tmp_path, api, clock=clock):
        for number in range(1, 31):
            for said in (QUOTA, "/help", QUOTA):
                api.push(message(said, user(number)))
        for _ in range(30):
            api.push(message("/help", LI))
        await api.until_sent(120, within=20)
    assert len(api.sent()) == 120
