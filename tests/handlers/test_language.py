"""The words that switch the language, exactly as they are promised."""

import pytest

from bot.domain.message import Memory
from tests.fakes import FINE, ME, Talk, ask

TO_ENGLISH = ["English", "EN", "英文", "/en", "/lang en"]
TO_CHINESE = ["中文", "汉语", "Chinese", "/zh", "/lang zh"]


@pytest.mark.parametrize("said", [*TO_ENGLISH, *map(str.lower, TO_ENGLISH), " English. ", "ENGLISH!", "英文。"])
async def test_english_from_now_on(said: str) -> None:
    talk = Talk()
    await talk.memories.remember(ME, Memory(lang="zh", last_card=FINE))
    answer = await talk.say(said)
    assert (answer.lang, answer.first) == ("en", "All right, English from now on")
    assert (await talk.remembered()).lang == "en"
    assert (await talk.remembered()).last_card == FINE
    assert (await talk.say(FINE)).first == "🟢 In use, and the platform sees no problem"


@pytest.mark.parametrize("said", [*TO_CHINESE, *map(str.lower, TO_CHINESE), "汉语!", "漢語", "/LANG ZH"])
async def test_chinese_from_now_on(said: str) -> None:
    answer = await ask(said, Memory(lang="en"))
    assert (answer.lang, answer.first) == ("zh", "好，以后用中文回答")


@pytest.mark.parametrize(
    "said", ["English breakfast", f"English {FINE}", "我的英文不好，卡没网", "what is Chinese for quota"]
)
async def test_the_word_must_stand_alone(said: str) -> None:
    talk = Talk()
    await talk.say(said)
    assert (await talk.remembered()).lang is None


@pytest.mark.parametrize(
    ("remembered", "said", "lang"),
    [
        pytest.param("zh", "my card is dead", "en", id="an English message"),
        pytest.param("en", "我的卡没网", "zh", id="a Chinese message"),
        pytest.param("en", f"查 {FINE}", "zh", id="a Chinese word beside a number"),
        pytest.param("zh", f"is {FINE} ok?", "en", id="English words beside a number"),
        pytest.param("zh", "what is 信控停用", "en", id="an English question about a Chinese term"),
        pytest.param("en", "APN是什么", "zh", id="a Chinese question about a Latin word"),
    ],
)
async def test_a_message_in_the_other_language_is_answered_in_it_once(remembered: str, said: str, lang: str) -> None:
    talk = Talk()
    await talk.memories.remember(ME, Memory(lang=remembered))
    assert (await talk.say(said)).lang == lang
    assert (await talk.remembered()).lang == remembered
    assert (await talk.say(FINE)).lang == remembered


async def test_a_picked_offer_stays_in_the_language_it_was_made_in() -> None:
    talk = Talk()
    for said, lang in (("my card is dead", "en"), ("1", "en"), ("我的卡没网", "zh"), ("2", "zh"), (FINE, "zh")):
        assert (await talk.say(said)).lang == lang
