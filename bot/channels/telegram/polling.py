"""Long polling: Telegram is told that it may forget an update only after the inbox has it on disk."""

import json
import logging
from datetime import datetime, timedelta
from typing import Any

from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channels.telegram.hear import CHANNEL
from bot.channels.telegram.line import Line, TooFast, Unsent
from bot.channels.telegram.timing import Timing
from bot.errors import ClinicError
from bot.ports import Clock, Inbox, Letter

log = logging.getLogger(__name__)

_QUIET_FOR = timedelta(days=5)
"""After a week without updates their numbers may begin anywhere; long before that no offset is trusted."""


def letter(update: object, account: str) -> Letter | None:
    """Return *update* as the inbox keeps it, or None when it is nothing that Telegram would send."""
    if not isinstance(update, dict):
        return None
    number = update.get("update_id")
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    raw = json.dumps(update, ensure_ascii=False, separators=(",", ":"))
    raw = raw.encode(errors="replace").decode()  # half a sign, which no store takes, becomes a question mark
    return Letter(channel=CHANNEL, account=account, dedup=str(number), chat=_chat(update), raw=raw)


def _chat(update: dict[str, Any]) -> str:
    """Return the chat whose order *update* keeps; what belongs to none is in no order."""
    for kind in ("message", "callback_query", "my_chat_member"):
        about = update.get(kind)
        if isinstance(about, dict):
            holder = about.get("message", about) if kind == "callback_query" else about
            chat = holder.get("chat") if isinstance(holder, dict) else None
            number = chat.get("id") if isinstance(chat, dict) else None
            return str(number) if isinstance(number, int) else ""
    return ""


class Polling:
    """The loop. It survives everything but being cancelled, and never asks again at once when it learned nothing."""

    def __init__(self, line: Line, inbox: Inbox, account: str, clock: Clock, timing: Timing) -> None:
        self._line, self._inbox, self._account = line, inbox, account
        self._clock, self._timing = clock, timing
        self._offset = 0
        self._heard_at: datetime = clock()
        self._trouble: str | None = None

    async def run(self) -> None:
        """Fetch and accept for ever."""
        failures = 0
        while True:
            try:
                await self._once()
            except TooFast as error:
                await self._timing.sleep(error.seconds)
            except Exception as error:  # noqa: BLE001 - whatever it is, hearing goes on
                self._tell(error)
                failures += 1
                await self._timing.sleep(self._timing.pause(failures))
            else:
                failures = 0
                self._recovered()

    async def _once(self) -> None:
        if self._clock() - self._heard_at > _QUIET_FOR:
            self._offset = 0
        updates = await self._line.updates(self._offset, self._timing.long_poll)
        if not updates:
            return
        letters = [each for update in updates if (each := letter(update, self._account)) is not None]
        if not letters:
            raise Unsent("no update in the answer")
        await self._inbox.accept(letters)
        self._offset = int(letters[-1].dedup) + 1
        self._heard_at = self._clock()

    def _tell(self, error: Exception) -> None:
        """Log a kind of trouble when it begins, not every time it is met."""
        name = type(error).__name__
        if name == self._trouble:
            return
        self._trouble = name
        match error:
            case Conflict():
                log.warning("telegram: another program fetches this bot's updates, or it has a webhook")
            case InvalidToken():
                log.error("telegram: the token is not valid")
            case ClinicError():
                log.warning("telegram: updates cannot be kept", extra={"reason": error.key})
            case TelegramError():
                log.warning("telegram: not reachable", extra={"error": name})
            case _:
                log.error("telegram: updates not accepted", exc_info=error)

    def _recovered(self) -> None:
        if self._trouble is not None:
            self._trouble = None
            log.info("telegram: reachable again")
