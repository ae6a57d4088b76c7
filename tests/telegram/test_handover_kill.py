"""kill -9 in the middle of many cases: nothing is lost, order is kept, and at most the one being sent is doubled."""

import re
from collections import defaultdict
from itertools import groupby
from pathlib import Path

import pytest

from tests.telegram.fake_api import FakeApi
from tests.telegram.serving import serving
from tests.telegram.updates import message, user

pytestmark = pytest.mark.anyio
CHATS, EACH = 2, 3
"""Few, as a group may be told 20 things a minute."""
STAFF = -1009999
AGENT = user(77)
SETTINGS = {"SIMCLINIC_TELEGRAM__STAFF_GROUP": str(STAFF), "SIMCLINIC_STAFF": "telegram:77"}
_SAID = re.compile(r"(?:用户：|客服　)(\d+-\d+)")


async def test_what_is_said_in_cases_survives(tmp_path: Path) -> None:
    to_staff = {chat: [f"{chat}-{at}" for at in range(EACH)] for chat in range(CHATS)}
    async with FakeApi() as api:
        async with serving(tmp_path, api, **SETTINGS) as process:
            await api.until(lambda: len(api.sent("getUpdates")) > 0, within=30)
            for chat in range(CHATS):
                api.push(message("找人工", user(1000 + chat)))
            await api.until(lambda: len(api.topics) == CHATS, within=30)
            await api.until(lambda: len(_openings(api)) == CHATS, within=30)
            for at in range(EACH):
                for chat in range(CHATS):
                    api.push(message(f"{chat}-{at}", user(1000 + chat)))
            await api.until(lambda: sum(map(len, _heard(api).values())) >= 1, within=30)
            process.kill()
            await process.wait()
        assert sum(map(len, _heard(api).values())) < CHATS * EACH
        async with serving(tmp_path, api, **SETTINGS):
            await api.until(lambda: _once(_heard(api)) == to_staff, within=60)
    assert all(len(said) <= EACH + 1 for said in _heard(api).values())
    assert all(said.startswith(f"{chat}-") for chat, each in _heard(api).items() for said in each)


def _openings(api: FakeApi) -> dict[int, int]:
    """Return which topic is whose: by the case's number, which the user was told, too."""
    topics = {topic["name"][:7]: thread for thread, topic in api.topics.items()}
    found = {}
    for sent in api.sent():
        number = re.search(r"工单 (\S{7})", sent["text"])
        if int(sent["chat_id"]) >= 1000 and number is not None and number[1] in topics:
            found[topics[number[1]]] = int(sent["chat_id"]) - 1000
    return found


def _heard(api: FakeApi) -> dict[int, list[str]]:
    """Return what staff heard of each user, in the topic of that user's case."""
    whose = _openings(api)
    heard: dict[int, list[str]] = defaultdict(list)
    for sent in api.sent():
        if "message_thread_id" in sent and int(sent["message_thread_id"]) in whose:
            heard[whose[int(sent["message_thread_id"])]] += _SAID.findall(sent["text"])
    return heard


def _once(heard: dict[int, list[str]]) -> dict[int, list[str]]:
    return {chat: [said for said, _ in groupby(each)] for chat, each in heard.items()}
