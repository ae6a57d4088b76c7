"""China Unicom's own CMP: nearly all of a card in one answer, its real-name registration in a second."""

import secrets
from collections.abc import Callable, Mapping
from typing import Any

import httpx
from cryptography.hazmat.primitives import hashes

from bot.domain.card import Card, Cause, Facet, RealName, State
from bot.domain.iccid import Carrier, Iccid
from bot.errors import BadAnswer, Unclassified
from bot.ports import Clock, Wanted
from bot.settings.platforms import UnicomCmpSettings
from bot.sources.asking import Asking, spellings, with_facets
from bot.sources.reading import CHINA, at, card_number, day, digits, megabytes, plain, telephone, word
from bot.sources.tables import Standing, table

TABLE = table("unicom_cmp")
NOBODYS = Iccid("8986060000000000000")
"""A number that no card has."""
VERSION = "1.0"
_PATH = "V1/1Main/vV1.1"
_GOOD, _EMPTY = "0000", "empty"
_SPELT = 19
"""How many characters of a card number realNameStatusQuery wants."""
_TOLD_TO_STAFF = ("simStatus", "realNameStatus", "lockStatus", "overageLimitReached")


def _six_digits() -> str:
    return f"{secrets.randbelow(10**6):06d}"


class UnicomCmp:
    """Looks cards up in China Unicom's CMP. *nonce* gives six digits, which tell requests of one moment apart."""

    name = "unicom_cmp"

    def __init__(
        self,
        settings: UnicomCmpSettings,
        http: httpx.AsyncClient,
        clock: Clock,
        *,
        nonce: Callable[[], str] = _six_digits,
    ) -> None:
        self._settings, self._asking, self._clock, self._nonce = settings, Asking(self.name, http), clock, nonce

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
        await self._terminal(NOBODYS.number)

    async def _find(self, asked: Iccid, number: str) -> Card | None:
        real_name = {Facet.REAL_NAME: lambda: self._registration(number[:_SPELT])}
        terminal, told, gaps = await with_facets(self._terminal(number), real_name)
        return None if terminal is None else self._card(asked, terminal, told.get(Facet.REAL_NAME), gaps)

    async def _terminal(self, number: str) -> Any:
        """Return what the platform says of a card, None when it does not have it."""
        asked = {"openId": self._settings.open_id, "version": VERSION, "iccids": [number]}
        data = await self._call("wsGetTerminalDetails", asked)
        if data is None:
            return None
        if (code := word(data, "resultCode")) != _GOOD:
            return self._refused(code, word(data, "resultDesc"), word(data, "messageId"))
        terminals = at(data, "terminals")
        if terminals == []:
            return self._refused(_EMPTY)
        if word(terminals, 0, "simStatus") is None:
            raise BadAnswer(self.name, "no status")
        return at(terminals, 0)

    async def _registration(self, number: str) -> RealName | None:
        """Return what the registry of names says; None: that no name is registered."""
        code = word(await self._call("realNameStatusQuery", {"iccid": number}), "rspcode")
        means = TABLE.more["registrations"].get(code)
        if means is None:
            raise Unclassified(self.name, plain(code) or "")
        return RealName(means) if means else None

    async def _call(self, name: str, data: dict[str, Any]) -> Any:
        """Return the `data` of an answer, None when the card is not here. Raise SourceError for any other code."""
        heard = await self._asking.post(
            f"{self._settings.base_url}/{name}/{_PATH}", json={**self._signed(), "data": data}
        )
        answer = heard.json()
        code, told = word(answer, "status"), at(answer, "data")
        if code not in TABLE.errors:
            heard.check()
        if code == TABLE.more["success"][name] and isinstance(told, dict):
            return told
        return self._refused(code, word(answer, "message"))

    def _signed(self) -> dict[str, str]:
        now = f"{self._clock().astimezone(CHINA):%Y%m%d%H%M%S%f}"[:-3]
        named = {"app_id": self._settings.app_id, "timestamp": now, "trans_id": f"{now}{self._nonce()}"}
        return {**named, "token": token(named, self._settings.app_secret.get_secret_value())}

    def _refused(self, code: str | None, said: str | None = None, request_id: str | None = None) -> None:
        """Return when *code* means that the card is not here. Raise what else it means, BadAnswer for a good one."""
        if code is None or code in TABLE.more["success"].values():
            raise BadAnswer(self.name, plain(code) or "no code")
        if (failure := TABLE.failure(code, said or "")) is not None:
            raise failure(self.name, plain(code) or "", plain(request_id) or "")

    def _card(self, asked: Iccid, terminal: Any, registered: RealName | None, gaps: Mapping[Facet, str]) -> Card:
        real_name = TABLE.real_names.get(word(terminal, "realNameStatus") or "")
        standing = _standing(terminal)
        return Card(
            iccid=self._number(asked, terminal),
            source=self.name,
            as_of=self._clock(),
            carrier=Carrier.UNICOM,
            msisdn=telephone(word(terminal, "msisdn")),
            imsi=digits(word(terminal, "imsi"), 15),
            state=standing.state,
            causes=standing.causes,
            activated_on=day(word(terminal, "dateActivated"), CHINA),
            plan=_plan(terminal),
            used_mb=megabytes(word(terminal, "monthToDateDataUsage"), "MB"),
            real_name=registered or real_name,
            current_imei=digits(word(terminal, "imei"), 14, 15, 16),
            raw=_raw(terminal),
            gaps=_gaps(terminal, registered, gaps),
        )

    def _number(self, asked: Iccid, terminal: Any) -> Iccid:
        """Return the card number as the platform writes it. Raise BadAnswer when it is another card's."""
        written = word(terminal, "iccid")
        given = asked if written is None else card_number(written)
        if given is None or given.key not in asked.keys:
            raise BadAnswer(self.name, "another card")
        return given


