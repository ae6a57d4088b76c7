"""The program itself, started as people start it: never a traceback."""

import json
import logging
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import pytest

import bot.app
import bot.channels.console
import bot.commands.inventory
import bot.commands.talking
from bot.store.database import open_store
from tests.commands.terminal import AT, HOME, PROGRAM, program, simclinic
from tests.fakes import ABSENT, FINE, USED_UP, Failing

FINE_FIRST = "🟢 使用中，平台没看到问题"


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `python -m bot` find the package, wherever the tests are run."""
    monkeypatch.setenv("PYTHONPATH", str(HOME))


def test_both_ways_to_start_it_are_the_same() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, main = project["scripts"]["simclinic"].partition(":")
    script = (sys.executable, "-c", f"from {module} import {main}; {main}()")
    typed = program("ask", ABSENT)
    assert typed == program("ask", ABSENT, command=script)
    assert (typed.code, typed.err) == (1, "")


def test_a_talk_through_a_pipe() -> None:
    typed = program("chat", given=f"{FINE}\n1\n谢谢".encode())
    assert (typed.code, typed.err) == (0, "")
    assert typed.lines.count(FINE_FIRST) == 2
    assert "> " not in typed.out
    assert typed.lines[-2] == "不客气，有事再发卡号"


def test_bytes_that_are_no_text() -> None:
    assert program("ask", b"\xff\xfe " + FINE.encode(), "--at", AT).first == FINE_FIRST
    assert FINE_FIRST in program("chat", given=b"\xff\xfe " + FINE.encode()).lines


def test_a_terminal_that_cannot_show_chinese() -> None:
    typed = program("ask", FINE, "--at", AT, env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (typed.code, typed.err) == (0, "")
    assert "8986 **** 0014" in typed.out


def test_a_reader_who_has_left() -> None:
    reads, writes = os.pipe()
    os.close(reads)
    said = f"{FINE}\n".encode() * 3
    try:
        done = subprocess.run([*PROGRAM, "chat"], input=said, stdout=writes, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writes)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.fixture
def screen() -> Iterator[tuple[int, int]]:
    ours, its = pty.openpty()
    yield ours, its
    os.close(ours)


def read_until(ours: int, mark: bytes) -> bytes:
    seen = b""
    with suppress(OSError):  # the other side is closed
        while not seen.endswith(mark):
            seen += os.read(ours, 1)
    return seen


def test_ctrl_c_ends_a_talk_at_once(screen: tuple[int, int]) -> None:
    ours, its = screen
    with subprocess.Popen([*PROGRAM, "chat"], stdin=its, stdout=its, stderr=its, start_new_session=True) as process:
        os.close(its)
        assert read_until(ours, b"> ").endswith(b"> ")
        try:
            assert pressed_ctrl_c(process) == 130
        finally:
            process.kill()
    assert b"Traceback" not in read_until(ours, b"never")


def pressed_ctrl_c(process: "subprocess.Popen[bytes]") -> int | None:
    """Press it once the program waits for input; again where it came a moment too soon to be heard."""
    for _ in range(5):
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return process.wait(4)
    return None


# What is wrong with the database


def locked(path: Path) -> "closing[sqlite3.Connection]":
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    return closing(connection)


@pytest.mark.parametrize("words", [["ask", FINE], ["chat"], ["cards", "count"], ["cards", "remove", FINE]])
def test_a_locked_database(monkeypatch: pytest.MonkeyPatch, deployment: Path, words: list[str]) -> None:
    for room in (bot.app, bot.commands.inventory):
        monkeypatch.setattr(room, "open_store", partial(open_store, patience=0.01))
    with locked(deployment):
        typed = simclinic(*words)
    assert (typed.code, typed.out) == (3, "")
    assert typed.err == "数据库正被别的程序占用，过一会儿再试\n"


def not_ours(path: Path) -> None:
    path.write_bytes(b"this is no database, " * 100)


def of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


SPOILT = [
    pytest.param(not_ours, "数据库文件不是卡诊所的，请检查 SIMCLINIC_DATABASE", id="a file that is no database"),
    pytest.param(
        of_another_program, "数据库文件不是卡诊所的，请检查 SIMCLINIC_DATABASE", id="another program's database"
    ),
    pytest.param(a_folder, "数据库打不开：文件夹不存在，或者没有权限", id="a folder"),
]


@pytest.mark.parametrize(("spoil", "said"), SPOILT)
@pytest.mark.parametrize(
    "words",
    [["ask", FINE], ["chat"], ["cards", "count"], ["cards", "show", FINE], ["cards", "export", "all.csv"]],
    ids=" ".join,
)
def test_a_spoilt_database(deployment: Path, words: list[str], spoil: Callable[[Path], None], said: str) -> None:
    spoil(deployment)
    typed = simclinic(*words)
    assert (typed.code, typed.out, typed.err) == (2, "", f"{said}\n")


def test_a_folder_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMCLINIC_DATABASE", "sqlite:///nowhere/cards.db")
    typed = program("ask", FINE)
    assert (typed.code, typed.out, typed.err) == (2, "", "数据库打不开：文件夹不存在，或者没有权限\n")


# What nobody expects


def fail(*_: object, **__: object) -> None:
    raise RuntimeError(f"a secret {USED_UP}")


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        pytest.param((bot.channels.console, "show"), ["ask", FINE], id="while showing an answer"),
        pytest.param((bot.commands.talking, "opened"), ["chat"], id="while opening"),
        pytest.param((bot.commands.inventory, "open_store"), ["cards", "count"], id="while counting"),
        pytest.param((bot.commands.inventory, "export"), ["cards", "export", "all.csv"], id="while exporting"),
    ],
)
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "程序出错了，没做完（RuntimeError, test_program.py:"),
        ("en", "The program has a fault and could not finish ("),
    ],
)
def test_a_fault_is_one_line(
    monkeypatch: pytest.MonkeyPatch, broken: tuple[object, str], words: list[str], lang: str, said: str
) -> None:
    monkeypatch.setenv("SIMCLINIC_DEFAULT_LANG", lang)
    monkeypatch.setattr(*broken, fail)
    typed = simclinic(*words)
    assert typed.code == 3
    assert typed.err.startswith(said)
    assert typed.err.count("\n") == 1
    assert USED_UP not in typed.err


def test_an_ability_that_fails_costs_an_apology(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.app, "Inventory", lambda _: Failing(RuntimeError(f"a secret {USED_UP}")))
    typed = simclinic("ask", FINE)
    assert typed.code == 3
    assert typed.out == "我们这边出了点问题，没查成。过几分钟再试；还不行，找人工\n"
    assert typed.err == ""


def test_whoever_asks_for_logs_gets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.root, "handlers", [])
    monkeypatch.setattr(logging.root, "level", logging.root.level)
    monkeypatch.setattr(bot.app, "Inventory", lambda _: Failing(RuntimeError(f"a secret {USED_UP}")))
    monkeypatch.setenv("SIMCLINIC_LOG", "json")
    logged = json.loads(simclinic("ask", FINE).err)
    assert (logged["event"], logged["exception"].splitlines()[0]) == ("answer failed", "RuntimeError")
    assert USED_UP not in str(logged)


@pytest.mark.parametrize(
    "words", [[], ["ask"], ["chat"], ["cards"], ["cards", "import"], ["doctor"], ["serve"]], ids=str
)
def test_every_command_explains_itself(words: list[str]) -> None:
    typed = simclinic(*words, "--help")
    assert (typed.code, typed.err) == (0, "")
    assert "Usage: " in typed.out


def test_the_settings_are_listed() -> None:
    typed = simclinic("settings", "--lang", "en")
    assert typed.code == 0
    assert any(line.startswith("| `SIMCLINIC_DATABASE` |") for line in typed.lines)
