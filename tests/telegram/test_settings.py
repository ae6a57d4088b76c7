"""The bot's settings: what is missing is named, what is secret is not shown."""

from pathlib import Path

import pytest

from bot import settings
from bot.errors import BadSettings
from bot.settings.telegram import TelegramSettings
from tests.telegram.fake_api import TOKEN

PREFIX = "SIMCLINIC_TELEGRAM__"
HOOK = {"TOKEN": TOKEN, "MODE": "webhook"}
URL = {"WEBHOOK_URL": "https://clinic.example/telegram"}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def load(given: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> TelegramSettings | None:
    for name, value in given.items():
        monkeypatch.setenv(PREFIX + name, value)
    return settings.load().telegram


@pytest.mark.parametrize("given", [{}, {"TOKEN": ""}], ids=["no token", "an empty token"])
def test_without_a_token_there_is_no_bot(given: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(given, monkeypatch) is None


def test_a_token_is_enough_and_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    given = load({"TOKEN": TOKEN}, monkeypatch)
    assert given is not None
    assert (given.mode, given.api_base) == ("polling", "https://api.telegram.org")
    assert TOKEN not in repr(given)


def test_a_webhook_has_an_address_and_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    given = load({**HOOK, **URL, "WEBHOOK_SECRET": "a-secret_1"}, monkeypatch)
    assert given is not None
    assert given.webhook_secret is not None
    assert "a-secret_1" not in repr(given)


@pytest.mark.parametrize(
    ("given", "named", "problem"),
    [
        ({"MODE": "polling"}, "TOKEN", "problem-missing"),
        ({"TOKEN": TOKEN, "MODE": "push"}, "MODE", "problem-value"),
        ({"TOKEN": TOKEN, "TOKEM": "x"}, "TOKEM", "problem-unknown"),
        (HOOK, "WEBHOOK_URL", "problem-webhook-url"),
        ({**HOOK, "WEBHOOK_URL": "clinic.example"}, "WEBHOOK_URL", "problem-webhook-url"),
        ({**HOOK, **URL}, "WEBHOOK_SECRET", "problem-webhook-secret"),
        ({**HOOK, **URL, "WEBHOOK_SECRET": "ein Geheimnis"}, "WEBHOOK_SECRET", "problem-webhook-secret"),
        ({**HOOK, **URL, "WEBHOOK_SECRET": "x" * 257}, "WEBHOOK_SECRET", "problem-webhook-secret"),
    ],
    ids=[
        "settings without a token",
        "an unknown mode",
        "a slip in a name",
        "no address",
        "no https",
        "no secret",
        "a secret that Telegram refuses",
        "a secret that is too long",
    ],
)
def test_what_is_wrong_is_named(
    given: dict[str, str], named: str, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadSettings) as raised:
        load(given, monkeypatch)
    words = raised.value.text.args
    assert words["setting"] == PREFIX + named
    assert getattr(words["problem"], "key", None) == problem
    assert TOKEN not in str(raised.value)