def token(named: Mapping[str, str], secret: str) -> str:
    """Return the SM3 of all names and values in order of name, then the secret, in lower-case hex digits."""
    text = "".join(f"{name}{value}" for name, value in sorted(named.items())) + secret
    return sm3(text).hex()


def sm3(text: str) -> bytes:
    digest = hashes.Hash(hashes.SM3())
    digest.update(text.encode())
    return digest.finalize()


def _standing(terminal: Any) -> Standing:
    """Return what the status means; a suspended card without its real name is suspended for that."""
    means = TABLE.states.get(word(terminal, "simStatus") or "", Standing(None))
    causes = means.causes.union(
        map(Cause, TABLE.more["overage"].get(_said(terminal, "overageLimitReached").lower(), ()))
    )
    wanting = TABLE.causes.get(word(terminal, "realNameStatus") or "")
    if wanting is not None and means.state is State.SUSPENDED:
        causes |= {wanting}
    return Standing(means.state, causes)


def _gaps(terminal: Any, registered: RealName | None, failed: Mapping[Facet, str]) -> dict[Facet, str]:
    """Return what is unknown: what *failed*, unless the card itself says it, and words that no table has."""
    gaps: dict[Facet, str] = {}
    if registered is None and word(terminal, "realNameStatus") not in TABLE.real_names:
        gaps[Facet.REAL_NAME] = failed.get(Facet.REAL_NAME, Unclassified.reason)
    if _said(terminal, "overageLimitReached").lower() not in TABLE.more["overage"]:
        gaps[Facet.CAUSES] = Unclassified.reason
    return gaps


def _said(terminal: Any, name: str) -> str:
    """Return the platform's own word, be it text, a number, or true or false."""
    value = at(terminal, name)
    return str(value).lower() if isinstance(value, bool) else word(terminal, name) or ""


def _plan(terminal: Any) -> str | None:
    """Return the plan's name; often there is only its number, which tells people nothing."""
    plan = plain(word(terminal, "ratePlan"))
    return None if plan is None or plan.isdigit() else plan


def _raw(terminal: Any) -> str:
    said = {name: plain(_said(terminal, name)) for name in _TOLD_TO_STAFF}
    return " ".join(f"{name}={value}" for name, value in said.items() if value)
