"""What is sent without being waited for: customer-service messages, within WeChat's window and quota."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum

from bot.channels.wechat.api import STALE, Api, Refusal, Unreachable, Upload
from bot.domain.pictures import Image

log = logging.getLogger(__name__)

SEND, TYPING = "/cgi-bin/message/custom/send", "/cgi-bin/message/custom/typing"
UPLOAD = "/cgi-bin/media/upload?type=image"


class Pushed(StrEnum):
    """How a push ended."""

    SENT = "sent"
    CLOSED = "closed"
    """Nobody may be written to: the window is over, or they have left or blocked us."""
    QUOTA = "quota"
    UNABLE = "unable"
    """The account may not push at all."""
    UNFIT = "unfit"
    """WeChat takes no such picture: it wants JPEG, PNG or GIF."""
    DOWN = "down"


ENDINGS = {
    45015: Pushed.CLOSED,  # more than 48 hours since the person last wrote, or unsubscribed
    48002: Pushed.CLOSED,  # the person refuses messages
    40003: Pushed.CLOSED,  # no such follower
    45047: Pushed.QUOTA,  # five messages sent since the person last wrote
    45009: Pushed.QUOTA,  # the day's calls are used up
    45011: Pushed.QUOTA,  # too many calls this minute
    48001: Pushed.UNABLE,  # the account has no right to
    40013: Pushed.UNABLE,  # wrong app id
    40125: Pushed.UNABLE,  # wrong secret
    **dict.fromkeys((40004, 40005, 40006, 40009, 45001), Pushed.UNFIT),  # the kind or the size of what was uploaded
    40164: Pushed.DOWN,  # our address is not on the account's list: somebody will put that right
    **dict.fromkeys(STALE, Pushed.DOWN),
    -1: Pushed.DOWN,
}
"""What WeChat's codes mean for a push; any other one is a slip of ours, and the answer waits for the next message."""

_BACK_OFF = {45009: 600.0, 45011: 60.0}
"""For how many seconds nothing is asked after a limit of the whole account was met."""
NO_NEWS = frozenset({45080, 45081})
"""Typing that cannot be shown just now, or is shown already."""


class Outgoing:
    """Pushes messages to followers, each part once."""

    def __init__(self, api: Api, monotonic: Callable[[], float]) -> None:
        self._api, self._monotonic = api, monotonic
        self._resting_until = 0.0

    async def push(self, user: str, parts: Sequence[str]) -> tuple[int, Pushed]:
        """Send *parts* in order, until one is refused. Return how many were accepted, and how it ended."""
        for sent, part in enumerate(parts):
            ended = await self._send(user, part)
            if ended is not Pushed.SENT:
                return sent, ended
        return len(parts), Pushed.SENT

    async def typing(self, user: str) -> None:
        """Show that an answer is being worked on; not worth a second try."""
        try:
            await self._api.call(TYPING, {"touser": user, "command": "Typing"})
        except Refusal as refusal:
            if refusal.code not in NO_NEWS:
                log.info("wechat: typing not shown", extra={"code": refusal.code})
        except Unreachable:
            log.info("wechat: typing not shown", extra={"code": "unreachable"})

    async def show(self, user: str, image: Image) -> tuple[bool, Pushed]:
        """Send a picture, which WeChat wants to be given first. Return whether it was accepted, and how it ended."""
        ended = await self._asked(lambda: self._show(user, image))
        return ended is Pushed.SENT, ended

    async def _show(self, user: str, image: Image) -> None:
        given = await self._api.call(UPLOAD, Upload(image.name, image.format, image.content))
        media = given.get("media_id")
        if not isinstance(media, str):
            raise Unreachable("no media_id")
        await self._api.call(SEND, {"touser": user, "msgtype": "image", "image": {"media_id": media}})

    async def _send(self, user: str, part: str) -> Pushed:
        said = {"touser": user, "msgtype": "text", "text": {"content": part}}
        return await self._asked(lambda: self._api.call(SEND, said))

    async def _asked(self, call: Callable[[], Awaitable[object]]) -> Pushed:
        if self._monotonic() < self._resting_until:
            return Pushed.QUOTA
        try:
            await call()
        except Refusal as refusal:
            return self._ended(refusal)
        except Unreachable as error:  # it may have arrived all the same: twice is better than never
            log.warning("wechat: not pushed", extra={"reason": str(error)})
            return Pushed.DOWN
        return Pushed.SENT

    def _ended(self, refusal: Refusal) -> Pushed:
        log.warning("wechat: push refused", extra={"code": refusal.code})
        self._resting_until = max(self._resting_until, self._monotonic() + _BACK_OFF.get(refusal.code, 0.0))
        return ENDINGS.get(refusal.code, Pushed.CLOSED)
