"""Lists that staff drop on the page: each is a task that checks it, keeps the spreadsheet a while and forgets it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.summary import Figures
from bot.domain.words import Text, Words, text
from bot.errors import BadFile, ClinicError
from bot.ports import Sleep

log = logging.getLogger(__name__)

Check = Callable[[], Awaitable[Figures]]
"""Checks a list and writes the spreadsheet."""

KEPT_FOR = 15 * 60.0
"""Seconds for which the spreadsheet can be fetched."""
MOST = 5
"""Lists that one session may have, those included that are done and still kept."""


@dataclass(slots=True, kw_only=True)
class Listed:
    """One list. Its *number* cannot be guessed, and opens it to the session *owner* alone.

    *to* is the spreadsheet, there as soon as *figures* are; *problem* says why there will be none.
    """

    number: str
    owner: str
    name: str
    file: Path
    to: Path
    rows: int = 0
    fraction: float = 0.0
    figures: Figures | None = None
    problem: Words | None = None

    def tick(self, rows: int, fraction: float) -> None:
        """Take note of how far it is (the port Tick)."""
        self.rows, self.fraction = rows, fraction


@dataclass(slots=True, kw_only=True)
class Lists:
    """The lists of all sessions. They are kept in memory: what ends the process ends them."""

    sleep: Sleep = asyncio.sleep
    _lists: dict[str, tuple[Listed, "asyncio.Task[None]"]] = field(default_factory=dict)

    def begin(self, listed: Listed, check: Check, kept: ExitStack) -> None:
        """Have *listed* checked; to close *kept* removes its files."""
        task = asyncio.create_task(self._live(listed, check))
        self._lists[listed.number] = (listed, task)
        task.add_done_callback(lambda _: self._forget(listed, kept))  # also when it never got to its first step

    def of(self, owner: str) -> list[Listed]:
        """Return the lists of a session, in the order in which they came."""
        return [listed for listed, _ in self._lists.values() if listed.owner == owner]

    def find(self, number: str, owner: str) -> Listed | None:
        """Return the list with this *number*, None where the session has none."""
        return next((listed for listed in self.of(owner) if listed.number == number), None)

    async def end(self, *ended: Listed) -> None:
        """Stop the work on lists, or throw away what came of them; on return nothing of them is left."""
        tasks = [task for listed, task in self._lists.values() if listed in ended]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def close(self) -> None:
        """End all of them."""
        await self.end(*(listed for listed, _ in self._lists.values()))

    async def _live(self, listed: Listed, check: Check) -> None:
        await _checked(listed, check)
        await self.sleep(KEPT_FOR)

    def _forget(self, listed: Listed, kept: ExitStack) -> None:
        del self._lists[listed.number]
        kept.close()


async def _checked(listed: Listed, check: Check) -> None:
    try:
        listed.figures = await check()
    except BadFile as error:
        listed.problem = Text(error.text.key, {**error.text.args, "file": listed.name})
    except ClinicError as error:
        listed.problem = error.text
    except Exception:  # a slip of ours: nobody else waits for this task
        log.exception("list not checked")
        listed.problem = text("error-unknown")
