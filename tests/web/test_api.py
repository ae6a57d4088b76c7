"""The API: what it answers, what it refuses, and that nothing a stranger sends breaks it."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from bot.app import App
from bot.channels.web import requests
from bot.channels.web.limits import Limits
from bot.channels.web.page import Page
from bot.channels.web.requests import MOST_BYTES, Desk
from bot.channels.web.site import HEADERS, site
from bot.domain.message import Memory, Person
from bot.errors import AuthFailed, BadAnswer, SourceDown, SourceError, StoreLocked, Throttled, Unclassified
from tests.web.clinic import NOBODYS, NUMBERS, WORKING, Forgetful, failing, neighbour, open_app, visitor

MESSAGES = "/api/v1/messages"
JSON = {"Content-Type": "application/json"}
LANGUAGES = ["zh", "en"]


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def app(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[App]:
    async with open_app(tmp_path_factory.mktemp("api"), staff=("telegram:42",)) as app:
        yield app


@pytest.fixture
async def ask(app: App) -> AsyncIterator[httpx.AsyncClient]:
    async with visitor(app) as client:
        yield client


def diagnosis_of(number: str) -> str:
    return f"/api/v1/cards/{quote(number, safe='')}/diagnosis"


# Messages


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("number", NUMBERS)
async def test_a_message_about_a_card_brings_its_diagnosis(ask: httpx.AsyncClient, number: str, lang: str) -> None:
    """Every demo card, in both languages."""
    said = await ask.post(MESSAGES, json={"user": "ann", "text": number, "lang": lang})
    told = await ask.get(diagnosis_of(number), params={"lang": lang})
    assert (said.status_code, told.status_code) == (200, 200)
    answer = said.json()
    assert answer.keys() == {"lang", "text", "blocks", "buttons", "diagnosis"}
    assert answer["lang"] == lang
    assert answer["diagnosis"] == told.json()
    assert answer["diagnosis"]["headline"] in answer["text"].partition("\n")[0]


@pytest.mark.parametrize(
    ("said", "lang", "answered"),
    [
        pytest.param([NUMBERS[0]], None, "zh", id="a bare number: the deployment's"),
        pytest.param(["what is wrong with my card?"], None, "en", id="the message's own"),
        pytest.param(["what is wrong with my card?"], "zh", "zh", id="the one asked for goes first"),
        pytest.param(["English", NUMBERS[0]], None, "en", id="the one chosen before"),
        pytest.param(["English", "卡怎么了"], None, "zh", id="the message's own before the one chosen"),
        pytest.param(["English", NUMBERS[0]], "zh", "zh", id="the one asked for before the one chosen"),
    ],
)
async def test_the_language_is_the_one_asked_for_else_the_messages_own_else_the_users(
    ask: httpx.AsyncClient, said: list[str], lang: str | None, answered: str, request: pytest.FixtureRequest
) -> None:
    answers = [await ask.post(MESSAGES, json={"user": request.node.name, "text": text, "lang": lang}) for text in said]
    assert answers[-1].json()["lang"] == answered


async def test_users_do_not_share_what_is_remembered(ask: httpx.AsyncClient) -> None:
    await ask.post(MESSAGES, json={"user": "mine", "text": WORKING})
    mine = await ask.post(MESSAGES, json={"user": "mine", "text": "again", "lang": "en"})
    theirs = await ask.post(MESSAGES, json={"user": "theirs", "text": "again", "lang": "en"})
    assert mine.json()["diagnosis"]["iccid"] == WORKING
    assert theirs.json()["diagnosis"] is None
    assert WORKING[-4:] not in theirs.text


@pytest.mark.parametrize("user", ["telegram:42", "42", "web:0123", "api:mine"])
async def test_no_user_of_the_api_is_a_user_of_another_channel(app: App, ask: httpx.AsyncClient, user: str) -> None:
    """Neither their memory nor their rights: telegram:42 is staff here."""
    channel, _, name = user.rpartition(":")
    await app.memories.remember(Person(channel or "telegram", name), Memory(last_card=WORKING))
    answer = await ask.post(MESSAGES, json={"user": user, "text": "again", "lang": "en"})
    assert answer.json()["diagnosis"] is None
    about = await ask.post(MESSAGES, json={"user": user, "text": WORKING})
    assert WORKING not in about.json()["text"]


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({"text": "8986\ud800 0625"}, id="a lone surrogate in the text"),
        pytest.param({"user": "\udfff"}, id="a lone surrogate for a user"),
        pytest.param({"text": "\x00" * 10}, id="control characters"),
        pytest.param({"user": "a\x00b"}, id="a NUL in the user"),
        pytest.param({"text": "\u202e\u2066" + WORKING}, id="marks that turn the writing"),
        pytest.param({"text": "9" * 20_000}, id="digits without end"),
        pytest.param({"text": (WORKING + " ") * 900}, id="the same card a thousand times"),
        pytest.param({"text": "（" * 20_000}, id="nothing but brackets"),
        pytest.param({"text": "🀄" * 20_000, "user": "🀄" * 128}, id="as many bytes as the longest text can have"),
        pytest.param({"text": "</script><script>alert(1)</script>"}, id="markup"),
        pytest.param({"text": "%s%n{number}{ $number }"}, id="placeholders"),
        pytest.param({"unknown": 10**4000, "lang": None}, id="a huge number in a field of no interest"),
        pytest.param({"unknown": [[[[]]]], "user": "x" * 128}, id="the longest user"),
    ],
)
async def test_whatever_is_said_is_answered(
    ask: httpx.AsyncClient, caplog: pytest.LogCaptureFixture, sent: dict[str, Any]
) -> None:
    content = json.dumps({"user": "odd", "text": "hm", **sent})
    answer = await ask.post(MESSAGES, content=content, headers=JSON)
    assert answer.status_code == 200
    assert answer.json()["text"]
    assert [record.getMessage() for record in caplog.records if record.levelno > logging.INFO] == []


@pytest.mark.parametrize(
    ("content", "headers", "status", "error"),
    [
        pytest.param("{}", {"Content-Type": "text/plain"}, 415, "not_json", id="a form another site can send"),
        pytest.param("{}", {"Content-Type": "application/x-www-form-urlencoded"}, 415, "not_json", id="a form"),
        pytest.param("{}", {"Content-Type": "text/plain; x=application/json"}, 415, "not_json", id="JSON in disguise"),
        pytest.param("{}", {}, 415, "not_json", id="no type"),
        pytest.param("{}", {"Content-Type": "Application/JSON; charset=utf-8"}, 422, "invalid_request", id="JSON"),
        pytest.param("", JSON, 400, "invalid_json", id="nothing"),
        pytest.param("{'user': 1}", JSON, 400, "invalid_json", id="no JSON"),
        pytest.param(b"\xff\xfe{", JSON, 400, "invalid_json", id="no UTF-8"),
        pytest.param("[" * 60_000, JSON, 400, "invalid_json", id="too deep"),
        pytest.param('{"a":' * 10_000 + "1" + "}" * 10_000, JSON, 400, "invalid_json", id="too deep, and whole"),
        pytest.param('{"user": %s}' % ("9" * 5000), JSON, 400, "invalid_json", id="a number too long to be read"),
        pytest.param("[]", JSON, 422, "invalid_request", id="a list"),
        pytest.param("null", JSON, 422, "invalid_request", id="null"),
        pytest.param('"text"', JSON, 422, "invalid_request", id="a string"),
        pytest.param('{"text": "a"}', JSON, 422, "invalid_request", id="no user"),
        pytest.param('{"user": "a"}', JSON, 422, "invalid_request", id="no text"),
        pytest.param('{"user": 1, "text": "a"}', JSON, 422, "invalid_request", id="a number for a user"),
        pytest.param('{"user": null, "text": "a"}', JSON, 422, "invalid_request", id="null for a user"),
        pytest.param('{"user": "", "text": "a"}', JSON, 422, "invalid_request", id="an empty user"),
        pytest.param('{"user": " \\t\\u3000", "text": "a"}', JSON, 422, "invalid_request", id="a blank user"),
        pytest.param('{"user": "%s", "text": "a"}' % ("x" * 129), JSON, 422, "invalid_request", id="a long user"),
        pytest.param('{"user": "a", "text": ["a"]}', JSON, 422, "invalid_request", id="a list for a text"),
        pytest.param('{"user": "a", "text": "%s"}' % ("x" * 20_001), JSON, 422, "invalid_request", id="a long text"),
        pytest.param('{"user": "a", "text": "a", "lang": "fr"}', JSON, 422, "invalid_request", id="no such language"),
        pytest.param('{"user": "a", "text": "a", "lang": ["en"]}', JSON, 422, "invalid_request", id="a list of them"),
        pytest.param('{"user": "a", "text": "a", "lang": {}}', JSON, 422, "invalid_request", id="an object for one"),
        pytest.param("x" * (MOST_BYTES + 1), JSON, 413, "too_large", id="too much"),
    ],
)
async def test_what_is_no_message_is_refused(
    ask: httpx.AsyncClient, content: str | bytes, headers: dict[str, str], status: int, error: str
) -> None:
    answer = await ask.post(MESSAGES, content=content, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.json()["message"]


async def test_a_body_of_just_the_allowed_size_is_read(ask: httpx.AsyncClient) -> None:
    bare = json.dumps({"user": "a", "text": "a", "more": ""})
    content = bare[:-2] + "x" * (MOST_BYTES - len(bare)) + bare[-2:]
    assert len(content) == MOST_BYTES
    assert (await ask.post(MESSAGES, content=content, headers=JSON)).status_code == 200


class Body:
    """A body that comes in pieces without its size being told, and counts what was asked for."""

    def __init__(self, *pieces: bytes, then: float = 0) -> None:
        self._pieces = pieces
        self._then = then
        self.sent = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            self.sent += 1
            yield piece
        await asyncio.sleep(self._then)


async def test_a_body_that_does_not_end_is_not_read_to_its_end(ask: httpx.AsyncClient) -> None:
    body = Body(*[b"x" * 1024] * 1000)
    answer = await ask.post(MESSAGES, content=body, headers=JSON)
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")
    assert answer.headers["connection"] == "close"
    assert body.sent == MOST_BYTES // 1024 + 1


async def test_a_body_announced_as_too_large_is_not_read_at_all(ask: httpx.AsyncClient) -> None:
    body = Body(*[b"x" * 1024] * 1000)
    answer = await ask.post(MESSAGES, content=body, headers={**JSON, "Content-Length": str(MOST_BYTES + 1)})
    assert (answer.status_code, body.sent) == (413, 0)


async def test_a_body_that_comes_too_slowly_is_given_up(
    ask: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests, "PATIENCE", 0.05)
    answer = await ask.post(MESSAGES, content=Body(b'{"user":', then=60), headers=JSON)
    assert (answer.status_code, answer.json()["error"]) == (408, "too_slow")
    assert answer.headers["connection"] == "close"


async def test_somebody_who_goes_away_while_sending_is_no_fault_of_ours(
    app: App, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    coming = iter([{"type": "http.request", "body": b'{"user":', "more_body": True}, {"type": "http.disconnect"}])
    sent: list[Any] = []

    async def receive() -> Any:
        return next(coming)

    async def send(message: Any) -> None:
        sent.append(message)

    whole = site(Desk(front=app, limits=Limits(10, lambda: 0.0), default_lang="zh"), Page())
    await whole(_scope("POST", MESSAGES, {"content-type": "application/json"}), receive, send)
    assert sent[0]["status"] == 400
    assert [record.levelname for record in caplog.records] == ["INFO"]


def _scope(method: str, path: str, headers: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("192.0.2.1", 4711),
        "server": ("clinic.example", 80),
    }


# The diagnosis of a card


@pytest.mark.parametrize(
    ("written", "number"),
    [
        pytest.param("8986 0625 0210 4560 0014", "89860625021045600014", id="in groups"),
        pytest.param("8986-0625-0210-4560-0014", "89860625021045600014", id="with dashes"),
        pytest.param("８９８６０６２５０２１０４５６０００１４", "89860625021045600014", id="full-width"),
        pytest.param("\u200b89860625021045600014\ufeff", "89860625021045600014", id="with what cannot be seen"),
        pytest.param(" '89860625021045600014 ", "89860625021045600014", id="out of a spreadsheet"),
        pytest.param("898604d1025078900002", "898604D1025078900002", id="lower case"),
    ],
)
async def test_a_number_may_be_spelt_in_any_way(ask: httpx.AsyncClient, written: str, number: str) -> None:
    answer = await ask.get(diagnosis_of(written))
    assert (answer.status_code, answer.json()["iccid"]) == (200, number)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("8986", id="too short"),
        pytest.param("89860625021045600014" * 2, id="too long"),
        pytest.param("9" * 8000, id="far too long"),
        pytest.param("460060000000001", id="an IMSI"),
        pytest.param("%20", id="a blank"),
        pytest.param("", id="nothing"),
        pytest.param("8986%2F0625%2F0210", id="slashes"),
        pytest.param("..%2f..%2fetc%2fpasswd", id="a way out"),
        pytest.param("89860625021045600014%00", id="a NUL"),
        pytest.param("%FF%FE8986", id="no UTF-8"),
        pytest.param("８９８６'; DROP TABLE cards; --", id="SQL"),
    ],
)
async def test_what_is_no_card_number_is_told_so(ask: httpx.AsyncClient, path: str) -> None:
    answer = await ask.get(f"/api/v1/cards/{path}/diagnosis")
    assert (answer.status_code, answer.json()["error"]) == (422, "not_an_iccid")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("at", "days_left"),
    [
        pytest.param("2026-11-22", 9, id="a day"),
        pytest.param("2026-11-30T23:59:59", 1, id="local without a zone"),
        pytest.param("2026-11-30T16:00:00Z", 0, id="midnight in Shanghai, told in UTC"),
        pytest.param("2026-11-30T23:59:59+08:00", 1, id="with a zone"),
        pytest.param("2026-11-30T23:59:59 08:00", 1, id="with a zone whose plus has become a space"),
        pytest.param("2026-11-30 23:59", 1, id="with a space for the T"),
    ],
)
async def test_a_card_can_be_asked_about_at_another_time(
    ask: httpx.AsyncClient, at: str, days_left: int, lang: str
) -> None:
    answer = await ask.get(diagnosis_of("898604D1025078900002"), params={"at": at, "lang": lang})
    cycle_end, *_ = (event for event in answer.json()["events"] if event["event"] == "cycle_end")
    expected = {"event": "cycle_end", "on": "2026-12-01", "days_left": days_left}
    assert cycle_end == (expected if days_left else {"event": "cycle_end", "on": "2027-01-01", "days_left": 31})


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "at", ["1900-01-01T00:00:00+23:59", "1900-01-01", "1969-12-31T23:59:59Z", "2400-02-29", "8999-12-31T23:59:59-23:59"]
)
async def test_the_farthest_times_are_answered(ask: httpx.AsyncClient, at: str, lang: str) -> None:
    """For every demo card, so for every text."""
    answers = [await ask.get(diagnosis_of(number), params={"at": at, "lang": lang}) for number in NUMBERS]
    assert [answer.status_code for answer in answers] == [200] * len(NUMBERS)


@pytest.mark.parametrize(
    "at",
    [
        "",
        "now",
        "2026-13-01",
        "2026-02-30",
        "22.11.2026",
        "２０２６-11-22",
        "2026-11-22T25:00",
        "2026-11-22T12:00+99:00",
        "0001-01-01",
        "0001-01-01T00:00:00+14:00",
        "1898-12-31T23:59:59",
        "9001-01-01",
        "9999-12-31",
        "9999-12-31T23:59:59-12:00",
        "9000-12-31T23:59:59-12:00",
        "9" * 5000,
    ],
)
async def test_what_is_no_time_is_told_so(ask: httpx.AsyncClient, at: str) -> None:
    answer = await ask.get(diagnosis_of(WORKING), params={"at": at})
    assert (answer.status_code, answer.json()["error"]) == (422, "invalid_time")


async def test_a_card_that_nobody_knows_is_not_found(ask: httpx.AsyncClient) -> None:
    answer = await ask.get(diagnosis_of(NOBODYS))
    assert (answer.status_code, answer.json()["error"]) == (404, "card_not_found")


@pytest.mark.parametrize(
    "error", [Throttled("aliyun"), AuthFailed("aliyun"), SourceDown("aliyun"), BadAnswer("aliyun"), Unclassified("x")]
)
async def test_a_source_that_cannot_say_is_never_a_card_that_is_not_there(app: App, error: SourceError) -> None:
    ask = visitor(failing(app, error))
    told = await ask.get(diagnosis_of(WORKING), params={"lang": "en"})
    assert (told.status_code, told.json()["error"]) == (503, "source_unavailable")
    assert told.json()["reason"] == error.reason
    said = await ask.post(MESSAGES, json={"user": "ann", "text": WORKING, "lang": "en"})
    assert (said.status_code, said.json()["diagnosis"]) == (200, None)
    assert said.json()["text"].partition("\n")[0] == told.json()["message"]


# The language of errors


@pytest.mark.parametrize(
    ("params", "headers", "lang"),
    [
        pytest.param({}, {}, "zh", id="the deployment's"),
        pytest.param({"lang": "en"}, {"Accept-Language": "zh-CN"}, "en", id="the one asked for"),
        pytest.param({}, {"Accept-Language": "en-GB,en;q=0.9,zh;q=0.8"}, "en", id="the browser's"),
        pytest.param({}, {"Accept-Language": "fr, de;q=0.5, en;q=0.1"}, "en", id="the first one we speak"),
        pytest.param({}, {"Accept-Language": "x" * 5000}, "zh", id="no language at all"),
        pytest.param({"lang": "fr"}, {"Accept-Language": "en"}, "en", id="one we do not speak"),
    ],
)
async def test_an_error_speaks_the_readers_language(
    ask: httpx.AsyncClient, params: dict[str, str], headers: dict[str, str], lang: str
) -> None:
    answer = await ask.get("/api/v1/cards/1/diagnosis", params=params, headers=headers)
    assert answer.json()["message"].isascii() is (lang == "en")


async def test_the_error_of_a_message_speaks_the_messages_language(ask: httpx.AsyncClient) -> None:
    answer = await ask.post(MESSAGES, json={"lang": "en", "user": 1})
    assert answer.json()["message"] == "The request's user is wrong"


# The key

KEY = "s3cret-密钥"


def bearer(key: str) -> dict[bytes, bytes]:
    return {b"Authorization": f"Bearer {key}".encode()}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", MESSAGES),
        ("GET", MESSAGES),
        ("GET", diagnosis_of(WORKING)),
        ("GET", diagnosis_of("nonsense")),
        ("GET", "/api/v1/openapi.json"),
        ("GET", "/api/v1/no-such-page"),
    ],
)
@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="no key"),
        pytest.param(bearer(""), id="an empty key"),
        pytest.param(bearer("s3cret"), id="another key"),
        pytest.param(bearer(KEY + "x"), id="more than the key"),
        pytest.param({b"Authorization": f"Basic {KEY}".encode()}, id="another scheme"),
        pytest.param({b"Authorization": KEY.encode()}, id="no scheme"),
        pytest.param({b"Authorization": b"Bearer \xff"}, id="no text"),
        pytest.param({b"X-API-Key": KEY.encode()}, id="another header"),
    ],
)
async def test_nothing_of_the_api_is_told_without_the_key(
    app: App, method: str, path: str, headers: dict[bytes, bytes]
) -> None:
    """Nor whether the page exists or the request is well formed."""
    answer = await visitor(app, key=KEY).request(method, path, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (401, "unauthorized")
    assert answer.headers["www-authenticate"] == "Bearer"
    assert HEADERS.items() <= dict(answer.headers).items()


@pytest.mark.parametrize("written", [f"Bearer {KEY}", f"bearer {KEY}", f"BEARER  {KEY} "])
async def test_the_key_opens_the_api(app: App, written: str) -> None:
    headers = {b"Authorization": written.encode()}
    assert (await visitor(app, key=KEY).get(diagnosis_of(WORKING), headers=headers)).status_code == 200


@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz", "/web/start", "/static/app.js"])
async def test_the_page_and_the_probes_want_no_key(app: App, path: str) -> None:
    assert (await visitor(app, key=KEY).get(path)).status_code == 200


def test_the_key_does_not_show(app: App) -> None:
    desk = Desk(front=app, limits=Limits(1, lambda: 0.0), default_lang="zh", api_key=KEY)
    assert KEY not in repr(desk)


# The pace


class Watch:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_a_user_who_asks_too_often_is_told_when_to_come_back(app: App, lang: str) -> None:
    watch = Watch()
    ask = visitor(app, a_minute=2, now=watch)
    message = {"user": "ann", "text": WORKING, "lang": lang}
    taken = [(await ask.post(MESSAGES, json=message)).status_code for _ in range(3)]
    assert taken == [200, 200, 429]
    refused = await ask.post(MESSAGES, json=message)
    assert refused.json()["error"] == "too_many_requests"
    assert refused.headers["retry-after"] == "30"
    assert "30" in refused.json()["message"]
    assert refused.json()["message"].isascii() is (lang == "en")
    assert (await ask.post(MESSAGES, json={**message, "user": "bob"})).status_code == 200
    watch.now += 30
    assert (await ask.post(MESSAGES, json=message)).status_code == 200


async def test_an_address_that_asks_too_often_is_told_so_whoever_asks(app: App) -> None:
    """Diagnoses, messages and the page's start are counted together."""
    ask = visitor(app, a_minute=2, now=Watch())
    await ask.get("/web/start")
    for user in range(18):
        await ask.post(MESSAGES, json={"user": str(user), "text": WORKING})
    await ask.get(diagnosis_of(WORKING))
    for answer in (
        await ask.post(MESSAGES, json={"user": "new", "text": WORKING}),
        await ask.get(diagnosis_of(WORKING)),
        await ask.get("/web/start"),
    ):
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "3")
    assert (await neighbour(ask).get(diagnosis_of(WORKING))).status_code == 200
    assert (await ask.get("/healthz")).status_code == 200


