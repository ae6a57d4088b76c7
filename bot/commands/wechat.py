"""The WeChat channel as the commands see it: the settings read, the account answered."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

import httpx
from starlette.routing import BaseRoute

from bot.app import App
from bot.channels.wechat import channel
from bot.channels.wechat.channel import Deployment, StandsOn
from bot.channels.wechat.outgoing import Outgoing
from bot.channels.wechat.pictures import WechatPictures
from bot.channels.wechat.timing import Timing
from bot.commands.wechat_account import TIMEOUT, api_of
from bot.inbox import Inbox
from bot.settings.wechat import WechatSettings


@asynccontextmanager
async def running(app: App, given: WechatSettings) -> AsyncIterator[Sequence[BaseRoute]]:
    """Answer the account that *given* describes; one that is verified and has its secret pushes, too."""
    timing = Timing(deadline=given.deadline)
    async with AsyncExitStack() as stack:
        pushing = None
        pictures = await stack.enter_async_context(httpx.AsyncClient(timeout=TIMEOUT, follow_redirects=False))
        if given.verified and given.app_secret is not None:
            pushing = Outgoing(await stack.enter_async_context(api_of(given)), timing.monotonic)
        stands_on = StandsOn(
            front=app,
            lexicon=app.tools.lexicon,
            memories=app.memories,
            shelf=app.shelf,
            inbox=partial(Inbox, app.journal),
            pushing=pushing,
            desk=app.desk,
            pictures=WechatPictures(pictures, timing.sleep),
        )
        account = channel.running(deployment(given, app.settings.default_lang), stands_on, timing)
        yield await stack.enter_async_context(account)


def deployment(given: WechatSettings, default_lang: str) -> Deployment:
    """Read the settings."""
    return Deployment(
        app_id=given.app_id,
        token=given.token.get_secret_value(),
        aes_key=given.aes_key.get_secret_value() if given.aes_key else None,
        default_lang=default_lang,
        plain=given.plain,
    )
