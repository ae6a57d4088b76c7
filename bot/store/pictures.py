"""Pictures that came through the page (the port Album)."""

import sqlite3
from functools import partial

from bot.domain.pictures import Flaw, Image, judged
from bot.store.journal import Hop
from bot.store.queries import SQL

MOST_EACH = 20
"""Pictures kept of one case: whoever opens a page may send some."""


class SqlPictures:
    """Keeps a row a picture."""

    def __init__(self, write: Hop, read: Hop) -> None:
        self._write = write
        self._read = read

    async def keep(self, name: str, number: str, image: Image) -> bool:
        return await self._write(partial(_keep, name, number, image))

    async def fetch(self, name: str) -> Image | Flaw:
        return await self._read(partial(_fetch, name))


def _keep(name: str, number: str, image: Image, connection: sqlite3.Connection) -> bool:
    connection.execute(SQL["keep_picture"], (name, number, image.content, MOST_EACH))
    return connection.execute(SQL["picture_is_kept"], (name, number)).fetchone() is not None


def _fetch(name: str, connection: sqlite3.Connection) -> Image | Flaw:
    row = connection.execute(SQL["picture"], (name,)).fetchone()
    return Flaw.LOST if row is None else judged(row[0])
