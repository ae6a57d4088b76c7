"""The way of one message through the app: its language, its memory, what fails on the way."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest

import bot.app
from bot import demo
from bot.app import opened, refresh_demo
from bot.commands import logs
from bot.domain.iccid import Iccid
from bot.domain.message import Incoming, Memory, Person, Viewer
from bot.domain.reply import Outcome, Reply
from bot.errors import BadSettings, ClinicError, SourceDown, SourceError, StoreBroken, StoreLocked, Throttled
from bot.settings import Settings
from bot.store.database import open_store
from handlers.heard import Heard, Tools
from tests.fakes import (
    ABSENT,
    FINE,
    LEXICON,
    ME,
    NOW,
    SETTINGS,
    SOURCE_ERRORS,
    TEXTS,
    USED_UP,
    Failing,
    Forgetful,
    Talk,
    ask,
    ask_in_both,
    card,
)
from tests.store.memory import MemoryStore


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare what is opened here the reading of texts and words, which takes most of its time."""
    monkeypatch.setattr("bot.app.FluentTexts.load", lambda: TEXTS)
    monkeypatch.setattr("bot.app.WordLists.load", lambda _: LEXICON)


# Language


@pytest.mark.parametrize(
    ("asked", "text", "set_", "hint", "default", "lang"),
    [
        pytest.param("en", "我的卡没网", "zh", "zh", "zh", "en", id="what was asked for with the message"),
        pytest.param(None, "my card is dead", "zh", "zh", "zh", "en", id="else the message's own"),
        pytest.param(None, FINE, "en", "zh", "zh", "en", id="else the person's setting"),
        pytest.param(None, FINE, None, "en", "zh", "en", id="else what the channel knows"),
        pytest.param(None, FINE, None, None, "en", "en", id="else the default"),
        pytest.param("fr", FINE, "en", "zh", "zh", "en", id="a language without texts is passed over"),
        pytest.param(None, FINE, None, "en-US", "zh", "en", id="a channel's way to write it"),
        pytest.param(None, FINE, None, "zh_Hant_TW", "en", "zh", id="another"),
        pytest.param(None, FINE, None, "fr", "zh", "zh", id="a channel's language without texts"),
        pytest.param(None, FINE, None, "", "zh", "zh", id="a channel that knows nothing"),
    ],
)
async def test_the_order_of_languages(
    asked: str | None, text: str, set_: str | None, hint: str | None, default: str, lang: str
) -> None:
    talk = Talk(settings=SETTINGS.model_copy(update={"default_lang": default}))
    await talk.memories.remember(ME, Memory(lang=set_))
    assert (await talk.say(text, lang=asked, locale_hint=hint)).lang == lang


# Memory


async def test_the_card_and_the_offers_are_remembered() -> None:
    talk = Talk(lang="zh")
    await talk.say(USED_UP)
    assert await talk.remembered() == Memory(
        lang=None, last_card=USED_UP, offers=(f"查 {USED_UP}", "找人工"), asked=False
    )
    await talk.say("没网")
    assert (await talk.remembered()).asked


async def test_two_people_do_not_share_a_memory() -> None:
    talk = Talk(lang="zh")
    await talk.say(USED_UP)
    said = await talk.say("没网", person=Person("test", "another"))
    assert said.first == "先看看卡怎么了：把卡号发过来"
    same_name = await talk.say("没网", person=Person("web", "me"))
    assert same_name.first == "先看看卡怎么了：把卡号发过来"


async def test_offers_are_answered_after_a_restart(tmp_path: Path) -> None:
    settings = Settings(database=f"sqlite:///{tmp_path / 'cards.db'}", demo=True)
    firsts = []
    for said in ("8986l125O21O123OO146", "是", "没网", "1"):
        async with opened(settings, lambda: NOW) as app:
            answer = await app.answer(Incoming(person=ME, text=said, at=NOW))
            firsts.append(answer.reply.told is not None)
    assert firsts == [False, True, False, True]


async def test_an_unknown_card_is_not_remembered() -> None:
    talk = Talk()
    await talk.say(ABSENT)
    assert (await talk.remembered()).last_card is None


LOCKED = StoreLocked(path="cards.db")
BROKEN = StoreBroken(path="cards.db", problem="damaged")


@pytest.mark.parametrize("error", [LOCKED, BROKEN], ids=["a locked store", "a broken store"])
async def test_a_store_that_cannot_remember_does_not_cost_the_answer(error: ClinicError) -> None:
    said = await Talk(memories=Forgetful(error, recalls=True)).say(FINE, lang="zh")
    assert said.first == "🟢 使用中，平台没看到问题"


