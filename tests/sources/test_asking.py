"""What all platforms share in asking: the spellings of a number, and facets that must not hold the status up."""

import asyncio

import pytest

from bot.domain.card import Facet
from bot.domain.iccid import Iccid
from bot.errors import SourceDown, Throttled
from bot.sources import asking
from bot.sources.asking import spellings, with_facets

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("given", "asked_for"),
    [
        ("89861125021012340019", ("89861125021012340019", "8986112502101234001")),
        ("8986112502101234001", ("8986112502101234001", "89861125021012340019")),
        ("8986112502101234001F", ("8986112502101234001", "89861125021012340019")),
        ("89861125021012340010", ("89861125021012340010", "89861125021012340019", "8986112502101234001")),
        ("898606D502101234001", ("898606D502101234001",)),
        ("89860425021045600227", ("89860425021045600227",)),
        ("8986042502104560022F", ("8986042502104560022F", "8986042502104560022")),
        ("8986042502104560022", ("8986042502104560022", "8986042502104560022F")),
    ],
)
def test_a_number_is_asked_for_as_it_may_be_kept(given: str, asked_for: tuple[str, ...]) -> None:
    assert spellings(Iccid(given)) == asked_for


async def test_the_status_comes_with_its_facets() -> None:
    async def status() -> str:
        return "in use"

    async def real_name() -> str:
        return "done"

    async def usage() -> str:
        raise Throttled("there")

    asked = {Facet.REAL_NAME: real_name, Facet.USAGE: usage}
    assert await with_facets(status(), asked) == ("in use", {Facet.REAL_NAME: "done"}, {Facet.USAGE: "throttled"})


async def test_a_facet_that_takes_too_long_is_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "FACETS_WITHIN", 0.01)

    async def status() -> str:
        return "in use"

    async def never() -> str:
        await asyncio.Event().wait()
        return "done"

    assert await with_facets(status(), {Facet.USAGE: never}) == ("in use", {}, {Facet.USAGE: "down"})


async def test_a_status_that_fails_waits_for_nobody() -> None:
    given_up = asyncio.Event()

    async def status() -> str:
        await asyncio.sleep(0)
        raise SourceDown("there")

    async def never() -> str:
        try:
            await asyncio.Event().wait()
        finally:
            given_up.set()
        return "done"

    with pytest.raises(SourceDown):
        await with_facets(status(), {Facet.USAGE: never})
    async with asyncio.timeout(1):
        await given_up.wait()
