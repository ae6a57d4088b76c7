"""The staff page's routes: who gets in, who may do what, and what is written down."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.app import App
from bot.channels.web.desk.door import COOKIE, PROOF
from bot.channels.web.desk.routes import GUARDED, Guarded, routes
from bot.channels.web.limits import Limits
from bot.channels.web.page import Page
from bot.channels.web.requests import Desk
from bot.channels.web.site import HEADERS, site
from bot.commands.serving import staff_room
from bot.domain.cases import HelpCase
from bot.domain.message import Person
from bot.domain.roles import Act, Role, may
from bot.domain.trail import REFUSED, Entry, Search
from tests.fakes import LEXICON, TEXTS
from tests.web.clinic import NOON, WORKING, open_app

pytestmark = pytest.mark.anyio
HERE = "http://clinic.example"
ANNA = Person("telegram", "42")
CASE = HelpCase(number="K7Q2-9F", person=Person("web", "x"), lang="zh", opened_at=NOON)
BODIES: dict[str, dict[str, Any]] = {
    "/desk/look-up": {"text": WORKING},
    "/desk/what-if": {"number": WORKING, "day": "2027-03-03"},
    "/desk/replay": {"about": WORKING},
    "/desk/case": {"number": CASE.number, "move": "claim", "id": "1"},
    "/desk/notices": {"affects": "all", "zh": "慢"},
    "/desk/notices/end": {"number": 1},
}


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@dataclass
class Browser:
    """Somebody at the page, whose clock the test sets."""

    app: App
    at: datetime = NOON
    scheme: str = "http"
    client: httpx.AsyncClient = field(init=False)
    proof: str = ""

    def __post_init__(self) -> None:
        front = _Front(self.app, self)
        desk = Desk(front=front, limits=Limits(10**6, lambda: 0.0), default_lang="zh")
        transport = httpx.ASGITransport(site(desk, Page(), routes(staff_room(self.app))), client=("192.0.2.1", 4711))
        self.client = httpx.AsyncClient(transport=transport, base_url=f"{self.scheme}://clinic.example")

    async def enter(self, role: Role) -> "Browser":
        """Become *role*, and sign in by a link."""
        staff = self.app.tools.staff
        await staff.accept(await staff.invite(Role.AGENT if role is Role.USER else role, self.at), ANNA, self.at)
        answer = await self.sign_in(await self.app.tools.sessions.link(ANNA, self.at))
        assert answer.status_code == 200, answer.text
        self.proof = (await self.client.get("/desk/start")).json()["staff"]["proof"]
        if role is Role.USER:
            await staff.remove(ANNA)
        return self

    async def sign_in(self, link: str, origin: str | None = None) -> httpx.Response:
        headers = {"Origin": origin or f"{self.scheme}://clinic.example"}
        return await self.client.post("/desk/sign-in", json={"link": link}, headers=headers)

    async def ask(self, route: Guarded, **headers: str) -> httpx.Response:
        """Send what the page would send."""
        given = {"Origin": HERE, PROOF: self.proof, **headers}
        if route.method == "GET":
            query = {"number": CASE.number} if route.path == "/desk/case" else {}
            return await self.client.get(route.path, params=query, headers=given)
        return await self.client.post(route.path, json=BODIES.get(route.path, {}), headers=given)


class _Front:
    """The app, with the clock of the test."""

    def __init__(self, app: App, browser: Browser) -> None:
        self._browser = browser
        self.texts, self.answer, self.diagnosis = app.texts, app.answer, app.diagnosis
        self.forget, self.ready = app.forget, app.ready

    def clock(self) -> datetime:
        return self._browser.at


@pytest.fixture
async def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[App]:
    """Give an application of its own to each test, but for the texts, which take most of its time."""
    monkeypatch.setattr("bot.app.FluentTexts.load", lambda: TEXTS)
    monkeypatch.setattr("bot.app.WordLists.load", lambda _: LEXICON)
    async with open_app(tmp_path) as app:
        yield app


@pytest.fixture
async def anna(app: App) -> AsyncIterator[Browser]:
    browser = Browser(app)
    async with browser.client:
        yield browser


async def noted(app: App) -> list[Entry]:
    return list((await app.noting.read(Search(), 50)).entries)


def route(path: str, method: str = "POST") -> Guarded:
    return next(each for each in GUARDED if (each.path, each.method) == (path, method))


# Every role and every route


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("each", GUARDED, ids=lambda each: f"{each.method} {each.path}")
async def test_a_route_is_open_to_those_whose_role_allows_it(anna: Browser, role: Role, each: Guarded) -> None:
    await anna.enter(role)
    await anna.app.desk.cases.open(CASE, [])
    if each.path == "/desk/notices/end" and role is Role.ADMIN:
        await anna.ask(route("/desk/notices"))
    answer = await anna.ask(each)
    refused = [entry for entry in await noted(anna.app) if entry.outcome == REFUSED]
    if role is Role.USER:  # no longer staff: as if nobody were signed in
        assert (answer.status_code, refused) == (401, [])
    elif may(role, each.act):
        found = each.act is not Act.BULK and each.path != "/desk/picture"
        assert answer.status_code in ({200, 201} if found else {200, 404, 422}), answer.text
        assert refused == []
    else:
        assert answer.status_code == 403
        assert [(entry.who, entry.act) for entry in refused] == [(ANNA, each.act)]


@pytest.mark.parametrize("each", GUARDED, ids=lambda each: f"{each.method} {each.path}")
async def test_nobody_gets_anywhere_without_a_session(anna: Browser, each: Guarded) -> None:
    assert (await anna.ask(each)).status_code == 401
    anna.client.cookies.set(COOKIE, "0" * 64)
    assert (await anna.ask(each)).status_code == 401


async def test_no_route_of_the_page_is_unguarded(app: App) -> None:
    paths = {str(getattr(each, "path", "")) for each in routes(staff_room(app))}
    assert paths - {each.path for each in GUARDED} == {"/desk", "/desk/start", "/desk/sign-in", "/desk/static"}


@pytest.mark.parametrize("each", [each for each in GUARDED if each.method == "POST"], ids=lambda each: each.path)
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://clinic.example.evil.example"},
        {PROOF: ""},
        {PROOF: "0" * 64},
    ],
)
async def test_what_another_page_sends_is_refused(anna: Browser, each: Guarded, headers: dict[str, str]) -> None:
    await anna.enter(Role.ADMIN)
    assert (await anna.ask(each, **headers)).status_code == 403
    assert await anna.app.tools.notices.current(NOON) == []
    assert (await anna.client.get("/desk/start")).json()["staff"] is not None


# Signing in and out


async def test_a_link_works_once(anna: Browser) -> None:
    await anna.enter(Role.AGENT)
    link = await anna.app.tools.sessions.link(ANNA, NOON)
    assert [(await anna.sign_in(link)).status_code for _ in range(2)] == [200, 403]


@pytest.mark.parametrize(("after", "status"), [(timedelta(minutes=10), 200), (timedelta(minutes=10, seconds=1), 403)])
async def test_a_link_works_for_ten_minutes(anna: Browser, after: timedelta, status: int) -> None:
    await anna.enter(Role.AGENT)
    link = await anna.app.tools.sessions.link(ANNA, NOON)
    anna.at += after
    assert (await anna.sign_in(link)).status_code == status


async def test_a_link_made_up_or_sent_from_elsewhere_opens_nothing(anna: Browser) -> None:
    await anna.enter(Role.AGENT)
    anna.client.cookies.clear()
    link = await anna.app.tools.sessions.link(ANNA, NOON)
    assert (await anna.sign_in("0" * 64)).status_code == 403
    assert (await anna.sign_in(link, "https://evil.example")).status_code == 403
    assert COOKIE not in anna.client.cookies


async def test_a_link_of_somebody_who_is_not_staff_opens_nothing(anna: Browser) -> None:
    assert (await anna.sign_in(await anna.app.tools.sessions.link(ANNA, NOON))).status_code == 403


@pytest.mark.parametrize(("after", "status"), [(timedelta(hours=12), 200), (timedelta(hours=12, seconds=1), 401)])
async def test_a_session_lasts_twelve_hours(anna: Browser, after: timedelta, status: int) -> None:
    await anna.enter(Role.AGENT)
    anna.at += after
    assert (await anna.ask(route("/desk/look-up"))).status_code == status


async def test_who_signs_out_is_out(anna: Browser) -> None:
    await anna.enter(Role.AGENT)
    token = anna.client.cookies[COOKIE]
    await anna.ask(route("/desk/sign-out"))
    anna.client.cookies.set(COOKIE, token, domain="clinic.example", path="/desk")
    assert (await anna.ask(route("/desk/look-up"))).status_code == 401
    outcomes = [entry.outcome for entry in await noted(anna.app) if entry.act is Act.DESK]
    assert outcomes == ["signed_out", "signed_in"]


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_the_cookie_is_for_the_page_alone(app: App, scheme: str) -> None:
    browser = Browser(app, scheme=scheme)
    async with browser.client:
        await app.tools.staff.accept(await app.tools.staff.invite(Role.AGENT, NOON), ANNA, NOON)
        cookie = (await browser.sign_in(await app.tools.sessions.link(ANNA, NOON))).headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/desk", "max-age=43200"))
    assert ("secure" in cookie) is (scheme == "https")


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def test_neither_links_nor_sessions_are_on_disk(anna: Browser, tmp_path: Path) -> None:
    link = await anna.app.tools.sessions.link(ANNA, NOON)
    await anna.enter(Role.AGENT)
    kept = on_disk(tmp_path)
    assert b"desk_links" in kept
    for secret in (link, anna.client.cookies[COOKIE], anna.proof):
        assert secret.encode() not in kept


# What it does


async def test_the_page_is_the_same_for_everybody_and_as_strict_as_the_chat(anna: Browser) -> None:
    page = await anna.client.get("/desk")
    assert page.headers["content-security-policy"] == HEADERS["content-security-policy"]
    assert "set-cookie" not in page.headers
    start = (await anna.client.get("/desk/start?lang=en")).json()
    assert (start["staff"], start["texts"]["name"]) == (None, "Staff")


async def test_a_look_up_shows_everything_and_is_noted_under_the_own_name(anna: Browser) -> None:
    await anna.enter(Role.AGENT)
    answer = (await anna.ask(route("/desk/look-up"))).json()
    assert f"iccid: {WORKING}" in answer["text"]
    entry = (await noted(anna.app))[0]
    assert (entry.who, entry.act) == (ANNA, Act.LOOK_UP)


async def test_what_if_and_replay_are_the_abilities_of_the_chat(anna: Browser) -> None:
    await anna.enter(Role.AGENT)
    assert "2027年3月3日" in (await anna.ask(route("/desk/what-if"))).json()["text"]
    assert "what_if" not in (await anna.ask(route("/desk/replay"))).json()["text"]
    assert [entry.act for entry in await noted(anna.app)][:2] == [Act.REPLAY, Act.WHAT_IF]


async def test_a_notice_is_posted_carried_and_withdrawn(anna: Browser) -> None:
    await anna.enter(Role.ADMIN)
    assert (await anna.ask(route("/desk/notices"))).json() == {"number": 1}
    assert "公告　慢" in (await anna.ask(route("/desk/look-up"))).json()["text"]
    listed = (await anna.ask(route("/desk/notices", "GET"))).json()["notices"]
    assert listed == [{"number": 1, "affects": "all", "texts": {"zh": "慢"}}]
    assert (await anna.ask(route("/desk/notices/end"))).status_code == 200
    assert "公告" not in (await anna.ask(route("/desk/look-up"))).json()["text"]
    assert (await anna.ask(route("/desk/notices/end"))).status_code == 404


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/desk/notices", {"affects": "onelnk", "zh": "慢"}),
        ("/desk/notices", {"affects": "all"}),
        ("/desk/notices", {"affects": "all", "zh": 7}),
        ("/desk/notices", {"affects": "all", "zh": "慢" * 301}),
        ("/desk/notices/end", {"number": "1; --"}),
        ("/desk/notices/end", {"number": 10**20}),
        ("/desk/what-if", {"number": WORKING, "day": "tomorrow"}),
        ("/desk/look-up", {"text": "  "}),
        ("/desk/replay", {}),
    ],
)
async def test_what_cannot_be_read_is_refused(anna: Browser, path: str, given: dict[str, Any]) -> None:
    await anna.enter(Role.ADMIN)
    answer = await anna.client.post(path, json=given, headers={"Origin": HERE, PROOF: anna.proof})
    assert answer.status_code == 422


@pytest.mark.parametrize("query", ["who=anna", "act=anything", "before=x", "who=:42"])
async def test_an_audit_of_nothing_there_is_is_refused(anna: Browser, query: str) -> None:
    await anna.enter(Role.SUPERVISOR)
    assert (await anna.client.get(f"/desk/audit?{query}")).status_code == 422


async def test_the_trail_is_read_page_by_page(anna: Browser) -> None:
    await anna.enter(Role.SUPERVISOR)
    talk = Entry(at=NOON, who=Person("web", "x"), act=Act.TALK, outcome="answered", said="secret", text="secret")
    await anna.app.noting.note([talk] * 60)
    first = (await anna.client.get("/desk/audit?who=web:x")).json()
    second = (await anna.client.get(f"/desk/audit?who=web:x&before={first['next']}")).json()
    assert (len(first["entries"]), len(second["entries"]), second["next"]) == (50, 10, None)
    assert "secret" not in str(first)


@pytest.mark.parametrize("days", [1, 7, 30])
async def test_the_figures_come_as_words_and_as_a_file(anna: Browser, days: int) -> None:
    await anna.enter(Role.SUPERVISOR)
    await anna.ask(route("/desk/look-up"))
    said = (await anna.client.get(f"/desk/stats?days={days}&lang=zh")).json()
    assert ["查询次数", "1"] in said["rows"]
    assert (len(said["by_day"]), said["by_day"][-1]) == (days, ["2026-11-22", 1])
    file = await anna.client.get(f"/desk/stats.csv?days={days}")
    assert "look_ups,1" in file.text.splitlines()


async def test_the_figures_of_other_periods_are_not_made(anna: Browser) -> None:
    await anna.enter(Role.SUPERVISOR)
    assert (await anna.client.get("/desk/stats?days=999999")).status_code == 422
