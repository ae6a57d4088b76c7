"""`notice …`, `stats` and `desk link`."""

import csv
import re
from pathlib import Path

import anyio
import pytest

from bot.commands import desk, figures, posting
from bot.domain.message import Person
from bot.domain.roles import Act, Role
from bot.domain.trail import Entry, Search
from bot.store.database import open_store
from tests.commands.conftest import StoppedClock
from tests.commands.terminal import simclinic
from tests.fakes import NOW, USED_UP

ANNA = Person("telegram", "42")


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (posting, figures, desk):
        monkeypatch.setattr(module, "datetime", StoppedClock)


def noted(path: Path) -> list[Entry]:
    """Return the trail, the latest first."""

    async def read() -> list[Entry]:
        async with open_store(path) as store:
            return list((await store.trail.read(Search(), 50)).entries)

    return anyio.run(read)


def test_a_notice_is_posted_listed_carried_and_withdrawn(deployment: Path) -> None:
    typed = simclinic("notice", "add", "inventory", "--zh", "今天慢", "--en", "slow today")
    assert (typed.code, typed.out) == (0, "1\n")
    assert "1 inventory 今天慢 | slow today 2026-11-22 12:00" in " ".join(simclinic("notice", "list").out.split())
    assert simclinic("ask", USED_UP, "--lang", "zh").lines[2] == "公告　今天慢"
    assert (simclinic("notice", "end", "1").code, simclinic("notice", "end", "1").code) == (0, 1)
    assert "今天慢" not in simclinic("ask", USED_UP, "--lang", "zh").out
    outcomes = [entry.outcome for entry in noted(deployment) if entry.act is Act.NOTICE]
    assert outcomes == ["not_found", "ended 1", "added 1"]


@pytest.mark.parametrize(("since", "carried"), [("2026-11-22T12:00", True), ("2026-11-22T12:01", False)])
def test_a_notice_may_begin_later(since: str, *, carried: bool) -> None:
    simclinic("notice", "add", "all", "--zh", "今天慢", "--since", since, "--until", "2026-11-23")
    assert ("今天慢" in simclinic("ask", USED_UP, "--lang", "zh").out) is carried


@pytest.mark.parametrize(
    "words",
    [("onelnk", "--zh", "慢"), ("all",), ("all", "--zh", " "), ("all", "--zh", "慢", "--until", "tomorrow")],
)
def test_what_is_no_notice(words: tuple[str, ...]) -> None:
    typed = simclinic("notice", "add", *words)
    assert (typed.code, typed.out) == (2, "")


def look_up(path: Path) -> None:
    async def note() -> None:
        async with open_store(path) as store:
            entry = Entry(at=NOW, who=ANNA, act=Act.LOOK_UP, outcome="blocked quota", card=USED_UP[:19])
            await store.trail.note([entry])

    anyio.run(note)


def test_the_figures_are_a_table(deployment: Path) -> None:
    look_up(deployment)
    rows = [line.split() for line in simclinic("stats", "--days", "7").lines]
    assert ["查询次数", "1"] in rows
    assert ["没找人工就解决", "—"] in rows
    assert noted(deployment)[0].act is Act.STATS


def test_the_figures_are_a_file(deployment: Path, tmp_path: Path) -> None:
    look_up(deployment)
    file = tmp_path / "figures.csv"
    assert simclinic("stats", "--days", "1", "--csv", str(file)).code == 0
    with file.open(encoding="utf-8-sig", newline="") as opened:
        found = dict(csv.reader(opened))
    assert found == {
        "figure": "value",
        "days": "1",
        "look_ups": "1",
        "people": "1",
        "alone": "",
        "cases": "0",
        "answered_in": "",
        "closed_in": "",
        "stars": "",
        "cause quota": "1",
        "look_ups 2026-11-22": "1",
    }


def test_a_link_for_one_of_the_staff(deployment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert simclinic("desk", "link", "--as", "telegram:42").code == 1
    assert simclinic("desk", "link", "--as", "anna").code == 2
    monkeypatch.setenv("SIMCLINIC_PUBLIC_URL", "https://sim.example/")

    async def join_and_open() -> Person | None:
        async with open_store(deployment) as store:
            await store.staff.accept(await store.staff.invite(Role.AGENT, NOW), ANNA, NOW)
        found = re.fullmatch(r"https://sim\.example/desk#([0-9a-f]{64})\n", await anyio.to_thread.run_sync(typed))
        assert found is not None
        async with open_store(deployment) as store:
            token = await store.sessions.open(found[1], NOW)
            return None if token is None else await store.sessions.who(token, NOW)

    def typed() -> str:
        return simclinic("desk", "link", "--as", "telegram:42").out

    assert anyio.run(join_and_open) == ANNA
    assert (noted(deployment)[0].act, noted(deployment)[0].about) == (Act.DESK, ANNA)
