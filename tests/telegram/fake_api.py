"""Telegram's Bot API on loopback: strict about what it takes, and able to fail on demand."""

import asyncio
import json
import re
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

import httpx

from tests.loopback import Answered, Asked, Server
from tests.telegram import limits
from tests.telegram.limits import Refusal

TOKEN = "7311234567:AAFakeTokenOfNoBotAtAll_0123456789-x"
ME = {"id": 7311234567, "is_bot": True, "first_name": "SIM Clinic", "username": "sim_clinic_bot"}
NO_HTML = "<html><body><h1>502 Bad Gateway</h1></body></html>"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    method: str
    params: Json


@dataclass(slots=True)
class Fault:
    """What happens to a call instead of, or after, what should: see `FakeApi.fail`."""

    kind: str
    value: Any = None


@dataclass
class FakeApi:
    """One bot's Telegram. Updates wait until fetched, or are posted where `setWebhook` says."""

    token: str = TOKEN
    flood: bool = False
    now: Callable[[], float] = time.monotonic
    calls: list[Call] = field(default_factory=list)
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    descriptions: dict[tuple[str, str], str] = field(default_factory=dict)
    webhook: Json = field(default_factory=dict)
    slips: list[str] = field(default_factory=list)
    """What no bot of ours should have done: a test that ends with any has failed."""
    refused: int = 0
    """How often a message was too fast."""
    down: Callable[[], bool] = lambda: False
    names: dict[int, str] = field(default_factory=dict)
    """The names of people who talk with the bot."""
    topics: dict[int, Json] = field(default_factory=dict)
    """The topics of the staff group, by their threads; a group without `forum` takes none."""
    forum: bool = True
    files: dict[str, bytes] = field(default_factory=dict)
    """What people sent, by the file's id."""
    _updates: deque[Json] = field(default_factory=deque)
    _faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    _queries: set[str] = field(default_factory=set)
    _sent_at: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _next: dict[str, int] = field(default_factory=lambda: defaultdict(lambda: 1000))
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _polling: int = 0
    _posting: set["asyncio.Task[None]"] = field(default_factory=set)
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def __aenter__(self) -> Self:
        self._server = await self._stack.enter_async_context(Server(self._answer))
        self._client = await self._stack.enter_async_context(httpx.AsyncClient(timeout=10, trust_env=False))
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._posting:
            task.cancel()
        await asyncio.gather(*self._posting, return_exceptions=True)
        await self._stack.aclose()

    @property
    def url(self) -> str:
        return self._server.url

    # What a test says and sees

    def number(self, kind: str) -> int:
        self._next[kind] += 1
        return self._next[kind]

    def push(self, update: Json) -> Json:
        """Have Telegram deliver *update*, by whichever way the bot has chosen."""
        update = {"update_id": self.number("update"), **update}
        kinds = self.webhook.get("allowed_updates")
        if self.webhook.get("url"):
            if not kinds or any(kind in update for kind in kinds):
                task = asyncio.create_task(self._post(update))
                self._posting.add(task)
                task.add_done_callback(self._posting.discard)
        else:
            self._updates.append(update)
            self._arrived.set()
        return update

    @property
    def fetched(self) -> bool:
        """Say whether the bot has taken over all updates."""
        return not self._updates

    def fail(self, method: str, *faults: Fault) -> None:
        """Let the next calls of *method* meet *faults*, one each.

        To fetch a file is the method "download".
        refuse (code, description) · flood seconds · moved chat · html status · odd result · hang seconds ·
        cut: before it is done · cut_after: when it is done.
        """
        self._faults[method].extend(faults)

    def sent(self, method: str = "sendMessage") -> list[Json]:
        return [call.params for call in self.calls if call.method == method]

    async def until(self, holds: Callable[[], bool], within: float = 10.0) -> None:
        """Wait until *holds*; fail the test when it does not in time."""
        async with asyncio.timeout(within):
            while not holds():  # noqa: ASYNC110 - what is waited for may be anything
                await asyncio.sleep(0.005)

    async def until_sent(self, count: int, method: str = "sendMessage", within: float = 10.0) -> list[Json]:
        await self.until(lambda: len(self.sent(method)) >= count, within)
        return self.sent(method)

    # The wire

    async def _answer(self, asked: Asked) -> Answered:
        if self.down():
            return Answered(0, b"")
        match = re.fullmatch(r"/(file/)?bot([^/]+)/(\w+)(?:[/?].*)?", asked.path)
        if match is None or match[2] != self.token:
            return _error(Refusal(401, "Unauthorized"))
        name = "download" if match[1] else match[3]
        params = {"file_id": asked.path.rpartition("/")[2]} if match[1] else _params(asked)
        fault = self._faults[name].popleft() if self._faults[name] else Fault("none")
        try:
            return await self._with(fault, name, params)
        except Refusal as refusal:
            return _error(refusal)

    async def _with(self, fault: Fault, name: str, params: Json) -> Answered:
        match fault.kind:
            case "html":
                return Answered(fault.value or 502, NO_HTML.encode(), "text/html")
            case "odd":
                return Answered(200, json.dumps({"ok": True, "result": fault.value}).encode())
            case "refuse":
                raise Refusal(*fault.value)
            case "flood":
                raise Refusal(429, "Too Many Requests", retry_after=fault.value)
            case "moved":
                raise Refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=fault.value)
            case "cut":
                return Answered(0, b"")
            case "hang":
                await asyncio.sleep(fault.value)
        result = await self._done(name, params)
        if fault.kind == "cut_after":
            return Answered(0, b"")
        if isinstance(result, bytes):
            return Answered(200, result, "application/octet-stream")
        return Answered(200, json.dumps({"ok": True, "result": result}).encode())

    async def _done(self, name: str, params: Json) -> Any:
        method = getattr(self, f"_do_{name}", None)
        if method is None:
            self.slips.append(f"unknown method {name}")
            raise Refusal(404, "Not Found")
        result = await method(params)
        self.calls.append(Call(name, params))
        return result

    # The methods

    async def _do_getMe(self, params: Json) -> Json:  # noqa: N802
        del params
        return ME

    async def _do_getUpdates(self, params: Json) -> list[Json]:  # noqa: N802
        if self.webhook.get("url"):
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        offset = int(params.get("offset", 0))
        while self._updates and self._updates[0]["update_id"] < offset:
            self._updates.popleft()
        if not self._updates:
            self._arrived.clear()
            try:
                async with asyncio.timeout(min(float(params.get("timeout", 0)), 1.0)):
                    await self._arrived.wait()
            except TimeoutError:
                return []
        return list(self._updates)[: int(params.get("limit", 100))]

    async def _do_setWebhook(self, params: Json) -> bool:  # noqa: N802
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", params.get("secret_token", "x")):
            raise Refusal(400, "Bad Request: secret token contains unallowed characters")
        kept = {"allowed_updates": self.webhook.get("allowed_updates")}
        self.webhook = {**kept, **params}
        if "allowed_updates" in params:
            self.webhook["allowed_updates"] = json.loads(params["allowed_updates"])
        return True

    async def _do_deleteWebhook(self, params: Json) -> bool:  # noqa: N802
        del params
        self.webhook.pop("url", None)
        return True

    async def _do_getWebhookInfo(self, params: Json) -> Json:  # noqa: N802
        del params
        return {
            "url": self.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
        }

    async def _do_sendMessage(self, params: Json) -> Json:  # noqa: N802
        self._keep_pace(int(params["chat_id"]))
        text = limits.shown(params.get("text", ""), params.get("parse_mode"))
        limits.check_text(text)
        return self._message(params, {"text": text.strip()})

    async def _do_sendPhoto(self, params: Json) -> Json:  # noqa: N802
        caption = limits.shown(params.get("caption", ""), params.get("parse_mode"))
        if caption:
            limits.check_text(caption, 1024)
        photo = {"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}
        return self._message(params, {"caption": caption, "photo": [photo]})

    async def _do_sendDocument(self, params: Json) -> Json:  # noqa: N802
        return self._message(params, {"document": {"file_id": "d", "file_unique_id": "d"}})

    async def _do_editMessageText(self, params: Json) -> Json:  # noqa: N802
        place = (int(params["chat_id"]), int(params["message_id"]))
        if place not in self.messages:
            raise Refusal(400, "Bad Request: message to edit not found")
        text = limits.shown(params.get("text", ""), params.get("parse_mode"))
        limits.check_text(text)
        markup = limits.keyboard(params)
        old = self.messages[place]
        if old["text"] == text and old.get("reply_markup") == markup:
            raise Refusal(400, "Bad Request: message is not modified: specified new message content is the same")
        bare = {name: value for name, value in old.items() if name != "reply_markup"}
        self.messages[place] = {**bare, "text": text} | ({"reply_markup": markup} if markup else {})
        return self.messages[place]

    async def _do_answerCallbackQuery(self, params: Json) -> bool:  # noqa: N802
        if len(params.get("text", "")) > 200:
            raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
        if params["callback_query_id"] not in self._queries:
            raise Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self._queries.discard(params["callback_query_id"])
        return True

    async def _do_sendChatAction(self, params: Json) -> bool:  # noqa: N802
        return bool(params["action"] == "typing")

    async def _do_setMyCommands(self, params: Json) -> bool:  # noqa: N802
        limits.check_commands(params)
        scope = json.loads(params.get("scope", '{"type": "default"}'))["type"]
        self.commands[scope, params.get("language_code", "")] = json.loads(params["commands"])
        return True

    async def _do_setMyDescription(self, params: Json) -> bool:  # noqa: N802
        return self._describe("long", params, params["description"], 512)

    async def _do_setMyShortDescription(self, params: Json) -> bool:  # noqa: N802
        return self._describe("short", params, params["short_description"], 120)

    async def _do_setChatMenuButton(self, params: Json) -> bool:  # noqa: N802
        return bool(json.loads(params["menu_button"])["type"] == "commands")

    async def _do_getChat(self, params: Json) -> Json:  # noqa: N802
        chat = int(params["chat_id"])
        if chat not in self.names:
            raise Refusal(400, "Bad Request: chat not found")
        gifts = dict.fromkeys(("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription"), False)
        own = {
            "accent_color_id": 0,
            "max_reaction_count": 1,
            "accepted_gift_types": {**gifts, "gifts_from_channels": False},
        }
        return {"id": chat, "type": "private", "username": self.names[chat], **own}

    async def _do_createForumTopic(self, params: Json) -> Json:  # noqa: N802
        if not self.forum:
            raise Refusal(400, "Bad Request: the chat is not a forum")
        if not 1 <= len(params["name"]) <= 128:
            raise Refusal(400, "Bad Request: topic name is too long")
        thread = self.number("message")
        self.topics[thread] = {"message_thread_id": thread, "name": params["name"], "icon_color": 7322096}
        return self.topics[thread]

    async def _do_closeForumTopic(self, params: Json) -> bool:  # noqa: N802
        return self._shut(params, closed=True)

    async def _do_reopenForumTopic(self, params: Json) -> bool:  # noqa: N802
        return self._shut(params, closed=False)

    async def _do_copyMessage(self, params: Json) -> Json:  # noqa: N802
        self._thread(params)
        return {"message_id": self._message(params, {"text": ""})["message_id"]}

    async def _do_getFile(self, params: Json) -> Json:  # noqa: N802
        if len(self.files.get(params["file_id"], b"")) > 20 << 20:
            raise Refusal(400, "Bad Request: file is too big")
        return {"file_id": params["file_id"], "file_unique_id": "u", "file_path": f"documents/{params['file_id']}"}

    async def _do_download(self, params: Json) -> bytes:
        if params["file_id"] not in self.files:
            raise Refusal(404, "Not Found")
        return self.files[params["file_id"]]

    # What they share

    def _thread(self, params: Json) -> Json:
        """Return what a message in a topic says of it; refuse a topic that is not there."""
        if "message_thread_id" not in params:
            return {}
        thread = int(params["message_thread_id"])
        if thread not in self.topics:
            raise Refusal(400, "Bad Request: message thread not found")
        return {"message_thread_id": thread, "is_topic_message": True}

    def _shut(self, params: Json, *, closed: bool) -> bool:
        topic = self.topics[int(params["message_thread_id"])]
        if topic.get("closed", False) == closed:
            raise Refusal(400, "Bad Request: TOPIC_NOT_MODIFIED")
        topic["closed"] = closed
        return True

    def _describe(self, which: str, params: Json, text: str, most: int) -> bool:
        if len(text) > most:
            raise Refusal(400, "Bad Request: description is too long")
        self.descriptions[which, params.get("language_code", "")] = text
        return True

    def _message(self, params: Json, content: Json) -> Json:
        chat = int(params["chat_id"])
        kind = "private" if chat > 0 else "supergroup"
        markup = limits.keyboard(params)
        message = {
            "message_id": self.number("message"),
            "date": int(time.time()),
            "chat": {"id": chat, "type": kind},
            "from": ME,
            **self._thread(params),
            **content,
            **({"reply_markup": markup} if markup else {}),
        }
        self.messages[chat, message["message_id"]] = message
        return message

    def _keep_pace(self, chat: int) -> None:
        """Refuse what is too fast, when told to: 30 a second, and a burst of five to one chat."""
        if not self.flood:
            return
        now = self.now()
        for key, most, span in ((0, 30, 1.0), (chat, 5 if chat > 0 else 20, 1.0 if chat > 0 else 60.0)):
            sent = self._sent_at[key]
            while sent and now - sent[0] >= span:
                sent.popleft()
            if len(sent) >= most:
                self.refused += 1
                raise Refusal(429, "Too Many Requests: retry after 1", retry_after=1)
        self._sent_at[0].append(now)
        self._sent_at[chat].append(now)

    def query(self, update: Json) -> Json:
        """Remember the query of a callback update, which may be answered once."""
        self._queries.add(update["callback_query"]["id"])
        return update

    async def _post(self, update: Json) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
        for _ in range(100):
            try:
                response = await self._client.post(self.webhook["url"], json=update, headers=headers)
            except httpx.HTTPError:
                response = None
            if response is not None and response.is_success:
                return
            await asyncio.sleep(0.02)


def _params(asked: Asked) -> Json:
    kind = asked.headers.get("content-type", "")
    if kind.startswith("application/json"):
        given: Json = json.loads(asked.body)
        return given
    if kind.startswith("multipart/form-data"):
        return dict(_parts(kind, asked.body))
    return dict(parse_qsl(urlsplit(asked.path).query)) | dict(parse_qsl(asked.body.decode(), keep_blank_values=True))


def _parts(kind: str, body: bytes) -> Iterator[tuple[str, Any]]:
    message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    for part in message.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        yield name, (part.get_filename(), content) if part.get_filename() else content.decode()


def _error(refusal: Refusal) -> Answered:
    body: Json = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return Answered(refusal.code, json.dumps(body).encode())
