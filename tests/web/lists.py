"""A stand-in for what checks lists: it waits to be let through, and tells what it was given."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.findings import Status
from bot.domain.message import Person
from bot.domain.summary import Figures
from bot.ports import Tick

FIGURES = Figures(rows=3, told=2, refused=1, statuses={Status.BLOCKED: 1, Status.OK: 1}, groups=())


@dataclass
class Gated:
    """Checks nothing, or fails where it is told to (the port Bulk)."""

    error: Exception | None = None
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    seen: list[tuple[bytes, str, Person]] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    stopped: int = 0

    @classmethod
    def open(cls, error: Exception | None = None) -> "Gated":
        """Return one that lets everything through at once."""
        gated = cls(error)
        gated.gate.set()
        return gated

    async def examine(self, file: Path, to: Path, *, lang: str, who: Person, tick: Tick) -> Figures:
        self.seen.append((await asyncio.to_thread(file.read_bytes), lang, who))
        self.folders.append(to.parent)
        tick(40, 0.4)
        self.begun.set()
        try:
            await self.gate.wait()
        except asyncio.CancelledError:
            self.stopped += 1
            raise
        if self.error is not None:
            raise self.error
        await asyncio.to_thread(to.write_bytes, b"checked")
        return FIGURES

    async def pasted(self, said: str, *, lang: str, who: Person) -> tuple[Figures, bytes]:
        raise NotImplementedError

    @property
    def leaves(self) -> list[Path]:
        """Return what is left on disk."""
        return [folder for folder in self.folders if folder.exists()]
