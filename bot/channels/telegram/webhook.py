"""The webhook: an update that Telegram posts is on disk before it is acknowledged."""

import hmac
import json
import logging

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.telegram.line import KINDS
from bot.channels.telegram.polling import letter
from bot.errors import ClinicError
from bot.ports import Inbox

log = logging.getLogger(__name__)

PATH = "/telegram"
MOST_BYTES = 1 << 20
_HEADER = "x-telegram-bot-api-secret-token"


class Webhook:
    """Takes updates from whoever knows the *secret*."""

    def __init__(self, inbox: Inbox, account: str, secret: str) -> None:
        self._inbox, self._account, self._secret = inbox, account, secret.encode()

    def routes(self) -> list[Route]:
        return [Route(PATH, self.hear, methods=["POST"])]

    async def hear(self, request: Request) -> Response:
        """Accept one update: 403 without the secret, 413 when it is too large, 503 when it cannot be kept."""
        if not hmac.compare_digest(request.headers.get(_HEADER, "").encode("latin-1"), self._secret):
            return _refused(403, "forbidden")
        body = await _body(request)
        if body is None:
            return _refused(413, "too_large")
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            return _refused(400, "invalid_json")
        if not isinstance(update, dict) or not any(kind in update for kind in KINDS):
            return JSONResponse({})
        found = letter(update, self._account)
        try:
            await self._inbox.accept([found] if found else [])
        except ClinicError as error:
            log.warning("telegram: update cannot be kept", extra={"reason": error.key})
            return _refused(503, "try_again")
        return JSONResponse({})


async def _body(request: Request) -> bytes | None:
    """Return the body, or None when there is too much of it; it is counted as it comes."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)


def _refused(status: int, error: str) -> Response:
    return JSONResponse({"error": error}, status)
