"""Forgetting in time: once a day, what has been kept for as long as it may be."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.trail import Keeping
from bot.errors import ClinicError
from bot.ports import Clock, Sleep

log = logging.getLogger(__name__)

DAY = 24 * 60 * 60.0
"""Seconds between two purges."""
SOON = 60 * 60.0
"""Seconds after which a purge that failed is tried again."""


class Kept(Protocol):
    """What keeps things for a time."""

    async def prune(self, texts_before: datetime, entries_before: datetime) -> None:
        """Forget words, and what was done at all, that are older. Raise StoreLocked or StoreBroken."""
        ...


async def purge(kept: Kept, keeping: Keeping, now: datetime) -> None:
    """Forget what is older than *keeping* says. Raise StoreLocked or StoreBroken."""
    await kept.prune(now - timedelta(days=keeping.texts_days), now - timedelta(days=keeping.audit_days))


async def purge_daily(kept: Kept, keeping: Keeping, clock: Clock, sleep: Sleep) -> None:
    """Purge at once, and then every day, until it is cancelled."""
    while True:
        try:
            await purge(kept, keeping, clock())
        except ClinicError as error:
            log.warning("not purged", extra={"reason": error.key})
            await sleep(SOON)
        else:
            await sleep(DAY)


@asynccontextmanager
async def daily(kept: Kept, keeping: Keeping, clock: Clock, sleep: Sleep = asyncio.sleep) -> AsyncIterator[None]:
    """Purge daily in the background."""
    task = asyncio.create_task(purge_daily(kept, keeping, clock, sleep))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
