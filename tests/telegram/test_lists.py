"""Lists that staff send as files: what comes back, for whom, how it is stopped, and what ends with the process."""

import asyncio
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.domain.message import Person
from bot.domain.roles import Act
from bot.domain.summary import Figures
from bot.domain.trail import REFUSED, Search
from bot.errors import BadFile, BulkFailed, ClinicError
from bot.ports import Tick
from bot.settings import Settings
from bot.settings.telegram import TelegramSettings
from tests.telegram.bot import QUOTA, Bot, bot, settings
from tests.telegram.fake_api import TOKEN, FakeApi, Fault
from tests.telegram.serving import serving
from tests.telegram.updates import ANNA, GROUP, LI, message, press

pytestmark = pytest.mark.anyio
Json = dict[str, Any]
STAFF = -1009999
LIST = f"iccid\n{QUOTA}\nnot a number\n".encode()
FIGURES = Figures(rows=2, told=1, refused=1, statuses={}, groups=())


@dataclass
class Gated:
    """Checks nothing: it ticks, and waits to be let through; then it fails where it is told to."""

    error: ClinicError | None = None
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    seen: list[tuple[bytes, str, Person]] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)

    async def examine(self, file: Path, to: Path, *, lang: str, who: Person, tick: Tick) -> Figures:
        self.seen.append((await asyncio.to_thread(file.read_bytes), lang, who))
        self.folders.append(to.parent)
        tick(40, 0.4)
        await self.gate.wait()
        if self.error is not None:
            raise self.error
        await asyncio.to_thread(to.write_bytes, b"checked")
        return FIGURES

    async def pasted(self, said: str, *, lang: str, who: Person) -> tuple[Figures, bytes]:
        self.seen.append((said.encode(), lang, who))
        return FIGURES, b"pasted"


def hired(tmp_path: Path) -> Settings:
    """Return settings in which Anna is staff, and there is a group of the staff."""
    telegram = TelegramSettings.model_validate({"token": TOKEN, "staff_group": STAFF})
    return settings(tmp_path, staff=(f"telegram:{ANNA['id']}",), telegram=telegram)


def document(
    api: FakeApi,
    sender: Json = ANNA,
    chat: int | None = None,
    *,
    name: str = "cards.csv",
    content: bytes = LIST,
    **more: Any,
) -> Json:
    """Return an update with a file in it, which Telegram then has."""
    file = f"f{len(api.files)}"
    api.files[file] = content
    held = {"file_id": file, "file_unique_id": file, "file_name": name, "file_size": len(content), **more}
    return message(None, sender, chat, document=held)


def files(api: FakeApi) -> list[tuple[str, bytes]]:
    """Return the files that were sent, with their names."""
    return [sent["document"] for sent in api.sent("sendDocument")]


def texts(api: FakeApi, chat: int = ANNA["id"]) -> list[str]:
    """Return what stands in a chat now."""
    return [held["text"] for (where, _), held in api.messages.items() if where == chat and "text" in held]


def button(api: FakeApi) -> tuple[Json, str]:
    """Return the message with the button that stops a list, and the button."""
    shown = next(held for held in api.messages.values() if "reply_markup" in held)
    return shown, shown["reply_markup"]["inline_keyboard"][0][0]["callback_data"]


async def settled(running: Bot) -> None:
    """Wait until everything that came is worked, lists included."""
    await running.api.until(lambda: running.api.fetched)
    async with asyncio.timeout(30):
        while await running.app.journal.unfinished("telegram", TOKEN.split(":")[0]):
            await running.clock.sleep(0)


async def refused(running: Bot) -> list[tuple[str, Act]]:
    page = await running.app.noting.read(Search(), 50)
    return [(entry.who.user, entry.act) for entry in page.entries if entry.outcome == REFUSED]


async def test_a_list_comes_back_as_a_spreadsheet(tmp_path: Path) -> None:
    async with FakeApi() as api, bot(tmp_path, api, given=hired(tmp_path)) as running:
        sent = api.push(document(api))
        await api.until_sent(1, "sendDocument", within=30)
        await api.until(lambda: "cards.csv: done" in texts(api))
        noted = await running.app.noting.read(Search(act=Act.BULK), 50)
    (name, content), *_ = files(api)
    book = load_workbook(io.BytesIO(content), read_only=True)
    sheets, cells = book.sheetnames, str(list(book.worksheets[0].values))
    book.close()
    assert (name, sheets) == ("cards.checked.xlsx", ["Cards", "By cause", "Not checked"])
    assert QUOTA in cells
    assert "Data used up" in texts(api)[-1]
    assert str(sent["message"]["message_id"]) in str(api.sent()[-1]["reply_parameters"])
    assert [(entry.who.user, entry.card) for entry in noted.entries] == [("42", QUOTA[:-1])]


