"""The inbox: never a lost letter, never two at once from one chat, nobody kept waiting by somebody else."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import StoreLocked
from bot.inbox import Inbox
from bot.ports import Kept, Letter
from bot.store.database import Store, open_store
from bot.store.journal import SqlJournal

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def letter(dedup: object, chat: str = "42") -> Letter:
    return Letter(channel="telegram", account="7", dedup=str(dedup), chat=chat, raw="{}")


async def at_once(seconds: float) -> None:
    del seconds
    await asyncio.sleep(0)


class Worked:
    """A work that notes what it did, and does *more* meanwhile."""

    def __init__(self, more: Callable[[Letter], Awaitable[None]] | None = None) -> None:
        self.done: list[str] = []
        self.begun: list[str] = []
        self._more = more

    async def __call__(self, letter: Letter) -> None:
        self.begun.append(letter.dedup)
        if self._more:
            await self._more(letter)
        self.done.append(letter.dedup)

    async def until(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.done) < count:  # noqa: ASYNC110 - the work under test knows of no event
                await asyncio.sleep(0.001)


def inbox(journal: SqlJournal, work: Worked, *, places: int = 8, clock: Callable[[], datetime] = lambda: NOW) -> Inbox:
    return Inbox(journal, work, channel="telegram", account="7", clock=clock, sleep=at_once, places=places)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(tmp_path / "clinic.db") as store:
        yield store


async def unfinished(store: Store) -> list[str]:
    return [kept.letter.dedup for kept in await store.journal.unfinished("telegram", "7")]


async def settled(box: Inbox, store: Store) -> None:
    await box.stop(5)
    assert await unfinished(store) == []


async def test_every_letter_is_worked_once_however_often_it_comes(store: Store) -> None:
    work = Worked()
    box = inbox(store.journal, work)
    await box.start()
    assert await box.accept([letter(1), letter(2), letter(1)]) == 2
    assert await box.accept([letter(2), letter(3)]) == 1
    await work.until(3)
    await settled(box, store)
    assert work.done == ["1", "2", "3"]


async def test_chats_go_on_side_by_side_and_each_keeps_its_order(store: Store) -> None:
    running: set[str] = set()
    together = 0

    async def overlapping(letter: Letter) -> None:
        nonlocal together
        assert letter.chat not in running
        running.add(letter.chat)
        together = max(together, len(running))
        await asyncio.sleep(0.001)
        running.discard(letter.chat)

    work = Worked(overlapping)
    box = inbox(store.journal, work)
    await box.start()
    await box.accept([letter(number, chat=str(number % 5)) for number in range(60)])
    await work.until(60)
    await settled(box, store)
    by_chat = defaultdict(list)
    for number in map(int, work.done):
        by_chat[number % 5].append(number)
    assert by_chat == {chat: list(range(chat, 60, 5)) for chat in range(5)}
    assert together == 5


async def test_no_more_chats_are_worked_at_once_than_there_are_places(store: Store) -> None:
    now, most = 0, 0

    async def counted(letter: Letter) -> None:
        nonlocal now, most
        del letter
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.001)
        now -= 1

    work = Worked(counted)
    box = inbox(store.journal, work, places=3)
    await box.start()
    await box.accept([letter(number, chat=str(number)) for number in range(20)])
    await work.until(20)
    assert most == 3
    await settled(box, store)


async def test_a_chat_that_floods_takes_turns_with_the_others(store: Store) -> None:
    work = Worked()
    box = inbox(store.journal, work, places=1)
    await box.start()
    await box.accept([*(letter(f"flood {number}", chat="flood") for number in range(100)), letter("one", chat="1")])
    await work.until(101)
    assert work.done.index("one") <= 2
    await settled(box, store)


async def test_what_was_left_is_taken_up_before_what_comes_in_meanwhile(store: Store) -> None:
    await store.journal.keep([letter("left 1"), letter("left 2")], NOW)
    work = Worked()
    box = inbox(store.journal, work)
    assert await box.accept([letter("early"), letter("left 2")]) == 1
    assert work.begun == []
    assert await box.start() == 3
    await box.accept([letter("late")])
    await work.until(4)
    assert work.done == ["left 1", "left 2", "early", "late"]
    await settled(box, store)


async def test_a_letter_is_finished_only_after_its_work(store: Store) -> None:
    answering = asyncio.Event()

    async def waits(letter: Letter) -> None:
        del letter
        await answering.wait()

    work = Worked(waits)
    box = inbox(store.journal, work)
    await box.start()
    await box.accept([letter(1), letter(2)])
    await box.stop(0)
    assert work.begun == ["1"]
    assert await unfinished(store) == ["1", "2"]


async def test_a_slip_in_the_work_costs_one_letter_not_the_chat(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    async def slips(letter: Letter) -> None:
        if letter.dedup == "1":
            raise RuntimeError("a slip")

    work = Worked(slips)
    box = inbox(store.journal, work)
    await box.start()
    await box.accept([letter(1), letter(2)])
    await work.until(1)
    await settled(box, store)
    assert work.begun == ["1", "2"]
    assert "letter not answered" in caplog.text


class Locked(SqlJournal):
    """A journal that another program holds for a while."""

    def __init__(self, store: Store, times: int) -> None:
        super().__init__(store._write, store._read)  # noqa: SLF001
        self.refusals = times

    async def finish(self, number: int) -> None:
        if self.refusals:
            self.refusals -= 1
            raise StoreLocked(path="clinic.db")
        await super().finish(number)

    async def keep(self, letters: object, at: datetime) -> list[Kept]:
        del letters, at
        raise StoreLocked(path="clinic.db")


async def test_a_store_that_is_locked_is_waited_for_and_nothing_is_worked_twice(store: Store) -> None:
    await store.journal.keep([letter(1), letter(2)], NOW)
    work = Worked()
    box = inbox(Locked(store, 7), work)
    await box.start()
    await work.until(2)
    await settled(box, store)
    assert work.done == ["1", "2"]


async def test_what_cannot_be_written_down_is_not_accepted(store: Store) -> None:
    work = Worked()
    box = inbox(Locked(store, 0), work)
    await box.start()
    with pytest.raises(StoreLocked):
        await box.accept([letter(1)])
    assert work.begun == []


async def test_work_that_met_a_locked_store_is_done_again(store: Store) -> None:
    refusals = [StoreLocked(path="clinic.db")] * 3

    async def meets(letter: Letter) -> None:
        del letter
        if refusals:
            raise refusals.pop()

    work = Worked(meets)
    box = inbox(store.journal, work)
    await box.start()
    await box.accept([letter(1)])
    await work.until(1)
    await settled(box, store)
    assert work.begun == ["1"] * 4


async def test_numbers_that_the_store_gives_anew_are_worked_too(store: Store) -> None:
    now = NOW
    await store.journal.keep([letter("left 1"), letter("left 2")], NOW)
    work = Worked()
    box = inbox(store.journal, work, clock=lambda: now)
    await box.start()
    await work.until(2)
    await store.journal.finish(1)
    await store.journal.finish(2)
    now += timedelta(days=4)
    assert await box.accept([]) == 0  # which forgets all there was
    assert await box.accept([letter("new")]) == 1
    await work.until(3)
    await settled(box, store)


async def test_old_letters_are_forgotten_while_new_ones_come(store: Store) -> None:
    now = NOW
    work = Worked()
    box = inbox(store.journal, work, clock=lambda: now)
    await box.start()
    await box.accept([letter(1)])
    await work.until(1)
    now += timedelta(days=4)
    await box.accept([letter(2)])
    assert await store.journal.keep([letter(1)], now) != []
    await box.stop(5)


async def test_a_letter_that_the_start_finds_on_disk_before_its_bringer_is_told_is_worked_once(store: Store) -> None:
    journal, told = store.journal, asyncio.Event()

    class Slow(SqlJournal):
        """A journal that writes at once, and says so late."""

        async def keep(self, letters: Sequence[Letter], at: datetime) -> list[Kept]:
            kept = await journal.keep(letters, at)
            await told.wait()
            return kept

        async def unfinished(self, channel: str, account: str) -> list[Kept]:
            return await journal.unfinished(channel, account)

        async def finish(self, number: int) -> None:
            await journal.finish(number)

        async def prune(self, letters_before: datetime, buttons_before: datetime) -> None:
            await journal.prune(letters_before, buttons_before)

    work = Worked()
    box = inbox(Slow.__new__(Slow), work)
    bringing = asyncio.create_task(box.accept([letter(1)]))
    async with asyncio.timeout(5):
        while not await unfinished(store):  # noqa: ASYNC110 - the disk tells nobody
            await asyncio.sleep(0.001)
    await box.start()
    told.set()
    assert await bringing == 1
    await work.until(1)
    await box.accept([letter(2)])
    await work.until(2)
    await settled(box, store)
    assert work.done == ["1", "2"]
