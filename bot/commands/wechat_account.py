"""The Official Account as the commands see it: its API opened, and what it refuses put into words."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import httpx

from bot.channels.wechat.api import Account, Api, Refusal, Unreachable
from bot.commands.speaking import FAILED, leave
from bot.domain.words import Text, text
from bot.errors import BadSettings
from bot.settings import Settings
from bot.settings.wechat import WechatSettings

TIMEOUT = httpx.Timeout(5.0, connect=3.0)
_KNOWN = (40013, 40125, 40164, 48001)
"""Refusals that have a text of their own."""


def able(given: Settings) -> WechatSettings:
    """Return the account's settings. Raise BadSettings when there is none, or none that may call WeChat."""
    if given.wechat is None:
        raise BadSettings(setting="SIMCLINIC_WECHAT__APP_ID", problem=text("problem-missing"))
    if given.wechat.app_secret is None:
        raise BadSettings(setting="SIMCLINIC_WECHAT__APP_SECRET", problem=text("problem-missing"))
    return given.wechat


@asynccontextmanager
async def api_of(given: WechatSettings) -> AsyncIterator[Api]:
    """Open WeChat's API with the account's secret."""
    secret = given.app_secret.get_secret_value() if given.app_secret else ""
    async with httpx.AsyncClient(timeout=TIMEOUT, follow_redirects=False) as http:
        account = Account(given.app_id, secret, given.api_base)
        yield Api(account, http, monotonic=time.monotonic, sleep=asyncio.sleep)


async def checked(given: WechatSettings) -> tuple[Text, bool]:
    """Fetch an access token, where there is a secret. Return what to say, and whether all is well."""
    if given.app_secret is None:
        return text("doctor-wechat-passive"), not given.verified
    try:
        async with api_of(given) as api:
            await api.token()
    except (Refusal, Unreachable) as error:
        return why(error), False
    return text("doctor-wechat-read", verified="yes" if given.verified else "no"), True


@contextmanager
def told() -> Iterator[None]:
    """Turn what WeChat refuses into a line and an exit code."""
    try:
        yield
    except (Refusal, Unreachable) as error:
        leave(why(error), FAILED)


def why(error: Refusal | Unreachable) -> Text:
    """Say why WeChat did not do it."""
    if isinstance(error, Unreachable):
        return text("wechat-unreachable", reason=str(error))
    name = str(error.code) if error.code in _KNOWN else "other"
    return text(f"wechat-refused-{name}", code=str(error.code), said=error.said or "–")