async def test_the_message_moves_and_the_chat_goes_on(tmp_path: Path) -> None:
    gated = Gated()
    async with FakeApi() as api, bot(tmp_path, api, given=hired(tmp_path), bulk=gated):
        api.push(document(api))
        await api.until(lambda: texts(api) == ["Rows checked: 40 · 40% of the file"])
        api.push(message(QUOTA, ANNA))
        await api.until(lambda: len(texts(api)) == 2)
        assert gated.seen == [(LIST, "en", Person("telegram", "42"))]
        gated.gate.set()
        await api.until(lambda: "cards.csv: done" in texts(api))
        assert not any("reply_markup" in held for held in api.messages.values() if "done" in held.get("text", ""))
    assert files(api) == [("cards.checked.xlsx", b"checked")]
    assert len(api.sent("editMessageText")) == 2
    assert not any(folder.exists() for folder in gated.folders)


async def test_it_is_not_edited_more_often_than_telegram_likes(tmp_path: Path) -> None:
    gated = Gated()
    async with FakeApi() as api, bot(tmp_path, api, given=hired(tmp_path), bulk=gated) as running:
        api.push(document(api, chat=STAFF))
        await api.until(lambda: len(api.sent("editMessageText")) == 1)
        assert 15.0 in running.clock.slept
        assert 3.0 not in running.clock.slept


async def test_the_button_stops_it(tmp_path: Path) -> None:
    gated = Gated()
    async with FakeApi() as api, bot(tmp_path, api, given=hired(tmp_path), bulk=gated):
        api.push(document(api))
        await api.until(lambda: bool(gated.seen))
        shown, stop = button(api)
        api.push(press(api, stop, shown, LI))
        (over,) = await api.until_sent(1, "answerCallbackQuery")
        api.push(press(api, stop, shown, ANNA))
        await api.until(lambda: texts(api) == ["Stopped. Nothing of cards.csv is kept"])
        api.push(press(api, stop, shown, ANNA))
        _, stopping, late = await api.until_sent(3, "answerCallbackQuery")
    assert over["text"] == "这份表已经不在查了"
    assert [stopping["text"], late["text"]] == ["Stopping", "That list isn't being checked any more"]
    assert files(api) == []
    assert not any(folder.exists() for folder in gated.folders)


async def test_a_second_list_is_told_that_it_waits(tmp_path: Path) -> None:
    gated = Gated()
    async with FakeApi() as api, bot(tmp_path, api, given=hired(tmp_path), bulk=gated):
        api.push(document(api))
        await api.until(lambda: bool(gated.seen))
        api.push(document(api, name="more.xlsx"))
        await api.until(lambda: "Got more.xlsx. Its turn comes after the list before it" in texts(api))
        assert len(gated.seen) == 1
        gated.gate.set()
        await api.until(lambda: "more.xlsx: done" in texts(api))
    assert [name for name, _ in files(api)] == ["cards.checked.xlsx", "more.checked.xlsx"]


@pytest.mark.parametrize(
    ("sender", "chat", "name", "checked", "noted", "said"),
    [
        (ANNA, None, "CARDS.XLSX", True, [], None),
        (ANNA, STAFF, "cards.csv", True, [], None),
        (ANNA, GROUP, "cards.csv", False, [], None),
        (ANNA, None, "cards.pdf", False, [], "I can't read files yet"),
        (LI, None, "cards.csv", False, [("43", Act.BULK)], "文件我还看不了"),
        (LI, STAFF, "cards.csv", False, [("43", Act.BULK)], None),
    ],
)
async def test_lists_are_checked_for_staff_where_they_work(
    tmp_path: Path,
    sender: Json,
    chat: int | None,
    name: str,
    checked: bool,
    noted: list[tuple[str, Act]],
    said: str | None,
) -> None:
    gated = Gated()
    gated.gate.set()
    where = chat or sender["id"]
    async with FakeApi() as api, bot(tmp_path, api, given=hired(tmp_path), bulk=gated) as running:
        api.push(document(api, sender, chat, name=name))
        await settled(running)
        assert said is None or any(said in each for each in texts(api, where))
        assert await refused(running) == noted
    assert [int(sent["chat_id"]) for sent in api.sent("sendDocument")] == [where] * checked
    assert bool(gated.seen) is checked


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (BadFile(file="list", problem="empty", detail=""), "Cannot read cards.csv: it is empty"),
        (BulkFailed(), "This list wasn't finished"),
    ],
)
async def test_what_fails_is_told(tmp_path: Path, error: ClinicError, said: str) -> None:
    gated = Gated(error)
    gated.gate.set()
    async with FakeApi() as api, bot(tmp_path, api, given=hired(tmp_path), bulk=gated):
        api.push(document(api))
        await api.until(lambda: texts(api)[0].startswith(said) if texts(api) else False)
    assert files(api) == []