@pytest.mark.parametrize("error", [LOCKED, BROKEN], ids=["a locked store", "a broken store"])
async def test_a_store_that_cannot_recall_does_not_cost_the_answer(error: ClinicError) -> None:
    said = await Talk(memories=Forgetful(error)).say(FINE, lang="zh")
    assert said.first == "🟢 使用中，平台没看到问题"


async def test_what_could_not_be_recalled_is_not_written_over() -> None:
    memories = Forgetful(LOCKED, remembers=True)
    kept = Memory(lang="en", last_card=FINE)
    await memories.remember(ME, kept)
    talk = Talk(memories=memories)
    await talk.say(USED_UP)
    memories.recalls = True
    assert await talk.remembered() == kept


# Failures


WORDS = {
    "throttled": (
        "问的人太多，卡库让我们等一等。过几分钟再查",
        "Too many questions at once: the card inventory asks us to wait",
    ),
    "auth": ("卡库现在查不了（我们这边的权限有问题）。找人工", "The card inventory can't be asked right now"),
    "down": ("卡库现在没有回应。过几分钟再查", "The card inventory isn't responding. Try again in a few minutes"),
    "bad_answer": (
        "卡库的回答读不懂，没法下结论。过几分钟再查；还不行，找人工",
        "The card inventory gave an answer that",
    ),
    "unclassified": (
        "卡库回了一个我们不认识的代码，没法下结论。找人工",
        "The card inventory answered with a code we don't know",
    ),
}


@pytest.mark.parametrize("error", SOURCE_ERRORS, ids=lambda error: error.reason)
async def test_a_source_that_fails_is_never_a_card_that_does_not_exist(error: SourceError) -> None:
    for said in (FINE, ABSENT, f"我已经充值了 {FINE}", "89861125021012300000"):
        chinese, english = await ask_in_both(said, source=Failing(error))
        assert chinese.outcome is english.outcome is Outcome.UNAVAILABLE
        zh, en = WORDS[error.reason]
        assert chinese.lines == [zh]
        assert english.first.startswith(en)
        assert [word for word in ("没查到", "不存在") if word in chinese.text] == []


def test_every_way_a_source_fails_has_its_words() -> None:
    assert {error.reason for error in SOURCE_ERRORS} == WORDS.keys()


@pytest.mark.parametrize(("name", "called"), [("onelink", "中国移动的平台"), ("http", "平台")])
async def test_a_source_is_called_what_people_call_it(name: str, called: str) -> None:
    said = await ask(FINE, source=Failing(SourceDown(name)), lang="zh")
    assert said.first == f"{called}现在没有回应。过几分钟再查"


async def test_the_talk_stays_with_a_card_that_could_not_be_looked_up() -> None:
    memories = MemoryStore()
    failing = Talk(source=Failing(Throttled("inventory")), memories=memories, lang="zh")
    said = await failing.say(FINE)
    assert said.buttons == ["再查一次", "找人工"]
    assert (await Talk(memories=memories, lang="zh").say("再查一次")).first == "🟢 使用中，平台没看到问题"


async def test_what_fails_without_a_card_leads_to_a_person() -> None:
    said = await ask("89861125021012300000", source=Failing(SourceDown("inventory")), lang="zh")
    assert said.buttons == ["找人工"]


SORRY = (
    "我们这边出了点问题，没查成。过几分钟再试；还不行，找人工",
    "Something went wrong on our side. Try again in a few minutes",
)
SECRET = "a secret 6228480402564890018"


async def test_an_ability_that_raises_costs_one_apology() -> None:
    chinese, english = await ask_in_both(FINE, source=Failing(RuntimeError(SECRET)))
    assert chinese.lines == [SORRY[0]]
    assert english.first.startswith(SORRY[1])
    assert chinese.outcome is Outcome.UNAVAILABLE
    assert chinese.buttons == ["找人工"]


async def test_the_apology_is_in_the_language_of_the_message() -> None:
    said = await ask(f"is {FINE} ok?", source=Failing(RuntimeError()))
    assert said.first.startswith(SORRY[1])


@contextmanager
def logging_as_the_server_does() -> Iterator[StringIO]:
    """Give what is written meanwhile."""
    handlers, level = logging.root.handlers, logging.root.level
    logging.root.handlers = []
    written = StringIO()
    try:
        with redirect_stderr(written):
            logs.configure("json")
            yield written
    finally:
        logging.root.handlers, logging.root.level = handlers, level


async def test_what_is_logged_holds_nothing_of_the_message(monkeypatch: pytest.MonkeyPatch) -> None:
    async def failing(heard: Heard, tools: Tools) -> Reply | None:
        raise RuntimeError(f"{SECRET} {heard.incoming.text} {tools.shop}")

    monkeypatch.setattr(bot.app, "ABILITIES", (failing,))
    with logging_as_the_server_does() as written:
        assert (await ask(f"{USED_UP} 身份证 11010519491231002X", lang="zh")).first == SORRY[0]
    line = json.loads(written.getvalue())
    assert line["event"] == "answer failed"
    assert "RuntimeError" in line["exception"]
    assert [word for word in (SECRET, USED_UP, "11010519491231002X", "身份证") if word in str(line)] == []


