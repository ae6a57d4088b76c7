"""China Unicom's Jasper: the card, its usage and its last session, each under an address of its own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import httpx

from bot.domain.card import Card, Cause, Facet, State
from bot.domain.iccid import Carrier, Iccid
from bot.errors import BadAnswer
from bot.ports import Clock, Wanted
from bot.settings.platforms import JasperSettings
from bot.sources.asking import Asking, spellings, with_facets
from bot.sources.reading import CHINA, card_number, day, digits, flag, megabytes, moment, plain, telephone, word
from bot.sources.tables import Standing, table

TABLE = table("jasper")
NOBODYS = Iccid("8986060000000000000")
"""A number that no card has."""
_LIFTED = frozenset(TABLE.more["overage"]["lifted"])
_OVERAGE = frozenset(map(Cause, TABLE.more["overage"]["causes"]))


class Jasper:
    """Looks cards up in China Unicom's tenant of Cisco's Control Center."""

    name = "jasper"

    def __init__(self, settings: JasperSettings, http: httpx.AsyncClient, clock: Clock) -> None:
        self._base = settings.base_url
        self._auth = httpx.BasicAuth(settings.username, settings.api_key.get_secret_value())
        self._asking, self._clock = Asking(self.name, http), clock

    @property
    def carriers(self) -> frozenset[Carrier]:
        return TABLE.carriers

    async def find(self, wanted: Wanted) -> Card | None:
        if not isinstance(wanted, Iccid):
            return None  # cards are known by their ICCID alone
        for number in spellings(wanted):
            if (card := await self._find(wanted, number)) is not None:
                return card
        return None

    async def probe(self) -> None:
        await self._ask(f"/devices/{NOBODYS.number}")

    async def _find(self, asked: Iccid, number: str) -> Card | None:
        device, told, gaps = await with_facets(
            self._ask(f"/devices/{number}"),
            {
                Facet.USAGE: lambda: self._part(asked, number, "ctdUsages", "ctdDataUsage"),
                Facet.SESSION: lambda: self._part(asked, number, "sessionInfo", "iccid"),
            },
        )
        if device is None:
            return None
        if word(device, "status") is None:
            raise BadAnswer(self.name, "no status")
        return self._card(asked, device, told, gaps)

    async def _part(self, asked: Iccid, number: str, part: str, expected: str) -> Any:
        """Return a *part* of what is known of a card. Raise BadAnswer when *expected* is not in it."""
        told = await self._ask(f"/devices/{number}/{part}")
        if word(told, expected) is None:
            raise BadAnswer(self.name, expected)
        self._number(asked, told)
        return told

    async def _ask(self, path: str) -> Any:
        """Return what stands at *path*, None when the card is not here. Raise SourceError for any other error."""
        heard = await self._asking.get(f"{self._base}{path}", auth=self._auth)
        answer = heard.json()
        if (code := plain(word(answer, "errorCode"))) is not None:
            return heard.refuse(TABLE.failure(code), code)
        heard.check()
        if not isinstance(answer, dict):
            raise BadAnswer(self.name, "no object")
        return answer

    def _card(self, asked: Iccid, device: Any, told: Mapping[Facet, Any], gaps: Mapping[Facet, str]) -> Card:
        usage = told.get(Facet.USAGE)
        online, last_seen = _session(told.get(Facet.SESSION))
        standing = _standing(device, usage)
        told_limit = flag(usage, "overageLimitReached") is not None
        missing = {} if told_limit else {Facet.CAUSES: gaps.get(Facet.USAGE, BadAnswer.reason)}
        return Card(
            iccid=self._number(asked, device),
            source=self.name,
            as_of=self._clock(),
            carrier=Carrier.UNICOM,
            msisdn=telephone(word(device, "msisdn")),
            imsi=digits(word(device, "imsi"), 15),
            state=standing.state,
            causes=standing.causes,
            activated_on=day(word(device, "dateActivated"), CHINA),
            plan=plain(word(device, "ratePlan")),
            used_mb=megabytes(word(usage, "ctdDataUsage"), "B"),
            current_imei=digits(word(device, "imei"), 14, 15, 16),
            online=online,
            last_seen=last_seen,
            raw=_raw(device, usage),
            gaps={**gaps, **missing},
        )

    def _number(self, asked: Iccid, told: Any) -> Iccid:
        """Return the card number as the platform writes it. Raise BadAnswer when it is another card's."""
        written = word(told, "iccid")
        given = asked if written is None else card_number(written)
        if given is None or given.key not in asked.keys:
            raise BadAnswer(self.name, "another card")
        return given


def _standing(device: Any, usage: Any) -> Standing:
    """Return what the status means; a card in use that has reached its limit carries no data."""
    means = TABLE.states.get((word(device, "status") or "").upper(), Standing(None))
    lifted = (word(usage, "overageLimitOverride") or "").upper() in _LIFTED
    if means.state is State.ACTIVE and flag(usage, "overageLimitReached") and not lifted:
        return Standing(means.state, means.causes | _OVERAGE)
    return means


def _session(told: Any) -> tuple[bool | None, datetime | None]:
    """Return whether the card is online, and when it was last seen: a session without an end may still have ended."""
    began, ended = (moment(word(told, name), CHINA) for name in ("dateSessionStarted", "dateSessionEnded"))
    if began is None or ended is None or ended < began:
        return None, began
    return False, ended


def _raw(device: Any, usage: Any) -> str:
    reached = flag(usage, "overageLimitReached")
    said = {
        "status": word(device, "status"),
        "overageLimitReached": None if reached is None else str(reached).lower(),
        "overageLimitOverride": word(usage, "overageLimitOverride"),
    }
    return " ".join(f"{name}={plain(value)}" for name, value in said.items() if value)
