"""The platforms of the settings: opened, joined with the inventory, asked from end to end."""

import ssl
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot import platforms as room
from bot.app import App, opened
from bot.domain.card import State
from bot.domain.iccid import Iccid
from bot.domain.message import Incoming
from bot.domain.reply import Outcome
from bot.errors import BadSettings, SourceDown
from bot.platforms import CALLS_A_SECOND, PLATFORMS, cards_a_second, check, platforms, turns_when_absent, unused
from bot.settings import Settings
from bot.settings.platforms import AliyunSettings, JasperSettings
from bot.sources import asking, limited, retried
from bot.sources.cached import Cached
from bot.sources.lookup import DEADLINE
from bot.sources.tables import table
from bot.store.database import open_store
from tests.fakes import LEXICON, ME, NOW, TEXTS, card
from tests.sources.fake_aliyun import CARD, KEY_ID, SECRET, FakeAliyun
from tests.sources.serving import as_json

pytestmark = pytest.mark.anyio
NUMBER = str(CARD["Iccid"])
JASPER = JasperSettings(username="reseller", api_key=SecretStr("key"))


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare what is opened here the reading of texts and words, which takes most of its time."""
    monkeypatch.setattr("bot.app.FluentTexts.load", lambda: TEXTS)
    monkeypatch.setattr("bot.app.WordLists.load", lambda _: LEXICON)


def aliyun(endpoint: str = "http://127.0.0.1:9") -> AliyunSettings:
    return AliyunSettings(access_key_id=KEY_ID, access_key_secret=SecretStr(SECRET), endpoint=endpoint)


def settings(**said: Any) -> Settings:
    return Settings.model_validate(said)


# What the settings may say


@pytest.mark.parametrize(
    ("said", "order", "idle"),
    [
        pytest.param({}, ("inventory",), [], id="nothing: the inventory alone"),
        pytest.param({"aliyun": aliyun()}, ("aliyun", "inventory"), [], id="an account is enough"),
        pytest.param(
            {"aliyun": aliyun(), "jasper": JASPER, "sources": ("inventory", "jasper")},
            ("inventory", "jasper"),
            ["aliyun"],
            id="an order of one's own",
        ),
    ],
)
def test_the_order(said: dict[str, Any], order: tuple[str, ...], idle: list[str]) -> None:
    given = settings(**said)
    check(given)
    assert (given.order, unused(given)) == (order, idle)


@pytest.mark.parametrize(
    ("sources", "problem"),
    [
        pytest.param(("mars",), "没有这个数据源", id="a source there is not"),
        pytest.param((), "没有这个数据源", id="none at all"),
        pytest.param(("lookup",), "没有这个数据源", id="the one that asks the others"),
        pytest.param(("aliyun",), "aliyun 没有设账号（SIMCLINIC_ALIYUN__…）", id="one without an account"),
    ],
)
async def test_an_order_that_cannot_be_kept(sources: tuple[str, ...], problem: str, tmp_path: Path) -> None:
    given = settings(sources=sources, database=f"sqlite:///{tmp_path / 'cards.db'}")
    with pytest.raises(BadSettings) as error:
        async with opened(given):
            pass
    assert TEXTS.say(error.value.text, "zh") == f"设置 SIMCLINIC_SOURCES 不对：{problem}"


async def test_a_source_that_is_named_twice_is_opened_once() -> None:
    async with platforms(settings(aliyun=aliyun(), sources=("aliyun", "inventory", "aliyun")), lambda: NOW) as asked:
        assert list(asked) == ["aliyun"]


def test_every_platform_has_its_settings() -> None:
    assert PLATFORMS.keys() < Settings.model_fields.keys()


# How they are opened


async def test_each_is_guarded() -> None:
    async with platforms(settings(aliyun=aliyun()), lambda: NOW) as asked:
        assert isinstance(asked["aliyun"], Cached)
        assert asked["aliyun"].name == "aliyun"
        with pytest.raises(SourceDown):
            await asked["aliyun"].find(Iccid(NUMBER))


async def test_a_client_goes_only_where_it_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NETRC", "/nowhere")
    async with room._client(ssl.create_default_context()) as http, FakeAliyun(now=lambda: NOW) as fake:  # noqa: SLF001
        assert (http.follow_redirects, http.trust_env) == (False, False)
        assert (await http.get(fake.url)).status_code == 400
        timeout = http.timeout
        assert None not in (timeout.connect, timeout.read, timeout.write, timeout.pool)


def test_how_many_cards_a_second() -> None:
    known = table("aliyun")
    assert cards_a_second(known) == 10.0
    assert (turns_when_absent(known), turns_when_absent(table("jasper"))) == (3.0, 1.0)
    assert cards_a_second(replace(known, more={})) == CALLS_A_SECOND / (1 + len(known.facets))


def test_who_waits_for_a_turn_is_still_answered_in_time() -> None:
    assert limited.PATIENCE + asking.FACETS_WITHIN < DEADLINE
    assert retried.BEGUN_WITHIN + 2 * retried.PAUSE + asking.FACETS_WITHIN < DEADLINE


# From end to end


@pytest.fixture
async def fake() -> AsyncIterator[FakeAliyun]:
    async with FakeAliyun(now=lambda: NOW) as served:
        yield served


async def said(app: App, text: str = NUMBER) -> Any:
    return (await app.answer(Incoming(person=ME, text=text, at=NOW, lang="zh"))).reply


@pytest.fixture
def given(fake: FakeAliyun, tmp_path: Path) -> Settings:
    return settings(aliyun=aliyun(fake.url), database=f"sqlite:///{tmp_path / 'cards.db'}")


async def test_an_answer_tells_what_the_platform_says_now(given: Settings, fake: FakeAliyun) -> None:
    async with opened(given, lambda: NOW) as app:
        reply = await said(app)
    seen = reply.told.diagnosis
    assert (reply.outcome, seen.card.source, seen.card.state) == (Outcome.ANSWERED, "aliyun", State.SUSPENDED)
    assert (seen.rules.name, seen.card.as_of) == ("aliyun", NOW)
    assert fake.calls == ["GetCardDetail", "GetRealNameStatus"]


async def test_the_inventory_fills_what_the_platform_leaves_open(given: Settings) -> None:
    async with open_store(Path(given.database.removeprefix("sqlite:///"))) as store:
        await store.put([card(NUMBER, state=State.ACTIVE, bound_imei="861234567890123", notes={"客户": "甲"})])
    async with opened(given, lambda: NOW) as app:
        found = (await said(app)).told.diagnosis.card
    assert (found.state, found.bound_imei, found.notes) == (State.SUSPENDED, "861234567890123", {"客户": "甲"})
    assert {name: seen.source for name, seen in found.seen.items() if seen.source != "aliyun"} == {
        "bound_imei": "inventory"
    }


async def test_a_card_that_nobody_has(given: Settings) -> None:
    async with opened(given, lambda: NOW) as app:
        assert (await said(app, "89860321249946513310")).outcome is Outcome.NOT_FOUND


async def test_a_platform_that_is_down_is_told_and_the_last_sight_is_kept(given: Settings, fake: FakeAliyun) -> None:
    async with opened(given, lambda: NOW) as app:
        await said(app)
    fake.overrides["GetCardDetail"] = as_json({}, 503)
    async with opened(given, lambda: NOW) as app:
        assert (await said(app)).outcome is Outcome.UNAVAILABLE
        with pytest.raises(SourceDown) as error:
            await app.diagnosis(Iccid(NUMBER), None)
    assert error.value.last_known is not None
    assert (error.value.last_known.source, error.value.last_known.state) == ("aliyun", State.SUSPENDED)


async def test_a_platform_that_is_down_does_not_hide_the_inventory(given: Settings, fake: FakeAliyun) -> None:
    fake.overrides["GetCardDetail"] = as_json({}, 503)
    async with open_store(Path(given.database.removeprefix("sqlite:///"))) as store:
        await store.put([card(NUMBER, state=State.ACTIVE)])
    async with opened(given, lambda: NOW) as app:
        found = (await said(app)).told.diagnosis.card
    assert (found.source, found.state, found.silent) == ("inventory", State.ACTIVE, {"aliyun": "down"})


# How fast it starts

HEAVY = ("httpx", "stamina", "bot.platforms", "bot.sources.lookup", "wechatpy", "telegram", "starlette")


def test_who_has_no_platform_does_not_wait_for_what_platforms_need(tmp_path: Path) -> None:
    program = (
        "import asyncio, sys; from bot.settings import load; from bot.commands.talking import ask; "
        "from bot.domain.message import Viewer; "
        "asyncio.run(ask(load(), '8986', lang='en', as_json=False, at=None, viewer=Viewer.USER)); "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
