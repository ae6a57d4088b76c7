"""WeChat on loopback: it delivers sealed messages as WeChat does, judges what comes back, and serves the API.

What it seals and opens is WeRoBot's cryptography, not the one under test. Windows and quotas go by a clock of its own
that tests move; only the cut of a delivery takes real time, which tests make short.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self
from xml.etree import ElementTree as ET

import httpx
from werobot.crypto import MessageCrypt
from werobot.crypto.exceptions import AppIdValidationError, InvalidSignature

from tests.loopback import Server
from tests.wechat.letters import AES_KEY, APP_ID, TOKEN, query, signature
from tests.wechat.platform_api import LONGEST, SECRET, Follower, PlatformApi

__all__ = ["FAULT", "SECRET", "Platform"]
FAULT = "该公众号提供的服务出现故障，请稍后再试"
"""What people see in place of an answer that is none."""
DELIVERIES = 3
WINDOW = 5.0
"""Seconds that WeChat waits for the answer to a delivery."""
_UNSEALED = (InvalidSignature, AppIdValidationError)
_TRIGGERS = {
    "": "message",
    "subscribe": "follow",
    "scan": "follow",
    "click": "menu",
    "scancode_push": "menu",
    "scancode_waitmsg": "menu",
}


@dataclass
class Platform(PlatformApi):
    """One account. *cut* is how long a delivery may take, in real seconds, but for the last one: that has them all.

    Nothing is delivered after it, so an answer that a busy machine is late with would be lost.
    """

    cut: float = WINDOW
    _crypt: MessageCrypt = field(
        default_factory=lambda: MessageCrypt(token=TOKEN, encoding_aes_key=AES_KEY, app_id=APP_ID)
    )

    def __post_init__(self) -> None:
        self._server = Server(self.answer)
        # an idle connection may be closed by a server just when it is used again
        self._http = httpx.AsyncClient(trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))

    async def __aenter__(self) -> Self:
        await self._server.__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._http.aclose()
        await self._server.__aexit__(*error)

    @property
    def url(self) -> str:
        return self._server.url

    def expire(self) -> None:
        """End every access token."""
        self.tokens.ends.clear()

    # What is delivered

    async def deliver(self, callback: str, xml: str, *, fresh: bool = True) -> str | None:
        """Deliver a message until it is answered, three times at most. Return what its sender sees.

        *fresh* makes each delivery another timestamp and nonce.
        """
        user = _node(xml, "FromUserName")
        self._granted(self.followers[user], xml)
        for turn in range(DELIVERIES):
            try:
                answer = await self.post(callback, xml, turn if fresh else 0, self._patience(turn))
            except httpx.TransportError:
                continue
            return self._shown(user, answer, xml)
        return self.see(user, FAULT)

    async def post(self, callback: str, xml: str, turn: int, patience: float = WINDOW) -> httpx.Response:
        """Deliver a message once. Raise a TransportError of httpx when nothing comes back within *patience* seconds."""
        given, body = self._sealed(xml, _node(xml, "FromUserName"), turn)
        return await self._http.post(callback, params=given, content=body, timeout=patience)

    async def check(self, callback: str, echo: str, *, at: int, token: str = TOKEN) -> httpx.Response:
        """Ask the address what WeChat asks when it is entered in the console."""
        stamp = str(at)
        asked = {**query(at, "n", echostr=echo), "signature": signature(token, stamp, "n")}
        return await self._http.get(callback, params=asked)

    def _patience(self, turn: int) -> float:
        return self.cut if turn < DELIVERIES - 1 else max(self.cut, WINDOW)

    def _granted(self, follower: Follower, xml: str) -> None:
        event = _node(xml, "Event").lower()
        if event == "unsubscribe":
            follower.leave()
        elif event in _TRIGGERS:
            follower.grant(_TRIGGERS[event], self.now)

    def _sealed(self, xml: str, user: str, turn: int) -> tuple[dict[str, str], bytes]:
        stamp, nonce = str(int(_node(xml, "CreateTime")) + turn), f"n{turn}"
        sealed = ET.fromstring(self._crypt.encrypt_message(xml, stamp, nonce))  # noqa: S314 - its own
        encrypted = sealed.findtext("Encrypt") or ""
        given = {
            "signature": signature(TOKEN, stamp, nonce),
            "timestamp": stamp,
            "nonce": nonce,
            "openid": user,
            "encrypt_type": "aes",
            "msg_signature": sealed.findtext("MsgSignature") or "",
        }
        account = _node(xml, "ToUserName")
        body = f"<xml><ToUserName><![CDATA[{account}]]></ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
        return given, body.encode()

    def _shown(self, user: str, answer: httpx.Response, xml: str) -> str | None:
        """Judge an answer as WeChat does: silence, a text for whoever wrote, or a fault that everybody sees."""
        if answer.status_code != httpx.codes.OK:
            return self.see(user, FAULT)
        if answer.text in {"", "success"}:
            return None
        try:
            return self.see(user, self.opened(answer.text, xml))
        except (ET.ParseError, ValueError, KeyError, TypeError, AssertionError, *_UNSEALED):
            return self.see(user, FAULT)

    def opened(self, sealed: str, xml: str) -> str:
        parts = {node.tag: node.text or "" for node in ET.fromstring(sealed)}  # noqa: S314 - a test's own server
        plain = self._crypt.decrypt_message(parts["TimeStamp"], parts["Nonce"], parts["MsgSignature"], parts["Encrypt"])
        inside = ET.fromstring(plain)  # noqa: S314 - the same
        said = {node.tag: node.text or "" for node in inside}
        assert len(said) == len(inside) == 5
        assert (said["ToUserName"], said["FromUserName"]) == (_node(xml, "FromUserName"), _node(xml, "ToUserName"))
        assert 0 < len(said["Content"].encode()) <= LONGEST
        return said["Content"]

    async def until(self, condition: Callable[[], bool], within: float = 10.0) -> None:
        """Wait until *condition* holds; it is looked at whenever something was called or read."""
        async with asyncio.timeout(within):
            while not condition():
                self.news.clear()
                await self.news.wait()

    async def until_read(self, user: str, count: int) -> list[str]:
        """Wait until *user* has read *count* texts. Return them."""
        read = self.followers[user].read
        await self.until(lambda: len(read) >= count)
        return read


def _node(xml: str, name: str) -> str:
    found = re.search(rf"<{name}>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</{name}>", xml, re.DOTALL)
    return found[1] if found else ""
