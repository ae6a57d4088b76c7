"""WeChat's limits, as the whole fake keeps them: what we do when one is met, and that we stay away from the others."""

import asyncio
import logging
from collections.abc import AsyncIterator

import httpx
import pytest
from typer.testing import CliRunner

from bot.channels.wechat.api import Account, Api, Refusal, Unreachable
from bot.channels.wechat.menu import MENU
from bot.channels.wechat.outgoing import TYPING, Outgoing, Pushed
from bot.cli import app
from tests.wechat.letters import AES_KEY, ANNA, APP_ID, TOKEN
from tests.wechat.platform import SECRET, Platform
from tests.wechat.platform_api import LIFE, OVERLAP

pytestmark = pytest.mark.anyio
TOKENS, SEND = "stable_token", "message/custom/send"


@pytest.fixture
async def platform() -> AsyncIterator[Platform]:
    async with Platform() as platform:
        platform.followers[ANNA].grant("message", platform.now)
        yield platform


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient() as http:
        yield http


@pytest.fixture
def api(platform: Platform, http: httpx.AsyncClient) -> Api:
    async def sleep(seconds: float) -> None:
        platform.now += seconds

    return Api(Account(APP_ID, SECRET, platform.url), http, monotonic=lambda: platform.now, sleep=sleep)


@pytest.fixture
def outgoing(api: Api, platform: Platform) -> Outgoing:
    return Outgoing(api, lambda: platform.now)


# Tokens


async def test_a_token_that_is_slow_to_come_is_fetched_once_for_all(platform: Platform, outgoing: Outgoing) -> None:
    platform.held[TOKENS] = asyncio.Event()
    pushing = [asyncio.create_task(outgoing.push(ANNA, [str(place)])) for place in range(5)]
    await platform.until(lambda: TOKENS in platform.called)
    platform.held[TOKENS].set()
    assert await asyncio.gather(*pushing) == [(1, Pushed.SENT)] * 5
    assert platform.tokens.fetched == 1


async def test_a_token_that_never_comes_is_given_up_and_asked_for_anew(
    platform: Platform, http: httpx.AsyncClient, api: Api
) -> None:
    platform.held[TOKENS] = asyncio.Event()
    account = Account(APP_ID, SECRET, platform.url)
    hurried = Api(account, http, monotonic=lambda: platform.now, sleep=asyncio.sleep, longest_call=0.05)
    with pytest.raises(Unreachable) as caught:
        await hurried.token()
    assert SECRET not in str(caught.value)
    platform.held.clear()
    assert await api.token()


async def test_who_stops_waiting_for_a_token_takes_it_from_nobody(platform: Platform, outgoing: Outgoing) -> None:
    platform.held[TOKENS] = asyncio.Event()
    typing = asyncio.create_task(outgoing.typing(ANNA))
    pushing = asyncio.create_task(outgoing.push(ANNA, ["one"]))
    await platform.until(lambda: TOKENS in platform.called)
    typing.cancel()
    platform.held[TOKENS].set()
    assert await pushing == (1, Pushed.SENT)
    assert platform.tokens.fetched == 1


async def test_before_a_token_ends_another_is_fetched_and_none_is_ever_forced(
    platform: Platform, outgoing: Outgoing
) -> None:
    for seconds in (0, LIFE - OVERLAP - 1, 2, LIFE - OVERLAP + 1):
        platform.now += seconds
        platform.followers[ANNA].grant("message", platform.now)
        assert await outgoing.push(ANNA, ["one"]) == (1, Pushed.SENT)
    platform.expire()
    assert await outgoing.push(ANNA, ["one"]) == (1, Pushed.SENT)
    platform.refuses[SEND] = 40001
    assert await outgoing.push(ANNA, ["one"]) == (0, Pushed.DOWN)
    assert platform.tokens.forced == []
    assert platform.called.count(TOKENS) == 5


# Pushes


async def test_after_a_message_five_are_pushed_and_after_two_days_none(platform: Platform, outgoing: Outgoing) -> None:
    assert await outgoing.push(ANNA, list("1234567")) == (5, Pushed.QUOTA)
    assert platform.followers[ANNA].read == list("12345")
    platform.followers[ANNA].grant("message", platform.now)
    platform.now += 48 * 3600 + 1
    assert await outgoing.push(ANNA, ["6"]) == (0, Pushed.CLOSED)


async def test_after_a_press_three_are_pushed_and_after_a_minute_none(platform: Platform, outgoing: Outgoing) -> None:
    platform.followers["presses"].grant("menu", platform.now)
    assert await outgoing.push("presses", list("1234")) == (3, Pushed.CLOSED)
    platform.followers["presses"].grant("menu", platform.now)
    platform.now += 61
    assert await outgoing.push("presses", ["5"]) == (0, Pushed.CLOSED)


async def test_who_has_left_is_sent_nothing(platform: Platform, outgoing: Outgoing) -> None:
    platform.followers[ANNA].leave()
    assert await outgoing.push(ANNA, ["1"]) == (0, Pushed.CLOSED)
    assert await outgoing.push("a stranger", ["1"]) == (0, Pushed.CLOSED)


async def test_an_account_without_the_right_is_told_so(platform: Platform, outgoing: Outgoing) -> None:
    platform.verified = False
    assert await outgoing.push(ANNA, ["1"]) == (0, Pushed.UNABLE)


async def test_typing_is_shown_once_in_fifteen_seconds_and_harms_nothing(
    platform: Platform, api: Api, outgoing: Outgoing, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="bot.channels.wechat.outgoing")

    async def refused() -> int:
        try:
            await api.call(TYPING, {"touser": ANNA, "command": "Typing"})
        except Refusal as refusal:
            return refusal.code
        return 0

    assert [await refused(), await refused()] == [0, 45081]
    await outgoing.typing(ANNA)
    await outgoing.push(ANNA, ["1"])
    assert await refused() == 0
    platform.now += 31
    assert await refused() == 45080
    await outgoing.typing(ANNA)
    assert "not shown" not in caplog.text


# The menu


@pytest.fixture
def _settings(platform: Platform, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("menu"))
    given = {"APP_ID": APP_ID, "APP_SECRET": SECRET, "TOKEN": TOKEN, "AES_KEY": AES_KEY, "API_BASE": platform.url}
    for name, value in given.items():
        monkeypatch.setenv(f"SIMCLINIC_WECHAT__{name}", value)


async def menu() -> tuple[int, str]:
    """Run `wechat menu --yes` on a thread: the command has an event loop of its own."""
    done = await asyncio.to_thread(CliRunner().invoke, app, ["wechat", "menu", "--yes"])
    return done.exit_code, done.output


@pytest.mark.usefixtures("_settings")
async def test_the_menu_is_published_within_wechats_limits_and_then_left_alone(platform: Platform) -> None:
    assert (await menu())[0] == 0
    assert [item["name"] for item in platform.menu] == [item["name"] for item in MENU]
    code, said = await menu()
    assert (code, "已经是这样" in said) == (0, True)
    assert platform.called.count("menu/create") == 1


@pytest.mark.usefixtures("_settings")
async def test_an_account_without_menus_is_told_so(platform: Platform) -> None:
    platform.verified = False
    code, said = await menu()
    assert code == 1
    assert "没有这项权限（48001）" in said
