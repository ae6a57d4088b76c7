"""Where temporary files lie, and what becomes of them."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from bot.commands.scratch import runs, scratch


@pytest.fixture(autouse=True)
def common(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_temporary_files_lie_together_and_are_gone_with_the_process(common: Path) -> None:
    with scratch() as own:
        assert own.parent == common
        with tempfile.TemporaryDirectory(prefix="simclinic-list-") as folder:
            assert Path(folder).parent == own
        (own / "left").write_text("8986…", encoding="utf-8")
    assert list(common.iterdir()) == []
    assert tempfile.gettempdir() == str(common)


def test_what_a_killed_process_left_is_swept_away_and_nothing_else(common: Path) -> None:
    names = [
        f"simclinic-{os.getpid()}-own",
        "simclinic-7-killed",
        "simclinic-8-running",
        "simclinic-list-x",
        "other-7-x",
    ]
    for name in names:
        (common / name).mkdir()
        (common / name / "list.csv").write_text("8986…", encoding="utf-8")
    with scratch(lambda process: process == 8):
        kept = {path.name for path in common.iterdir()} & set(names)
    assert kept == {"simclinic-8-running", "simclinic-list-x", "other-7-x"}


def test_a_link_that_somebody_laid_leads_nowhere(common: Path) -> None:
    (common / "theirs").mkdir()
    (common / "simclinic-7-link").symlink_to(common / "theirs")
    with scratch(lambda _: False):
        pass
    assert (common / "theirs").is_dir()


def test_a_process_runs_until_it_has_ended() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        assert runs(process.pid)
    assert not runs(process.pid)
