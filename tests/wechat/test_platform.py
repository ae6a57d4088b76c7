"""The real `serve` as a process of its own, before a whole fake WeChat and a source that may be slow."""

import asyncio
import json
import os
import re
import sys
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.sources.fake_http import EXAMPLE, KEY, FakeHttp
from tests.telegram.serving import ROOT
from tests.wechat.letters import AES_KEY, ANNA, APP_ID, LI, TOKEN, event, said
from tests.wechat.platform import FAULT, SECRET, Platform

pytestmark = pytest.mark.anyio
QUOTA, WORKING = "89861125021012300146", "89860625021045600014"
CUT, DEADLINE, SLOW = 0.5, 0.25, 0.9


@asynccontextmanager
async def serving(
    folder: Path, platform: Platform, source: FakeHttp, **more: str
) -> AsyncIterator[tuple[str, Process]]:
    """Run `serve`. Give the address of its callback, and its process."""
    account = {
        "APP_ID": APP_ID, "TOKEN": TOKEN, "AES_KEY": AES_KEY, "APP_SECRET": SECRET, "API_BASE": platform.url,
        "DEADLINE": str(DEADLINE), "VERIFIED": str(platform.verified).lower(),
    }  # fmt: skip
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SIMCLINIC_")}
    environment = {
        **kept,
        "PYTHONPATH": str(ROOT),
        "SIMCLINIC_DATABASE": f"sqlite:///{folder / 'clinic.db'}",
        "SIMCLINIC_DEMO": "true",
        "SIMCLINIC_HTTP__URL": f"{source.url}/api/card?no={{iccid}}",
        "SIMCLINIC_HTTP__HEADERS": json.dumps({"X-Key": KEY}),
        "SIMCLINIC_HTTP__MAPPING": str(EXAMPLE),
        **{f"SIMCLINIC_WECHAT__{name}": value for name, value in account.items()},
        **more,
    }
    with (folder / "output").open("ab") as output:
        begins = output.tell()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "serve", "--port", "0",
            cwd=folder, env=environment, stdout=output, stderr=output,
        )  # fmt: skip
        try:
            yield f"{await _address(folder / 'output', begins)}wechat", process
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


async def _address(output: Path, begins: int) -> str:
    async with asyncio.timeout(20):
        while (found := _said(output, begins)) is None:  # noqa: ASYNC110 - a file has no event
            await asyncio.sleep(0.05)
    return found


def _said(output: Path, begins: int) -> str | None:
    """Return the address that the process said it serves at."""
    found = re.search(r"http://127\.0\.0\.1:\d+/", output.read_text(encoding="utf-8")[begins:])
    return found[0] if found else None


def now(text: str, user: str = ANNA) -> str:
    return said(text, user, CreateTime=int(time.time()))


@pytest.fixture
async def source() -> AsyncIterator[FakeHttp]:
    async with FakeHttp() as fake:
        yield fake


def card(source: FakeHttp) -> str:
    return str(source.card["iccid"])


def times_asked(source: FakeHttp) -> int:
    return sum(params["no"] == card(source) for _, params in source.asked)


async def asked(source: FakeHttp) -> None:
    async with asyncio.timeout(10):
        while not source.asked:  # noqa: ASYNC110 - it says nothing when it is asked
            await asyncio.sleep(0.02)


async def test_a_conversation(tmp_path: Path, source: FakeHttp) -> None:
    patient = {"SIMCLINIC_WECHAT__DEADLINE": "4.5"}
    async with Platform() as platform, serving(tmp_path, platform, source, **patient) as (callback, _):

        async def tell(xml: str) -> str:
            return await platform.deliver(callback, xml) or ""

        hello = event("subscribe", EventKey="", CreateTime=int(time.time()))
        assert (await tell(hello)).startswith("你好，这里是卡诊所")
        assert (await tell(now(QUOTA))).startswith("🔴 信控停用")
        assert (await tell(now("1"))).startswith("🔴 信控停用")
        assert (await tell(now("what is 信控停用?"))).startswith("Data used up")
        assert (await tell(now("English"))).startswith("All right")
        last = event("CLICK", EventKey="last", CreateTime=int(time.time()))
        assert (await tell(last)).startswith("🔴 Data used up")
        assert len(platform.followers[ANNA].read) == 6
        assert FAULT not in platform.followers[ANNA].read
        assert platform.called == []


