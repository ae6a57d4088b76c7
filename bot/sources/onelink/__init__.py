"""China Mobile's OneLink: the status of a card, and a dozen questions beside it that may go unanswered."""

import secrets
from collections.abc import Callable, Mapping

import httpx

from bot.domain.card import Card, Facet, Seen
from bot.domain.iccid import Carrier, Iccid, Msisdn
from bot.errors import BadAnswer, Unclassified
from bot.ports import Clock, Wanted
from bot.settings.platforms import OnelinkSettings
from bot.sources.asking import Asking, spellings, with_facets
from bot.sources.onelink import answers
from bot.sources.onelink.answers import TABLE, Told
from bot.sources.onelink.client import Client
from bot.sources.onelink.hourly import Hourly
from bot.sources.onelink.questions import STATUS, Questions
from bot.sources.reading import CHINA, card_number, day, digits, end_of_yesterday, megabytes, telephone, word

NOBODYS = Iccid("89860000000000000000")
"""A number that no card has."""
_FACETS = {name: Facet(asked["facet"]) for name, asked in TABLE.more["questions"].items() if "facet" in asked}


def _anywhere() -> int:
    return secrets.randbelow(10**8)


class Onelink:
    """Looks cards up in OneLink v5. *nonce* gives where the numbers of the requests begin: none may come twice."""

    name = "onelink"

    def __init__(
        self,
        settings: OnelinkSettings,
        http: httpx.AsyncClient,
        clock: Clock,
        *,
        nonce: Callable[[], int] = _anywhere,
    ) -> None:
        self._client = Client(settings, Asking(self.name, http), TABLE, clock, nonce())
        self._basics, self._regions = Hourly(clock), Hourly(clock, refusals=True)
        self._clock = clock

    @property
    def carriers(self) -> frozenset[Carrier]:
        return TABLE.carriers

    async def find(self, wanted: Wanted) -> Card | None:
        iccid = await self._card_of(wanted.number) if isinstance(wanted, Msisdn) else wanted
        if iccid is None:
            return None
        for number in spellings(iccid):
            if (card := await self._find(iccid, number)) is not None:
                return card
        return None

    async def probe(self) -> None:
        await Questions(self._client, TABLE, NOBODYS, NOBODYS.number).status()

    async def _card_of(self, msisdn: str) -> Iccid | None:
        told = await self._client.ask(TABLE.more["questions"]["basics"]["path"], msisdn=msisdn)
        if told is None:
            return None
        iccid = card_number(word(told, "iccid"))
        if iccid is None or telephone(word(told, "msisdn")) != msisdn:
            raise BadAnswer(self.name, "another card")
        self._basics.note(iccid.number, told)
        return iccid

    async def _find(self, wanted: Iccid, number: str) -> Card | None:
        questions = Questions(self._client, TABLE, wanted, number)
        status, told, gaps = await with_facets(questions.status(), questions.others(self._basics, self._regions))
        return None if status is None else self._card(number, {**told, STATUS: status}, gaps)

    def _card(self, number: str, told: Told, failed: Mapping[str, str]) -> Card:
        now = self._clock()
        basics, standing = told.get("basics"), answers.standing(told)
        used = megabytes(word(told.get("usage"), "dataAmount"), "KB")
        lags = used is not None and answers.usage_lags(told)
        return Card(
            iccid=card_number(word(basics, "iccid")) or Iccid(number),
            source=self.name,
            as_of=now,
            carrier=Carrier.MOBILE,
            msisdn=telephone(word(basics, "msisdn")),
            imsi=digits(word(basics, "imsi"), 15),
            state=standing.state,
            causes=standing.causes,
            opened_on=day(word(basics, "openDate"), CHINA),
            activated_on=day(word(basics, "activeDate"), CHINA),
            plan=answers.plan(told.get("margin")),
            used_mb=used,
            real_name=TABLE.real_names.get(word(told.get("real_name"), "realNameStatus") or ""),
            current_imei=digits(word(told.get("imei"), "imei"), 14, 15, 16),
            online=answers.online(told.get("session")),
            raw=answers.raw(told),
            seen={"used_mb": Seen(self.name, end_of_yesterday(now))} if lags else {},
            gaps=_gaps(told, failed),
        )


def _gaps(told: Told, failed: Mapping[str, str]) -> dict[Facet, str]:
    """Return the facets of the questions that *failed*, or were answered with a code that is not known."""
    reasons = {**dict.fromkeys(answers.unclear(told), Unclassified.reason), **failed}
    return {_FACETS[name]: reason for name, reason in reasons.items() if name in _FACETS}
