"""The page's routes: what it starts with, whose talk is whose, and that sending twice asks once."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot import demo
from bot.app import App
from bot.channels.web import repeats
from bot.channels.web.page import COOKIE, STATIC, Page
from bot.channels.web.repeats import Repeats
from bot.domain.advice import Told
from bot.domain.card import State
from bot.domain.iccid import Iccid
from bot.domain.message import Incoming, Person
from bot.domain.reply import Answer
from bot.errors import SourceDown
from bot.ports import Clock, Texts
from tests.web.clinic import NOON, NUMBERS, WORKING, failing, open_app, visitor

START, MESSAGES = "/web/start", "/web/messages"
LANGUAGES = ["zh", "en"]


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("page")


@pytest.fixture(scope="module")
async def app(folder: Path) -> AsyncIterator[App]:
    async with open_app(folder) as app:
        yield app


@dataclass
class Counted:
    """A front that counts what it is asked, and answers only when it may."""

    app: App
    asked: list[Incoming] = field(default_factory=list)
    looked_up: int = 0
    may: asyncio.Event = field(default_factory=asyncio.Event)
    errors: list[Exception] = field(default_factory=list)
    at: datetime = NOON

    @property
    def texts(self) -> Texts:
        return self.app.texts

    @property
    def clock(self) -> Clock:
        return lambda: self.at

    async def answer(self, incoming: Incoming) -> Answer:
        self.asked.append(incoming)
        await self.may.wait()
        if self.errors:
            raise self.errors.pop()
        return await self.app.answer(incoming)

    async def diagnosis(self, iccid: Iccid, at: datetime | None) -> Told | None:
        self.looked_up += 1
        return await self.app.diagnosis(iccid, at)

    async def forget(self, person: Person) -> None:
        await self.app.forget(person)

    async def ready(self) -> None:
        await self.app.ready()


@pytest.fixture
async def front(app: App) -> Counted:
    front = Counted(app)
    front.may.set()
    return front


@pytest.fixture
async def anna(front: Counted) -> AsyncIterator[httpx.AsyncClient]:
    async with visitor(front) as anna:
        await anna.get(START)
        yield anna


async def says(who: httpx.AsyncClient, text: str, name: str = "1", lang: str | None = None) -> httpx.Response:
    return await who.post(MESSAGES, json={"id": name, "text": text, "lang": lang})


# What the page consists of


class Links(HTMLParser):
    """Collects what a page loads, and what it should not have in it."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.loaded += [given[name] or "" for name in ("src", "href") if name in given and tag != "a"]
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        if tag in {"style", "base"} or (tag == "script" and "src" not in given):
            self.inline.append(tag)


