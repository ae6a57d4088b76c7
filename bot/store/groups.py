"""One hop to a connection's thread for everything that is waiting."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from bot.store.thread import Thread

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], Any]
Together = Callable[[Sequence[Work], sqlite3.Connection], list[object]]
"""Runs a group of works. Returns what each returned, or how it Failed."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A work, and who waits for it."""

    work: Work
    answer: "asyncio.Future[Any]"


@dataclass(frozen=True, slots=True)
class Failed:
    """A work that did not succeed, while the others of its group did."""

    error: Exception


class Groups:
    """Runs what has queued up *together*, then tells each waiter."""

    def __init__(self, thread: Thread, together: Together) -> None:
        self._thread, self._together = thread, together
        self._queue: list[Waiting] = []
        self._busy: asyncio.Task[None] | None = None

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what *work* returned. Its failure is its own; what fails the group is everybody's."""
        waiting = Waiting(work, asyncio.get_running_loop().create_future())
        self._queue.append(waiting)
        if self._busy is None:
            self._busy = asyncio.create_task(self._empty_the_queue())
        answer: T = await waiting.answer
        return answer

    async def finish(self) -> None:
        """Wait until everything that queued up is done."""
        while self._busy is not None:
            await self._busy

    async def _empty_the_queue(self) -> None:
        while self._queue:
            group, self._queue = self._queue, []
            await self._run(group)
        self._busy = None

    async def _run(self, group: Sequence[Waiting]) -> None:
        try:
            outcomes = await self._thread.run(partial(self._together, [waiting.work for waiting in group]))
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


def in_one_transaction(group: Sequence[Work], connection: sqlite3.Connection) -> list[object]:
    """Write, and return only after the commit; a write that fails takes back nothing but itself."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        outcomes = _written(group, connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself takes back a transaction that met a full disk
            connection.execute("ROLLBACK")
        raise
    return outcomes


def _written(group: Sequence[Work], connection: sqlite3.Connection) -> list[object]:
    """Run *group* without more ado; only where one fails, once more from the start, each by itself."""
    try:
        return [work(connection) for work in group]
    except Exception as error:
        if not connection.in_transaction:
            raise
        connection.execute("ROLLBACK")
        connection.execute("BEGIN IMMEDIATE")
        return [Failed(error)] if len(group) == 1 else [_apart(work, connection) for work in group]


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


def one_by_one(group: Sequence[Work], connection: sqlite3.Connection) -> list[object]:
    """Read, each for itself: every read sees what was committed before it began."""
    return [_tried(work, connection) for work in group]


def _tried(work: Work, connection: sqlite3.Connection) -> object:
    try:
        outcome: object = work(connection)
    except Exception as error:  # noqa: BLE001 - it goes to whoever waits for it
        return Failed(error)
    return outcome
