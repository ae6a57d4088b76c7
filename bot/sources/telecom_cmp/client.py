"""How China Telecom's CMP is asked: signed GET requests, answered in XML, in JSON, as bare text, or enciphered."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from bot.errors import BadAnswer
from bot.settings.platforms import TelecomCmpSettings
from bot.sources.asking import Asking, Heard
from bot.sources.reading import first, telephone, word
from bot.sources.tables import Table
from bot.sources.telecom_cmp.cipher import Keys, decrypt, encrypt

GOOD = ("0", "0000")
_CODES = (("resultCode",), ("RESULT",), ("IRESULT",), ("NEW_DATA_TICKET_QRsp", "IRESULT"), ("Response", "RspCode"))
"""Where an answer's own code stands, by method."""
_SAYS = (("resultMsg",), ("SMSG",), ("Response", "RspDesc"))
_HIDDEN = re.compile(r"(?:[0-9A-Fa-f]{16})+")
_BARE = re.compile(r"(-?[0-9]{1,8})\s*[：:]")


class Client:
    """Asks one account's platform."""

    def __init__(self, settings: TelecomCmpSettings, asking: Asking, table: Table) -> None:
        key = settings.key.get_secret_value()
        self._keys: Keys = (key[:3], key[3:6], key[6:])
        self._url = f"{settings.base_url}/query.do"
        self._user, self._password = settings.user_id, settings.password.get_secret_value()
        self._hidden = encrypt(self._password, self._keys)
        self._asking, self._table = asking, table

    async def ask(self, method: str, signed: dict[str, str], *, good: Collection[str] = GOOD, **more: str) -> Any:
        """Return what *method* answers, None when the card is not here; the values of *signed* go into the signature.

        Raise SourceError when the code in the answer is none of the *good* ones.
        """
        params = {
            "method": method,
            "user_id": self._user,
            "passWord": self._hidden,
            "sign": self._sign(method, *signed.values()),
        }
        heard = await self._asking.get(self._url, {**params, **signed, **more})
        answer = self._read(heard)
        code, said = code_of(answer), first(word(answer, *path) for path in _SAYS)
        if code in good:
            heard.check()
            return answer
        heard.refuse(self._table.failure(code or "", said or ""), code, word(answer, "GROUP_TRANSACTIONID"))
        return None

    def _sign(self, *values: str) -> str:
        return encrypt(",".join(sorted((*values, self._user, self._password))), self._keys)

    def _read(self, heard: Heard) -> Any:
        text = heard.text.strip()
        if _HIDDEN.fullmatch(text):  # getTelephone and getSIMList: some accounts are answered so, others in JSON
            text = self._deciphered(text)
        if text.startswith(("{", "<")):
            return replace(heard, text=text).data()
        if code := _BARE.match(text):
            return {"resultCode": code[1], "resultMsg": text}
        heard.check()
        return {"RESULT": "0", "SMSG": text} if telephone(text) else {"resultMsg": text}

    def _deciphered(self, text: str) -> str:
        try:
            return decrypt(text, self._keys).strip()
        except ValueError:
            raise BadAnswer(self._table.name, "cipher") from None


def code_of(answer: Any) -> str | None:
    """Return the platform's own code in an answer: HTTP 200 alone says nothing."""
    return first(word(answer, *path) for path in _CODES)
