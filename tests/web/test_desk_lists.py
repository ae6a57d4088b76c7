"""Lists dropped on the staff page: followed, fetched by whoever dropped them, and by nobody else."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import pytest

from bot.app import App
from bot.channels.web.bulk import MOST_BYTES, XLSX
from bot.channels.web.desk.door import PROOF
from bot.channels.web.desk.lists import KEPT_FOR, MOST, Listed, Lists
from bot.channels.web.desk.routes import routes
from bot.channels.web.limits import Limits
from bot.channels.web.page import Page
from bot.channels.web.requests import Desk
from bot.channels.web.site import site
from bot.commands.serving import staff_room
from bot.domain.message import Person
from bot.domain.roles import Role
from bot.errors import BadFile, BulkFailed
from tests.fakes import LEXICON, TEXTS
from tests.web.clinic import NOON, OFTEN, open_app
from tests.web.lists import Gated

pytestmark = pytest.mark.anyio
HERE = "http://clinic.example"
ANNA, BORIS = Person("telegram", "42"), Person("telegram", "43")
LIST = b"iccid\n89861125021012300146\n"
WORKS = {"percent": 40, "said": "查了 40 行 · 文件的 40%"}


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@dataclass
class Clinic:
    """The staff page, what checks lists there, and how long it has slept."""

    app: App
    gated: Gated = field(default_factory=Gated)
    slept: list[float] = field(default_factory=list)
    wakes: asyncio.Event = field(default_factory=asyncio.Event)
    clients: list[httpx.AsyncClient] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lists = Lists(sleep=self._sleep)
        room = replace(staff_room(self.app), lists=self.lists)
        limits = Limits(OFTEN, lambda: 0.0)
        desk = Desk(front=self.app, limits=limits, default_lang="zh", bulk=self.gated)
        self._site = site(desk, Page(), routes(room))

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await self.wakes.wait()

    async def enter(self, person: Person) -> "Seat":
        """Sign *person* in, on a browser of their own."""
        staff = self.app.tools.staff
        await staff.accept(await staff.invite(Role.AGENT, NOON), person, NOON)
        transport = httpx.ASGITransport(self._site, client=("192.0.2.1", 4711))
        client = httpx.AsyncClient(transport=transport, base_url=HERE, headers={"Origin": HERE})
        self.clients.append(client)
        await client.post("/desk/sign-in", json={"link": await self.app.tools.sessions.link(person, NOON)})
        client.headers[PROOF] = (await client.get("/desk/start")).json()["staff"]["proof"]
        return Seat(client)


@dataclass
class Seat:
    """Somebody who is signed in."""

    client: httpx.AsyncClient

    async def drop(self, name: str = "cards.csv", content: Any = LIST, lang: str = "zh") -> httpx.Response:
        return await self.client.post("/desk/lists", params={"name": name, "lang": lang}, content=content)

    async def lists(self) -> list[dict[str, Any]]:
        return list((await self.client.get("/desk/lists", headers={"Accept-Language": "zh"})).json()["lists"])

    async def fetch(self, number: str) -> httpx.Response:
        return await self.client.get("/desk/lists/file", params={"id": number})

    async def end(self, number: str) -> int:
        return (await self.client.post("/desk/lists/end", json={"id": number})).status_code

    async def until(self, *states: str) -> list[dict[str, Any]]:
        async with asyncio.timeout(10):
            while True:
                found = await self.lists()
                if [each["state"] for each in found] == list(states):
                    return found
                await asyncio.sleep(0.005)


@pytest.fixture
async def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Clinic]:
    monkeypatch.setattr("bot.app.FluentTexts.load", lambda: TEXTS)
    monkeypatch.setattr("bot.app.WordLists.load", lambda _: LEXICON)
    async with open_app(tmp_path) as app:
        clinic = Clinic(app)
        yield clinic
        await clinic.lists.close()
        for client in clinic.clients:
            await client.aclose()
        assert clinic.gated.leaves == []


async def test_a_list_is_followed_and_fetched(clinic: Clinic) -> None:
    anna = await clinic.enter(ANNA)
    number = (await anna.drop("卡.csv", lang="en")).json()["id"]
    await clinic.gated.begun.wait()
    assert await anna.lists() == [{"id": number, "name": "卡.csv", "state": "working", **WORKS}]
    assert (await anna.fetch(number)).status_code == 404
    clinic.gated.gate.set()
    (done,) = await anna.until("done")
    assert re.search("3 行.*1 张", done["answer"]["text"])
    file = await anna.fetch(number)
    assert (file.content, file.headers["content-type"]) == (b"checked", XLSX)
    assert "filename*=utf-8''%E5%8D%A1.checked.xlsx" in file.headers["content-disposition"]
    assert clinic.gated.seen == [(LIST, "en", ANNA)]


async def test_nobody_else_gets_at_it(clinic: Clinic) -> None:
    anna, again, boris = [await clinic.enter(person) for person in (ANNA, ANNA, BORIS)]
    clinic.gated.gate.set()
    number = (await anna.drop()).json()["id"]
    await anna.until("done")
    for other in (again, boris):  # another session of the same person, too
        assert (await other.lists(), (await other.fetch(number)).status_code, await other.end(number)) == ([], 404, 404)
    assert len(number) >= 32
    assert (await anna.fetch(number)).status_code == 200


async def test_it_is_thrown_away_after_a_while(clinic: Clinic) -> None:
    anna = await clinic.enter(ANNA)
    clinic.gated.gate.set()
    number = (await anna.drop()).json()["id"]
    await anna.until("done")
    assert clinic.slept == [KEPT_FOR]
    clinic.wakes.set()
    await anna.until()
    assert (await anna.fetch(number)).status_code == 404
    assert clinic.gated.leaves == []


async def test_it_is_stopped_or_thrown_away_on_demand(clinic: Clinic) -> None:
    anna = await clinic.enter(ANNA)
    working = (await anna.drop()).json()["id"]
    await clinic.gated.begun.wait()
    assert [await anna.end(working), await anna.end(working)] == [200, 404]
    clinic.gated.gate.set()
    done = (await anna.drop()).json()["id"]
    await anna.until("done")
    assert await anna.end(done) == 200
    assert (await anna.lists(), clinic.gated.stopped, clinic.gated.leaves) == ([], 1, [])


async def test_who_signs_out_leaves_nothing(clinic: Clinic) -> None:
    anna, boris = await clinic.enter(ANNA), await clinic.enter(BORIS)
    await anna.drop()
    await boris.drop()
    await clinic.gated.begun.wait()
    await anna.client.post("/desk/sign-out", json={})
    assert len(await boris.lists()) == 1
    assert len(clinic.gated.leaves) <= 1


async def test_the_end_of_the_server_ends_them_all(clinic: Clinic) -> None:
    anna = await clinic.enter(ANNA)
    await anna.drop()
    await clinic.gated.begun.wait()
    await clinic.lists.close()
    assert (await anna.lists(), clinic.gated.stopped, clinic.gated.leaves) == ([], 1, [])


async def test_what_ends_before_it_began_leaves_nothing_either(tmp_path: Path) -> None:
    lists, kept, gated = Lists(), ExitStack(), Gated()
    folder = Path(kept.enter_context(TemporaryDirectory(dir=tmp_path)))
    listed = Listed(number="1", owner="anna", name="cards.csv", file=folder, to=folder)
    gated.folders.append(folder)
    lists.begin(listed, partial(gated.examine, folder, folder, lang="zh", who=ANNA, tick=listed.tick), kept)
    await lists.close()
    assert (lists.of("anna"), gated.leaves, gated.seen) == ([], [], [])


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (BadFile(file="list", problem="empty", detail=""), "cards.csv"),
        (BulkFailed(), "这份表没查完"),
        (RuntimeError("a slip"), ""),
    ],
)
async def test_what_fails_is_told(clinic: Clinic, error: Exception, said: str) -> None:
    clinic.gated.error = error
    clinic.gated.gate.set()
    anna = await clinic.enter(ANNA)
    number = (await anna.drop()).json()["id"]
    (failed,) = await anna.until("failed")
    assert failed["said"]
    assert said in failed["said"]
    assert (await anna.fetch(number)).status_code == 404


async def test_a_session_has_a_few_lists_at_most(clinic: Clinic) -> None:
    anna = await clinic.enter(ANNA)
    assert [(await anna.drop()).status_code for _ in range(MOST + 1)] == [201] * MOST + [429]


async def _many_bytes() -> AsyncIterator[bytes]:
    for _ in range(MOST_BYTES // (1 << 20) + 1):
        yield bytes(1 << 20)


@pytest.mark.parametrize(("name", "status"), [("", 422), ("x" * 161, 422), ("cards.csv", 413)])
async def test_what_cannot_be_taken_is_refused(clinic: Clinic, name: str, status: int) -> None:
    anna = await clinic.enter(ANNA)
    assert (await anna.drop(name, _many_bytes())).status_code == status
    assert (await anna.lists(), clinic.gated.seen) == ([], [])
