"""An import that is interrupted leaves the store as it was."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.domain.card import State
from bot.inventory import loader
from bot.inventory.loader import load
from tests.inventory.files import NUMBER, OTHER, PACKS, csv_file, database, imported, kept, say
from tests.store.cards import NOW

NEW = f"iccid,state\n{NUMBER},stopped\n12345,stopped\n{OTHER},stopped\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    imported(csv_file(tmp_path, f"iccid,state\n{NUMBER},active\n"))
    return csv_file(tmp_path, NEW)


def assert_as_it_was(file: Path) -> None:
    assert [(card.iccid.number, card.state) for card in kept(file)] == [(NUMBER, State.ACTIVE)]
    assert not file.with_name("cards.refused.csv").exists()


@pytest.mark.parametrize("where", ["while reading", "before the commit"])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_import_leaves_the_store_as_it_was(file: Path, where: str, how: signal.Signals) -> None:
    command = [sys.executable, "-m", "tests.inventory.interrupted", str(file), where]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"here\n"
        process.send_signal(how)
        assert process.wait(timeout=20) != 0
    assert_as_it_was(file)
    assert imported(file).changed == 1


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError, ZeroDivisionError])
def test_an_import_that_fails_on_the_way_leaves_the_store_as_it_was(
    file: Path, error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(rows: int, _: float) -> None:
        if rows == 2:
            raise error

    monkeypatch.setattr(loader, "_STRIDE", 1)
    with pytest.raises(error):
        load(database(file), file, now=NOW, packs=PACKS, say=say, progress=fail)
    assert_as_it_was(file)
    assert list(file.parent.glob(".*.part")) == []
