"""Bulk: a list of cards in, a spreadsheet out, while the bot goes on answering.

The work is done by a process of its own, since what one process does in Python holds up all that it does; only the
look-ups happen here, through the one source that everybody asks, so that a platform's pace is kept.
"""

import asyncio
import logging
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.bulk.letters import SIZE_BYTES, Asked, Done, Found, Task, Unreadable, packed, unpacked
from bot.bulk.pasted import as_list
from bot.domain.message import Person
from bot.domain.roles import Act
from bot.domain.rules import Rulebook
from bot.domain.shop import Shop
from bot.domain.summary import Figures
from bot.domain.trail import Entry
from bot.errors import BadFile, BulkFailed, SourceError, Throttled
from bot.ports import CardSource, Clock, Sleep, Tick, Trail, Wanted

log = logging.getLogger(__name__)

_MAIN = "import sys; sys.path.insert(0, sys.argv[1]); from bot.commands.examining import main; main()"
PROGRAM = (sys.executable, "-P", "-c", _MAIN, str(Path(__file__).parents[2]))
"""Starts the process, from where we are, installed or not; nothing is imported from where somebody happens to be."""
AT_A_TIME = 2
"""Lists that are worked at once; further ones wait for their turn."""
NOTED_TOGETHER = 100
"""Cards whose diagnoses are written down in one go: meanwhile, what others want to write waits."""
_PAUSES = (1.0, 5.0, 30.0)
"""Seconds to leave a platform alone that is asked too often, unless it says for how long."""
_LONGEST_PAUSE = 300.0


@dataclass(slots=True, kw_only=True)
class Bulk:
    """Examines lists of cards (the port Bulk).

    *program* is the command that starts the process. *at_once* cards are looked up: many in the inventory, few on
    platforms, whose pace people share.
    """

    cards: CardSource
    rulebook: Rulebook
    shop: Shop
    trail: Trail
    clock: Clock
    at_once: int
    program: Sequence[str] = PROGRAM
    sleep: Sleep = asyncio.sleep
    _turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_A_TIME))

    async def examine(self, file: Path, to: Path, *, lang: str, who: Person, tick: Tick) -> Figures:
        """Write what is known of the cards of *file* to the spreadsheet *to*, and leave nothing else behind."""
        async with self._turns:
            with TemporaryDirectory(prefix="simclinic-bulk-") as folder:
                task = Task(
                    file=file,
                    to=to,
                    folder=Path(folder),
                    lang=lang,
                    now=self.clock(),
                    rulebook=self.rulebook,
                    shop=self.shop,
                )
                async with _started(self.program) as process:
                    await _send(task, process)
                    figures = await self._serve(process, who, tick)
            log.info("list examined", extra={"rows": figures.rows, "refused": figures.refused})
            return figures

    async def pasted(self, said: str, *, lang: str, who: Person) -> tuple[Figures, bytes]:
        """Examine the numbers in a message. Return the spreadsheet, too."""
        with TemporaryDirectory(prefix="simclinic-bulk-") as folder:
            file, to = Path(folder, "list.csv"), Path(folder, "checked.xlsx")
            await asyncio.to_thread(file.write_text, as_list(said), encoding="utf-8", newline="")
            figures = await self.examine(file, to, lang=lang, who=who, tick=lambda _rows, _fraction: None)
            return figures, await asyncio.to_thread(to.read_bytes)

    async def _serve(self, process: Process, who: Person, tick: Tick) -> Figures:
        """Look up what *process* asks for, until it is done."""
        told: list[tuple[str, str]] = []
        while True:
            match await _next(process):
                case Asked() as asked:
                    tick(asked.rows, asked.fraction)
                    await _send(await self._look_up(asked.wanted), process)
                    told += asked.told
                    if len(told) >= NOTED_TOGETHER:
                        await self._note(told, who)
                        told = []
                case Done() as done:
                    await self._note([*told, *done.told], who)
                    return done.figures
                case Unreadable(args):
                    raise BadFile(**args)

    async def _look_up(self, wanted: Sequence[Wanted]) -> tuple[Found, ...]:
        places = asyncio.Semaphore(self.at_once)
        return tuple(await asyncio.gather(*(self._found(each, places) for each in wanted)))

    async def _found(self, wanted: Wanted, places: asyncio.Semaphore) -> Found:
        async with places:
            for pause in (*_PAUSES, None):
                try:
                    return await self.cards.find(wanted)
                except Throttled as error:
                    if pause is None:
                        return error.text
                    await self.sleep(min(error.retry_after or pause, _LONGEST_PAUSE))
                except SourceError as error:
                    return error.text
        raise AssertionError("the last attempt returns")

    async def _note(self, told: Sequence[tuple[str, str]], who: Person) -> None:
        """Write down whose diagnosis was given away, before it is."""
        now = self.clock()
        entries = [Entry(at=now, who=who, act=Act.BULK, outcome=outcome, card=card) for card, outcome in told]
        if entries:
            await self.trail.note(entries)


@asynccontextmanager
async def _started(program: Sequence[str]) -> AsyncIterator[Process]:
    """Run *program* while this lasts. What it says beside its letters may hold numbers: only how it ended is logged.

    It has a session of its own: Ctrl-C on the terminal ends us, and we end it.
    """
    process = await asyncio.create_subprocess_exec(
        *program, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        if (code := await process.wait()) not in (0, -signal.SIGKILL):
            log.warning("the work on a list broke off", extra={"code": code})


async def _send(letter: object, process: Process) -> None:
    assert process.stdin is not None  # noqa: S101 - it was started with pipes
    try:
        process.stdin.write(packed(letter))
        await process.stdin.drain()
    except ConnectionError as error:
        raise BulkFailed from error


async def _next(process: Process) -> object:
    assert process.stdout is not None  # noqa: S101 - it was started with pipes
    try:
        size = await process.stdout.readexactly(SIZE_BYTES)
        return unpacked(await process.stdout.readexactly(int.from_bytes(size)))
    except asyncio.IncompleteReadError as error:
        raise BulkFailed from error
