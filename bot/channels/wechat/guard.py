"""Who may come in: what WeChat signs, lately, and no more than a letter's length."""

import hmac
from collections.abc import AsyncIterator, Mapping
from hashlib import sha1

from starlette.requests import ClientDisconnect

MOST_BYTES = 64 * 1024
"""A message has a few kilobytes; the XML parser works for a second on a megabyte of nested tags."""
FRESH = 600.0
"""Seconds that WeChat's clock and ours may differ, or that a request may be old."""
_STAMP_DIGITS = 10


class Refused(Exception):
    """The request is not one that WeChat would send; *status* is what to say to it."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def admit(query: Mapping[str, str], token: str, now: float) -> None:
    """Check who asks, and when. Raise Refused (403) unless *query* is signed with *token* and fresh at *now*."""
    stamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
    if not (genuine(query.get("signature", ""), token, stamp, nonce) and _is_fresh(stamp, now)):
        raise Refused(403)


def genuine(given: str, *parts: str) -> bool:
    """Say whether *given* signs *parts*, in constant time."""
    ours = sha1("".join(sorted(parts)).encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
    return hmac.compare_digest(ours.encode(), given.encode("utf-8", "surrogatepass"))


def _is_fresh(stamp: str, now: float) -> bool:
    """Say whether *stamp* is of these minutes: ten digits exactly, as what is signed is joined without a delimiter."""
    is_stamp = len(stamp) == _STAMP_DIGITS and stamp.isascii() and stamp.isdigit()
    return is_stamp and abs(now - int(stamp)) <= FRESH


async def body_of(stream: AsyncIterator[bytes]) -> bytes:
    """Return the body, counted as it comes. Raise Refused: 413 when there is too much, 400 when it breaks off."""
    body = bytearray()
    try:
        async for chunk in stream:
            body += chunk
            if len(body) > MOST_BYTES:
                raise Refused(413)
    except ClientDisconnect as error:
        raise Refused(400) from error
    return bytes(body)
