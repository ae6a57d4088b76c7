"""WeChat on loopback: it delivers sealed messages as WeChat does, judges what comes back, and serves the API.

What it seals and opens is WeRoBot's cryptography, not the one under test. Windows and quotas go by a clock of its own
that tests move; only the cut of a delivery takes real time, which tests make short.
"""

import asyncio
import json
import re
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import httpx
from werobot.crypto import MessageCrypt
from werobot.crypto.exceptions import AppIdValidationError, InvalidSignature

from tests.loopback import Answered, Asked, Server
from tests.wechat.letters import AES_KEY, APP_ID, TOKEN, signature

SECRET = "an-app-secret-0123456789"
FAULT = "该公众号提供的服务出现故障，请稍后再试"
"""What people see in place of an answer that is none."""
DELIVERIES, LONGEST = 3, 2048
MINUTE, TWO_DAYS = 60.0, 48 * 3600.0
ROOM = {"message": (5, TWO_DAYS), "menu": (3, MINUTE), "follow": (3, MINUTE)}
"""How many messages may be pushed after what, and for how long."""
_UNSEALED = (InvalidSignature, AppIdValidationError)
_TRIGGERS = {
    "": "message",
    "subscribe": "follow",
    "scan": "follow",
    "click": "menu",
    "scancode_push": "menu",
    "scancode_waitmsg": "menu",
}
Json = dict[str, Any]


@dataclass
class Follower:
    """Somebody who follows the account, and what they read."""

    read: list[str] = field(default_factory=list)
    last: float = -TWO_DAYS
    room: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    """Until when a message may be pushed, once for each."""

    def grant(self, trigger: str, now: float) -> None:
        most, lasts = ROOM[trigger]
        self.room[trigger] = deque([now + lasts] * most)

    def take(self, now: float) -> int:
        """Take one message's room. Return 0, or the code that says why there is none."""
        for waiting in self.room.values():
            while waiting and waiting[0] < now:
                waiting.popleft()
            if waiting:
                waiting.popleft()
                return 0
        return 45047 if now < self.last + TWO_DAYS else 45015


