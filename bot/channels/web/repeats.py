"""Sending twice asks once: the answers under way and the last ones given, by visitor and by the message's id."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any

MOST_VISITORS = 500
MOST_EACH = 40
"""As many as the page keeps of a talk, and may send again after it was offline."""

_Asked = OrderedDict[str, "asyncio.Task[bytes]"]


class Repeats:
    """Remembers a bounded number of answers; one that failed is asked for again."""

    def __init__(self) -> None:
        self._visitors: OrderedDict[str, _Asked] = OrderedDict()

    def knows(self, visitor: str, name: str) -> bool:
        """Say whether *visitor* has sent the message *name* before."""
        return name in self._visitors.get(visitor, ())

    async def answer(self, visitor: str, name: str, ask: Callable[[], Coroutine[Any, Any, bytes]]) -> bytes:
        """Return the answer to message *name* of *visitor*, asked only if it is new. Who goes away stops nothing."""
        asked = self._visitors.setdefault(visitor, OrderedDict())
        self._visitors.move_to_end(visitor)
        task = asked.get(name)
        if task is None:
            task = asked[name] = asyncio.create_task(ask())
            task.add_done_callback(lambda done: _forget_failed(asked, name, done))
        while len(asked) > MOST_EACH:
            asked.popitem(last=False)
        while len(self._visitors) > MOST_VISITORS:
            self._visitors.popitem(last=False)
        return await asyncio.shield(task)


def _forget_failed(asked: _Asked, name: str, done: "asyncio.Task[bytes]") -> None:
    if done.cancelled() or done.exception() is not None:
        asked.pop(name, None)
