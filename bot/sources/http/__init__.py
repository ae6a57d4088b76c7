"""An in-house API as a source: an address with a place for the number, and a mapping that says what it answers."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

import httpx

from bot.domain.card import Card
from bot.domain.iccid import Carrier, Iccid, Msisdn
from bot.errors import BadAnswer, SourceError
from bot.ports import Clock, Wanted
from bot.settings.platforms import HttpSettings
from bot.sources.asking import Asking, Heard, spellings
from bot.sources.http.fields import causes, code, codes, fields, seen_at
from bot.sources.http.mapping import FieldName, Means, load
from bot.sources.reading import at, card_number, plain, word
from bot.sources.tables import ERRORS, NOT_FOUND

NOBODYS = Iccid("89860000000000000000")
"""A card number that is well formed and on no card."""
NOBODYS_NUMBER = Msisdn("1064900000000")


class Http:
    """Asks somebody's own API. Raise BadSettings where its mapping file cannot be understood."""

    name = "http"

    def __init__(self, settings: HttpSettings, http: httpx.AsyncClient, clock: Clock) -> None:
        self._url, self._asking, self._clock = settings.url, Asking(self.name, http), clock
        self._headers = {
            name.encode(): value.get_secret_value().encode() for name, value in settings.headers.items()
        }  # as bytes: a header in Chinese is no reason to fail here
        self._mapping = load(settings.mapping)

    @property
    def carriers(self) -> frozenset[Carrier]:
        return self._mapping.platform.carriers

    async def find(self, wanted: Wanted) -> Card | None:
        if not self._can_ask(wanted):
            return None
        for number in spellings(wanted) if isinstance(wanted, Iccid) else (wanted.number,):
            told = await self._ask(wanted, number)
            if told is not None:
                return self._card(wanted, told)
        return None

    async def probe(self) -> None:
        """Ask for a card that there is not: any answer that can be read will do."""
        await self.find(NOBODYS if self._can_ask(NOBODYS) else NOBODYS_NUMBER)

    def _can_ask(self, wanted: Wanted) -> bool:
        if isinstance(wanted, Msisdn):  # the answer must say which card it is then
            return "{msisdn}" in self._url and "iccid" in self._mapping.tells
        return "{iccid}" in self._url

    async def _ask(self, wanted: Wanted, number: str) -> Any:
        """Return what the API tells of the card, or None when it does not have it. Raise SourceError."""
        iccid, msisdn = (number, "") if isinstance(wanted, Iccid) else ("", number)
        url = self._url.replace("{iccid}", quote(iccid, safe="")).replace("{msisdn}", quote(msisdn, safe=""))
        heard = await self._asking.get(url, headers=self._headers)
        try:
            answer = heard.json()
        except SourceError:
            status = f"HTTP {heard.status}"
            if status not in self._mapping.errors:
                raise
            return self._refuse(heard, status, "")
        return self._told(heard, answer)

    def _told(self, heard: Heard, answer: Any) -> Any:
        """Return the part of *answer* that is about the card. What its code says goes before the HTTP status."""
        places = self._mapping.answer
        said = code(answer, *places.code) if places.code else None
        refused = said is not None and said not in places.success
        request_id = plain(word(answer, *places.request_id)) if places.request_id else None
        if refused or heard.status != httpx.codes.OK:
            return self._refuse(heard, said if refused and said else f"HTTP {heard.status}", request_id or "")
        told = at(answer, *places.card)
        if (places.code and said is None) or (not told and places.empty != NOT_FOUND):
            raise BadAnswer(self.name, "", request_id or "")
        return told or None

    def _refuse(self, heard: Heard, said: str, request_id: str) -> None:
        """Raise what a code or an HTTP status means; do nothing when it means that the card is not here."""
        meaning = self._mapping.errors.get(said, "unclassified")
        heard.refuse(None if meaning == NOT_FOUND else ERRORS[meaning], said, request_id)

    def _card(self, wanted: Wanted, told: Any) -> Card:
        tells = self._mapping.tells
        state = code(told, *tells["state"])
        if state is None:
            raise BadAnswer(self.name, "no state")
        reasons = codes(told, *tells["causes"]) if "causes" in tells else ()
        standing = self._mapping.states.get(state, Means())
        return Card(
            iccid=self._number(wanted, told),
            source=self.name,
            as_of=self._as_of(told),
            state=standing.state,
            causes=standing.causes | causes(self._mapping, reasons),
            raw=self._raw(told, state, reasons),
            **self._fields(wanted, told),
        )

    def _as_of(self, told: Any) -> datetime:
        """Return when the facts were true: now, unless the API says another time that has been."""
        now, place = self._clock(), self._mapping.tells.get("as_of")
        written = word(told, *place) if place else None
        return min(seen_at(self._mapping, "as_of", written or "") or now, now)

    def _fields(self, wanted: Wanted, told: Any) -> dict[str, Any]:
        """Return the other fields. Raise BadAnswer when they are another card's."""
        found = fields(self._mapping, told)
        if isinstance(wanted, Msisdn) and found.get("msisdn") not in {None, wanted.number}:
            raise BadAnswer(self.name, "another card")
        return found

    def _number(self, wanted: Wanted, told: Any) -> Iccid:
        """Return the card number as the API writes it, else as it was asked for. Raise BadAnswer for another card's."""
        place = self._mapping.tells.get("iccid")
        written = word(told, *place) if place else None
        given = wanted if written is None else card_number(written)
        if not isinstance(given, Iccid) or (isinstance(wanted, Iccid) and given.key not in wanted.keys):
            raise BadAnswer(self.name, "another card")
        return given

    def _raw(self, told: Any, state: str, reasons: tuple[str, ...]) -> str:
        """Return the API's own codes, by the last step of their places."""
        tells = self._mapping.tells
        real_name = code(told, *tells["real_name"]) if "real_name" in tells else None
        said: dict[FieldName, str | None] = {"state": state, "causes": ",".join(reasons), "real_name": real_name}
        return " ".join(f"{tells[name][-1]}={plain(value)}" for name, value in said.items() if value)
