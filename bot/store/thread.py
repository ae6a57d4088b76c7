"""A connection and the thread it lives on."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

import aiosqlite

T = TypeVar("T")
_UNUSED_CHUNK = 64  # aiosqlite asks how many rows to fetch at once while iterating; nobody iterates here


class Thread:
    """Runs functions of a connection on the connection's thread, one after the other."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what *work* returns: one hop to the thread and back, however many statements it runs."""
        # aiosqlite 0.22 has no public way to run several statements in one hop: only this file reaches into it
        connection = self._connection
        result: T = await connection._execute(work, connection._conn)  # type: ignore[no-untyped-call]  # noqa: SLF001
        return result


@asynccontextmanager
async def started(connect: Callable[[], sqlite3.Connection]) -> AsyncIterator[Thread]:
    """Open a connection on a thread of its own; on leaving, what was asked for is done before it closes."""
    connection = aiosqlite.Connection(connect, _UNUSED_CHUNK)
    try:
        await connection
    except BaseException:
        # aiosqlite leaves the thread to end when it likes, which may be after the event loop is gone
        await asyncio.to_thread(connection._thread.join)  # noqa: SLF001
        raise
    try:
        yield Thread(connection)
    finally:
        await connection.close()
