"""The real `serve` before a whole fake WeChat, when all does not go well: slow, limited, killed, refused.

The source is held back until a delivery has been given up, so that nothing here must be quick.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.sources.fake_http import KEY
from tests.wechat.letters import AES_KEY, ANNA, TOKEN
from tests.wechat.platform import SECRET, Platform
from tests.wechat.platform_api import MINUTE, TWO_DAYS
from tests.wechat.serving import HANGS, HASTY, Clinic, Warehouse, happened, now, number, serving

pytestmark = pytest.mark.anyio
SEND, TOKENS = "message/custom/send", "stable_token"
REFUSED = "push refused"


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Clinic]:
    folder = tmp_path_factory.mktemp("hasty")
    async with (
        Warehouse() as source,
        Platform() as platform,
        serving(folder, platform, source, deadline=HASTY) as clinic,
    ):
        yield clinic


@pytest.fixture
def clinic(shared: Clinic) -> Clinic:
    """Give the account that pushes whatever is not ready at once, with nothing held up or refused."""
    shared.source.open.set()
    shared.platform.refuses.clear()
    shared.platform.called.clear()
    return shared


@pytest.fixture
async def source() -> AsyncIterator[Warehouse]:
    async with Warehouse() as fake:
        yield fake


async def given_up(clinic: Clinic, *messages: str) -> None:
    """Deliver messages whose answers are on their way until the source is opened."""
    clinic.source.open.clear()
    for xml in messages:
        assert await clinic.deliver(xml) is None


async def refused(clinic: Clinic) -> None:
    """Open the source, and wait until WeChat has refused to push."""
    before = clinic.output.count(REFUSED)
    clinic.source.open.set()
    await clinic.platform.until(lambda: SEND in clinic.platform.called)
    await clinic.until(lambda: clinic.output.count(REFUSED) > before)


async def test_a_slow_answer_is_pushed_once(clinic: Clinic) -> None:
    card = number()
    await given_up(clinic, now(card, "slow"))
    clinic.source.open.set()
    (shown,) = await clinic.platform.until_read("slow", 1)
    assert card[-4:] in shown
    assert clinic.source.times(card) == 1
    clinic.platform.expire()
    await given_up(clinic, now(number(), "another"))
    clinic.source.open.set()
    await clinic.platform.until_read("another", 1)
    assert len(clinic.read("slow")) == 1


@pytest.mark.parametrize("code", [45047, 45015])
async def test_what_wechat_does_not_push_comes_with_the_next_message(clinic: Clinic, code: int) -> None:
    card, user = number(), f"refused-{code}"
    clinic.platform.refuses[SEND] = code
    await given_up(clinic, now(card, user))
    await refused(clinic)
    assert clinic.read(user) == []
    clinic.platform.refuses.clear()
    shown = await clinic.say("谢谢", user)
    assert card[-4:] in shown
    assert clinic.source.times(card) == 1


async def test_five_messages_are_pushed_after_one_and_the_rest_comes_with_the_next(clinic: Clinic) -> None:
    user = "quota"
    for _ in range(12):  # what is kept of them makes a long answer
        await clinic.say(number(), user)
    before = len(clinic.read(user))
    await given_up(clinic, now(number(), user), now("导出", user))
    await refused(clinic)
    pushed = clinic.read(user)[before:]
    assert len(pushed) == 5
    assert pushed[1].startswith("这里保留")
    rest = await clinic.say("1", user)
    assert "看剩下的" in rest
    assert rest.split("\n")[0] not in "\n".join(pushed)


async def test_a_minute_after_a_scan_nothing_is_pushed_any_more(clinic: Clinic) -> None:
    card, user = number(), "scans"
    scan = f"<ScanType>barcode</ScanType><ScanResult>CODE_128,{card}</ScanResult>"
    await given_up(clinic, happened("scancode_waitmsg", user, EventKey="scan", ScanCodeInfo=scan))
    clinic.platform.now += MINUTE + 1
    await refused(clinic)
    assert clinic.read(user) == []
    assert card[-4:] in await clinic.say("谢谢", user)


async def test_two_days_after_a_message_nothing_is_pushed_any_more(clinic: Clinic) -> None:
    card, user = number(), "days"
    await given_up(clinic, now(card, user))
    clinic.platform.now += TWO_DAYS + 1
    await refused(clinic)
    assert clinic.read(user) == []
    assert card[-4:] in await clinic.say("谢谢", user)


async def test_while_no_token_comes_nobody_else_waits(clinic: Clinic) -> None:
    card, platform = number(), clinic.platform
    platform.expire()
    platform.held[TOKENS] = asyncio.Event()
    await given_up(clinic, now(card, "held"))
    clinic.source.open.set()
    try:
        await platform.until(lambda: TOKENS in platform.called)
        async with asyncio.timeout(HANGS):
            while await clinic.deliver(now("什么是信控停用", "other")) is None:
                pass  # a busy machine was not in time, and pushes it later
    finally:
        platform.held.pop(TOKENS).set()
    (shown,) = await platform.until_read("held", 1)
    assert card[-4:] in shown


async def test_an_account_that_may_not_push_hands_it_over_with_the_next_message(
    tmp_path: Path, source: Warehouse
) -> None:
    card = number()
    async with (
        Platform(cut=2 * HASTY, verified=False) as platform,
        serving(tmp_path, platform, source, deadline=HASTY) as clinic,
    ):
        source.open.clear()
        assert (await clinic.deliver(now(card, ANNA)) or "").startswith("还在查")
        source.open.set()
        shown = ""
        while card[-4:] not in shown:
            shown = await clinic.deliver(now("1", ANNA)) or ""
        assert source.times(card) == 1
        assert platform.called == []


@pytest.mark.parametrize("verified", [True, False], ids=["it is pushed", "the next message brings it"])
async def test_a_process_that_is_killed_answers_after_its_restart(
    tmp_path: Path, source: Warehouse, *, verified: bool
) -> None:
    card = number()
    source.open.clear()
    async with Platform(cut=2 * HASTY, verified=verified) as platform:
        async with serving(tmp_path, platform, source) as clinic:
            waiting = asyncio.create_task(clinic.deliver(now(card, ANNA)))
            await source.asked_for(card)
            clinic.process.kill()
            await clinic.process.wait()
            await waiting
        platform.followers[ANNA].read.clear()
        source.open.set()
        async with serving(tmp_path, platform, source) as clinic:
            if verified:
                await platform.until_read(ANNA, 1)
            else:
                await clinic.deliver(now("1", ANNA))
            (shown,) = clinic.read(ANNA)
            assert card[-4:] in shown


async def test_no_secret_is_printed_in_a_faulty_run(tmp_path: Path, source: Warehouse) -> None:
    stale, wrong = number(), number()
    async with Platform() as platform, serving(tmp_path, platform, source, deadline=HASTY) as clinic:
        platform.refuses[SEND] = 40001
        await given_up(clinic, now(stale, ANNA))
        await refused(clinic)
        platform.refuses[TOKENS] = 40125
        await given_up(clinic, now(wrong, ANNA))
        source.open.set()
        await clinic.until(lambda: "may not push" in clinic.output)
        platform.refuses.clear()
        shown = await clinic.deliver(now("1", ANNA)) or ""
    assert stale[-4:] in shown
    assert wrong[-4:] in shown
    codes = [json.loads(line).get("code") for line in clinic.output.splitlines() if REFUSED in line]
    assert codes == [40001, 40125]
    for secret in (SECRET, "secret-token", AES_KEY, TOKEN, KEY, ANNA, stale, wrong):
        assert secret not in clinic.output
