"""The callback: who may come in, what they bring, and the answer that goes out in the response."""

from collections.abc import Awaitable, Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.wechat.envelope import Envelope, is_sealed
from bot.channels.wechat.guard import Refused, admit, body_of
from bot.channels.wechat.hear import Message, hear, read
from bot.channels.wechat.race import HungUp
from bot.ports import Clock

PATH = "/wechat"
SUCCESS = "success"
"""What tells WeChat that nothing is to be shown."""

Receive = Callable[[Message, str, HungUp], Awaitable[str | None]]
"""Takes a message, its XML and what tells that WeChat has hung up. Returns what this delivery is told, if anything."""


class Callback:
    """Takes messages from whoever knows the *token*."""

    def __init__(self, token: str, envelope: Envelope, receive: Receive, clock: Clock) -> None:
        self._token, self._envelope, self._receive, self._clock = token, envelope, receive, clock

    def routes(self) -> list[Route]:
        return [Route(PATH, self.check, methods=["GET"]), Route(PATH, self.hear, methods=["POST"])]

    async def check(self, request: Request) -> Response:
        """Echo what WeChat sends when this address is entered in its console: 403 when it is not WeChat."""
        query = request.query_params
        try:
            admit(query, self._token, self._clock().timestamp())
        except Refused as refused:
            return Response(status_code=refused.status)
        return PlainTextResponse(query.get("echostr", ""), headers={"X-Content-Type-Options": "nosniff"})

    async def hear(self, request: Request) -> Response:
        """Answer one delivery: 403 when it is not from WeChat, 413 when it is too large, 400 when it cannot be read."""
        query = request.query_params
        try:
            admit(query, self._token, self._clock().timestamp())
            xml = self._envelope.open(query, await body_of(request.stream()))
            message = read(xml)
        except Refused as refused:
            return Response(status_code=refused.status)
        if hear(message) is None:
            return Response()
        said = await self._receive(message, xml, partial(_hung_up, request))
        if said is None:
            return PlainTextResponse(SUCCESS)
        return Response(self._sealed(said, message, encrypted=is_sealed(query)), media_type="application/xml")

    def _sealed(self, said: str, message: Message, *, encrypted: bool) -> str:
        at = int(self._clock().timestamp())
        return self._envelope.seal(said, account=message.account, user=message.user, at=at, encrypted=encrypted)


async def _hung_up(request: Request) -> None:
    """Return when the line is closed; the body has been read before."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
