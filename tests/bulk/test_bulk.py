"""A list from beginning to end: the process that works on it, the trail, and what is left when it comes to nothing."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.bulk.bulk import AT_A_TIME, PROGRAM, Bulk
from bot.domain.card import Card
from bot.domain.iccid import Iccid
from bot.domain.message import Person
from bot.domain.roles import Act
from bot.domain.trail import Entry
from bot.errors import BadFile, BulkFailed, SourceDown, StoreBroken, Throttled
from bot.ports import CardSource, Wanted
from tests.bulk.lists import RULEBOOK, read
from tests.fakes import ABSENT, BLOCKED, FINE, NOW, SETTINGS, TEXTS, USED_UP, Failing, inventory
from tests.inventory.files import csv_file, raw_xlsx, text_cell
from tests.store.memory import MemoryTrail

pytestmark = pytest.mark.anyio
STAFF = Person("telegram", "7")
NUMBERS = [USED_UP, BLOCKED, FINE, ABSENT]


@dataclass(slots=True)
class Impatient:
    """A source that is asked too often, *times* times, and then answers."""

    times: int
    retry_after: float | None = None
    name: str = "onelink"

    async def find(self, wanted: Wanted) -> Card | None:
        self.times -= 1
        if self.times >= 0:
            raise Throttled(self.name, retry_after=self.retry_after)
        return await inventory().find(wanted)


@dataclass(slots=True)
class Waiting:
    """A source that never answers."""

    asked: asyncio.Event = field(default_factory=asyncio.Event)
    name: str = "onelink"

    async def find(self, wanted: Wanted) -> Card | None:
        self.asked.set()
        await asyncio.Event().wait()
        raise AssertionError(wanted)


class Unwritable(MemoryTrail):
    async def note(self, _: Sequence[Entry]) -> None:
        raise StoreBroken(path="cards.db", problem="disk_full")


@dataclass(slots=True)
class Room:
    """Where a list is worked: *folder* takes the file, *rest* whatever is only needed meanwhile."""

    folder: Path
    rest: Path
    trail: MemoryTrail = field(default_factory=MemoryTrail)
    slept: list[float] = field(default_factory=list)
    ticks: list[tuple[int, float]] = field(default_factory=list)

    @property
    def to(self) -> Path:
        return self.folder / "checked.xlsx"

    def bulk(self, cards: CardSource | None = None, program: Sequence[str] = PROGRAM) -> Bulk:
        async def sleep(seconds: float) -> None:
            self.slept.append(seconds)

        return Bulk(
            cards=cards or inventory(),
            rulebook=RULEBOOK,
            shop=SETTINGS.shop,
            trail=self.trail,
            clock=lambda: NOW,
            program=program,
            at_once=2,
            sleep=sleep,
        )

    def listed(self, *numbers: str) -> Path:
        return csv_file(self.folder, "\n".join(["iccid", *numbers, ""]), name="list.csv")

    async def examine(self, bulk: Bulk, file: Path | None = None) -> None:
        """Examine *file*, or a list of some cards."""
        file = file or self.listed(*NUMBERS)
        await bulk.examine(file, self.to, lang="zh", who=STAFF, tick=lambda *so_far: self.ticks.append(so_far))

    @property
    def left(self) -> list[Path]:
        return list(self.rest.iterdir())


@pytest.fixture
async def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Room]:
    """Give a room, and see that nothing is left in it."""
    rest = tmp_path / "rest"
    rest.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(rest))
    room = Room(tmp_path, rest)
    yield room
    assert room.left == []


def python(program: str) -> tuple[str, ...]:
    return (sys.executable, "-c", program)


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


# From beginning to end


async def test_a_list_becomes_a_spreadsheet(room: Room) -> None:
    await room.examine(room.bulk())
    assert read(room.to).column(0, "原因") == ["信控停用", "异常停用", None, None]
    assert room.ticks[-1] == (4, 1.0)
    assert [(entry.card, entry.outcome) for entry in room.trail.entries] == [
        (USED_UP[:19], "blocked quota"),
        (BLOCKED[:19], "blocked carrier"),
        (FINE[:19], "ok"),
        (ABSENT[:19], "not_found"),
    ]
    assert {(entry.who, entry.act, entry.at, entry.text) for entry in room.trail.entries} == {
        (STAFF, Act.BULK, NOW, None)
    }


async def test_numbers_of_a_message(room: Room) -> None:
    figures, written = await room.bulk().pasted(f"please: {USED_UP}\n{BLOCKED}", lang="en", who=STAFF)
    (room.folder / "pasted.xlsx").write_bytes(written)
    assert (figures.rows, figures.refused) == (2, 0)
    assert read(room.folder / "pasted.xlsx").column(0, "Full number") == [USED_UP, BLOCKED]


# Sources that do not answer


async def test_a_source_that_is_down_costs_its_cards_alone(room: Room) -> None:
    await room.examine(room.bulk(Failing(SourceDown("onelink"), frozenset({BLOCKED}))))
    said = read(room.to).column(0, "结论")
    assert said[1] == "中国移动的平台现在没有回应。过几分钟再查"
    assert str(said[0]).startswith("信控停用")
    assert [entry.outcome for entry in room.trail.entries] == ["blocked quota", "unavailable", "ok", "not_found"]


PACES: dict[str, tuple[Impatient, list[float]]] = {
    "asked too often once": (Impatient(1), [1.0]),
    "more and more patient": (Impatient(3), [1.0, 5.0, 30.0]),
    "as long as the platform says": (Impatient(2, retry_after=7.5), [7.5, 7.5]),
    "but not for ever": (Impatient(1, retry_after=86_400), [300.0]),
}


@pytest.mark.parametrize(("source", "slept"), PACES.values(), ids=PACES)
async def test_a_platform_is_left_alone_when_it_asks_for_it(room: Room, source: Impatient, slept: list[float]) -> None:
    (found,) = await room.bulk(source)._look_up([Iccid(USED_UP)])  # noqa: SLF001 - without a process for each
    assert isinstance(found, Card)
    assert room.slept == slept


async def test_a_platform_that_goes_on_refusing_is_named(room: Room) -> None:
    (found,) = await room.bulk(Impatient(99))._look_up([Iccid(USED_UP)])  # noqa: SLF001
    assert found == Throttled("onelink").text


# When it comes to nothing


async def test_what_is_no_list(room: Room) -> None:
    with pytest.raises(BadFile) as raised:
        await room.examine(room.bulk(), csv_file(room.folder, "name\nx\n"))
    assert TEXTS.say(raised.value.text, "en") == (
        "Cannot read cards.csv: it has no column of card numbers (call it iccid)"
    )


async def test_a_file_that_swells_is_refused(room: Room) -> None:
    """The process has a limit of its own: the machine's memory is not the file's to take."""
    file = raw_xlsx(room.folder, f"<row>{text_cell(USED_UP)}</row><row>{text_cell('x' * (20 << 20))}</row>")
    small = python("import bot.commands.examining as it; it._MOST_MEMORY = 100 << 20; it.main()")
    with pytest.raises(BadFile) as raised:
        await room.examine(room.bulk(program=small), file)
    assert raised.value.text.args["problem"] in {"not_xlsx", "too_big"}


@pytest.mark.parametrize(
    "crashing",
    [
        pytest.param("raise SystemExit(3)", id="at once"),
        pytest.param("import os, sys; sys.stdin.buffer.read(100); os.kill(os.getpid(), 9)", id="killed"),
        pytest.param(
            "import sys; sys.stdout.buffer.write(b'\\0\\0\\1'); sys.stdout.close()", id="in the midst of a letter"
        ),
    ],
)
async def test_a_process_that_ends_before_it_is_done(room: Room, crashing: str) -> None:
    with pytest.raises(BulkFailed) as raised:
        await room.examine(room.bulk(program=python(crashing)))
    assert [TEXTS.say(raised.value.text, lang) for lang in ("zh", "en")] == [
        "这份表没查完，程序那边断了。再发一次；还不行，找管理员",
        "This list wasn't finished: the program stopped working on it. Send it again, or ask an administrator",
    ]
    assert room.trail.entries == []


async def test_nothing_is_told_that_could_not_be_written_down(room: Room) -> None:
    room.trail = Unwritable()
    with pytest.raises(StoreBroken):
        await room.examine(room.bulk())


async def test_who_cancels_leaves_nothing_behind(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    processes: list[int] = []
    started = asyncio.create_subprocess_exec

    async def watched(*args: str, **how: object) -> asyncio.subprocess.Process:
        process = await started(*args, **how)  # type: ignore[arg-type]
        processes.append(process.pid)
        return process

    monkeypatch.setattr(asyncio, "create_subprocess_exec", watched)
    source = Waiting()
    working = asyncio.create_task(room.examine(room.bulk(source)))
    await asyncio.wait_for(source.asked.wait(), 60)
    assert is_alive(processes[0])
    assert len(room.left) == 1
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert [is_alive(process) for process in processes] == [False]
    assert not room.to.exists()


# Several at a time


async def test_only_so_many_lists_are_worked_at_once(room: Room) -> None:
    source = Waiting()
    bulk = room.bulk(source, program=python("import sys; sys.stdin.buffer.read()"))
    working = [asyncio.create_task(room.examine(bulk)) for _ in range(AT_A_TIME + 1)]
    await asyncio.sleep(0)  # each that has its turn makes a folder before it waits for anything
    assert len(room.left) == AT_A_TIME
    for task in working:
        task.cancel()
    await asyncio.gather(*working, return_exceptions=True)


async def test_it_finds_itself_where_it_is_not_installed(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(pytest.__file__).parents[1]))  # where the libraries are, and we are not
    program = (sys.executable, "-S", *PROGRAM[1:])
    await room.examine(room.bulk(program=program))
    assert room.to.is_file()