async def test_the_page_loads_nothing_but_its_own_files(anna: httpx.AsyncClient) -> None:
    """And has nothing in it that its policy forbids."""
    page = await anna.get("/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    links = Links()
    links.feed(page.text)
    assert len(links.loaded) > 2
    assert not links.inline
    loaded = [link for link in links.loaded if not link.startswith("#")]
    assert [link for link in loaded if not link.startswith("/static/")] == []
    assert [(await anna.get(link)).status_code for link in loaded] == [200] * len(loaded)


async def test_every_script_imports_only_scripts_that_are_there() -> None:
    scripts = list(STATIC.glob("*.js"))
    imported = [name for script in scripts for name in re.findall(r'from "(.+?)"', script.read_text(encoding="utf-8"))]
    assert len(imported) > 5
    assert [name for name in imported if not (STATIC / name).is_file()] == []


async def test_an_upgrade_is_seen_at_once_and_what_is_unchanged_is_not_sent_again(anna: httpx.AsyncClient) -> None:
    first = await anna.get("/static/app.js")
    assert first.headers["cache-control"] == "no-cache"
    again = await anna.get("/static/app.js", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


# How it starts


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_the_start_brings_all_that_the_page_says_by_itself(anna: httpx.AsyncClient, lang: str) -> None:
    start = (await anna.get(START, params={"lang": lang})).json()
    assert start["lang"] == lang
    assert len(start["texts"]) > 20
    assert all(start["texts"].values())
    assert [state["state"] for state in start["states"]] == list(State)
    assert all(state["name"] for state in start["states"])
    assert start["support"] == "400-000-0000"


async def test_the_languages_say_the_same_things(anna: httpx.AsyncClient) -> None:
    zh, en = [(await anna.get(START, params={"lang": lang})).json()["texts"].keys() for lang in LANGUAGES]
    assert zh == en


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_the_start_offers_every_demo_card_in_its_group(anna: httpx.AsyncClient, lang: str) -> None:
    groups = (await anna.get(START, params={"lang": lang})).json()["demo"]
    offered = {group["group"]: [card["iccid"] for card in group["cards"]] for group in groups}
    assert offered == {name: [iccid.number for iccid in numbers] for name, numbers in demo.groups().items()}
    assert all(group["name"] and all(len(card["about"]) > 5 for card in group["cards"]) for group in groups)


async def test_the_start_offers_only_demo_cards_that_are_in_the_inventory(front: Counted) -> None:
    gone = Page({"data": [Iccid("89860321249946599997")], "working": [Iccid(WORKING)]})
    groups = (await visitor(front, page=gone).get(START)).json()["demo"]
    assert [group["group"] for group in groups] == ["working"]


async def test_the_start_does_without_its_demo_when_no_source_answers(app: App) -> None:
    start = await visitor(failing(app, SourceDown("inventory"))).get(START)
    assert (start.status_code, start.json()["demo"]) == (200, [])
    assert start.json()["texts"]


@pytest.mark.parametrize(
    ("params", "accepts", "lang"),
    [
        pytest.param({}, "", "zh", id="the deployment's"),
        pytest.param({}, "en-US,en;q=0.9", "en", id="the browser's"),
        pytest.param({"lang": "zh"}, "en-US,en;q=0.9", "zh", id="the chosen one"),
    ],
)
async def test_the_start_speaks_the_visitors_language(
    anna: httpx.AsyncClient, params: dict[str, str], accepts: str, lang: str
) -> None:
    start = await anna.get(START, params=params, headers={"Accept-Language": accepts})
    assert start.json()["lang"] == lang


async def test_the_start_knows_no_other_language(anna: httpx.AsyncClient) -> None:
    assert (await anna.get(START, params={"lang": "fr"})).status_code == 422


async def test_the_demo_cards_are_looked_up_once_a_minute_and_no_more(front: Counted, anna: httpx.AsyncClient) -> None:
    assert front.looked_up == len(NUMBERS)
    for _ in range(3):
        await anna.get(START)
    assert front.looked_up == len(NUMBERS)
    front.at += timedelta(minutes=1)
    await anna.get(START)
    assert front.looked_up == 2 * len(NUMBERS)


# Who a visitor is


def cookie_of(answer: httpx.Response) -> Any:
    return SimpleCookie(answer.headers["set-cookie"])[COOKIE]


@pytest.mark.parametrize(("scheme", "secure"), [("http", ""), ("https", True)])
async def test_a_new_visitor_gets_a_cookie_that_nobody_can_guess_or_read(
    front: Counted, scheme: str, secure: object
) -> None:
    tokens = set()
    for _ in range(20):
        cookie = cookie_of(await visitor(front, scheme=scheme).get(START))
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "strict", "/")
        assert (cookie["secure"], cookie["domain"]) == (secure, "")
        tokens.add(cookie.value)
    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {43}


async def test_a_visitor_keeps_the_cookie(anna: httpx.AsyncClient) -> None:
    assert "set-cookie" not in (await anna.get(START)).headers
    assert "set-cookie" not in (await says(anna, WORKING)).headers


async def test_a_link_from_elsewhere_does_not_cost_the_session(front: Counted) -> None:
    """Browsers do not show a strict cookie to a page that another site links to, so that page must not bring one."""
    assert "set-cookie" not in (await visitor(front).get("/")).headers


@pytest.mark.parametrize("value", ["", "short", "x" * 44, "x" * 42 + "%", "x" * 42 + "é", "../" * 14 + "x", "1" * 9000])
async def test_a_cookie_that_is_not_ours_is_none(front: Counted, value: str) -> None:
    headers = {b"Cookie": f"{COOKIE}={value}".encode()}
    stranger = visitor(front)
    refused = await stranger.post(MESSAGES, json={"id": "1", "text": "hi"}, headers=headers)
    assert (refused.status_code, refused.json()["error"]) == (403, "no_session")
    assert len(cookie_of(await stranger.get(START, headers=headers)).value) == 43


async def test_without_a_session_nothing_is_asked(front: Counted) -> None:
    refused = await says(visitor(front), WORKING)
    assert (refused.status_code, refused.json()["error"]) == (403, "no_session")
    assert front.asked == []


async def test_the_cookie_itself_is_kept_nowhere(folder: Path, anna: httpx.AsyncClient) -> None:
    """Who reads the store cannot take over a session."""
    await says(anna, WORKING)
    token = anna.cookies[COOKIE]
    assert WORKING.encode() in _kept(folder)
    assert token.encode() not in _kept(folder)


def _kept(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def test_visitors_do_not_share_what_is_remembered(front: Counted, anna: httpx.AsyncClient) -> None:
    bert = visitor(front)
    await bert.get(START)
    await says(anna, WORKING, "1")
    assert (await says(anna, "again", "2", "en")).json()["diagnosis"]["iccid"] == WORKING
    assert (await says(bert, "again", "2", "en")).json()["diagnosis"] is None


# Messages


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_the_page_and_the_api_give_the_same_answer(anna: httpx.AsyncClient, lang: str) -> None:
    page = (await says(anna, WORKING, lang=lang)).json()
    api = await anna.post("/api/v1/messages", json={"user": "anna", "text": WORKING, "lang": lang})
    assert page == {**api.json(), "id": "1", "remembers": None, "takes_pictures": False}


@pytest.mark.parametrize("hint", LANGUAGES)
async def test_words_of_no_language_are_answered_in_the_pages_own(anna: httpx.AsyncClient, hint: str) -> None:
    said = {"id": f"hint-{hint}", "text": f"ICCID {WORKING}", "lang": None, "hint": hint}
    assert (await anna.post(MESSAGES, json=said)).json()["lang"] == hint


async def test_a_language_chosen_for_good_is_told(anna: httpx.AsyncClient) -> None:
    assert (await says(anna, "English")).json()["remembers"] == "en"


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        pytest.param('{"id": "1", "text": "hi"}', "text/plain", 415, id="a form that another site can send"),
        pytest.param('{"id": "1", "text": "hi"}', "application/x-www-form-urlencoded", 415, id="another such form"),
        pytest.param('{"text": "hi"}', "application/json", 422, id="no id"),
        pytest.param('{"id": 1, "text": "hi"}', "application/json", 422, id="a number for an id"),
        pytest.param('{"id": "%s", "text": "hi"}' % ("x" * 65), "application/json", 422, id="a long id"),
        pytest.param('{"id": "1"}', "application/json", 422, id="no text"),
        pytest.param('{"id": "1", "text": " "}', "application/json", 422, id="a blank text"),
        pytest.param('{"id": "1", "text": "hi", "lang": "fr"}', "application/json", 422, id="no such language"),
    ],
)
async def test_what_is_no_message_is_refused_and_not_asked(
    front: Counted, anna: httpx.AsyncClient, content: str, kind: str, status: int
) -> None:
    refused = await anna.post(MESSAGES, content=content, headers={"Content-Type": kind})
    assert (refused.status_code, front.asked) == (status, [])


