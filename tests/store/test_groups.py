"""One hop for all the writes that are waiting."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import pytest

from bot.domain.message import Memory, Person
from bot.errors import StoreLocked
from bot.store import people, schema
from bot.store.database import open_store
from bot.store.groups import Groups, in_one_transaction, one_by_one
from bot.store.thread import Thread, started
from tests.store.cards import FULL, TELECOM

pytestmark = pytest.mark.anyio
Work = Callable[[sqlite3.Connection], object]


class Counted(Thread):
    """A thread that counts its hops."""

    hops = 0

    async def run(self, work: Work) -> object:  # type: ignore[override]
        self.hops += 1
        return await super().run(work)


@pytest.fixture
async def thread(tmp_path: Path) -> AsyncIterator[Counted]:
    path = tmp_path / "cards.db"
    async with started(partial(schema.connect, path, patience=0.05)) as one:
        await one.run(partial(schema.migrate, path=path))
        yield Counted(one._connection)  # noqa: SLF001


def remembering(user: str) -> Work:
    return partial(people.remember, Person("web", user), Memory(lang="en"))


def _returning(answer: int, _: sqlite3.Connection) -> int:
    return answer


def broken(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO people (channel, user) VALUES ('web', 'half')")


def users(path: Path) -> list[str]:
    connection = schema.connect(path)
    try:
        return [user for (user,) in connection.execute("SELECT user FROM people ORDER BY user")]
    finally:
        connection.close()


async def test_all_that_waits_is_written_in_one_hop(thread: Counted, tmp_path: Path) -> None:
    one = Groups(thread, in_one_transaction)
    await asyncio.gather(*(one.run(remembering(f"{at:03d}")) for at in range(100)))
    assert thread.hops == 1
    assert len(users(tmp_path / "cards.db")) == 100


async def test_what_comes_while_a_group_is_written_is_the_next_group(thread: Counted) -> None:
    one = Groups(thread, in_one_transaction)
    first = asyncio.create_task(one.run(remembering("first")))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert thread.hops == 1
    await asyncio.gather(*(one.run(remembering(f"{at}")) for at in range(20)))
    await first
    assert thread.hops == 2


async def test_an_answer_comes_after_the_commit(thread: Counted, tmp_path: Path) -> None:
    await Groups(thread, in_one_transaction).run(remembering("anna"))
    assert users(tmp_path / "cards.db") == ["anna"]


async def test_each_is_told_what_its_own_write_returned(thread: Counted) -> None:
    one = Groups(thread, in_one_transaction)
    assert await asyncio.gather(*(one.run(partial(_returning, at)) for at in range(5))) == [0, 1, 2, 3, 4]


async def test_a_write_that_fails_fails_alone(thread: Counted, tmp_path: Path) -> None:
    one = Groups(thread, in_one_transaction)
    told = await asyncio.gather(
        one.run(remembering("anna")), one.run(broken), one.run(remembering("bo")), return_exceptions=True
    )
    assert [type(answer) for answer in told] == [type(None), sqlite3.IntegrityError, type(None)]
    assert thread.hops == 1
    assert users(tmp_path / "cards.db") == ["anna", "bo"]


async def test_half_a_failed_write_is_taken_back(thread: Counted, tmp_path: Path) -> None:
    def half(connection: sqlite3.Connection) -> None:
        remembering("half")(connection)
        broken(connection)

    one = Groups(thread, in_one_transaction)
    with pytest.raises(sqlite3.IntegrityError):
        await one.run(half)
    assert users(tmp_path / "cards.db") == []


async def test_a_commit_that_fails_fails_for_all(thread: Counted, tmp_path: Path) -> None:
    await thread.run(lambda connection: connection.execute("CREATE TABLE cities (id PRIMARY KEY)"))
    streets = "CREATE TABLE streets (city REFERENCES cities DEFERRABLE INITIALLY DEFERRED)"
    await thread.run(lambda connection: connection.execute(streets))
    thread.hops = 0
    one = Groups(thread, in_one_transaction)
    told = await asyncio.gather(
        one.run(remembering("anna")),
        one.run(lambda connection: connection.execute("INSERT INTO streets VALUES ('nowhere')")),
        return_exceptions=True,
    )
    assert [type(answer) for answer in told] == [sqlite3.IntegrityError] * 2
    assert users(tmp_path / "cards.db") == []
    await one.run(remembering("bo"))
    assert users(tmp_path / "cards.db") == ["bo"]


async def test_a_transaction_that_sqlite_itself_took_back_fails_for_all(thread: Counted, tmp_path: Path) -> None:
    def gone(connection: sqlite3.Connection) -> None:
        connection.execute("ROLLBACK")
        raise sqlite3.OperationalError("database or disk is full")

    one = Groups(thread, in_one_transaction)
    told = await asyncio.gather(one.run(remembering("anna")), one.run(gone), return_exceptions=True)
    assert [str(answer) for answer in told] == ["database or disk is full"] * 2
    assert users(tmp_path / "cards.db") == []


async def test_somebody_who_gives_up_does_not_hold_up_the_others(thread: Counted, tmp_path: Path) -> None:
    one = Groups(thread, in_one_transaction)
    gone = asyncio.create_task(one.run(remembering("gone")))
    stays = asyncio.create_task(one.run(remembering("stays")))
    await asyncio.sleep(0)
    gone.cancel()
    await stays
    with pytest.raises(asyncio.CancelledError):
        await gone
    assert "stays" in users(tmp_path / "cards.db")


async def test_leaving_the_store_writes_what_is_waiting(tmp_path: Path) -> None:
    path = tmp_path / "cards.db"
    async with open_store(path) as store:
        task = asyncio.create_task(store.put([FULL]))
        await asyncio.sleep(0)
    await task
    async with open_store(path) as store:
        assert await store.find(TELECOM) == FULL


async def test_a_lock_that_is_not_given_fails_for_all_and_the_next_group_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "cards.db"
    async with open_store(path, patience=0.05) as store:
        other = schema.connect(path)
        other.execute("BEGIN IMMEDIATE")
        anna, bo = Person("web", "anna"), Person("web", "bo")
        told = await asyncio.gather(*(store.remember(one, Memory()) for one in (anna, bo)), return_exceptions=True)
        assert [type(answer) for answer in told] == [StoreLocked, StoreLocked]
        other.close()
        await store.remember(anna, Memory(lang="en"))
        assert await store.recall(anna) == Memory(lang="en")


async def test_reads_that_wait_together_take_one_hop(thread: Counted) -> None:
    one = Groups(thread, one_by_one)
    await one.run(remembering("anna"))
    hops = thread.hops
    assert await asyncio.gather(*(one.run(partial(_returning, at)) for at in range(20))) == list(range(20))
    assert thread.hops == hops + 1


async def test_a_read_that_fails_fails_alone(thread: Counted) -> None:
    one = Groups(thread, one_by_one)

    def broken(connection: sqlite3.Connection) -> object:
        return connection.execute("SELECT nothing FROM nowhere")

    told = await asyncio.gather(one.run(partial(_returning, 1)), one.run(broken), return_exceptions=True)
    assert told[0] == 1
    assert isinstance(told[1], sqlite3.OperationalError)
