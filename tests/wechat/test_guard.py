"""The guard: nobody but WeChat gets in, lately, and with no more than a letter."""

from collections.abc import AsyncIterator

import pytest
from starlette.requests import ClientDisconnect

from bot.channels.wechat.guard import FRESH, MOST_BYTES, Refused, admit, body_of, genuine
from tests.wechat.letters import AT, TOKEN, query, signature

pytestmark = pytest.mark.anyio


def status(given: dict[str, str], now: float = AT) -> int:
    try:
        admit(given, TOKEN, now)
    except Refused as refused:
        return refused.status
    return 200


@pytest.mark.parametrize("now", [AT, AT - FRESH, AT + FRESH], ids=["now", "before our time", "a while ago"])
def test_what_wechat_signs_gets_in(now: float) -> None:
    assert status(query(), now) == 200


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({}, id="nothing"),
        pytest.param({**query(), "signature": ""}, id="no signature"),
        pytest.param({**query(), "signature": query()["signature"][:-1]}, id="its beginning"),
        pytest.param({**query(), "signature": query()["signature"].upper()}, id="in capitals"),
        pytest.param({**query(), "signature": "ü€\udcff"}, id="signs beyond ASCII"),
        pytest.param({**query(), "nonce": "12346"}, id="another nonce"),
        pytest.param({**query(), "timestamp": str(AT + 1)}, id="another moment"),
        pytest.param({**query(), "signature": signature("another-token", str(AT), "12345")}, id="another token"),
        pytest.param(query(at=int(AT - FRESH - 1)), id="too old"),
        pytest.param(query(at=int(AT + FRESH + 1)), id="too new"),
        pytest.param(query(at=AT * 10), id="in tenths of a second"),
    ],
)
def test_nobody_else_does(given: dict[str, str]) -> None:
    assert status(given) == 403


@pytest.mark.parametrize(
    "stamp", ["", "179532000", "0179532000", "1_95320000", "１７９５３２００００", "-179532000", "1795320e3"]
)
def test_a_stamp_that_is_none_is_refused_even_when_signed(stamp: str) -> None:
    assert status({"signature": signature(TOKEN, stamp, "1"), "timestamp": stamp, "nonce": "1"}) == 403


def test_parts_are_signed_in_any_order_and_all_of_them_count() -> None:
    assert genuine(signature("b", "a", "c"), "a", "b", "c")
    assert not genuine(signature("b", "a", "c"), "a", "b")


async def chunks(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def test_a_body_is_counted_as_it_comes() -> None:
    assert await body_of(chunks(b"x" * (MOST_BYTES - 1), b"y")) == b"x" * (MOST_BYTES - 1) + b"y"
    endless = chunks(b"x" * MOST_BYTES, b"y", b"never read")
    with pytest.raises(Refused, match="413"):
        await body_of(endless)
    assert await anext(endless) == b"never read"


async def test_a_body_that_breaks_off_is_refused() -> None:
    async def breaking() -> AsyncIterator[bytes]:
        yield b"<xml>"
        raise ClientDisconnect

    with pytest.raises(Refused, match="400"):
        await body_of(breaking())