@pytest.mark.parametrize(
    ("header", "value"), [("Origin", "https://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site")]
)
async def test_no_other_site_is_let_in(anna: httpx.AsyncClient, header: str, value: str) -> None:
    """JSON from another site takes a browser's leave, which it asks for with OPTIONS and does not get."""
    asks_leave = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    leave = await anna.options(MESSAGES, headers={header: value, **asks_leave})
    assert leave.status_code == 405
    assert not [name for name in leave.headers if name.startswith("access-control")]


# Sending twice


async def test_the_same_id_twice_is_asked_once(front: Counted, anna: httpx.AsyncClient) -> None:
    first, second = await says(anna, WORKING), await says(anna, WORKING)
    assert first.content == second.content
    assert len(front.asked) == 1


async def test_the_same_id_at_the_same_time_is_asked_once(front: Counted, anna: httpx.AsyncClient) -> None:
    front.may.clear()
    both = [asyncio.create_task(says(anna, WORKING)) for _ in range(2)]
    await asyncio.sleep(0.05)
    front.may.set()
    first, second = await asyncio.gather(*both)
    assert (first.status_code, first.content) == (200, second.content)
    assert len(front.asked) == 1


async def test_another_visitor_with_the_same_id_is_somebody_else(front: Counted, anna: httpx.AsyncClient) -> None:
    bert = visitor(front)
    await bert.get(START)
    assert (await says(anna, WORKING)).json()["diagnosis"]["iccid"] == WORKING
    assert (await says(bert, NUMBERS[5])).json()["diagnosis"]["iccid"] == NUMBERS[5]


