"""A list posted to the API: who may, what is refused, and that hanging up ends the work."""

import asyncio
import io
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook

from bot.app import App
from bot.channels.web.bulk import MOST_BYTES, XLSX
from bot.channels.web.limits import Limits
from bot.channels.web.page import Page
from bot.channels.web.requests import Desk
from bot.channels.web.site import site
from bot.domain.message import Person
from bot.errors import BadFile, BulkFailed
from bot.ports import Bulk
from tests.fakes import LEXICON, TEXTS
from tests.web.clinic import NOBODYS, OFTEN, WORKING, open_app
from tests.web.lists import Gated

pytestmark = pytest.mark.anyio
KEY = "a-key-of-the-api"
BEARS = {"Authorization": f"Bearer {KEY}"}
LIST = f"iccid,mine\n{WORKING},=1+1\n{NOBODYS},2\nno number,3\n".encode()


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[App]:
    monkeypatch.setattr("bot.app.FluentTexts.load", lambda: TEXTS)
    monkeypatch.setattr("bot.app.WordLists.load", lambda _: LEXICON)
    async with open_app(tmp_path) as app:
        yield app


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """See that no temporary file is left behind."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []


def site_of(app: App, bulk: Bulk | None, key: str | None = KEY) -> Any:
    desk = Desk(front=app, limits=Limits(OFTEN, lambda: 0.0), default_lang="zh", api_key=key, bulk=bulk)
    return site(desk, Page())


async def post(app: App, bulk: Bulk | None, *, key: str | None = KEY, query: str = "", **more: Any) -> httpx.Response:
    transport = httpx.ASGITransport(site_of(app, bulk, key), client=("192.0.2.1", 4711))
    given = {"content": LIST, "headers": BEARS, **more}
    async with httpx.AsyncClient(transport=transport, base_url="http://clinic.example") as client:
        return await client.post(f"/api/v1/bulk{query}", **given)


@pytest.mark.usefixtures("folders")
async def test_a_list_comes_back_as_a_spreadsheet(app: App) -> None:
    answer = await post(app, app.tools.bulk, query="?lang=en")
    assert (answer.status_code, answer.headers["content-type"]) == (200, XLSX)
    assert answer.headers["content-disposition"] == 'attachment; filename="checked.xlsx"'
    book = load_workbook(io.BytesIO(answer.content), read_only=True)
    cards, _, refused = (list(sheet.values) for sheet in book.worksheets)
    book.close()
    assert WORKING in str(cards[1])
    assert "=1+1" in str(cards[1])
    assert [row[0] for row in refused[1:]] == [3, 4]


@pytest.mark.usefixtures("folders")
async def test_it_is_checked_in_the_language_that_is_asked_for(app: App) -> None:
    gated = Gated.open()
    assert (await post(app, gated, query="?lang=en")).content == b"checked"
    assert (await post(app, gated)).content == b"checked"
    assert gated.seen == [(LIST, "en", Person("api", "")), (LIST, "zh", Person("api", ""))]


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize(
    ("key", "headers", "bulk", "query", "status", "error"),
    [
        (KEY, {}, True, "", 401, "unauthorized"),
        (KEY, {"Authorization": "Bearer another"}, True, "", 401, "unauthorized"),
        (None, {}, True, "", 403, "key_required"),
        (KEY, BEARS, False, "", 403, "key_required"),
        (KEY, BEARS, True, "?lang=fr", 422, "invalid_request"),
    ],
)
async def test_who_may_not_is_told_before_anything_is_read(
    app: App, key: str | None, headers: dict[str, str], *, bulk: bool, query: str, status: int, error: str
) -> None:
    gated = Gated.open()
    answer = await post(app, gated if bulk else None, key=key, query=query, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert gated.seen == []


async def _many_bytes() -> AsyncIterator[bytes]:
    for _ in range(MOST_BYTES // (1 << 20) + 1):
        yield bytes(1 << 20)


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize("declared", [True, False])
async def test_a_list_that_is_too_large_is_refused(app: App, *, declared: bool) -> None:
    gated = Gated.open()
    more = {"content": b"1", "headers": {**BEARS, "Content-Length": str(MOST_BYTES + 1)}}
    answer = await post(app, gated, **(more if declared else {"content": _many_bytes()}))
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")
    assert gated.seen == []


async def _one_byte_and_no_more() -> AsyncIterator[bytes]:
    yield b"1"
    await asyncio.Event().wait()


@pytest.mark.usefixtures("folders")
async def test_a_list_that_comes_too_slowly_is_refused(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.web.bulk.PATIENCE", 0.05)
    gated = Gated.open()
    answer = await post(app, gated, content=_one_byte_and_no_more())
    assert (answer.status_code, answer.json()["error"]) == (408, "too_slow")
    assert gated.seen == []


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize(
    ("error", "status", "problem", "said"),
    [
        (
            BadFile(file="list.csv", problem="no_iccid_column", detail=""),
            422,
            "not_a_list",
            "no column of card numbers",
        ),
        (BulkFailed(), 503, "not_ready", "This list wasn't finished"),
        (RuntimeError("a slip"), 500, "internal", ""),
    ],
)
async def test_what_fails_is_told(app: App, error: Exception, status: int, problem: str, said: str) -> None:
    answer = await post(app, Gated.open(error), query="?lang=en")
    assert (answer.status_code, answer.json()["error"]) == (status, problem)
    assert said in answer.json()["message"]


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"PK\x03\x04" + bytes(100), bytes(range(256)) * 10])
async def test_what_is_no_list_is_refused(app: App, content: bytes) -> None:
    answer = await post(app, app.tools.bulk, content=content)
    assert (answer.status_code, answer.json()["error"]) == (422, "not_a_list")


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize("received", [True, False])
async def test_hanging_up_ends_the_work(app: App, *, received: bool) -> None:
    gated, said = Gated(), list[Any]()
    letters = [{"type": "http.request", "body": LIST, "more_body": not received}, {"type": "http.disconnect"}]

    async def receive() -> Any:
        if len(letters) == 1 and received:
            await gated.begun.wait()
        return letters.pop(0)

    async def send(letter: Any) -> None:
        said.append(letter)

    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "scheme": "http", "path": "/api/v1/bulk",
        "raw_path": b"/api/v1/bulk", "query_string": b"", "root_path": "", "client": ("192.0.2.1", 4711),
        "headers": [(b"authorization", BEARS["Authorization"].encode())], "server": ("clinic.example", 80),
    }  # fmt: skip
    async with asyncio.timeout(5):
        await site_of(app, gated)(scope, receive, send)
    assert gated.stopped == int(received)
    assert gated.leaves == []
    assert said[0]["status"] == 422