# What holds everywhere


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_a_fault_of_ours_is_admitted_without_its_details(
    app: App, caplog: pytest.LogCaptureFixture, lang: str
) -> None:
    answer = await visitor(failing(app, RuntimeError("secret of the house"))).get(
        diagnosis_of(WORKING), params={"lang": lang}
    )
    assert (answer.status_code, answer.json()["error"]) == (500, "internal")
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert HEADERS.items() <= dict(answer.headers).items()
    failed = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [record.getMessage() for record in failed] == ["request failed"]


async def test_a_store_that_does_not_answer_is_admitted(app: App) -> None:
    broken = visitor(replace(app, memories=Forgetful(StoreLocked(path="cards.db"))))
    ready = await broken.get("/readyz")
    assert (ready.status_code, ready.json()["error"]) == (503, "not_ready")
    assert (await broken.get("/healthz")).status_code == 200


async def test_a_store_of_memories_that_does_not_answer_costs_no_answer(app: App) -> None:
    broken = visitor(replace(app, memories=Forgetful(StoreLocked(path="cards.db"))))
    answer = await broken.post(MESSAGES, json={"user": "ann", "text": WORKING})
    assert (answer.status_code, answer.json()["diagnosis"]["iccid"]) == (200, WORKING)


async def test_the_probes_tell_that_all_is_well(ask: httpx.AsyncClient) -> None:
    assert (await ask.get("/healthz")).json() == {"status": "ok"}
    assert (await ask.get("/readyz")).json() == {"status": "ready", "languages": ["en", "zh"]}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("HEAD", "/", 200),
        ("GET", "/static/app.js", 200),
        ("GET", "/web/start", 200),
        ("GET", diagnosis_of(WORKING), 200),
        ("HEAD", diagnosis_of(WORKING), 200),
        ("GET", diagnosis_of(NOBODYS), 404),
        ("GET", "/nowhere", 404),
        ("GET", "/static/../api.py", 404),
        ("GET", "/static/%2e%2e/api.py", 404),
        ("GET", "/static/%00", 404),
        ("GET", "/api/v1/cards/%0d%0aX-Injected:%201/diagnosis", 404),
        ("GET", "/static/" + "x" * 5000, 404),
        ("GET", "/healthz/", 404),
        ("GET", "/api/v1/openapi.json/", 404),
        ("GET", "/API/v1/openapi.json", 404),
        ("GET", "//api/v1/openapi.json", 404),
        ("POST", MESSAGES, 415),
        ("OPTIONS", MESSAGES, 405),
        ("POST", "/", 405),
        ("DELETE", "/static/app.js", 405),
    ],
)
async def test_every_answer_is_safe_to_show_and_is_not_kept(
    ask: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    answer = await ask.request(method, path)
    assert answer.status_code == status
    assert HEADERS.items() <= dict(answer.headers).items()
    assert answer.headers["cache-control"] in {"no-store", "no-cache"}
    if status >= 400:
        assert method == "HEAD" or answer.json().keys() == {"error", "message"}
    if status == 405:
        assert answer.headers["allow"]
    assert {"access-control-allow-origin", "x-injected", "server"}.isdisjoint(answer.headers)


async def test_the_policy_allows_nothing_but_the_pages_own_files() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    allowed = {source for sources in policy.values() for source in sources.split()}
    assert allowed == {"'none'", "'self'", "data:"}
    assert policy["script-src"] == policy["connect-src"] == "'self'"