@pytest.mark.parametrize(
    ("more", "faults", "said"),
    [
        ({"file_size": 20 * 1024 * 1024 + 1}, {}, "cards.csv is too large"),
        ({}, {"getFile": [Fault("refuse", (400, "Bad Request: file is too big"))]}, "cards.csv is too large"),
        ({}, {"getFile": [Fault("refuse", (400, "Bad Request: wrong file_id"))]}, "Telegram doesn't give me cards.csv"),
        ({}, {"download": [Fault("html", 502)] * 8}, "Telegram doesn't give me cards.csv"),
        ({}, {"download": [Fault("cut"), Fault("flood", 1)], "getFile": [Fault("flood", 2)]}, "cards.csv: done"),
    ],
)
async def test_a_file_that_does_not_come(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, more: Json, faults: dict[str, list[Fault]], said: str
) -> None:
    gated = Gated()
    gated.gate.set()
    async with FakeApi() as api, bot(tmp_path, api, given=hired(tmp_path), bulk=gated):
        for method, each in faults.items():
            api.fail(method, *each)
        api.push(document(api, **more))
        await api.until(lambda: bool(texts(api)) and texts(api)[0].startswith(said))
    assert bool(api.sent("getFile")) is ("file_size" not in more and "refuse" not in str(faults))
    assert TOKEN.partition(":")[2] not in caplog.text


async def test_a_file_that_grows_on_the_way_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.telegram.files.MOST_BYTES", len(LIST) - 1)
    gated = Gated()
    async with FakeApi() as api, bot(tmp_path, api, given=hired(tmp_path), bulk=gated):
        api.push(document(api, file_size=1))
        await api.until(lambda: bool(texts(api)) and texts(api)[0].startswith("cards.csv is too large"))
    assert gated.seen == []


async def test_a_spreadsheet_that_telegram_does_not_take_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.list_work.MOST_BYTES_BACK", 3)
    gated = Gated()
    gated.gate.set()
    async with FakeApi() as api, bot(tmp_path, api, given=hired(tmp_path), bulk=gated):
        api.push(document(api))
        await api.until(lambda: any("larger than the 50 MB" in each for each in texts(api)))
    assert files(api) == []


async def test_a_long_list_that_is_pasted_comes_back_as_a_spreadsheet(tmp_path: Path) -> None:
    gated = Gated()
    said = "\n".join(f"898600250210123{at:04}" for at in range(1, 52))
    async with FakeApi() as api, bot(tmp_path, api, given=hired(tmp_path), bulk=gated):
        for sender in (ANNA, LI):
            api.push(message(said, sender))
        await api.until_sent(1, "sendDocument")
        await api.until(lambda: len(texts(api, LI["id"])) == 1)
    assert files(api) == [("checked.xlsx", b"pasted")]
    assert [who.user for _, _, who in gated.seen] == ["42"]


async def test_what_the_end_of_the_process_stopped_is_checked_at_the_next_start(tmp_path: Path) -> None:
    first, second = Gated(), Gated()
    second.gate.set()
    async with FakeApi() as api:
        async with bot(tmp_path, api, given=hired(tmp_path), bulk=first, grace=0.01):
            api.push(document(api))
            await api.until(lambda: bool(first.seen))
        assert files(api) == []
        assert not any(folder.exists() for folder in first.folders)
        async with bot(tmp_path, api, given=hired(tmp_path), bulk=second):
            await api.until(lambda: "cards.csv: done" in texts(api))
    assert files(api) == [("cards.checked.xlsx", b"checked")]


async def test_a_list_survives_a_kill(tmp_path: Path) -> None:
    staff = {"SIMCLINIC_STAFF": f"telegram:{ANNA['id']}", "TMPDIR": str(tmp_path)}
    async with FakeApi() as api:
        async with serving(tmp_path, api, **staff) as process:
            api.fail("download", Fault("hang", 60))
            api.push(document(api))
            await api.until(lambda: len(texts(api)) == 1, within=60)
            await api.until(lambda: bool(api.sent("getFile")), within=60)
            process.kill()
            await process.wait()
        assert files(api) == []
        async with serving(tmp_path, api, **staff):
            await api.until(lambda: "cards.csv: done" in texts(api), within=60)
    assert len(files(api)) == 1
