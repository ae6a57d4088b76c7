"""Alibaba Cloud Linkcard: two signed questions about a card, the second of which may go unanswered."""

import hmac
import secrets
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import UTC
from typing import Any
from urllib.parse import quote, urlencode

import httpx

from bot.domain.card import Card, Facet, Pool, QuotaPeriod, RealName, Seen
from bot.domain.iccid import Carrier, Iccid
from bot.errors import BadAnswer, Unclassified
from bot.ports import Clock, Wanted
from bot.settings.platforms import AliyunSettings
from bot.sources.asking import Asking, spellings, with_facets
from bot.sources.reading import (
    CHINA,
    at,
    card_number,
    day,
    digits,
    end_of_yesterday,
    flag,
    last_day,
    megabytes,
    plain,
    telephone,
    word,
)
from bot.sources.tables import Standing, table

TABLE = table("aliyun")
SUCCESS = "200"
_VENDORS = {code: Carrier(means) for code, means in TABLE.more["vendors"].items()}
_POOLS = {code: Pool(means) for code, means in TABLE.more["pools"].items()}
_PERIODS = {code: QuotaPeriod(means) for code, means in TABLE.more["periods"].items()}
_CERTIFY_STATUSES = {code: RealName(means) for code, means in TABLE.more["certify_statuses"].items()}


def signed(params: Mapping[str, str], secret: str) -> dict[str, str]:
    """Return *params* and their signature in Alibaba's RPC style: HMAC-SHA1 over the sorted, percent-encoded query."""
    query = urlencode(sorted(params.items()), quote_via=quote, safe="")
    text = f"POST&%2F&{quote(query, safe='')}"
    digest = hmac.digest(f"{secret}&".encode(), text.encode(), "sha1")
    return {**params, "Signature": b64encode(digest).decode()}


def _nonce() -> str:
    return secrets.token_hex(16)


class Aliyun:
    """Asks Linkcard, API 2021-05-20. *nonce* gives a word never used before: a request is accepted once."""

    name = "aliyun"

    def __init__(
        self, settings: AliyunSettings, http: httpx.AsyncClient, clock: Clock, *, nonce: Callable[[], str] = _nonce
    ) -> None:
        self._settings, self._asking, self._clock, self._nonce = settings, Asking(self.name, http), clock, nonce

    @property
    def carriers(self) -> frozenset[Carrier]:
        return TABLE.carriers

    async def find(self, wanted: Wanted) -> Card | None:
        if not isinstance(wanted, Iccid):
            return None  # GetCardDetail knows cards by their ICCID alone
        for number in spellings(wanted):
            if (card := await self._find(wanted, number)) is not None:
                return card
        return None

    async def probe(self) -> None:
        """Ask how many cards the account has in each state."""
        await self._call("GetCardStatusStatistics")

    async def _find(self, asked: Iccid, number: str) -> Card | None:
        real_name = {Facet.REAL_NAME: lambda: self._real_name(number)}
        data, told, gaps = await with_facets(self._call("GetCardDetail", Iccid=number), real_name)
        if data is None:
            return None
        card = at(data, "VsimCardInfo")
        if not (word(card, "OsStatus") or word(card, "Status")):
            raise BadAnswer(self.name, "no status")
        return self._card(asked, card, told.get(Facet.REAL_NAME), gaps)

    async def _real_name(self, number: str) -> str:
        """Return the platform's word for the state of the real-name check."""
        said = word(await self._call("GetRealNameStatus", Iccid=number), "RealNameStatus")
        if said is None:
            raise Unclassified(self.name)
        return said

    def _card(self, asked: Iccid, told: Any, real_name: str | None, gaps: Mapping[Facet, str]) -> Card:
        now = self._clock()
        used, rest = megabytes(word(told, "PeriodAddFlow")), megabytes(word(told, "PeriodRestFlow"))
        certified = _CERTIFY_STATUSES.get(word(told, "CertifyStatus") or "")
        standing = _standing(told)
        return Card(
            iccid=self._number(asked, told),
            source=self.name,
            as_of=now,
            carrier=_VENDORS.get(word(told, "Vendor") or ""),
            msisdn=telephone(_only(told, "Msisdn")),
            imsi=digits(_only(told, "Imsi"), 15),
            state=standing.state,
            causes=standing.causes,
            opened_on=day(word(told, "OpenAccountTime"), CHINA),
            activated_on=day(word(told, "ActiveTime"), CHINA),
            plan=plain(word(told, "DataLevel")),
            used_mb=used,
            quota_mb=None if used is None or rest is None else used + rest,
            quota_period=_PERIODS.get(word(told, "Period") or ""),
            plan_expires_on=last_day(word(told, "ExpireTime"), CHINA),
            pool=_POOLS.get(word(told, "DataType") or ""),
            current_imei=digits(word(told, "DeviceImei"), 14, 15, 16),
            auto_renew=flag(told, "IsAutoRecharge"),
            auto_resume=flag(told, "AutoLimitResume"),
            real_name=TABLE.real_names.get(real_name or "") if real_name else certified,
            raw=_raw(told, real_name),
            seen={} if used is None else {"used_mb": Seen(self.name, end_of_yesterday(now))},
            gaps={} if certified else {**gaps, **_unclear(real_name)},
        )

    def _number(self, asked: Iccid, told: Any) -> Iccid:
        """Return the card number as the platform writes it. Raise BadAnswer when it is another card's."""
        written = word(told, "Iccid")
        given = asked if written is None else card_number(written)
        if given is None or given.key not in asked.keys:
            raise BadAnswer(self.name, "another card")
        return given

    async def _call(self, action: str, **params: str) -> Any:
        """Return the `Data` of an answer, or None when the card is not here. Raise SourceError for any other code."""
        asked = signed({**self._common(action), **params}, self._settings.access_key_secret.get_secret_value())
        heard = await self._asking.post(f"{self._settings.endpoint}/", params=asked)
        answer = heard.json()
        code, request_id = (plain(word(answer, name)) or "" for name in ("Code", "RequestId"))
        if code not in {"", SUCCESS} or at(answer, "Success") is False:
            known = code if code in TABLE.errors else code.partition(".")[0]
            return heard.refuse(TABLE.failure(known), code, request_id)
        heard.check()
        data = at(answer, "Data")
        if code != SUCCESS or not isinstance(data, dict):
            raise BadAnswer(self.name, code, request_id)
        return data

    def _common(self, action: str) -> dict[str, str]:
        return {
            "Action": action,
            "Version": "2021-05-20",
            "Format": "json",
            "Timestamp": self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "SignatureNonce": self._nonce(),
            "SignatureMethod": "HMAC-SHA1",
            "SignatureVersion": "1.0",
            "AccessKeyId": self._settings.access_key_id,
        }


def _standing(told: Any) -> Standing:
    """Return what the finest code there is means: the coarse one must not make an unknown fine one look known."""
    name = "OsStatus" if word(told, "OsStatus") else "Status"
    return TABLE.states.get(f"{name}={word(told, name)}", Standing(None))


def _unclear(real_name: str | None) -> dict[Facet, str]:
    return {} if real_name is None or real_name in TABLE.real_names else {Facet.REAL_NAME: Unclassified.reason}


def _raw(told: Any, real_name: str | None) -> str:
    codes = {"Status": word(told, "Status"), "OsStatus": word(told, "OsStatus"), "RealNameStatus": real_name}
    return " ".join(f"{name}={plain(code)}" for name, code in codes.items() if code)


def _only(told: Any, name: str) -> str | None:
    """Return the first of a list, or what stands there in place of a list."""
    return word(told, name, 0) or word(told, name)
