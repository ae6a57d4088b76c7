"""The WeChat channel as the commands see it: the settings read, the account answered."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial

from starlette.routing import BaseRoute

from bot.app import App
from bot.channels.wechat import channel
from bot.channels.wechat.channel import Deployment, StandsOn
from bot.channels.wechat.timing import Timing
from bot.inbox import Inbox
from bot.settings.wechat import WechatSettings


@asynccontextmanager
async def running(app: App, given: WechatSettings) -> AsyncIterator[Sequence[BaseRoute]]:
    """Answer the account that *given* describes."""
    stands_on = StandsOn(
        front=app,
        memories=app.memories,
        shelf=app.shelf,
        inbox=partial(Inbox, app.journal),
        pushing=None,
    )
    timing = Timing(deadline=given.deadline)
    async with channel.running(deployment(given, app.settings.default_lang), stands_on, timing) as routes:
        yield routes


def deployment(given: WechatSettings, default_lang: str) -> Deployment:
    """Read the settings."""
    return Deployment(
        app_id=given.app_id,
        token=given.token.get_secret_value(),
        aes_key=given.aes_key.get_secret_value(),
        default_lang=default_lang,
        plain=given.plain,
    )
