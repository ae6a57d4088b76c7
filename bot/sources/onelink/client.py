"""How OneLink is asked: every request has a number of its own and a token, which all requests share."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from bot.errors import BadAnswer, Unclassified
from bot.ports import Clock
from bot.settings.platforms import OnelinkSettings
from bot.sources.asking import Asking, Heard
from bot.sources.onelink.token import Grant, Token, lasting
from bot.sources.reading import CHINA, items, plain, word
from bot.sources.tables import Table

GOOD, STALE = "0", "12021"
LONGEST_TOKEN = 1000
"""It goes into every address."""
_SEQUENCE = 10**8


class Client:
    """Asks one account's platform. The numbers of its requests count on from *first*."""

    def __init__(self, settings: OnelinkSettings, asking: Asking, table: Table, clock: Clock, first: int) -> None:
        self._settings, self._asking, self._table, self._clock = settings, asking, table, clock
        self._count = count(first)
        self._token = Token(self._granted, clock)

    async def ask(self, path: str, **params: str) -> Any:
        """Return the first result at *path*, None when the card is not here. Raise SourceError for any other code.

        A token that has expired meanwhile is replaced once.
        """
        token = await self._token.other_than()
        heard, answer = await self._get(path, token=token, **params)
        if word(answer, "status") == STALE:
            token = await self._token.other_than(token)
            heard, answer = await self._get(path, token=token, **params)
        return self._result(heard, answer)

    async def _granted(self, which: Mapping[str, str]) -> Grant:
        account = {"appid": self._settings.app_id, "password": self._settings.password.get_secret_value()}
        granted = self._result(*await self._get("get/token", **account, **which))
        token = word(granted, "token")
        if token is None or not (token.isascii() and token.isprintable() and len(token) <= LONGEST_TOKEN):
            raise BadAnswer(self._table.name, "token")
        return token, lasting(word(granted, "ttl"))

    async def _get(self, path: str, **params: str) -> tuple[Heard, Any]:
        heard = await self._asking.get(f"{self._settings.base_url}/{path}", {"transid": self._transid(), **params})
        return heard, heard.json()

    def _transid(self) -> str:
        now = self._clock().astimezone(CHINA)
        return f"{self._settings.app_id}{now:%Y%m%d%H%M%S}{next(self._count) % _SEQUENCE:08d}"

    def _result(self, heard: Heard, answer: Any) -> Any:
        code = plain(word(answer, "status"))
        if code == GOOD:
            heard.check()
            if (results := items(answer, "result")) and isinstance(results[0], dict):
                return results[0]
            raise BadAnswer(self._table.name, "result")
        means = self._table.failure(code or "")
        if self._table.more["overloaded"].get(code, "") not in (word(answer, "message") or ""):
            means = Unclassified
        return heard.refuse(means, code)
