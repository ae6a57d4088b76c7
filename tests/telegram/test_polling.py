"""The bot end to end by long polling: an update in, one answer out, whatever happens on the way."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import App
from bot.domain.message import Incoming
from bot.domain.reply import Answer, Reply, Title
from bot.errors import StoreLocked
from tests.telegram.bot import QUOTA, Clockwork, bot, settings
from tests.telegram.fake_api import FakeApi, Fault
from tests.telegram.updates import ANNA, LI, message, user

pytestmark = pytest.mark.anyio


async def test_a_card_number_is_answered_with_its_diagnosis(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        api.push(message(QUOTA))
        (sent,) = await api.until_sent(1)
    assert sent["text"].startswith("🔴 <b>信控停用")
    assert (sent["chat_id"], sent["parse_mode"]) == (str(LI["id"]), "HTML")
    assert QUOTA not in sent["text"]
    assert api.slips == []


@pytest.mark.parametrize(
    ("said", "sender", "word"),
    [
        (QUOTA, ANNA, "Data used up"),
        (QUOTA, LI, "信控停用"),
        (QUOTA, user(9, "fr"), "信控停用"),
        (f"查 {QUOTA}", ANNA, "信控停用"),
        (f"what is wrong with {QUOTA}", LI, "Data used up"),
    ],
    ids=[
        "a bare number follows Telegram's language",
        "zh-hans is Chinese",
        "a language we do not speak falls back",
        "the message's own language comes first, in Chinese",
        "the message's own language comes first, in English",
    ],
)
async def test_the_answer_is_in_the_language_of_the_message_or_of_the_person(
    tmp_path: Path, said: str, sender: dict[str, Any], word: str
) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        api.push(message(said, sender))
        (sent,) = await api.until_sent(1)
    assert word in sent["text"].splitlines()[0]


async def test_a_language_chosen_holds_against_telegrams(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        for said in ("/en", QUOTA):
            api.push(message(said, LI))
        _, diagnosis = await api.until_sent(2)
    assert "Data used up" in diagnosis["text"]


@pytest.mark.parametrize(
    ("said", "word"),
    [
        (f"/start {QUOTA}", "信控停用"),
        ("/start", "发卡号"),
        ("/help", "发卡号"),
        ("/help@sim_clinic_bot", "发卡号"),
        ("/lang", "用哪种语言"),
        ("/lang fr", "用哪种语言"),
        ("/lang en", "English from now on"),
        ("/en", "English from now on"),
        ("/zh", "以后用中文回答"),
        ("/start A-btn_that_is_gone", "发卡号"),
    ],
    ids=[
        "a deep link opens the diagnosis",
        "start says what to send",
        "help says what to send",
        "a command may name the bot",
        "lang asks which",
        "lang asks again where it is one we do not speak",
        "lang with a language switches",
        "en switches to English",
        "zh switches to Chinese",
        "a deep link to nothing says what to send",
    ],
)
async def test_a_command_is_answered(tmp_path: Path, said: str, word: str) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        api.push(message(said))
        (sent,) = await api.until_sent(1)
    assert word in sent["text"]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ({"photo": [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]}, "图片"),
        ({"voice": {"file_id": "a", "file_unique_id": "a", "duration": 1}}, "语音"),
        (
            {
                "sticker": {
                    "file_id": "a",
                    "file_unique_id": "a",
                    "type": "regular",
                    "width": 1,
                    "height": 1,
                    "is_animated": False,
                    "is_video": False,
                }
            },
            "收到",
        ),
        ({"document": {"file_id": "a", "file_unique_id": "a"}}, "文件"),
        ({"location": {"latitude": 1.0, "longitude": 1.0}}, "位置"),
        ({"contact": {"phone_number": "1", "first_name": "A"}}, "这个我看不了"),
    ],
    ids=["a photo", "a voice message", "a sticker", "a file", "a location", "anything else"],
)
async def test_what_holds_no_text_gets_a_kind_word_on_what_to_send(
    tmp_path: Path, content: dict[str, Any], word: str
) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        api.push(message(None, **content))
        (sent,) = await api.until_sent(1)
    assert word in sent["text"]
    assert "卡号" in sent["text"]


async def test_the_words_under_a_photo_are_read(tmp_path: Path) -> None:
    photo = [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]
    async with FakeApi() as api, bot(tmp_path, api):
        api.push(message(None, photo=photo, caption=QUOTA))
        (sent,) = await api.until_sent(1)
    assert "信控停用" in sent["text"]


async def test_the_same_update_twice_is_answered_once(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        update = api.push(message(QUOTA))
        await api.until_sent(1)
        api.push(update)
        api.push(message("/help"))
        sent = await api.until_sent(2)
        await asyncio.sleep(0.05)
    assert len(sent) == len(api.sent()) == 2


async def test_numbers_that_begin_anew_after_a_quiet_week_are_fetched(tmp_path: Path) -> None:
    clock = Clockwork()
    async with FakeApi() as api, bot(tmp_path, api, clock=clock):
        api.push(message("/help"))
        await api.until_sent(1)
        clock.seconds += timedelta(days=8).total_seconds()
        fetched = len(api.sent("getUpdates"))
        await api.until(lambda: len(api.sent("getUpdates")) >= fetched + 2)
        api.push({**message(QUOTA), "update_id": 5})
        await api.until_sent(2)


async def test_a_chat_is_answered_in_order_and_chats_side_by_side(tmp_path: Path) -> None:
    people = [user(number) for number in range(1, 21)]
    async with FakeApi() as api, bot(tmp_path, api):
        for said in ("/help", QUOTA, "找人工"):
            for person in people:
                api.push(message(said, person))
        sent = await api.until_sent(60)
    for person in people:
        mine = [one["text"] for one in sent if one["chat_id"] == str(person["id"])]
        assert ["信控停用" in text.splitlines()[0] for text in mine] == [False, True, False]


@pytest.mark.parametrize(
    "update",
    [
        {"poll": {"id": "1"}},
        {"message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}}},
        {"message": {"message_id": 1}},
        {"my_chat_member": {"chat": {"id": 7, "type": "private"}}},
        message("/help", {**LI, "is_bot": True}),
        {"message": 7},
        {"message": {"message_id": 1, "chat": {"id": "\ud83d"}}},
    ],
    ids=[
        "an unknown kind",
        "nobody's message",
        "half a message",
        "half a membership",
        "another bot",
        "no object",
        "half a sign for a chat",
    ],
)
async def test_what_cannot_be_answered_holds_nothing_up(tmp_path: Path, update: dict[str, Any]) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        api.push(update)
        api.push(message(QUOTA))
        (sent,) = await api.until_sent(1)
    assert "信控停用" in sent["text"]


@pytest.mark.parametrize(
    "result",
    [None, 7, {"update_id": 7}, [7], [{}], [{"update_id": "7"}], [{"update_id": True}]],
    ids=["nothing", "a number", "one update", "a list of numbers", "no number", "a text", "a truth"],
)
async def test_an_answer_that_holds_no_update_is_asked_for_again_after_a_pause(tmp_path: Path, result: object) -> None:
    async with FakeApi() as api:
        api.fail("getUpdates", *[Fault("odd", result)] * 3)
        async with bot(tmp_path, api) as running:
            api.push(message(QUOTA))
            await api.until_sent(1)
            assert running.clock.slept[:3] == [1.0, 2.0, 4.0]


async def test_half_a_sign_is_answered_as_one_that_nobody_understands(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        api.push(message("\ud83d"))
        api.push(message(QUOTA))
        puzzled, diagnosis = await api.until_sent(2)
    assert "没看懂" in puzzled["text"]
    assert "信控停用" in diagnosis["text"]


async def test_a_slip_of_ours_does_not_end_the_hearing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with FakeApi() as api, bot(tmp_path, api) as running:
        await api.until(lambda: len(api.sent("getUpdates")) > 0)
        keep = running.app.journal.keep
        slips = [RuntimeError("a slip")]

        async def slipping(letters: Any, at: Any) -> Any:
            if slips:
                raise slips.pop()
            return await keep(letters, at)

        running.app.journal.keep = slipping  # type: ignore[method-assign]
        api.push(message(QUOTA))
        await api.until_sent(1)
    assert "a slip" in caplog.text


async def test_a_store_that_is_locked_at_the_start_is_waited_for(tmp_path: Path) -> None:
    def locked(app: App) -> App:
        unfinished, refusals = app.journal.unfinished, [StoreLocked(path="clinic.db")] * 2

        async def refusing(channel: str, account: str) -> Any:
            if refusals:
                raise refusals.pop()
            return await unfinished(channel, account)

        app.journal.unfinished = refusing  # type: ignore[method-assign]
        return app

    async with FakeApi() as api, bot(tmp_path, api, front=locked):
        api.push(message(QUOTA))
        await api.until_sent(1)


async def test_a_webhook_left_behind_is_removed_and_said_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    async with FakeApi() as api:
        api.webhook = {"url": "https://old.example/hook-with-a-secret"}
        async with bot(tmp_path, api):
            await api.until(lambda: not api.webhook.get("url"))
            api.push(message(QUOTA))
            await api.until_sent(1)
    assert "removed a webhook left behind" in caplog.text
    assert "hook-with-a-secret" not in caplog.text


async def test_another_program_that_fetches_is_told_once_and_outlasted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    conflict = Fault("refuse", (409, "Conflict: terminated by other getUpdates request"))
    async with FakeApi() as api:
        api.fail("getUpdates", *[conflict] * 5)
        async with bot(tmp_path, api) as running:
            api.push(message(QUOTA))
            await api.until_sent(1)
            assert running.clock.slept[:5] == [1.0, 2.0, 4.0, 8.0, 16.0]
    assert caplog.text.count("another program fetches") == 1


async def test_an_update_is_fetched_again_when_it_could_not_be_written_down(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api) as running:
        await api.until(lambda: len(api.sent("getUpdates")) > 0)
        keep = running.app.journal.keep
        refusals = [StoreLocked(path="clinic.db")] * 3

        async def refusing(letters: Any, at: Any) -> Any:
            if refusals:
                raise refusals.pop()
            return await keep(letters, at)

        running.app.journal.keep = refusing  # type: ignore[method-assign]
        api.push(message(QUOTA))
        await api.until_sent(1)
        assert refusals == []
        assert len(api.sent()) == 1


class Slow:
    """A front that answers when *ready* returns."""

    def __init__(self, app: App, ready: Callable[[], Awaitable[None]]) -> None:
        self.texts, self.clock, self.diagnosis = app.texts, app.clock, app.diagnosis
        self.forget, self.ready = app.forget, app.ready
        self._app, self._ready = app, ready

    async def answer(self, incoming: Incoming) -> Answer:
        await self._ready()
        return await self._app.answer(incoming)


async def test_typing_is_shown_while_a_source_is_slow(tmp_path: Path) -> None:
    def typed() -> int:
        return len(api.sent("sendChatAction"))

    async def typed_twice() -> None:
        await api.until(lambda: typed() >= 2)

    async with (
        FakeApi() as api,
        bot(tmp_path, api, front=lambda app: Slow(app, typed_twice), slow=0.01, typing_lasts=0.01),
    ):
        api.push(message(QUOTA))
        await api.until_sent(1)
        await asyncio.sleep(0.1)
        in_all = typed()
        await asyncio.sleep(0.1)
        assert typed() == in_all


async def test_typing_is_not_shown_for_a_fast_source(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api, slow=30):
        api.push(message(QUOTA))
        await api.until_sent(1)
        assert api.sent("sendChatAction") == []


class Long:
    """A front that says much, all of it in need of escaping."""

    def __init__(self, app: App) -> None:
        self.texts, self.clock, self.diagnosis = app.texts, app.clock, app.diagnosis
        self.forget, self.ready = app.forget, app.ready

    async def answer(self, incoming: Incoming) -> Answer:
        del incoming
        return Answer(Reply(blocks=tuple(Title(f"{number} {'<&>' * 300}") for number in range(20))), "zh")


async def test_a_long_answer_comes_in_messages_that_telegram_takes(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api, front=Long):
        api.push(message("x"))
        api.push(message("y", ANNA))
        await api.until(lambda: sum("19 " in one["text"] for one in api.sent()) == 2)
    shown = [api.messages[place]["text"] for place in sorted(api.messages) if place[0] == LI["id"]]
    assert "\n".join(shown).replace("\n", "").count("<&>") == 20 * 300


async def test_staff_named_in_the_settings_see_more(tmp_path: Path) -> None:
    given = settings(tmp_path, staff=("telegram:42",))
    async with FakeApi() as api, bot(tmp_path, api, given=given):
        api.push(message(QUOTA, ANNA))
        api.push(message(QUOTA, LI))
        sent = await api.until_sent(2)
    whole = {one["chat_id"]: QUOTA in one["text"] for one in sent}
    assert whole == {"42": True, "43": False}


async def test_it_stops_at_once_while_a_long_poll_is_open(tmp_path: Path) -> None:
    async with FakeApi() as api:
        async with asyncio.timeout(5):
            async with bot(tmp_path, api, long_poll=30):
                await api.until(lambda: len(api.sent("setMyCommands")) > 0)
