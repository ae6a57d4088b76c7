"""Every platform times every fault: an answer in time, the right reason, nobody disturbed, nothing kept of it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from time import perf_counter
from urllib.parse import urlsplit

import pytest
import stamina

from bot.domain.card import Card, State
from bot.domain.iccid import Iccid
from bot.errors import SourceError
from bot.platforms import PLATFORMS, guarded
from bot.ports import Platform
from bot.sources import breaker, limited
from bot.sources.lookup import Lookup
from bot.sources.retried import ATTEMPTS
from bot.sources.tables import table
from tests.sources.cases import CASES, SECRETS, Case
from tests.sources.faults import Fault, Line, drips, hangs, hangs_up, says
from tests.sources.platform import FakePlatform, FakeTime
from tests.sources.serving import client
from tests.store.cards import NOW
from tests.store.memory import MemoryLastKnown

pytestmark = pytest.mark.anyio
IN_TIME, HANGING = 2.0, 0.15
"""Seconds: an answer comes far sooner, unless somebody hangs; then it comes at the deadline."""


HTML = b"<!DOCTYPE html><html><body>login<br></body></html>"
FAULTS: dict[str, tuple[Fault, str]] = {
    "it hangs": (hangs, "down"),
    "it answers a byte at a time": (drips, "down"),
    "it hangs up in the middle": (hangs_up, "down"),
    "500": (says(b"", 500), "down"),
    "503 with a page": (says(HTML, 503, "text/html"), "down"),
    "429": (says(b"", 429), "throttled"),
    "429 with a time": (says(b"", 429, "text/plain", "Retry-After: 7"), "throttled"),
    "401": (says(b"", 401), "auth"),
    "403 with a page": (says(HTML, 403, "text/html"), "auth"),
    "it leads elsewhere": (says(b"", 302, "text/html", "Location: http://127.0.0.1:9/"), "unclassified"),
    "a page": (says(HTML, 200, "text/html"), "bad_answer"),
    "half an answer": (says(b'{"Code": "200", "Data": {"VsimCardInfo'), "bad_answer"),
    "an empty answer": (says(b""), "bad_answer"),
    "a list": (says(b"[]"), "bad_answer"),
    "an endless answer": (says(b"[" * (2 << 20)), "bad_answer"),
}


def test_no_platform_is_left_out() -> None:
    assert CASES.keys() == PLATFORMS.keys()


@pytest.fixture(autouse=True)
def no_pauses() -> Iterator[None]:
    with stamina.set_testing(True, attempts=ATTEMPTS):
        yield


@dataclass(frozen=True, slots=True)
class Standing:
    """A platform with all around it, and the line to its fake."""

    name: str
    platform: Platform
    line: Line
    time: FakeTime
    card: Iccid
    case: Case

    async def ask(self, deadline: float = IN_TIME, *others: Platform) -> Card | SourceError | None:
        """Ask through a lookup of its own, which remembers nothing. Hold it to its deadline."""
        lookup = Lookup([self.platform, *others], MemoryLastKnown(), lambda: NOW, deadline=deadline)
        began = perf_counter()
        try:
            return await lookup.find(self.card)
        except SourceError as error:
            return error
        finally:
            assert perf_counter() - began < IN_TIME
            await lookup.finish()

    def later(self) -> None:
        """Let so much time pass that what failed is tried again, and nothing is remembered."""
        self.time.now += max(breaker.PAUSE, limited.PATIENCE + 300)


@pytest.fixture(params=CASES)
async def standing(request: pytest.FixtureRequest) -> AsyncIterator[Standing]:
    case, time = CASES[request.param], FakeTime()
    async with AsyncExitStack() as stack:
        fake = await stack.enter_async_context(case.fake())
        address = urlsplit(fake.url)
        line = await stack.enter_async_context(Line(address.port or 0))
        http = await stack.enter_async_context(client())
        platform = case.kind(case.account(f"{line.url}{address.path}"), http, lambda: NOW)
        around = guarded(platform, 1e6, monotonic=time, sleep=time.sleep)
        yield Standing(request.param, around, line, time, Iccid(case.card), case)


async def test_all_is_well_without_a_fault(standing: Standing) -> None:
    found = await standing.ask()
    assert isinstance(found, Card)
    assert (found.source, found.silent) == (standing.name, {})
    assert found.state is not None


@pytest.mark.parametrize(("fault", "reason"), FAULTS.values(), ids=FAULTS.keys())
async def test_a_fault(standing: Standing, fault: Fault, reason: str) -> None:
    deadline = HANGING if fault in {hangs, drips} else IN_TIME
    seen = Card(iccid=standing.card, source="other", as_of=NOW, state=State.ACTIVE)
    with standing.line.failing(fault):
        alone = await standing.ask(deadline)
        standing.later()
        beside = await standing.ask(deadline, FakePlatform([seen], name="other"))
    assert isinstance(alone, SourceError)
    assert (alone.source, alone.reason) == (standing.name, reason)
    assert beside == replace(seen, silent={standing.name: reason})
    standing.later()
    assert isinstance(await standing.ask(), Card)  # nothing was kept of it, and nothing is broken


async def test_a_platform_that_is_gone(standing: Standing) -> None:
    await standing.line.__aexit__()
    failed = await standing.ask()
    assert isinstance(failed, SourceError)
    assert (failed.reason, failed.code) == ("down", "ConnectError")


async def test_a_code_that_nobody_knows(standing: Standing) -> None:
    assert standing.case.strange is not None
    with standing.line.failing(says(standing.case.strange)):
        failed = await standing.ask()
    assert isinstance(failed, SourceError)
    assert failed.reason == "unclassified"


@pytest.mark.parametrize("standing", [name for name, case in CASES.items() if case.names_card], indirect=True)
async def test_another_card(standing: Standing) -> None:
    mine = standing.card.number.encode()
    other = mine[:8] + bytes(reversed(mine[8:18])) + mine[18:]
    standing.line.spoil = lambda answer: answer.replace(mine, other)
    told = await standing.ask()
    assert told is not None
    reasons = set(told.gaps.values()) if isinstance(told, Card) else {told.reason}
    assert reasons == {"bad_answer"}  # the whole is not read, or at least the part that says whose it is


async def test_it_fails_in_the_middle_of_many_asks_and_comes_back(standing: Standing) -> None:
    with standing.line.failing(says(b"", 503)):
        failed = [await standing.ask() for _ in range(2 * breaker.FAILURES)]
        asked = standing.line.asked
        await asyncio.gather(*(standing.ask() for _ in range(50)))
        assert standing.line.asked == asked  # it is left alone
    assert {each.reason for each in failed if isinstance(each, SourceError)} == {"down"}
    standing.later()
    assert isinstance(await standing.ask(), Card)


async def test_no_secret_is_told(standing: Standing) -> None:
    for fault, _ in list(FAULTS.values())[2:]:
        with standing.line.failing(fault):
            failed = await standing.ask()
        told = f"{failed!r} {failed} {vars(failed)}"
        assert [secret for secret in SECRETS if secret in told] == []
        standing.later()


async def test_a_card_takes_as_many_calls_as_its_limits_count(standing: Standing) -> None:
    await standing.ask()  # the first one may need a token, or a number, that is kept
    before = standing.line.asked
    standing.later()
    await standing.ask()
    counted = 1 if standing.name == "http" else table(standing.name).more["limits"]["calls_per_card"]
    assert standing.line.asked - before == counted
