"""Our cryptography against two others: PyPI's WeRoBot and npm's wechat-crypto, both ways, live and recorded."""

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werobot.crypto import MessageCrypt

from bot.channels.wechat.envelope import Envelope
from bot.channels.wechat.guard import Refused
from tests.wechat.letters import ACCOUNT, AES_KEY, ANNA, APP_ID, AT, TOKEN

PEER = Path(__file__).parent / "peer"
STAMP, NONCE = str(AT), "a1b2c3"
TEXT = (
    "<xml><ToUserName><![CDATA[gh]]></ToUserName><Content><![CDATA[信控停用 🔴 89861125021012300146]]></Content></xml>"
)
SAID = '🔴 信控停用：自己就能恢复\n回复 1：<a href="weixin://bizmsgmenu?msgmenucontent=查&msgmenuid=1">再查一次</a>'
OURS = Envelope(APP_ID, TOKEN, AES_KEY, plain=False, nonce=lambda: NONCE)


@dataclass(frozen=True)
class Sealed:
    encrypted: str
    signature: str

    def delivery(self) -> tuple[dict[str, str], bytes]:
        """Return the query and the body in which WeChat would bring it."""
        query = {"encrypt_type": "aes", "timestamp": STAMP, "nonce": NONCE, "msg_signature": self.signature}
        return query, f"<xml><ToUserName>gh</ToUserName><Encrypt>{self.encrypted}</Encrypt></xml>".encode()


@dataclass(frozen=True)
class Peer:
    """Somebody else's cryptography: *seal* a text as WeChat does, *open* (encrypted, signature) as WeChat does."""

    seal: Callable[[str], Sealed]
    open: Callable[[Sealed, str, str], str]


def _werobot() -> Peer:
    crypt = MessageCrypt(token=TOKEN, encoding_aes_key=AES_KEY, app_id=APP_ID)

    def seal(text: str) -> Sealed:
        parts = ET.fromstring(crypt.encrypt_message(text, STAMP, NONCE))  # noqa: S314 - its own
        return Sealed(parts.findtext("Encrypt") or "", parts.findtext("MsgSignature") or "")

    def opened(sealed: Sealed, stamp: str, nonce: str) -> str:
        said = crypt.decrypt_message(stamp, nonce, sealed.signature, sealed.encrypted)
        return said.decode() if isinstance(said, bytes) else str(said)

    return Peer(seal, opened)


def _npm() -> Peer:
    node = shutil.which("node")
    if node is None or not (PEER / "node_modules" / "wechat-crypto").is_dir():
        pytest.skip("wechat-crypto is not installed: npm install in tests/wechat/peer")

    def ask(does: str, **more: str) -> Any:
        asked = {"token": TOKEN, "key": AES_KEY, "appId": APP_ID, "does": does, **more}
        done = subprocess.run(
            [node, str(PEER / "peer.js")], input=json.dumps(asked), capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout)

    def opened(sealed: Sealed, stamp: str, nonce: str) -> str:
        told = ask("open", encrypted=sealed.encrypted, timestamp=stamp, nonce=nonce)
        assert (told["signature"], told["id"]) == (sealed.signature, APP_ID)
        return str(told["text"])

    return Peer(lambda text: Sealed(**ask("seal", text=text, timestamp=STAMP, nonce=NONCE)), opened)


@pytest.fixture(params=[_werobot, _npm], ids=["werobot", "wechat-crypto"])
def peer(request: pytest.FixtureRequest) -> Peer:
    made: Peer = request.param()
    return made


def test_what_a_peer_seals_we_open(peer: Peer) -> None:
    assert OURS.open(*peer.seal(TEXT).delivery()) == TEXT


def test_what_we_seal_a_peer_opens(peer: Peer) -> None:
    sealed = ET.fromstring(OURS.seal(SAID, account=ACCOUNT, user=ANNA, at=AT, encrypted=True))  # noqa: S314
    parts = Sealed(sealed.findtext("Encrypt") or "", sealed.findtext("MsgSignature") or "")
    stamp, nonce = sealed.findtext("TimeStamp") or "", sealed.findtext("Nonce") or ""
    inside = ET.fromstring(peer.open(parts, stamp, nonce))  # noqa: S314
    assert (inside.findtext("Content"), inside.findtext("ToUserName"), inside.findtext("FromUserName")) == (
        SAID, ANNA, ACCOUNT,
    )  # fmt: skip


def test_a_message_for_another_app_is_refused(peer: Peer) -> None:
    other = Envelope("wx-another", TOKEN, AES_KEY, plain=False, nonce=lambda: NONCE)
    with pytest.raises(Refused) as caught:
        other.open(*peer.seal(TEXT).delivery())
    assert caught.value.status == 403


@settings(max_examples=100)
@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_text_of_werobot_is_opened(text: str) -> None:
    assert OURS.open(*_werobot().seal(text).delivery()) == text


RECORDED = {
    "werobot": Sealed(
        "uheCg3ZrLGuxWVrk6QWF/mG3wCHnfb0JpC/rpL8XtWrcbvinz1KyYyBopH911wCRTRpRXDazBpU9OKkJ2mcfrY0siLRzfJ2qYBb4"
        "tnmuSaPu/5KsBvryrUObEAj5S0JH76tgp+JppXgFPrIQdx2Awz7axD225kWb6hAH+G519Ij3qirDuc7vYDj6mKgqtpjIAlJnSBx4"
        "Uvl+VOTiUSqwyw==",
        "4a348ea07d5cf8b4373379347cf302ac7cec4a19",
    ),
    "wechat-crypto": Sealed(
        "iE2F+qNXNpfYCALE+O6HtWDtP3Iwj9HVAZzN8pyt4cZa3SOiKj3GNuegBHjlUaFWEKCdu2+nridxs6zswzckZe4LqwsGK+GtmjT0"
        "siV1ZEkE67H/G2UN8kMqCYegbBW+Bbv/qR5oEzk6TRqHYv+SelkohA/DQstazhej0iP2otoUfGsEGlfDP0/y4flm5nW63vhdW3Dg"
        "tfWHkhlsandacg==",
        "28d3ff10562b5930acb8a2f403751739992d3f5a",
    ),
}
"""What each of them once made of TEXT, so that neither need be there."""


@pytest.mark.parametrize("name", RECORDED)
def test_what_was_recorded_is_opened(name: str) -> None:
    assert OURS.open(*RECORDED[name].delivery()) == TEXT