async def test_a_visitor_who_goes_away_finds_the_answer_when_coming_back(
    front: Counted, anna: httpx.AsyncClient
) -> None:
    front.may.clear()
    gone = asyncio.create_task(says(anna, WORKING))
    await asyncio.sleep(0.05)
    gone.cancel()
    front.may.set()
    assert (await says(anna, WORKING)).json()["diagnosis"]["iccid"] == WORKING
    assert len(front.asked) == 1


async def test_what_failed_is_asked_again(front: Counted, anna: httpx.AsyncClient) -> None:
    front.errors.append(RuntimeError("once"))
    failed = await says(anna, WORKING)
    assert (failed.status_code, failed.json()["error"]) == (500, "internal")
    assert (await says(anna, WORKING)).status_code == 200


async def test_sending_again_is_not_held_against_a_visitor(front: Counted) -> None:
    anna = visitor(front, a_minute=1)
    await anna.get(START)
    taken = [(await says(anna, WORKING, name)).status_code for name in ("1", "1", "1", "2", "1")]
    assert taken == [200, 200, 200, 429, 200]


async def test_the_answers_remembered_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeats, "MOST_VISITORS", 3)
    monkeypatch.setattr(repeats, "MOST_EACH", 2)
    kept = Repeats()

    async def ask() -> bytes:
        return b"{}"

    for who in range(10):
        for name in range(10):
            await kept.answer(f"visitor {who}", f"message {name}", ask)
    known = [(who, name) for who in range(10) for name in range(10) if kept.knows(f"visitor {who}", f"message {name}")]
    assert known == [(who, name) for who in (7, 8, 9) for name in (8, 9)]


async def test_a_talk_of_the_length_the_page_keeps_can_be_sent_again() -> None:
    most = re.search(r"const MOST = (\d+);", (STATIC / "store.js").read_text(encoding="utf-8"))
    assert most
    assert int(most[1]) <= repeats.MOST_EACH


async def test_what_is_remembered_of_a_visitor_survives_a_reload(front: Counted, anna: httpx.AsyncClient) -> None:
    await says(anna, WORKING, "before")
    await anna.get("/")
    await anna.get(START)
    assert (await says(anna, "again", "after", "en")).json()["diagnosis"]["iccid"] == WORKING
    assert json.loads((await says(anna, WORKING, "before")).content)["id"] == "before"
    assert len({one.person for one in front.asked}) == 1