async def test_a_failing_source_is_logged_by_its_reason_alone() -> None:
    with logging_as_the_server_does() as written:
        await ask(f"{USED_UP} 身份证 11010519491231002X", source=Failing(SourceDown("onelink", code="504")))
    line = json.loads(written.getvalue())
    told = [line[name] for name in ("event", "source", "reason", "code")]
    assert told == ["source failed", "onelink", "down", "504"]
    assert USED_UP not in str(line)


# Who reads


@pytest.mark.parametrize(
    ("person", "unmasked"),
    [
        pytest.param(Person("telegram", "42"), True, id="staff by the settings"),
        pytest.param(Person("telegram", "4"), False, id="somebody else"),
        pytest.param(Person("web", "42"), False, id="the same name on another channel"),
    ],
)
async def test_the_settings_say_who_is_staff(person: Person, unmasked: bool) -> None:
    talk = Talk(settings=SETTINGS.model_copy(update={"staff": ("telegram:42",)}))
    assert (USED_UP in (await talk.say(USED_UP, person=person)).text) is unmasked


async def test_who_asks_as_staff_on_the_terminal_is_staff() -> None:
    assert USED_UP in (await ask(USED_UP, viewer=Viewer.STAFF)).text


# For programs


async def test_a_diagnosis_for_programs() -> None:
    app = Talk().app
    told = await app.diagnosis(Iccid(USED_UP), None)
    assert told is not None
    assert told.diagnosis.now == NOW
    assert await app.diagnosis(Iccid(ABSENT), None) is None
    with pytest.raises(SourceDown):
        await Talk(source=Failing(SourceDown("inventory"))).app.diagnosis(Iccid(USED_UP), NOW)


async def test_ready_asks_the_store() -> None:
    await Talk().app.ready()
    with pytest.raises(StoreLocked):
        await Talk(memories=Forgetful(LOCKED)).app.ready()


# Joining


@pytest.mark.parametrize(
    ("wrong", "setting", "problem"),
    [
        pytest.param({"default_lang": "fr"}, "SIMCLINIC_DEFAULT_LANG", "没有这种语言", id="a language without texts"),
        pytest.param({"rules": "mars"}, "SIMCLINIC_RULES", "没有这个规则包", id="a pack that is not there"),
        pytest.param({"sources": ("mars",)}, "SIMCLINIC_SOURCES", "没有这个数据源", id="a source that is not there"),
        pytest.param({"database": "mysql://x"}, "SIMCLINIC_DATABASE", "要写成 sqlite:///文件名", id="another database"),
    ],
)
async def test_a_setting_that_names_what_is_not_there(
    wrong: dict[str, object], setting: str, problem: str, tmp_path: Path
) -> None:
    settings = Settings(database=f"sqlite:///{tmp_path / 'cards.db'}").model_copy(update=wrong)
    with pytest.raises(BadSettings) as error:
        async with opened(settings):
            pass
    assert TEXTS.say(error.value.text, "zh") == f"设置 {setting} 不对：{problem}"


async def test_the_demo_cards_come_into_an_empty_inventory() -> None:
    store = MemoryStore()
    await refresh_demo(store, NOW)
    assert await store.count() == len(demo.cards(NOW)) > 30
    assert all([demo.is_demo(each) async for each in store.all()])


async def test_the_demo_cards_are_kept_up_to_date() -> None:
    store = MemoryStore()
    await refresh_demo(store, NOW - timedelta(days=40))
    await refresh_demo(store, NOW)
    assert {each.as_of for each in demo.cards(NOW)} >= {NOW}
    assert [each async for each in store.all()] == sorted(
        (replace(each, source="inventory") for each in demo.cards(NOW)), key=lambda each: each.iccid.key
    )


async def test_the_demo_cards_stay_out_of_an_inventory_in_use() -> None:
    own = card(ABSENT)
    store = MemoryStore(own)
    await refresh_demo(store, NOW)
    assert [each async for each in store.all()] == [own]


async def test_the_demo_of_the_real_store(tmp_path: Path) -> None:
    async with open_store(tmp_path / "cards.db") as store:
        await refresh_demo(store, NOW)
        await refresh_demo(store, NOW)
        assert await store.count() == len(demo.cards(NOW))


def test_the_demo_has_every_group_and_no_number_twice() -> None:
    groups = demo.groups()
    numbers = [number.key for cards in groups.values() for number in cards]
    assert len(numbers) == len(set(numbers)) == len(demo.cards(NOW))
    assert set(groups) == {"working", "new", "data", "device", "name", "others", "ended", "clash"}
