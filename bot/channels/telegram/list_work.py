"""The work on one list: the file fetched, its cards checked, the spreadsheet sent; and how far it is, all the while."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from telegram.error import TelegramError

from bot.channels.telegram.files import MOST_BYTES, TooLarge, Unfetched, fetch
from bot.channels.telegram.hear import Asker
from bot.channels.telegram.line import Line, TooFast
from bot.channels.telegram.outgoing import Gone, Outgoing
from bot.channels.telegram.progress import Progress
from bot.channels.telegram.show import show
from bot.channels.telegram.timing import Timing
from bot.domain import reply
from bot.domain.reply import Block, File, Reply
from bot.domain.summary import Figures, summary
from bot.domain.words import Text, Words, text
from bot.errors import BadFile, ClinicError
from bot.ports import Bulk, Texts

log = logging.getLogger(__name__)

MOST_BYTES_BACK = 50 * 1024 * 1024
"""Telegram takes no larger file from a bot."""
_TRIES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file that somebody sent in a *message*."""

    asker: Asker
    message: int
    file: str
    name: str
    size: int


@dataclass(slots=True, kw_only=True)
class ListWork:
    """Checks lists. *language* says in which language somebody is spoken to."""

    line: Line
    outgoing: Outgoing
    timing: Timing
    texts: Texts
    bulk: Bulk
    language: Callable[[Asker], Awaitable[str]]
    _working: dict[tuple[int, int], "asyncio.Task[Words]"] = field(default_factory=dict)

    def busy(self, chat: int) -> bool:
        """Say whether a list of *chat* is being checked."""
        return any(each == chat for each, _ in self._working)

    def stop(self, chat: int, message: int) -> bool:
        """Stop the list that came with *message*. Return False when it is not being checked."""
        work = self._working.get((chat, message))
        return work is not None and work.cancel()

    async def say(self, sent: Sent, words: Words) -> None:
        """Say *words* to whoever sent the list."""
        await self._send(sent, Reply(blocks=(reply.Line(words),)), await self.language(sent.asker))

    async def notice(self, query: str, asker: Asker, words: Words) -> None:
        """Answer the pressing of a button."""
        await self.outgoing.notice(query, self.texts.say(words, await self.language(asker)))

    async def check(self, sent: Sent) -> None:
        """Check a list, to the end, and show how far it is."""
        lang, chat = await self.language(sent.asker), sent.asker.chat
        progress = Progress(self.line, self.outgoing, self.texts, lang, chat=chat, message=sent.message)
        try:
            await progress.begin(text("telegram-list-begun", name=sent.name))
        except Gone as gone:
            log.info("chat gone", extra={"reason": str(gone)})
            return
        await progress.end(await self._ended(sent, lang, progress))

    async def _ended(self, sent: Sent, lang: str, progress: Progress) -> Words:
        """Return how the work ended. When it is not somebody at the button who ends it, it is worked again."""
        work = asyncio.create_task(self._checked(sent, lang, progress))
        moving = asyncio.create_task(progress.move(self.timing.sleep))
        self._working[sent.asker.chat, sent.message] = work
        try:
            await asyncio.wait({work})
        finally:
            del self._working[sent.asker.chat, sent.message]
            work.cancel()
            moving.cancel()
            await asyncio.gather(work, moving, return_exceptions=True)
        return text("telegram-list-stopped", name=sent.name) if work.cancelled() else work.result()

    async def _checked(self, sent: Sent, lang: str, progress: Progress) -> Words:
        with TemporaryDirectory(prefix="simclinic-list-") as folder:
            file, to = Path(folder, "list"), Path(folder, "checked")
            try:
                await self._fetch(sent, file)
                who = sent.asker.person
                figures = await self.bulk.examine(file, to, lang=lang, who=who, tick=progress.tick)
            except TooLarge:
                return text("telegram-list-too-large", name=sent.name)
            except Unfetched:
                return text("telegram-list-unfetched", name=sent.name)
            except BadFile as error:
                return Text(error.text.key, {**error.text.args, "file": sent.name})
            except ClinicError as error:
                return error.text
            await self._give_back(sent, lang, figures, to)
            return text("telegram-list-done", name=sent.name)

    async def _fetch(self, sent: Sent, to: Path) -> None:
        """Fetch the file, in several tries if need be. Raise Unfetched."""
        if sent.size > MOST_BYTES:
            raise TooLarge
        for failures in range(1, _TRIES + 1):
            try:
                return await fetch(self.line, sent.file, to)
            except TooFast as error:
                await self.timing.sleep(error.seconds)
            except TelegramError as error:
                log.info("list not fetched", extra={"error": type(error).__name__})
                await self.timing.sleep(self.timing.pause(failures))
        raise Unfetched

    async def _give_back(self, sent: Sent, lang: str, figures: Figures, file: Path) -> None:
        written = await asyncio.to_thread(_content, file)
        back: Block = reply.Line(text("telegram-list-too-large-back"))
        if written is not None:
            back = File(f"{Path(sent.name).stem}.checked.xlsx", written)
        await self._send(sent, Reply(blocks=(*summary(figures), back)), lang)

    async def _send(self, sent: Sent, said: Reply, lang: str) -> None:
        """Send an answer as it is, in the group of the staff, too."""
        await self.outgoing.send(sent.asker.chat, show(said, self.texts, lang, private=True), None, sent.message)


def _content(file: Path) -> bytes | None:
    """Return what is in *file*, None where it is more than Telegram takes."""
    return file.read_bytes() if file.stat().st_size <= MOST_BYTES_BACK else None
