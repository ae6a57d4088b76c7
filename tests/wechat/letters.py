"""Messages as WeChat writes them, sealed as it seals them."""

from hashlib import sha1
from itertools import count
from typing import Any

from wechatpy.crypto import WeChatCrypto

from bot.channels.wechat.guard import genuine
from bot.channels.wechat.hear import Message, read

APP_ID, TOKEN, AES_KEY = "wx0123456789abcdef", "a-token", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
ACCOUNT, ANNA, LI = "gh_account", "openid-anna", "openid-li"
AT = 1_795_320_000
"""Noon of 22 November 2026 in Shanghai."""
CRYPTO = WeChatCrypto(TOKEN, AES_KEY, APP_ID)
_NUMBERS = count(23_000_000_000_000_000)


def xml(kind: str = "text", user: str = ANNA, account: str = ACCOUNT, at: int = AT, **nodes: Any) -> str:
    """Return a message; *nodes* stand in it as they are, None leaves one out."""
    own = {
        "ToUserName": account,
        "FromUserName": user,
        "CreateTime": at,
        "MsgType": kind,
        "MsgId": next(_NUMBERS),
    }
    inside = "".join(
        f"<{name}>{f'<![CDATA[{value}]]>' if isinstance(value, str) and '<' not in value else value}</{name}>"
        for name, value in (own | nodes).items()
        if value is not None
    )
    return f"<xml>{inside}</xml>"


def said(text: str, user: str = ANNA, **nodes: Any) -> str:
    return xml("text", user, Content=text, **nodes)


def event(name: str, user: str = ANNA, **nodes: Any) -> str:
    return xml("event", user, MsgId=None, Event=name, **nodes)


def message(text: str = "hello", user: str = ANNA) -> Message:
    return read(said(text, user))


def signature(*parts: str) -> str:
    """Return what signs *parts*, found as any program would that is not ours."""
    signed = sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324 - so WeChat wants it
    assert genuine(signed, *parts)
    return signed


def query(at: int = AT, nonce: str = "12345", **more: str) -> dict[str, str]:
    stamp = str(at)
    return {"signature": signature(TOKEN, stamp, nonce), "timestamp": stamp, "nonce": nonce, **more}


def sealed(plain: str, at: int = AT, nonce: str = "12345", crypto: WeChatCrypto = CRYPTO) -> tuple[dict[str, str], str]:
    """Return the query and the body with which WeChat delivers *plain*."""
    held = crypto.encrypt_message(plain, nonce, str(at)).split("<![CDATA[")[1].split("]]>")[0]
    signed = signature(TOKEN, str(at), nonce, held)
    body = f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName><Encrypt><![CDATA[{held}]]></Encrypt></xml>"
    return query(at, nonce, encrypt_type="aes", msg_signature=signed, openid=ANNA), body
