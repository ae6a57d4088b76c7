"""A line between us and a platform that can be made to fail in every way a line and a platform fail."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Self

Fault = Callable[[asyncio.StreamWriter], Awaitable[None]]
"""Takes the place of an answer; afterwards the connection is closed."""
_LENGTH = re.compile(rb"(?im)^content-length: *(\d+)\r$")


class Line:
    """Passes what comes on to *port*, or lets the *fault* answer. *spoil* may change what comes back."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._fault: Fault | None = None
        self.spoil: Callable[[bytes], bytes] = bytes
        self.asked = 0
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    @contextmanager
    def failing(self, fault: Fault) -> Iterator[None]:
        """Answer with *fault* for as long as this lasts."""
        self._fault = fault
        try:
            yield
        finally:
            self._fault = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                while await self._one(reader, writer):
                    pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request. Return whether the connection stays open."""
        request = await _message(reader)
        self.asked += 1
        if self._fault is not None:
            await self._fault(writer)
            return False
        writer.write(self.spoil(await self._passed_on(request)))
        await writer.drain()
        return True

    async def _passed_on(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            writer.write(request)
            return await _message(reader)
        finally:
            writer.close()
            await writer.wait_closed()


async def _message(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    return head + (await reader.readexactly(int(length[1])) if length else b"")


async def hangs(writer: asyncio.StreamWriter) -> None:
    del writer
    await asyncio.Event().wait()


async def drips(writer: asyncio.StreamWriter) -> None:
    """Send a body that never ends, a little at a time: no single wait is long."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.01)


async def hangs_up(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
    await writer.drain()


def says(body: bytes, status: int = 200, kind: str = "application/json", *headers: str) -> Fault:
    """Return the fault that is this answer."""
    lines = [f"HTTP/1.1 {status} Any", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers]

    async def answers(writer: asyncio.StreamWriter) -> None:
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        await writer.drain()

    return answers
