"""Pictures in Telegram: how one is named, fetched for other channels, copied within Telegram, and sent."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from telegram import Message
from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.files import TooLarge, Unfetched, fetch
from bot.channels.telegram.line import Line, TooFast
from bot.channels.telegram.outgoing import Gone, Outgoing
from bot.channels.telegram.timing import Timing
from bot.domain.cases import Delivery
from bot.domain.pictures import MOST_BYTES, Flaw, Image, judged

log = logging.getLogger(__name__)

_TRIES = 5


def named(message: Message) -> str | None:
    """Return the name of what is attached: `chat:message`, and `:file` where other channels may show it."""
    if message.effective_attachment is None:
        return None
    name, file = f"{message.chat.id}:{message.message_id}", _file(message)
    return name if file is None else f"{name}:{file}"


def _file(message: Message) -> str | None:
    fitting = [size.file_id for size in message.photo if (size.file_size or 0) <= MOST_BYTES]
    if fitting:
        return fitting[-1]  # the sizes come from small to large
    document = message.document
    is_picture = document is not None and (document.mime_type or "").startswith("image/")
    return document.file_id if document is not None and is_picture else None


class TelegramPictures:
    """Fetches pictures from Telegram (the port Pictures)."""

    def __init__(self, line: Line, timing: Timing) -> None:
        self._line, self._timing = line, timing

    async def fetch(self, name: str) -> Image | Flaw:
        _, _, file = _parts(name)
        if not file:
            return Flaw.NO_PICTURE
        for failures in range(1, _TRIES + 1):
            try:
                return judged(await self._content(file))
            except TooLarge:
                return Flaw.TOO_LARGE
            except Unfetched:
                break
            except TelegramError as error:
                log.info("picture not fetched", extra={"error": type(error).__name__})
                pause = error.seconds if isinstance(error, TooFast) else self._timing.pause(failures)
                await self._timing.sleep(pause)
        return Flaw.LOST

    async def _content(self, file: str) -> bytes:
        with TemporaryDirectory(prefix="simclinic-picture-") as folder:
            to = Path(folder, "picture")
            await fetch(self._line, file, to)
            return await asyncio.to_thread(to.read_bytes)


async def copied(line: Line, outgoing: Outgoing, chat: int, picture: str, topic: int | None = None) -> Delivery:
    """Copy the message that a picture came with, its words too, to another chat."""
    source, message, _ = _parts(picture)

    async def call(to: int) -> object:
        return await line.copy_message(to, int(source), int(message), message_thread_id=topic)

    return await _done(outgoing, chat, call)


async def sent(
    line: Line, outgoing: Outgoing, chat: int, image: Image, caption: str, topic: int | None = None
) -> Delivery:
    """Send a picture that came through another channel; what Telegram takes for no photo, it takes for a file.

    Raise BadRequest when it takes neither.
    """
    more: dict[str, Any] = {"caption": caption, "filename": image.name, "message_thread_id": topic}

    async def photo(to: int) -> object:
        return await line.send_photo(to, image.content, **more)

    async def document(to: int) -> object:
        return await line.send_document(to, image.content, **more)

    outcome = await _done(outgoing, chat, photo)
    if outcome is not Delivery.UNABLE:
        return outcome
    try:
        await outgoing.paced(chat, document)
    except Gone:
        return Delivery.GONE
    return Delivery.SENT


async def _done(outgoing: Outgoing, chat: int, call: Callable[[int], Awaitable[object]]) -> Delivery:
    try:
        await outgoing.paced(chat, call)
    except Gone:
        return Delivery.GONE
    except BadRequest as error:  # deleted meanwhile, or of a kind or a size that is not taken
        log.info("telegram: picture not taken", extra={"reason": error.message})
        return Delivery.UNABLE
    return Delivery.SENT


def _parts(name: str) -> tuple[str, str, str]:
    chat, message, *file = name.split(":", 2)
    return chat, message, "".join(file)
