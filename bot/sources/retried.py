"""Asking once more where that may help: a platform that did not answer, and nothing else.

Asking changes nothing there, so asking twice does no harm.
"""

import stamina
from stamina.instrumentation import set_on_retry_hooks

from bot.domain.card import Card
from bot.errors import SourceDown
from bot.ports import Platform, Wanted
from bot.sources.around import Around

ATTEMPTS = 2
BEGUN_WITHIN = 1.5
"""Seconds after the first attempt within which another may begin, so that it can end before the lookup's deadline."""
PAUSE = 0.1

set_on_retry_hooks(())  # left alone, stamina writes each retry to stdout through structlog, where an answer may stand


class Retried(Around):
    """Asks *platform* again when it was down, after a pause of at least *pause* seconds."""

    def __init__(self, platform: Platform, *, pause: float = PAUSE) -> None:
        super().__init__(platform)
        self._pause = pause

    async def find(self, wanted: Wanted) -> Card | None:
        async for attempt in stamina.retry_context(
            on=SourceDown, attempts=ATTEMPTS, timeout=BEGUN_WITHIN, wait_initial=self._pause, wait_jitter=self._pause
        ):
            with attempt:
                return await super().find(wanted)
        raise AssertionError("an attempt returns or raises")
