"""What Telegram shows of the bot before anything is said."""

from pathlib import Path

import pytest

from tests.telegram.bot import bot
from tests.telegram.fake_api import FakeApi, Fault

pytestmark = pytest.mark.anyio
PRIVATE = "all_private_chats"


async def introduced(tmp_path: Path, *faults: Fault) -> FakeApi:
    """Start the bot and wait until it has said who it is."""
    async with FakeApi() as api:
        api.fail("setMyCommands", *faults)
        async with bot(tmp_path, api):
            await api.until(lambda: len(api.descriptions) == 6)
    return api


async def test_commands_are_told_in_each_language_and_for_all_others(tmp_path: Path) -> None:
    api = await introduced(tmp_path)
    assert set(api.commands) == {(PRIVATE, ""), (PRIVATE, "zh"), (PRIVATE, "en")}
    names = [command["command"] for command in api.commands[PRIVATE, "en"]]
    assert names == ["start", "help", "lang", "en", "zh", "privacy"]
    assert api.commands[PRIVATE, ""] == api.commands[PRIVATE, "zh"] != api.commands[PRIVATE, "en"]


async def test_descriptions_and_the_menu_button_are_set(tmp_path: Path) -> None:
    api = await introduced(tmp_path)
    assert set(api.descriptions) == {(kind, lang) for kind in ("long", "short") for lang in ("", "zh", "en")}
    assert "8986" in api.descriptions["long", "zh"]
    assert len(api.sent("setChatMenuButton")) == 1


@pytest.mark.parametrize(
    "faults",
    [[Fault("flood", 9)] * 2, [Fault("html")] * 3, [Fault("refuse", (400, "Bad Request: no"))] * 5],
    ids=["asked to wait", "an outage", "refused for good"],
)
async def test_an_introduction_that_fails_holds_nothing_up(tmp_path: Path, faults: list[Fault]) -> None:
    api = await introduced(tmp_path, *faults)
    assert len(api.descriptions) == 6
