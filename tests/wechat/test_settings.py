"""The account's settings: what is missing is named, what is secret is not shown."""

from pathlib import Path

import pytest

from bot import settings
from bot.channels.wechat.envelope import Envelope
from bot.channels.wechat.guard import Refused
from bot.errors import BadSettings
from bot.settings.wechat import WechatSettings

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
GIVEN = {"APP_ID": "wx01", "TOKEN": "t0ken", "AES_KEY": KEY}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def load(given: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> WechatSettings | None:
    for name, value in given.items():
        monkeypatch.setenv(f"SIMCLINIC_WECHAT__{name}", value)
    return settings.load().wechat


def test_three_values_are_an_account(monkeypatch: pytest.MonkeyPatch) -> None:
    given = load(GIVEN, monkeypatch)
    assert given is not None
    assert (given.verified, given.plain, given.deadline, given.app_secret) == (False, False, 4.5, None)
    assert KEY not in repr(given)


@pytest.mark.parametrize("given", [{}, {"APP_ID": "", "TOKEN": "", "AES_KEY": ""}])
def test_without_an_app_id_there_is_no_account(given: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(given, monkeypatch) is None


def test_a_test_account_has_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    given = load({**GIVEN, "AES_KEY": "", "PLAIN": "true"}, monkeypatch)
    assert given is not None
    assert given.aes_key is None


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"AES_KEY": ""}, "AES_KEY"),
        ({"AES_KEY": "short"}, "AES_KEY"),
        ({"AES_KEY": KEY + "="}, "AES_KEY"),
        ({"AES_KEY": "short", "PLAIN": "true"}, "AES_KEY"),
        ({"TOKEN": ""}, "TOKEN"),
        ({"DEADLINE": "5"}, "DEADLINE"),
        ({"DEADLINE": "0"}, "DEADLINE"),
    ],
)
def test_what_is_wrong_is_named(changed: dict[str, str], name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadSettings) as caught:
        load({**GIVEN, **changed}, monkeypatch)
    assert caught.value.text.args["setting"] == f"SIMCLINIC_WECHAT__{name}"


def test_an_account_without_a_key_takes_nothing_that_is_encrypted() -> None:
    envelope = Envelope("wx01", "t0ken", None, plain=True, nonce=lambda: "n")
    with pytest.raises(Refused) as caught:
        envelope.open({"encrypt_type": "aes"}, b"<xml><Encrypt>AAAA</Encrypt></xml>")
    assert caught.value.status == 400
    assert envelope.open({}, b"<xml/>") == "<xml/>"
