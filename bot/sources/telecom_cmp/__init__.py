"""China Telecom's old CMP, "m2m_ec": the status by card number, everything else by telephone number."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx

from bot.domain.card import Card, Cause, Facet, RealName
from bot.domain.iccid import Carrier, Iccid, Msisdn
from bot.errors import BadAnswer, SourceDown, SourceError, Unclassified
from bot.ports import Clock, Wanted
from bot.settings.platforms import TelecomCmpSettings
from bot.sources import asking
from bot.sources.asking import Asking, Numbers, side_by_side
from bot.sources.china_telecom import SPELT, Session, listed, status_codes
from bot.sources.china_telecom import session as session_of
from bot.sources.china_telecom import used_mb as used_mb_of
from bot.sources.reading import card_number, first, plain, telephone, word
from bot.sources.tables import Standing, table
from bot.sources.telecom_cmp import answers
from bot.sources.telecom_cmp.answers import Product, Registration
from bot.sources.telecom_cmp.client import GOOD, Client

TABLE = table("telecom_cmp")
NOBODYS = Iccid("8986030000000000000")
"""A number that no card has."""
_NUMBER_IN = (
    ("number",),
    ("result", "prodInfos", "phoneNum"),
    ("NEW_DATA_TICKET_QRsp", "number"),
    ("RESULT", "number"),
    ("description", "msisdn"),
)
"""Where an answer says whose it is, by method."""
_IN_PRODUCT = (Facet.CAUSES, Facet.PLAN)
"""What comes with Facet.BLOCK in one answer."""


class TelecomCmp:
    """Looks cards up in China Telecom's old CMP."""

    name = "telecom_cmp"

    def __init__(self, settings: TelecomCmpSettings, http: httpx.AsyncClient, clock: Clock) -> None:
        self._clock = clock
        self._client = Client(settings, Asking(self.name, http), TABLE)
        self._numbers = Numbers(self._number_of, clock)

    @property
    def carriers(self) -> frozenset[Carrier]:
        return TABLE.carriers

    async def find(self, wanted: Wanted) -> Card | None:
        iccid = await self._card_of(wanted.number) if isinstance(wanted, Msisdn) else wanted
        status = None if iccid is None else await self._status(iccid)
        if iccid is None or status is None:
            return None
        number, why = await self._number(iccid, status)
        if isinstance(wanted, Msisdn) and number not in {None, wanted.number}:
            raise BadAnswer(self.name, "another card")
        told, gaps = ({}, dict.fromkeys(TABLE.facets, why)) if number is None else await self._facets(number)
        return self._card(iccid, status, number, told, gaps)

    async def probe(self) -> None:
        await self._status(NOBODYS)

    async def _card_of(self, number: str) -> Iccid | None:
        answer = await self._client.ask("getSIMList", {}, access_number=number, pageIndex="1")
        iccid = listed(answer, number, TABLE)
        if iccid is not None:
            self._numbers.note(iccid, number)
        return iccid

    async def _status(self, iccid: Iccid) -> Any:
        status = await self._client.ask("queryCardMainStatus", {"iccid": iccid.number[:SPELT]}, queryDropCard="true")
        told = card_number(word(status, "iccid"))
        if told is not None and told.key != iccid.key:
            raise BadAnswer(self.name, "another card")
        if status is not None and not TABLE.clearest(status_codes(status)):
            raise BadAnswer(self.name, "no status")
        return status

    async def _number(self, iccid: Iccid, status: Any) -> tuple[str | None, str]:
        """Return the card's telephone number, or else the reason why it is not known."""
        try:
            async with asyncio.timeout(asking.FACETS_WITHIN / 2):  # the rest has to follow
                number = telephone(word(status, "number")) or await self._numbers.of(iccid)
        except SourceError as error:
            return None, error.reason
        except TimeoutError:
            return None, SourceDown.reason
        return number, BadAnswer.reason

    async def _number_of(self, iccid: Iccid) -> str | None:
        return telephone(word(await self._client.ask("getTelephone", {"iccid": iccid.number[:SPELT]}), "SMSG"))

    async def _facets(self, number: str) -> tuple[dict[Facet, Any], dict[Facet, str]]:
        async def product() -> Product:
            return answers.product(await self._of(number, "prodInstQuery"), TABLE)

        async def used_mb() -> float:
            return used_mb_of(await self._of(number, "queryTraffic", needDtl="0"), TABLE)

        async def registration() -> Registration:
            unregistered = TABLE.more["ambiguous"]["unregistered"]
            good = (*GOOD, unregistered)
            return answers.registration(await self._of(number, "realNameQueryIot", good), TABLE)

        async def session() -> Session:
            return session_of(await self._of(number, "getOnlineStatus"), TABLE)

        asked: dict[Facet, Callable[[], Awaitable[Any]]] = {
            Facet.BLOCK: product,
            Facet.USAGE: used_mb,
            Facet.REAL_NAME: registration,
            Facet.SESSION: session,
        }
        told, gaps = await side_by_side(asked)
        if Facet.BLOCK in gaps:
            return told, gaps | dict.fromkeys(_IN_PRODUCT, gaps[Facet.BLOCK])
        return told, gaps | dict.fromkeys(answers.unclear(told[Facet.BLOCK], TABLE), Unclassified.reason)

    async def _of(self, number: str, method: str, good: tuple[str, ...] = GOOD, **more: str) -> Any:
        """Return what the platform says of the card it knows by *number*."""
        answer = await self._client.ask(method, {"access_number": number}, good=good, **more)
        told = first(telephone(word(answer, *path)) for path in _NUMBER_IN)
        if answer is None or told not in {None, number}:
            raise BadAnswer(self.name, "another card")
        return answer

    def _card(
        self, iccid: Iccid, status: Any, number: str | None, told: dict[Facet, Any], gaps: dict[Facet, str]
    ) -> Card:
        product: Product = told.get(Facet.BLOCK, Product())
        registered: Registration = told.get(Facet.REAL_NAME, Registration())
        session: Session = told.get(Facet.SESSION, Session())
        standing, real_name = self._standing(status, product, registered)
        return Card(
            iccid=iccid,
            source=self.name,
            as_of=self._clock(),
            carrier=Carrier.TELECOM,
            msisdn=number,
            imsi=session.imsi,
            state=standing.state,
            causes=standing.causes,
            activated_on=registered.activated_on,
            plan=product.plan,
            used_mb=told.get(Facet.USAGE),
            real_name=real_name,
            current_imei=session.imei,
            online=session.online,
            last_seen=session.last_seen,
            raw=_raw(status, product),
            gaps=gaps,
        )

    def _standing(self, status: Any, product: Product, registered: Registration) -> tuple[Standing, RealName | None]:
        """Return what both statuses say together; the ambiguous main status means what the other answers make of it."""
        vague = TABLE.more["ambiguous"]
        code = TABLE.clearest(status_codes(status))
        main = TABLE.states.get(code, Standing(None))
        causes = main.causes | product.standing.causes | product.causes
        if code != vague["code"]:
            return Standing(main.state, causes), registered.real_name
        state = product.standing.state or main.state
        if registered.code != vague["unregistered"]:
            return Standing(state, causes), registered.real_name
        return Standing(state, causes | {Cause(vague["cause"])}), RealName(vague["real_name"])


def _raw(status: Any, product: Product) -> str:
    said = {
        "productMainStatusCd": ",".join(filter(None, status_codes(status))),
        "prodStatusName": product.status,
        "是否已达量断网": product.blocked,
    }
    return " ".join(f"{name}={plain(value)}" for name, value in said.items() if value)
