"""China Telecom's 5G CMP, CTWing: one call tells status, block and real name; everything goes by telephone number."""

from collections.abc import Iterator, Mapping
from typing import Any

import httpx

from bot.domain.card import Card, Cause, Facet
from bot.domain.iccid import Carrier, Iccid, Msisdn
from bot.domain.spelling import fold
from bot.errors import BadAnswer, Unclassified
from bot.ports import Clock, Wanted
from bot.settings.platforms import CtwingSettings
from bot.sources.asking import Asking, Numbers, with_facets
from bot.sources.china_telecom import SPELT, Session, listed, session, status_codes, used_mb
from bot.sources.ctwing.client import Client
from bot.sources.reading import first, items, plain, telephone, word
from bot.sources.tables import Standing, table

TABLE = table("ctwing")
_PRODINST = "/openapi/v1/prodinst"
_NUMBER_IN = (("number",), ("NEW_DATA_TICKET_QRsp", "number"), ("description", "msisdn"))
"""Where an answer says whose it is, by path."""
_MOST_PRODUCTS = 4
_NOTHING = Standing(None)


class Ctwing:
    """Looks cards up in China Telecom's 5G CMP."""

    name = "ctwing"

    def __init__(self, settings: CtwingSettings, http: httpx.AsyncClient, clock: Clock) -> None:
        self._clock = clock
        self._client = Client(settings, Asking(self.name, http), TABLE, clock)
        self._numbers = Numbers(self._number_of, clock)

    @property
    def carriers(self) -> frozenset[Carrier]:
        return TABLE.carriers

    async def find(self, wanted: Wanted) -> Card | None:
        iccid = await self._card_of(wanted.number) if isinstance(wanted, Msisdn) else wanted
        number = None if iccid is None else await self._numbers.of(iccid)
        if iccid is None or number is None:
            return None
        status, told, gaps = await with_facets(
            self._of(number, f"{_PRODINST}/queryCardMainStatus", queryDropCard="true"),
            {Facet.USAGE: lambda: self._used_mb(number), Facet.SESSION: lambda: self._session(number)},
        )
        if status is None:
            self._numbers.forget(iccid)
            return None
        if not TABLE.clearest(status_codes(status)):
            raise BadAnswer(self.name, "no status")
        return self._card(iccid, number, status, told, gaps)

    async def probe(self) -> None:
        """Ask for the first page of the account's cards."""
        await self._client.ask(f"{_PRODINST}/getSIMList", pageIndex="1")

    async def _card_of(self, number: str) -> Iccid | None:
        answer = await self._client.ask(f"{_PRODINST}/getSIMList", access_number=number, pageIndex="1")
        iccid = listed(answer, number, TABLE)
        if iccid is not None:
            self._numbers.note(iccid, number)
        return iccid

    async def _number_of(self, iccid: Iccid) -> str | None:
        answer = await self._client.ask(f"{_PRODINST}/getTelephone", iccid=iccid.number[:SPELT])
        number = telephone(word(answer, "SMSG"))
        if answer is not None and number is None:
            raise BadAnswer(self.name, "SMSG")
        return number

    async def _of(self, number: str, path: str, **more: str) -> Any:
        """Return what the platform says of the card it knows by *number*, None when it does not have it."""
        answer = await self._client.ask(path, access_number=number, **more)
        if first(telephone(word(answer, *path)) for path in _NUMBER_IN) not in {None, number}:
            raise BadAnswer(self.name, "another card")
        return answer

    async def _used_mb(self, number: str) -> float:
        return used_mb(await self._of(number, "/api/v1/openbill/queryTraffic", needDtl="0"), TABLE)

    async def _session(self, number: str) -> Session:
        return session(await self._of(number, f"{_PRODINST}/getOnlineStatus"), TABLE)

    def _card(
        self, iccid: Iccid, number: str, status: Any, told: Mapping[Facet, Any], gaps: Mapping[Facet, str]
    ) -> Card:
        seen: Session = told.get(Facet.SESSION, Session())
        standing = _standing(status)
        return Card(
            iccid=iccid,
            source=self.name,
            as_of=self._clock(),
            carrier=Carrier.TELECOM,
            msisdn=number,
            imsi=seen.imsi,
            state=standing.state,
            causes=standing.causes,
            used_mb=told.get(Facet.USAGE),
            real_name=TABLE.real_names.get(word(status, "authStatus") or ""),
            current_imei=seen.imei,
            online=seen.online,
            last_seen=seen.last_seen,
            raw=_raw(status),
            gaps={**gaps, **dict.fromkeys(_unclear(status), Unclassified.reason)},
        )


def _standing(status: Any) -> Standing:
    """Return what the status means, with the reasons that stand beside it."""
    vague = TABLE.more["ambiguous"]
    code = TABLE.clearest(status_codes(status))
    main = TABLE.states.get(code, _NOTHING)
    causes = main.causes.union(*(TABLE.names.get(reason, _NOTHING).causes for reason in _reasons(status)))
    causes |= {Cause(means) for means in TABLE.more["blocks"].get(word(status, "netBlockStatusName"), ())}
    if code == vague["code"] and word(status, "authStatus") == vague["unregistered"]:
        causes |= {Cause(vague["cause"])}
    return Standing(main.state, causes)


def _unclear(status: Any) -> Iterator[Facet]:
    """Yield what the status should have told and did not, or in a word that no table has."""
    if word(status, "netBlockStatusName") not in TABLE.more["blocks"]:
        yield Facet.BLOCK
    if word(status, "authStatus") not in TABLE.real_names:
        yield Facet.REAL_NAME
    if not {*_reasons(status)} <= {"", *TABLE.names}:
        yield Facet.CAUSES


def _reasons(status: Any) -> list[str]:
    return [fold(word(each, "operatorDefinitionStatusName") or "") for each in items(status, "productInfo")]


def _raw(status: Any) -> str:
    said = [("netBlockStatusName", word(status, "netBlockStatusName")), ("authStatus", word(status, "authStatus"))]
    for each in items(status, "productInfo")[:_MOST_PRODUCTS]:
        said += [(name, word(each, name)) for name in ("productMainStatusCd", "operatorDefinitionStatusName")]
    return " ".join(f"{name}={plain(value)}" for name, value in said if value)
