"""`audit` and `purge`."""

import csv
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import anyio
import pytest

from bot.commands import audit as reading
from bot.domain.message import Person
from bot.domain.roles import Act
from bot.domain.trail import Entry
from bot.store.database import open_store
from tests.commands.conftest import StoppedClock
from tests.commands.terminal import simclinic
from tests.fakes import NOW, USED_UP

ANNA = Person("telegram", "42")
LOOK_UP = Entry(
    at=NOW, who=ANNA, act=Act.LOOK_UP, outcome="blocked quota", card=USED_UP[:19], said="=1+1", text="🔴", lang="zh"
)


@pytest.fixture
def noted(deployment: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a database with a few entries."""
    monkeypatch.setattr(reading, "datetime", StoppedClock)
    old = replace(LOOK_UP, at=NOW - timedelta(days=31), who=Person("wechat", "oLi"))
    older = replace(LOOK_UP, at=NOW - timedelta(days=181))

    async def note() -> None:
        async with open_store(deployment) as store:
            await store.trail.note([older, old, LOOK_UP, replace(LOOK_UP, act=Act.REPLAY, about=ANNA, card=None)])

    anyio.run(note)
    return deployment


def table(*words: str) -> list[list[str]]:
    """Return the rows of `audit`, but for the heading and the reading itself."""
    typed = simclinic("audit", *words)
    assert typed.code == 0
    rows = [line.split() for line in typed.lines[1:] if line.strip() and "─" not in line]
    return [row for row in rows[1:] if "read_audit" not in row]


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ((), 4),
        (("--who", "telegram:42"), 3),
        (("--card", USED_UP), 3),
        (("--act", "replay"), 1),
        (("--since", "2026-11-01"), 2),
        (("--who", "wechat:oLi", "--act", "replay"), 0),
    ],
)
@pytest.mark.usefixtures("noted")
def test_what_is_wanted_is_shown(words: tuple[str, ...], rows: int) -> None:
    assert len(table(*words)) == rows


@pytest.mark.usefixtures("noted")
def test_a_row_says_who_did_what_when_and_to_which_card() -> None:
    at = "2026-11-22T12:00:00+08:00"
    assert table("--since", "2026-11-01")[-1] == [at, "telegram:42", "look_up", USED_UP[:19], "blocked", "quota"]


@pytest.mark.usefixtures("noted")
def test_the_reading_is_an_act_itself() -> None:
    simclinic("audit", "--who", "telegram:42")
    assert "read_audit" in simclinic("audit", "--most", "2").out


@pytest.mark.usefixtures("noted")
def test_the_file_has_everything_and_no_formula(tmp_path: Path) -> None:
    file = tmp_path / "audit.csv"
    typed = simclinic("audit", "--csv", str(file), "--act", "look_up")
    assert typed.out == f"写了 3 条记录到 {file}\n"
    rows = rows_of(file)
    assert [row["said"] for row in rows] == ["'=1+1"] * 3
    assert rows[0]["text"] == "🔴"
    assert "export_audit" in simclinic("audit").out


@pytest.mark.parametrize("words", [("--who", "anna"), ("--since", "yesterday"), ("--act", "fly"), ("--most", "0")])
def test_what_cannot_be_read_is_wrong_usage(words: tuple[str, ...]) -> None:
    assert simclinic("audit", *words).code == 2


@pytest.mark.usefixtures("noted")
def test_the_purge_forgets_what_is_old(tmp_path: Path) -> None:
    assert simclinic("purge").out == "已清理：30 天前的原文，180 天前的记录\n"
    simclinic("audit", "--csv", str(tmp_path / "audit.csv"), "--act", "look_up")
    rows = rows_of(tmp_path / "audit.csv")
    assert [row["said"] for row in rows] == ["'=1+1", ""]


def test_a_question_on_the_terminal_is_in_the_trail() -> None:
    simclinic("ask", USED_UP)
    assert [row[1:4] for row in table()] == [["console:me", "look_up", USED_UP[:19]]]
