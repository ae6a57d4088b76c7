"""The API that the fake WeChat serves: tokens, customer-service messages, typing and the menu, each with its limits."""

import asyncio
import json
from collections import defaultdict, deque
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.loopback import Answered, Asked
from tests.wechat.letters import APP_ID

SECRET = "an-app-secret-0123456789"
LONGEST = 2048
LARGEST = 10 << 20
IMAGES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8")
MINUTE, DAY, TWO_DAYS = 60.0, 24 * 3600.0, 48 * 3600.0
ROOM = {"message": (5, TWO_DAYS), "menu": (3, MINUTE), "follow": (3, MINUTE)}
"""How many messages may be pushed after what, and for how long."""
TYPED_FOR, TYPED_AFTER = 15.0, 30.0
LIFE, OVERLAP = 7200.0, 300.0
FORCED_A_DAY, FORCED_APART = 20, 30.0
Json = dict[str, Any]


@dataclass
class Follower:
    """Somebody who follows the account, and what they read."""

    read: list[str] = field(default_factory=list)
    wrote: float = -TWO_DAYS
    met: float = -TWO_DAYS
    """When they last did anything that may be answered by a push."""
    typed: float = -TYPED_FOR
    room: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    """Until when a message may be pushed, once for each."""

    def grant(self, trigger: str, now: float) -> None:
        most, lasts = ROOM[trigger]
        self.room[trigger] = deque([now + lasts] * most)
        self.met = now
        self.wrote = now if trigger == "message" else self.wrote

    def leave(self) -> None:
        self.room.clear()
        self.wrote = self.met = -TWO_DAYS

    def take(self, now: float) -> int:
        """Take one message's room. Return 0, or the code that says why there is none."""
        for waiting in self.room.values():
            while waiting and waiting[0] < now:
                waiting.popleft()
            if waiting:
                waiting.popleft()
                self.typed = -TYPED_FOR
                return 0
        return 45047 if now < self.wrote + TWO_DAYS else 45015

    def type(self, now: float) -> int:
        """Show "typing". Return 0, or the code that says why it cannot be shown."""
        if now - self.met > TYPED_AFTER:
            return 45080
        if now - self.typed < TYPED_FOR:
            return 45081
        self.typed = now
        return 0


@dataclass
class Tokens:
    """The account's access tokens: the one that holds, and for five minutes the one before it."""

    ends: dict[str, float] = field(default_factory=dict)
    fetched: int = 0
    forced: list[float] = field(default_factory=list)

    def give(self, body: Json, now: float) -> Json:
        if body.get("appid") != APP_ID:
            return {"errcode": 40013, "errmsg": "invalid appid"}
        if body.get("secret") != SECRET:
            return {"errcode": 40125, "errmsg": "invalid appsecret"}
        self.fetched += 1
        if body.get("force_refresh") and (refused := self._force(now)):
            return {"errcode": refused, "errmsg": "too often"}
        known = next((token for token, ends in self.ends.items() if ends > now + OVERLAP), None)
        token = known or f"secret-token-{self.fetched}"
        self.ends.setdefault(token, now + LIFE)
        return {"access_token": token, "expires_in": int(self.ends[token] - now)}

    def _force(self, now: float) -> int:
        """End every token. Return 0, or the code that says why not: too many in a day, or too soon after the last."""
        self.forced = [at for at in self.forced if at > now - DAY]
        if len(self.forced) >= FORCED_A_DAY:
            return 45009
        if self.forced and now - self.forced[-1] < FORCED_APART:
            return 45011
        self.forced.append(now)
        self.ends.clear()
        return 0

    def fault(self, token: str, now: float) -> int:
        """Return 0 for a token that holds, or the code that says what is wrong with it."""
        if token not in self.ends:
            return 40001
        return 0 if self.ends[token] > now else 42001


