"""One hop for all the writes that are waiting."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from bot.store.thread import Thread

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], Any]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A write, and who waits for it."""

    work: Work
    answer: "asyncio.Future[Any]"


@dataclass(frozen=True, slots=True)
class Failed:
    """A write that did not succeed, while the others of its group did."""

    error: Exception


class Writer:
    """Runs all the writes that have queued up in one transaction, then tells each waiter; never before the commit."""

    def __init__(self, thread: Thread) -> None:
        self._thread = thread
        self._queue: list[Waiting] = []
        self._busy: asyncio.Task[None] | None = None

    async def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what *work* returned, once it is on disk. Its failure is its own; a failing commit is everybody's."""
        waiting = Waiting(work, asyncio.get_running_loop().create_future())
        self._queue.append(waiting)
        if self._busy is None:
            self._busy = asyncio.create_task(self._empty_the_queue())
        answer: T = await waiting.answer
        return answer

    async def finish(self) -> None:
        """Wait until everything that queued up is written."""
        while self._busy is not None:
            await self._busy

    async def _empty_the_queue(self) -> None:
        while self._queue:
            group, self._queue = self._queue, []
            await self._write(group)
        self._busy = None

    async def _write(self, group: Sequence[Waiting]) -> None:
        try:
            outcomes = await self._thread.run(partial(_together, [waiting.work for waiting in group]))
        except Exception as error:  # noqa: BLE001 - whatever it was, it goes to those who wait for it
            outcomes = [Failed(error)] * len(group)
        for waiting, outcome in zip(group, outcomes, strict=True):
            _tell(waiting.answer, outcome)


def _tell(answer: "asyncio.Future[Any]", outcome: object) -> None:
    if answer.done():  # whoever asked has given up
        return
    if isinstance(outcome, Failed):
        answer.set_exception(outcome.error)
    else:
        answer.set_result(outcome)


def _together(group: Sequence[Work], connection: sqlite3.Connection) -> list[object]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        outcomes = [_apart(work, connection) for work in group]
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself takes back a transaction that met a full disk
            connection.execute("ROLLBACK")
        raise
    return outcomes


def _apart(work: Work, connection: sqlite3.Connection) -> object:
    connection.execute("SAVEPOINT one")
    try:
        outcome: object = work(connection)
    except Exception as error:
        if not connection.in_transaction:
            raise
        connection.execute("ROLLBACK TO one")
        outcome = Failed(error)
    connection.execute("RELEASE one")
    return outcome
