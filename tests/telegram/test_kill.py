"""kill -9 with two hundred updates in flight: after a restart all are answered, at most one a chat twice."""

import asyncio
import re
from collections import defaultdict
from itertools import groupby
from pathlib import Path

import pytest

from bot import demo
from tests.telegram.bot import NOW
from tests.telegram.fake_api import FakeApi
from tests.telegram.serving import output, serving
from tests.telegram.updates import message, user

pytestmark = pytest.mark.anyio
CHATS, EACH = 40, 5
_MASKED = re.compile(r"[0-9A-F]{4} \*{4} [0-9A-F]{4}")


async def test_no_update_is_lost_and_at_most_one_answer_a_chat_comes_twice(tmp_path: Path) -> None:
    numbers = [card.iccid for card in demo.cards(NOW)][:EACH]
    expected = {1000 + chat: [number.masked for number in numbers] for chat in range(CHATS)}
    async with FakeApi() as api:
        async with serving(tmp_path, api) as process:
            await api.until(lambda: len(api.sent("getUpdates")) > 0, within=30)
            for at in range(EACH):
                for chat in range(CHATS):
                    api.push(message(numbers[at].number, user(1000 + chat)))
            await api.until_sent(60, within=30)
            process.kill()
            await process.wait()
        before = len(api.sent())
        assert before < CHATS * EACH
        async with serving(tmp_path, api) as process:
            await api.until(lambda: _heard(api) == expected, within=30)
            process.terminate()
            async with asyncio.timeout(15):
                assert await process.wait() == 0, output(tmp_path)
    assert all(len(said) <= EACH + 1 for said in _all(api).values())


def _all(api: FakeApi) -> dict[int, list[str]]:
    """Return which cards each chat was told about, in order."""
    heard: dict[int, list[str]] = defaultdict(list)
    for sent in api.sent():
        heard[int(sent["chat_id"])] += _MASKED.findall(sent["text"])[:1]
    return heard


def _heard(api: FakeApi) -> dict[int, list[str]]:
    """Return the same with an answer that came twice in a row counted once."""
    return {chat: [card for card, _ in groupby(said)] for chat, said in _all(api).items()}