@dataclass
class PlatformApi:
    """Answers calls. *now* is its clock, which tests move."""

    now: float = 1000.0
    verified: bool = True
    followers: dict[str, Follower] = field(default_factory=lambda: defaultdict(Follower))
    refuses: dict[str, int] = field(default_factory=dict)
    """Codes with which calls are refused, by the last steps of their path."""
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    """Calls that are answered when their event comes."""
    called: list[str] = field(default_factory=list)
    tokens: Tokens = field(default_factory=Tokens)
    menu: list[Json] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)
    """What was uploaded, by its media_id; who reads a picture reads that."""
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, asked: Asked) -> Answered:
        address = urlsplit(asked.path)
        name = address.path.removeprefix("/cgi-bin/")
        body: Json = _read(asked)
        token = parse_qs(address.query).get("access_token", [""])[0]
        self.called.append(name)
        self.news.set()
        if name in self.held:
            await self.held[name].wait()
        return Answered(200, json.dumps(self._done(name, token, body), ensure_ascii=False).encode())

    def _done(self, name: str, token: str, body: Json) -> Json:
        if name in self.refuses:
            return {"errcode": self.refuses[name], "errmsg": f"refused {SECRET}"}
        if name == "stable_token":
            return self.tokens.give(body, self.now)
        if fault := self.tokens.fault(token, self.now):
            return {"errcode": fault, "errmsg": f"invalid credential {token}"}
        if name == "media/upload" and self.verified:
            return self._upload(body)
        if name == "menu/get":
            return {"menu": {"button": self.menu}} if self.menu else {"errcode": 46003, "errmsg": "no menu"}
        does = {
            "message/custom/send": self._send,
            "message/custom/typing": self._type,
            "menu/create": self._create,
        }
        code = does[name](body) if self.verified else 48001
        return {"errcode": code, "errmsg": "ok" if code == 0 else "no"}

    def _upload(self, body: Json) -> Json:
        content = body["media"]
        if len(content) > LARGEST:
            return {"errcode": 40009, "errmsg": "invalid image size"}
        if not content.startswith(IMAGES):
            return {"errcode": 40005, "errmsg": "invalid file type"}
        name = f"media-{len(self.media) + 1}"
        self.media[name] = content
        return {"type": "image", "media_id": name, "created_at": int(self.now)}

    def _send(self, body: Json) -> int:
        if body["msgtype"] == "image" and body["image"]["media_id"] not in self.media:
            return 40007
        said = body["text"]["content"] if body["msgtype"] == "text" else body["image"]["media_id"]
        if body["touser"] not in self.followers:
            return 40003
        if len(said.encode()) > LONGEST:
            return 45002
        code = self.followers[body["touser"]].take(self.now)
        if code == 0:
            self.see(body["touser"], said)
        return code

    def _type(self, body: Json) -> int:
        return self.followers[body["touser"]].type(self.now)

    def _create(self, body: Json) -> int:
        code = refused_menu(body["button"])
        if code == 0:
            self.menu = [{"sub_button": [], **item} for item in body["button"]]
        return code

    def see(self, user: str, shown: str) -> str:
        self.followers[user].read.append(shown)
        self.news.set()
        return shown


def _read(asked: Asked) -> Json:
    """Return the JSON that was posted, or the file."""
    kind = asked.headers.get("content-type", "")
    if not kind.startswith("multipart/form-data"):
        given: Json = json.loads(asked.body) if asked.body else {}
        return given
    message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + asked.body)
    return {
        str(part.get_param("name", header="content-disposition")): part.get_payload(decode=True)
        for part in message.iter_parts()
    }


def refused_menu(items: list[Json], *, below: bool = False) -> int:
    """Return 0 for a menu that keeps to the limits, else the code with which it is refused."""
    if not 1 <= len(items) <= (5 if below else 3):
        return 40023 if below else 40016
    for item in items:
        if len(item["name"].encode()) > (60 if below else 16):
            return 40025 if below else 40018
        if len(item.get("key", "").encode()) > 128:
            return 40026 if below else 40019
        if not below and "sub_button" in item:
            if code := refused_menu(item["sub_button"], below=True):
                return code
        elif "type" not in item:
            return 40024 if below else 40017
    return 0
