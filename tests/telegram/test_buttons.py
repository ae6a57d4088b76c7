"""What stands under an answer, and what pressing it does: once, twice, late, or by somebody else."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import demo
from bot.domain.card import Card, State
from bot.domain.iccid import Iccid
from tests.telegram.bot import NOW, QUOTA, Bot, bot, settings
from tests.telegram.fake_api import FakeApi
from tests.telegram.updates import ANNA, GROUP, LI, message, press, user

pytestmark = pytest.mark.anyio
Json = dict[str, Any]
CARRIER = "89860425021045600227"


def buttons(shown: Json) -> dict[str, Json]:
    """Return the buttons under a message by their labels."""
    return {button["text"]: button for row in shown["reply_markup"]["inline_keyboard"] for button in row}


def last(api: FakeApi, chat: int = LI["id"]) -> Json:
    return api.messages[max(place for place in api.messages if place[0] == chat)]


async def shown(api: FakeApi, said: str = QUOTA, sender: Json = LI, chat: int | None = None) -> Json:
    """Ask, and return the message that answers."""
    count = len(api.sent())
    api.push(message(said, sender, chat))
    await api.until_sent(count + 1)
    return last(api, chat or sender["id"])


async def pressed(api: FakeApi, label: str, under: Json, sender: Json = LI) -> str:
    """Press, and return the word that Telegram shows at once."""
    count = len(api.sent("answerCallbackQuery"))
    api.push(press(api, buttons(under)[label]["callback_data"], under, sender))
    return str((await api.until_sent(count + 1, "answerCallbackQuery"))[-1]["text"])


async def test_under_a_diagnosis_stand_the_ways_on(tmp_path: Path) -> None:
    given = settings(tmp_path, recharge_url="https://shop.example/{iccid}")
    async with FakeApi() as api, bot(tmp_path, api, given=given):
        below = buttons(await shown(api))
    assert list(below) == ["买叠加包", "再查一次", "找人工", "这是什么意思", "English"]
    assert below["买叠加包"]["url"] == f"https://shop.example/{QUOTA}"
    assert all(QUOTA not in button.get("callback_data", "") for button in below.values())


async def test_the_number_can_be_copied(tmp_path: Path) -> None:
    card = next(card for card in demo.cards(NOW) if card.state is State.CANCELLED)
    async with FakeApi() as api, bot(tmp_path, api):
        below = buttons(await shown(api, card.iccid.number))
    assert below["复制完整卡号"]["copy_text"] == {"text": card.iccid.number}


async def test_a_full_number_asked_for_can_be_tapped(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        await shown(api)
        await shown(api, f"完整卡号 {QUOTA}")
    assert f"<code>{QUOTA}</code>" in api.sent()[-1]["text"]


async def put(running: Bot, **changed: Any) -> None:
    """Change what the inventory has of the card."""
    found = await running.app.tools.cards.find(Iccid(QUOTA))
    assert isinstance(found, Card)
    store: Any = running.app.memories
    await store.put([replace(found, **changed)])


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({}, "↻ 状态没变"),
        ({"state": State.ACTIVE, "causes": frozenset(), "used_mb": 3.0}, "之前是：🔴 信控停用"),
        ({"used_mb": 120.5}, "有更新（12:00 再查）：原因　本周期（11月1日至11月30日）用了 120.5 MB"),
    ],
    ids=["nothing", "the state", "a fact"],
)
async def test_checking_again_edits_the_message_and_says_what_changed(tmp_path: Path, changed: Json, word: str) -> None:
    async with FakeApi() as api, bot(tmp_path, api) as running:
        first = await shown(api)
        await put(running, **changed)
        assert await pressed(api, "再查一次", first) == "在查"
        await api.until_sent(1, "editMessageText")
        edited = last(api)
        assert edited["message_id"] == first["message_id"]
        assert word in edited["text"]
        assert list(buttons(edited))[-1] == "English"
    assert len(api.sent()) == 1


async def test_checking_again_compares_with_the_answer_not_with_its_last_comparison(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api) as running:
        await shown(api)
        for count in (1, 2):
            running.clock.seconds += 60
            await pressed(api, "再查一次", last(api))
            await api.until_sent(count, "editMessageText")
    assert last(api)["text"].count("↻") == 1
    assert "状态没变" in last(api)["text"]


async def test_the_other_language_is_put_in_place_and_back_and_not_remembered(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        await shown(api)
        assert await pressed(api, "English", last(api)) == "Now in English"
        await api.until_sent(1, "editMessageText")
        assert "Data used up" in last(api)["text"]
        assert "Check again" in buttons(last(api))
        await pressed(api, "中文", last(api))
        await api.until_sent(2, "editMessageText")
        assert "信控停用" in last(api)["text"].splitlines()[0]
        assert "信控停用" in (await shown(api))["text"].splitlines()[0]


@pytest.mark.parametrize("sender", [LI, ANNA], ids=["in Chinese", "in English"])
async def test_whatever_stops_a_card_can_be_explained(tmp_path: Path, sender: Json) -> None:
    label = {"zh-hans": "这是什么意思", "en": "What does that mean?"}[sender["language_code"]]
    unclear: list[str] = []
    async with FakeApi() as api, bot(tmp_path, api):
        for card in demo.cards(NOW):
            first = await shown(api, card.iccid.number, sender)
            if label in buttons(first):
                count = len(api.sent())
                await pressed(api, label, first, sender)
                await api.until_sent(count + 1)
                said = last(api, sender["id"])["text"]
                unclear += [f"{card.iccid}: {said}"] if "没看懂" in said or "didn't get" in said else []
    assert len(api.sent()) > 2 * 30
    assert unclear == []


async def test_a_button_asks_as_whoever_presses_it(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        first = await shown(api, "/help")
        await pressed(api, next(iter(buttons(first))), first)
        await api.until_sent(2)
    assert "8986" in last(api)["text"]


async def test_the_language_is_chosen_by_a_button(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        first = await shown(api, "/lang")
        await pressed(api, "English", first)
        await api.until_sent(2)
        assert "Data used up" in (await shown(api))["text"]


async def test_pressed_twice_it_does_no_harm(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        first = await shown(api)
        for _ in range(3):
            await pressed(api, "再查一次", first)
        await shown(api, "/help")
    assert len(api.sent()) == 2
    assert api.slips == []


async def test_the_same_press_delivered_twice_is_one(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        first = await shown(api)
        update = api.push(press(api, buttons(first)["找人工"]["callback_data"], first))
        await api.until_sent(2)
        api.push(update)
        await shown(api, "/help")
    assert len(api.sent()) == 3


async def test_a_button_works_after_a_restart_and_on_a_message_that_telegram_no_longer_gives(tmp_path: Path) -> None:
    async with FakeApi() as api:
        async with bot(tmp_path, api):
            first = await shown(api)
        async with bot(tmp_path, api):
            gone = {"message_id": first["message_id"], "date": 0, "chat": first["chat"]}
            api.push(press(api, buttons(first)["再查一次"]["callback_data"], gone))
            await api.until_sent(2)
    assert "信控停用" in last(api)["text"]
    assert api.sent("editMessageText") == []


@pytest.mark.parametrize("data", ["x", "A" * 64, "d:1"], ids=["short", "long", "another bot's"])
async def test_a_button_nobody_knows_gets_a_word_and_nothing_else(tmp_path: Path, data: str) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        first = await shown(api)
        api.push(press(api, data, first))
        (word,) = await api.until_sent(1, "answerCallbackQuery")
        await shown(api, "/help")
    assert "太旧" in word["text"]
    assert len(api.sent()) == 2


async def test_a_button_not_shown_for_long_is_old(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api) as running:
        first = await shown(api)
        running.clock.seconds += timedelta(days=91).total_seconds()
        await shown(api, "/help")
        assert "太旧" in await pressed(api, "再查一次", first)


async def test_the_deepest_message_that_was_deleted_is_answered_anew(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        first = await shown(api)
        del api.messages[LI["id"], first["message_id"]]
        await pressed(api, "再查一次", first)
        await api.until_sent(2)
    assert "信控停用" in last(api)["text"]


# Groups


@pytest.mark.parametrize(
    ("said", "more", "answered"),
    [
        (QUOTA, {}, False),
        (f"@sim_clinic_bot {QUOTA}", {}, True),
        (f"@SIM_clinic_bot {QUOTA}", {"entities": [{"type": "mention", "offset": 0, "length": 15}]}, True),
        (f"@sim_clinic_bots {QUOTA}", {"entities": [{"type": "mention", "offset": 0, "length": 16}]}, False),
        (QUOTA, {"reply_to_message": "ours"}, True),
        (QUOTA, {"reply_to_message": "theirs"}, False),
        ("/help", {}, True),
        ("/help@sim_clinic_bot", {}, True),
        ("/help@other_bot", {}, False),
        ("/weather", {}, False),
        ("@sim_clinic_bot", {}, True),
    ],
    ids=[
        "talk among others",
        "our name",
        "our name in capitals",
        "a name like ours",
        "a reply to us",
        "a reply to somebody else",
        "a command of ours",
        "a command to us",
        "a command to another bot",
        "a command we do not have",
        "our name alone",
    ],
)
async def test_in_a_group_it_speaks_when_spoken_to(tmp_path: Path, said: str, more: Json, answered: bool) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        ours = (await shown(api, "/help", ANNA, GROUP)) | {"chat": {"id": GROUP, "type": "supergroup"}}
        theirs = message("hello", ANNA, GROUP)["message"]
        if "reply_to_message" in more:
            more = {"reply_to_message": {"ours": ours, "theirs": theirs}[more["reply_to_message"]]}
        asked = [api.push(message(text, LI, GROUP, **more)) for text, more in ((said, more), ("/help", {}))]
        numbers = [update["message"]["message_id"] for update in asked]
        await api.until(lambda: json.loads(api.sent()[-1]["reply_parameters"])["message_id"] == numbers[-1])
    assert all(one["chat_id"] == str(GROUP) for one in api.sent())
    replied = [json.loads(one["reply_parameters"])["message_id"] for one in api.sent()[1:]]
    assert replied == (numbers if answered else numbers[1:])


@pytest.mark.parametrize(
    "said",
    [QUOTA, "8986 1125 0210 1239 9146", "89860425021045600227 89861125021012300146"],
    ids=["a card", "an unknown card, in groups of four", "several cards"],
)
async def test_in_a_group_no_number_is_shown_whole(tmp_path: Path, said: str) -> None:
    given = settings(tmp_path, staff=("telegram:43",), recharge_url="https://shop.example/{iccid}")
    async with FakeApi() as api, bot(tmp_path, api, given=given):
        first = await shown(api, f"@sim_clinic_bot {said}", LI, GROUP)
    (sent,) = api.sent()
    bare = json.dumps(first, ensure_ascii=False).replace(" ", "") + sent["text"].replace(" ", "")
    assert not any(number in bare for number in (QUOTA, CARRIER, "89861125021012399146"))
    assert "****" in sent["text"]


async def test_in_a_group_an_answer_to_a_press_stands_where_the_button_does(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        first = await shown(api, f"@sim_clinic_bot {QUOTA}", LI, GROUP)
        await pressed(api, "这是什么意思", first)
        _, explained = await api.until_sent(2)
    assert json.loads(explained["reply_parameters"])["message_id"] == first["message_id"]


@pytest.mark.parametrize("button", ["case", "case ", "case claim", "case x", "case claim T-404 0 0", "\ud83d"])
async def test_a_button_that_nobody_was_shown_is_answered_all_the_same(
    tmp_path: Path, button: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        first = await shown(api)
        api.push(press(api, button, first))
        await api.until_sent(1, "answerCallbackQuery")
    assert "letter not answered" not in caplog.text


async def test_whoever_speaks_for_the_group_is_heard(tmp_path: Path) -> None:
    nameless = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    for_group = {"id": GROUP, "type": "supergroup"}
    async with FakeApi() as api, bot(tmp_path, api):
        api.push(message(f"@sim_clinic_bot {QUOTA}", nameless, GROUP, sender_chat=for_group))
        (sent,) = await api.until_sent(1)
    assert "信控停用" in sent["text"]


async def test_a_full_number_asked_for_in_a_group_is_given_in_private(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        first = await shown(api, f"@sim_clinic_bot 完整卡号 {QUOTA}", LI, GROUP)
        assert first["text"] == "这个只在私聊里发"
        assert QUOTA not in json.dumps(first)
        payload = buttons(first)["私聊看详情"]["url"].partition("?start=")[2]
        private = await shown(api, f"/start {payload}", LI)
    assert QUOTA in private["text"].splitlines()


async def test_a_file_is_sent_in_private_only(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        in_group = await shown(api, "@sim_clinic_bot 导出我的数据", LI, GROUP)
        await shown(api, "导出我的数据", LI)
        (sent,) = await api.until_sent(1, "sendDocument")
    assert in_group["text"] == "这个只在私聊里发"
    assert sent["chat_id"] == str(LI["id"])


async def test_a_button_leads_from_the_group_to_the_details_in_private(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        first = await shown(api, f"@sim_clinic_bot {QUOTA}", ANNA, GROUP)
        url = buttons(first)["私聊看详情" if "私聊看详情" in buttons(first) else "Details in private"]["url"]
        link, _, payload = url.partition("?start=")
        assert link == "https://t.me/sim_clinic_bot"
        private = await shown(api, f"/start {payload}", ANNA)
    assert "Data used up" in private["text"]
    assert "Check again" in buttons(private)


async def test_what_was_said_in_private_stays_there(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        await shown(api, QUOTA, LI)
        told = await shown(api, "@sim_clinic_bot 再查一次", LI, GROUP)
    assert "0146" not in told["text"]


async def test_somebody_else_may_press_a_button_in_a_group(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api):
        first = await shown(api, f"@sim_clinic_bot {QUOTA}", LI, GROUP)
        await pressed(api, "再查一次", first, user(99, "en"))
        await api.until_sent(1, "editMessageText")
    edited = last(api, GROUP)
    assert edited["message_id"] == first["message_id"]
    assert QUOTA not in json.dumps(edited)
    assert "状态没变" in edited["text"]
