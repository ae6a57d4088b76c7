"""Not faster than Telegram allows, whoever is written to."""

import asyncio
from collections.abc import Iterable

import pytest

from bot.channels.telegram.pace import OVERALL, Pace
from tests.telegram.bot import Clockwork

pytestmark = pytest.mark.anyio


async def turns(chats: Iterable[int]) -> list[tuple[float, int]]:
    """Return when each of *chats* had its turn."""
    clock = Clockwork()
    pace = Pace(clock.monotonic, clock.sleep, OVERALL)
    had: list[tuple[float, int]] = []

    async def one(chat: int) -> None:
        await pace.turn(chat)
        had.append((clock.seconds, chat))

    await asyncio.gather(*(one(chat) for chat in chats))
    return had


def densest(times: list[float], span: float) -> int:
    """Return how many of *times* fall into the fullest *span*."""
    return max(sum(begin <= time < begin + span for time in times) for begin in times)


@pytest.mark.parametrize(
    ("chats", "span", "most", "takes"),
    [
        (range(1, 121), 1.0, 30, 5.0),
        ([7] * 20, 1.0, 4, 18.0),
        ([-7] * 50, 60.0, 20, 200.0),
        ([-7] * 5, 60.0, 20, 1.0),
    ],
    ids=["many chats", "one chat", "a group", "a few messages to a group do not wait"],
)
async def test_no_span_holds_more_than_telegram_allows(
    chats: Iterable[int], span: float, most: int, takes: float
) -> None:
    times = [time for time, _ in await turns(chats)]
    assert densest(times, span) <= most
    assert max(times) <= takes


async def test_a_chat_that_waits_keeps_nobody_else_waiting() -> None:
    had = await turns([7] * 30 + [8])
    assert next(time for time, chat in had if chat == 8) < 1.0
