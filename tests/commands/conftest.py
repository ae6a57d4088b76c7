"""The commands as they are typed, in this process or as a program of their own."""

import os
import shutil
from datetime import datetime, tzinfo
from pathlib import Path

import anyio
import pytest

import bot.app
import bot.commands.inventory
from bot.settings import PREFIX
from bot.store.database import open_store
from tests.fakes import CARDS, LEXICON, NOW, TEXTS, card


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with the cards of the tests."""
    path = tmp_path_factory.mktemp("store") / "cards.db"

    async def fill() -> None:
        async with open_store(path) as store:
            await store.put(card(number, **said) for number, said in CARDS.items())

    anyio.run(fill)
    return path


@pytest.fixture(autouse=True)
def deployment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, filled: Path) -> Path:
    """Be in an empty folder, with nothing set but a database of one's own. Give its path."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    path = tmp_path / "cards.db"
    shutil.copy(filled, path)
    monkeypatch.setenv(f"{PREFIX}DATABASE", f"sqlite:///{path}")
    monkeypatch.chdir(tmp_path)
    return path


class StoppedClock(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return NOW.astimezone(tz)


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the moment of the cards, for the commands of this process."""
    monkeypatch.setattr(bot.app, "datetime", StoppedClock)
    monkeypatch.setattr(bot.commands.inventory, "datetime", StoppedClock)


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the commands of this process the reading of texts and words, which takes most of their time."""
    monkeypatch.setattr("bot.app.FluentTexts.load", lambda: TEXTS)
    monkeypatch.setattr("bot.app.WordLists.load", lambda _: LEXICON)
