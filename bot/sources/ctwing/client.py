"""How China Telecom's 5G CMP is asked: GET requests with a signature in the headers, answered in JSON or XML."""

from binascii import hexlify
from datetime import UTC
from hashlib import md5
from typing import Any

from bot.ports import Clock
from bot.settings.platforms import CtwingSettings
from bot.sources.asking import Asking
from bot.sources.reading import CHINA, first, word
from bot.sources.tables import Table

GOOD = ("0", "0000")
_CODES = (("result",), ("resultCode",), ("IRESULT",), ("NEW_DATA_TICKET_QRsp", "IRESULT"), ("code",))
"""Where an answer's own code stands, by path."""
_SAYS = (("resultMsg",), ("SMSG",), ("msg",))
_ZONES = {"gmt": UTC, "local": CHINA}


class Client:
    """Asks one account's platform."""

    def __init__(self, settings: CtwingSettings, asking: Asking, table: Table, clock: Clock) -> None:
        self._base, self._key = settings.base_url, settings.app_key
        self._secret, self._zone = settings.secret_key.get_secret_value(), _ZONES[settings.clock]
        self._asking, self._table, self._clock = asking, table, clock

    async def ask(self, path: str, **params: str) -> Any:
        """Return what *path* answers, None when the card is not here. Raise SourceError for a code that is not good."""
        at = f"{self._clock().astimezone(self._zone):%Y%m%d%H%M%S}"
        headers = {
            "AppKey": self._key,
            "Timestamp": at,
            "Sign": sign(params, self._secret, at),
            "Content-Type": "application/json",
        }
        heard = await self._asking.get(f"{self._base}{path}", params, headers=headers)
        answer = heard.data()
        code, said = first(word(answer, *path) for path in _CODES), first(word(answer, *path) for path in _SAYS)
        if code in GOOD:
            heard.check()
            return answer
        heard.refuse(self._table.failure(code or "", said or ""), code, word(answer, "GROUP_TRANSACTIONID"))
        return None


def sign(params: dict[str, str], secret: str, at: str) -> str:
    """Return the signature: the hex digits of an MD5, as hex digits once more."""
    ordered = "&".join(f"{name}={value}" for name, value in sorted(params.items()))
    digest = md5(f"{ordered}{secret}{at}".encode()).hexdigest()  # noqa: S324 - the protocol's own
    return hexlify(digest.encode()).decode().upper()
