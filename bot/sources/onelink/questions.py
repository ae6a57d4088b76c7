"""What is asked of one card: many questions, a few at once, each with a path of its own."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from bot.domain.iccid import Iccid
from bot.errors import BadAnswer, Unclassified
from bot.sources.onelink.client import Client
from bot.sources.onelink.hourly import Hourly
from bot.sources.reading import at, card_number, telephone, word
from bot.sources.tables import Table

AT_ONCE = 4
"""Questions about one card; how many the platform would bear is not published."""
_NETWORK_SIDE = "1"
"""The separation as it is now; the bill's side tells of any in the last three months."""
STATUS = "status"


class Questions:
    """Asks about the card *wanted*, which the platform may have under *number*."""

    def __init__(self, client: Client, table: Table, wanted: Iccid, number: str) -> None:
        self._client, self._table, self._wanted, self._number = client, table, wanted, number
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def status(self) -> Any:
        """Return the status, None when the platform does not have the card. Raise BadAnswer when it has no code."""
        told = await self._ask(STATUS)
        absent = self._table.more["absent"]["statuses"]
        return None if told is None or word(told, "cardStatus") in absent else told

    def others(self, basics: Hourly, regions: Hourly) -> dict[str, Callable[[], Awaitable[Any]]]:
        """Return all other questions by name. What *basics* and *regions* remember is not asked again."""

        async def born() -> Any:
            return await basics.of(self._number, lambda: self._facet("basics"))

        async def separated() -> Any:
            msisdn = telephone(word(await born(), "msisdn"))
            if msisdn is None:
                raise BadAnswer(self._table.name, "msisdn")
            return await self._facet("separation", msisdn=msisdn, testType=_NETWORK_SIDE)

        async def limited() -> Any:
            return await regions.of(self._number, lambda: self._facet("region"))

        return {
            **{name: self._asker(name) for name in self._table.more["questions"] if name != STATUS},
            "basics": born,
            "separation": separated,
            "region": limited,
        }

    def _asker(self, name: str) -> Callable[[], Awaitable[Any]]:
        return lambda: self._facet(name)

    async def _facet(self, name: str, **params: str) -> Any:
        """Return the answer to *name*: of a card that is there, "not here" is no answer."""
        told = await self._ask(name, **params)
        if told is None:
            raise Unclassified(self._table.name)
        return told

    async def _ask(self, name: str, **params: str) -> Any:
        question = self._table.more["questions"][name]
        async with self._turns:
            told = await self._client.ask(question["path"], **(params or {"iccid": self._number}))
        field = question["tells"]
        if told is not None and word(told, field) is None and not isinstance(at(told, field), list):
            raise BadAnswer(self._table.name, field)
        self._check(told)
        return told

    def _check(self, told: Any) -> None:
        """Raise BadAnswer when the answer is about another card."""
        written = word(told, "iccid")
        given = None if written is None else card_number(written)
        if written is not None and (given is None or given.key not in self._wanted.keys):
            raise BadAnswer(self._table.name, "another card")
