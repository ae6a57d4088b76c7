"""Files that people send: which of them may be lists, and how one is fetched to disk.

A file's address holds the token: it is asked for and forgotten here, and no error tells it.
"""

import asyncio
from pathlib import Path

import httpx
from telegram.error import BadRequest

from bot.channels.telegram.line import Line, Unsent, trust

MOST_BYTES = 20 * 1024 * 1024
"""Telegram gives no larger file to a bot."""
PATIENCE = 120.0
"""Seconds that a file may take to come."""
_LISTS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls")
_BLOCK = 1 << 16
_FOUND = 200
_TOO_BIG = "too big"


class Unfetched(Exception):
    """Telegram does not give the file; to try again would be in vain."""


class TooLarge(Unfetched):
    """It gives none that large."""


def is_list(name: str | None) -> bool:
    """Say whether a file of this name may be a list of cards; what it really is, its content says."""
    return name is not None and name.casefold().endswith(_LISTS)


async def fetch(line: Line, file: str, to: Path) -> None:
    """Write the file that Telegram calls *file* to disk.

    Raise Unfetched when that is in vain, TelegramError when it may be tried again.
    """
    try:
        found = await line.get_file(file)
    except BadRequest as error:
        raise (TooLarge if _TOO_BIG in error.message else Unfetched)(error.message) from None
    address = found.file_path or ""
    if not address.startswith(f"{line.base_file_url}/"):  # a place on a disk, as a Bot API server of one's own names it
        raise Unfetched("no address of Telegram's")
    try:
        async with asyncio.timeout(PATIENCE):
            await _download(address, to)
    except (httpx.HTTPError, TimeoutError) as error:
        raise Unsent(type(error).__name__) from None


async def _download(address: str, to: Path) -> None:
    size = 0
    async with httpx.AsyncClient(verify=trust()) as http, http.stream("GET", address) as answer:
        if answer.status_code != _FOUND:
            raise Unsent(f"HTTP {answer.status_code}")
        with to.open("wb") as out:
            async for block in answer.aiter_bytes(_BLOCK):
                size += len(block)
                if size > MOST_BYTES:
                    raise TooLarge
                out.write(block)