async def test_a_slow_answer_is_pushed_once(tmp_path: Path, source: FakeHttp) -> None:
    source.delays["card"] = SLOW
    async with Platform(cut=CUT) as platform, serving(tmp_path, platform, source) as (callback, _):
        assert await platform.deliver(callback, now(card(source))) is None
        (shown,) = await platform.until_read(ANNA, 1)
        assert card(source)[-4:] in shown
        assert times_asked(source) == 1
        platform.expire()
        await platform.deliver(callback, now(card(source), LI))
        await platform.until_read(LI, 1)
        assert len(platform.followers[ANNA].read) == 1


async def test_an_account_that_may_not_push_hands_it_over_with_the_next_message(
    tmp_path: Path, source: FakeHttp
) -> None:
    source.delays["card"] = 3 * CUT + 0.2
    async with (
        Platform(cut=CUT, verified=False) as platform,
        serving(tmp_path, platform, source) as (callback, _),
    ):
        still = await platform.deliver(callback, now(card(source)))
        assert (still or "").startswith("还在查")
        platform.cut = 5.0
        shown = ""
        while card(source)[-4:] not in shown:
            shown = await platform.deliver(callback, now("1")) or ""
        assert times_asked(source) == 1
        assert platform.called == []


@pytest.mark.parametrize("code", [45047, 45015])
async def test_what_a_quota_or_a_window_keeps_back_comes_with_the_next_message(
    tmp_path: Path, source: FakeHttp, code: int
) -> None:
    source.delays["card"] = SLOW
    async with Platform(cut=CUT) as platform, serving(tmp_path, platform, source) as (callback, _):
        platform.refuses["message/custom/send"] = code
        assert await platform.deliver(callback, now(card(source))) is None
        await platform.until(lambda: "message/custom/send" in platform.called)
        assert platform.followers[ANNA].read == []
        platform.cut = 5.0
        shown = await platform.deliver(callback, now("谢谢")) or ""
        assert card(source)[-4:] in shown
        assert times_asked(source) == 1


@pytest.mark.parametrize("verified", [True, False], ids=["it is pushed", "the next message brings it"])
async def test_a_process_that_is_killed_answers_after_its_restart(
    tmp_path: Path, source: FakeHttp, *, verified: bool
) -> None:
    source.delays["card"] = 30
    async with Platform(cut=CUT, verified=verified) as platform:
        async with serving(tmp_path, platform, source) as (callback, process):
            waiting = asyncio.create_task(platform.deliver(callback, now(card(source))))
            await asked(source)
            process.kill()
            await process.wait()
            await waiting
        platform.followers[ANNA].read.clear()
        source.delays.clear()
        platform.cut = 5.0
        async with serving(tmp_path, platform, source) as (callback, _):
            if verified:
                (shown,) = await platform.until_read(ANNA, 1)
            else:
                shown = await platform.deliver(callback, now("1")) or ""
            assert card(source)[-4:] in shown
            assert len(platform.followers[ANNA].read) == 1


async def test_no_secret_is_printed_in_a_faulty_run(tmp_path: Path, source: FakeHttp) -> None:
    source.delays["card"] = SLOW
    async with Platform(cut=CUT) as platform, serving(tmp_path, platform, source) as (callback, _):
        platform.refuses["message/custom/send"] = 40001
        await platform.deliver(callback, now(card(source)))
        await platform.until(lambda: platform.called.count("message/custom/send") > 1)
        platform.refuses["stable_token"] = 40125
        platform.expire()
        await platform.deliver(callback, now(card(source), LI))
        await asyncio.sleep(0.2)
    output = (tmp_path / "output").read_text(encoding="utf-8")
    assert "push refused" in output
    for secret in (SECRET, "secret-token", AES_KEY, TOKEN, KEY, ANNA, card(source)):
        assert secret not in output
