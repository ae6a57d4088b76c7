"""The token is nowhere: not in what the process prints, not in what it says, whatever fails."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.app import App
from bot.channels.telegram.channel import Deployment
from bot.channels.telegram.redact import Redacting
from bot.commands import logs
from bot.commands.doctor import doctor
from bot.domain.message import Incoming
from bot.domain.reply import Answer
from tests.telegram.bot import QUOTA, bot
from tests.telegram.fake_api import TOKEN, FakeApi, Fault
from tests.telegram.serving import environment, output, serving
from tests.telegram.updates import message, press, user

pytestmark = pytest.mark.anyio
HALF = TOKEN.partition(":")[2]


FAULTS = (
    Fault("html"),
    Fault("cut"),
    Fault("refuse", (401, "Unauthorized")),
    Fault("refuse", (404, "Not Found")),
    Fault("refuse", (409, "Conflict")),
    Fault("refuse", (400, f"Bad Request: https://api.telegram.org/bot{TOKEN}/sendMessage")),
    Fault("flood", 1),
    Fault("hang", 0.1),
)


@pytest.fixture
def logged() -> Iterator[Callable[[str], None]]:
    """Give what sets the logs up as `serve` does, at their most talkative; put things back afterwards."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level)

    def set_up(style: str) -> None:
        logs.configure(style)
        root.setLevel(logging.DEBUG)
        logging.getLogger("aiosqlite").setLevel(logging.INFO)  # its threads still log when the output is closed

    yield set_up
    root.handlers[:], root.level = before


@pytest.mark.parametrize("style", ["json", "text"])
async def test_whatever_fails_no_token_is_printed(
    tmp_path: Path, style: str, capfd: pytest.CaptureFixture[str], logged: Callable[[str], None]
) -> None:
    logged(style)
    async with FakeApi() as api:
        for method in ("getMe", "getWebhookInfo", "getUpdates", "sendMessage", "setMyCommands", "answerCallbackQuery"):
            api.fail(method, *FAULTS)
        async with bot(tmp_path, api, answer_within=0.05, front=Broken):
            for number in range(len(FAULTS)):
                api.push(message(QUOTA, user(number + 1)))
            api.push({"message": {"message_id": 1, "date": "never", "chat": {"id": TOKEN}}})
            await api.until_sent(len(FAULTS) - 3)
            api.push(press(api, TOKEN, message(QUOTA)["message"]))
            await api.until(lambda: not any(api._faults[name] for name in ("sendMessage", "getUpdates")))  # noqa: SLF001
    printed = "".join(capfd.readouterr())
    assert "letter not answered" in printed
    assert "telegram: not reachable" in printed
    assert HALF not in printed
    assert not any(HALF in str(call.params) for call in api.calls)


class Broken:
    """A front that fails with the token in its mouth, for one person."""

    def __init__(self, app: App) -> None:
        self.texts, self.clock, self.diagnosis = app.texts, app.clock, app.diagnosis
        self.forget, self.ready = app.forget, app.ready
        self._app = app

    async def answer(self, incoming: Incoming) -> Answer:
        if incoming.person.user == "1":
            raise RuntimeError(f"a slip of ours: https://api.telegram.org/bot{TOKEN}/getFile")
        return await self._app.answer(incoming)


async def test_the_program_itself_prints_no_token(tmp_path: Path) -> None:
    async with FakeApi() as api:
        for method in ("getMe", "getUpdates", "sendMessage"):
            api.fail(method, Fault("refuse", (401, "Unauthorized")))
        async with serving(tmp_path, api) as process:
            api.push(message(QUOTA))
            await api.until_sent(1, within=60)
            process.terminate()
            assert await process.wait() == 0
    assert "telegram: not started yet" in output(tmp_path)
    assert HALF not in output(tmp_path)


def test_a_log_line_and_its_traceback_are_cleaned() -> None:
    logger = logging.getLogger("a.library")
    error = RuntimeError(f"GET https://api.telegram.org/file/bot{TOKEN}/photos/file_1.jpg")
    record = logger.makeRecord("a", logging.ERROR, "f", 1, "bot%s", (TOKEN,), (RuntimeError, error, None))
    written = Redacting(logging.Formatter(), TOKEN).format(record)
    assert HALF not in written
    assert "photos/file_1.jpg" in written


def test_another_bots_token_is_cleaned_too() -> None:

    record = logging.makeLogRecord({"msg": "https://api.telegram.org/bot9999999:BBBBBBBBBBBBBBBBBBBBBBBB/getMe"})
    assert "BBBB" not in Redacting(logging.Formatter(), TOKEN).format(record)


@pytest.mark.parametrize(
    ("token", "faults", "word", "code"),
    [
        (TOKEN, [], "@sim_clinic_bot", 0),
        (TOKEN + "x", [], "BotFather", 1),
        (TOKEN, [Fault("html")], "127.0.0.1", 1),
        (TOKEN, [Fault("html", 404)], "127.0.0.1", 1),
    ],
    ids=["a good token", "a wrong token", "an outage", "somebody else's page"],
)
async def test_doctor_asks_telegram_and_prints_no_secret(
    tmp_path: Path,
    token: str,
    faults: list[Fault],
    word: str,
    code: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    async with FakeApi() as api:
        api.fail("getMe", *faults)
        for name, value in environment(tmp_path, api).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("SIMCLINIC_TELEGRAM__TOKEN", token)
        monkeypatch.setenv("SIMCLINIC_TELEGRAM__API_BASE", api.url.replace("//", "//user:hunter2@"))
        assert await doctor() == code
    said = "".join(capsys.readouterr())
    assert word in next(line for line in said.splitlines() if "Telegram" in line)
    assert HALF not in said
    assert "hunter2" not in said


def test_what_describes_the_bot_does_not_show_its_secrets() -> None:
    given = Deployment(token=TOKEN, api_base="", default_lang="zh", webhook=("https://a.example/x", "s3cret"))
    assert HALF not in repr(given)
    assert "s3cret" not in repr(given)