@dataclass
class Platform:
    """One account. *cut* is how long a delivery may take, in real seconds; WeChat's own is five."""

    cut: float = 5.0
    now: float = 1000.0
    verified: bool = True
    followers: dict[str, Follower] = field(default_factory=lambda: defaultdict(Follower))
    refuses: dict[str, int] = field(default_factory=dict)
    """Codes with which calls are refused, by the last step of their path."""
    fetched: int = 0
    called: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    _tokens: dict[str, float] = field(default_factory=dict)
    _crypt: MessageCrypt = field(
        default_factory=lambda: MessageCrypt(token=TOKEN, encoding_aes_key=AES_KEY, app_id=APP_ID)
    )

    def __post_init__(self) -> None:
        self._server = Server(self._answer)
        self.news = asyncio.Event()

    async def __aenter__(self) -> Self:
        await self._server.__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._server.__aexit__(*error)

    @property
    def url(self) -> str:
        return self._server.url

    def expire(self) -> None:
        """End every access token."""
        self._tokens.clear()

    # What is delivered

    async def deliver(self, callback: str, xml: str, *, fresh: bool = True) -> str | None:
        """Deliver a message until it is answered, three times at most. Return what its sender sees.

        *fresh* makes each delivery another timestamp and nonce.
        """
        user = _node(xml, "FromUserName")
        self._granted(self.followers[user], xml)
        for turn in range(DELIVERIES):
            query, body = self._sealed(xml, user, turn if fresh else 0)
            try:
                async with httpx.AsyncClient(timeout=self.cut) as http:
                    answer = await http.post(callback, params=query, content=body)
            except httpx.TransportError:
                continue
            return self._shown(user, answer, xml)
        return self._see(user, FAULT)

    def _granted(self, follower: Follower, xml: str) -> None:
        trigger = _TRIGGERS.get(_node(xml, "Event").lower())
        if trigger is not None:
            follower.grant(trigger, self.now)
        follower.last = self.now if trigger == "message" else follower.last

    def _sealed(self, xml: str, user: str, turn: int) -> tuple[dict[str, str], bytes]:
        stamp, nonce = str(int(_node(xml, "CreateTime")) + turn), f"n{turn}"
        sealed = ET.fromstring(self._crypt.encrypt_message(xml, stamp, nonce))  # noqa: S314 - its own
        encrypted = sealed.findtext("Encrypt") or ""
        query = {
            "signature": signature(TOKEN, stamp, nonce),
            "timestamp": stamp,
            "nonce": nonce,
            "openid": user,
            "encrypt_type": "aes",
            "msg_signature": sealed.findtext("MsgSignature") or "",
        }
        account = _node(xml, "ToUserName")
        body = f"<xml><ToUserName><![CDATA[{account}]]></ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
        return query, body.encode()

    def _shown(self, user: str, answer: httpx.Response, xml: str) -> str | None:
        """Judge an answer as WeChat does: silence, a text for whoever wrote, or a fault that everybody sees."""
        if answer.status_code != httpx.codes.OK:
            return self._see(user, FAULT)
        if answer.text in {"", "success"}:
            return None
        try:
            return self._see(user, self._opened(answer.text, xml))
        except (ET.ParseError, ValueError, KeyError, TypeError, AssertionError, *_UNSEALED):
            return self._see(user, FAULT)

    def _opened(self, sealed: str, xml: str) -> str:
        parts = {node.tag: node.text or "" for node in ET.fromstring(sealed)}  # noqa: S314 - a test's own server
        plain = self._crypt.decrypt_message(parts["TimeStamp"], parts["Nonce"], parts["MsgSignature"], parts["Encrypt"])
        inside = ET.fromstring(plain)  # noqa: S314 - the same
        said = {node.tag: node.text or "" for node in inside}
        assert len(said) == len(inside) == 5
        assert (said["ToUserName"], said["FromUserName"]) == (_node(xml, "FromUserName"), _node(xml, "ToUserName"))
        assert 0 < len(said["Content"].encode()) <= LONGEST
        return said["Content"]

    def _see(self, user: str, shown: str) -> str:
        self.followers[user].read.append(shown)
        self.news.set()
        return shown

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

    # The API

    async def _answer(self, asked: Asked) -> Answered:
        address = urlsplit(asked.path)
        name = address.path.removeprefix("/cgi-bin/")
        body: Json = json.loads(asked.body) if asked.body else {}
        token = parse_qs(address.query).get("access_token", [""])[0]
        self.called.append(name)
        self.news.set()
        return Answered(200, json.dumps(self._done(name, token, body), ensure_ascii=False).encode())

    def _done(self, name: str, token: str, body: Json) -> Json:
        if name in self.refuses:
            return {"errcode": self.refuses[name], "errmsg": f"refused {SECRET}"}
        if name == "stable_token":
            return self._token(body)
        if self._tokens.get(token, 0) <= self.now:
            return {"errcode": 40001 if token not in self._tokens else 42001, "errmsg": f"invalid credential {token}"}
        code = self._send(body) if name == "message/custom/send" else self._type(body)
        return {"errcode": code, "errmsg": "ok" if code == 0 else "no"}

    def _token(self, body: Json) -> Json:
        if body.get("appid") != APP_ID:
            return {"errcode": 40013, "errmsg": "invalid appid"}
        if body.get("secret") != SECRET:
            return {"errcode": 40125, "errmsg": "invalid appsecret"}
        self.fetched += 1
        known = next((token for token, ends in self._tokens.items() if ends > self.now + 300), None)
        token = known or f"secret-token-{self.fetched}"
        self._tokens.setdefault(token, self.now + 7200)
        return {"access_token": token, "expires_in": int(self._tokens[token] - self.now)}

    def _send(self, body: Json) -> int:
        said = body["text"]["content"]
        if not self.verified:
            return 48001
        if body["touser"] not in self.followers:
            return 40003
        if len(said.encode()) > LONGEST:
            return 45002
        code = self.followers[body["touser"]].take(self.now)
        if code == 0:
            self._see(body["touser"], said)
        return code

    def _type(self, body: Json) -> int:
        user = body["touser"]
        if self.now - self.followers[user].last > 30:
            return 45080
        self.typed.append(user)
        return 0


def _node(xml: str, name: str) -> str:
    found = re.search(rf"<{name}>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</{name}>", xml, re.DOTALL)
    return found[1] if found else ""
