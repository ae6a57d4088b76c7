"""The notices as answers need them: read anew every few seconds, so that an answer waits for no store."""

import logging
from datetime import datetime, timedelta

from bot.domain.notices import Notice
from bot.errors import ClinicError
from bot.ports import Notices

log = logging.getLogger(__name__)

FRESH = timedelta(seconds=10)
"""For how long what was read is taken as it was; what is posted or withdrawn here shows at once."""


class Board:
    """Notices that are remembered for a moment; a store that fails costs no answer, only what is new."""

    def __init__(self, notices: Notices) -> None:
        self._notices = notices
        self._read: list[Notice] = []
        self._fresh_until: datetime | None = None

    async def current(self, at: datetime) -> list[Notice]:
        if self._fresh_until is None or not self._fresh_until - FRESH <= at < self._fresh_until:
            self._fresh_until = at + FRESH  # those who ask meanwhile do not read, too
            try:
                self._read = await self._notices.current(at)
            except ClinicError as error:
                log.warning("notices not read", extra={"reason": error.key})
        return self._read

    async def add(self, notice: Notice) -> int:
        number = await self._notices.add(notice)
        self._fresh_until = None
        return number

    async def end(self, number: int, at: datetime) -> bool:
        ended = await self._notices.end(number, at)
        self._fresh_until = None
        return ended
