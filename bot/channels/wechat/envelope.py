"""The envelope: what WeChat encrypts for us, and what we encrypt for it."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import xmltodict
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException
from wechatpy.replies import TextReply

from bot.channels.wechat.guard import Refused, genuine

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Envelope:
    """Opens and seals for one account. *plain* also takes what is not encrypted: for a test account alone."""

    def __init__(self, app_id: str, token: str, aes_key: str | None, *, plain: bool, nonce: Callable[[], str]) -> None:
        self._crypto = None if aes_key is None else WeChatCrypto(token, aes_key, app_id)
        self._token, self._plain, self._nonce = token, plain, nonce

    def open(self, query: Mapping[str, str], body: bytes) -> str:
        """Return the message's XML.

        Raise Refused: 403 for a wrong signature or another app's message, 400 for what cannot be read and for plain
        text where none is allowed. In plain mode the signature says nothing about the body.
        """
        if is_sealed(query):
            return self._decrypted(query, body)
        if not self._plain:
            raise Refused(400)
        try:
            return body.decode()
        except UnicodeDecodeError as error:
            raise Refused(400) from error

    def _decrypted(self, query: Mapping[str, str], body: bytes) -> str:
        stamp, nonce, signature = (query.get(name, "") for name in ("timestamp", "nonce", "msg_signature"))
        sealed = _encrypted(body)
        if self._crypto is None:
            raise Refused(400)
        if not genuine(signature, self._token, stamp, nonce, sealed):
            raise Refused(403)
        try:
            return str(self._crypto.decrypt_message({"Encrypt": sealed}, signature, stamp, nonce))
        except InvalidAppIdException as error:
            raise Refused(403) from error
        except Exception as error:  # the library lets struct.error, ValueError, IndexError and others through
            raise Refused(400) from error

    def seal(self, said: str, *, account: str, user: str, at: int, encrypted: bool) -> str:
        """Return *said* as the XML that *account* answers *user* with; *at* is in seconds since 1970."""
        xml = TextReply(source=inert(account), target=inert(user), time=at, content=inert(said)).render()
        # the library would take the time of its own import, and a nonce of ours cannot break out of its XML
        if self._crypto is None or not encrypted:
            return str(xml)
        return str(self._crypto.encrypt_message(xml, self._nonce(), str(at)))


def is_sealed(query: Mapping[str, str]) -> bool:
    """Say whether what comes with *query* is encrypted, and wants an answer that is."""
    return query.get("encrypt_type") == "aes"


def inert(said: str) -> str:
    """Keep *said* inside its CDATA section, and free of signs that XML cannot hold."""
    return _NOT_XML.sub("", said).replace("]]>", "]]]]><![CDATA[>")


def _encrypted(body: bytes) -> str:
    """Return what an envelope holds. Raise Refused (400) when it is none."""
    try:
        held: Any = xmltodict.parse(body.decode())["xml"]["Encrypt"]
    except Exception as error:  # whatever the parser meets: ExpatError, ValueError for entities, KeyError, TypeError
        raise Refused(400) from error
    if not isinstance(held, str):
        raise Refused(400)
    return held
