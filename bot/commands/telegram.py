"""The Telegram channel as the commands see it: the settings read, the bot run, the token checked."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial
from urllib.parse import urlsplit

from starlette.routing import BaseRoute
from telegram.error import InvalidToken, TelegramError

from bot.app import App
from bot.channels.telegram import channel
from bot.channels.telegram.channel import Deployment, StandsOn
from bot.channels.telegram.line import Line
from bot.channels.telegram.timing import Timing
from bot.domain.message import Person
from bot.domain.roles import Act, may
from bot.domain.trail import REFUSED, Entry
from bot.domain.words import Text, text
from bot.inbox import Inbox
from bot.ports import Front
from bot.settings.telegram import TelegramSettings


def running(app: App, given: TelegramSettings) -> AbstractAsyncContextManager[Sequence[BaseRoute]]:
    """Run the bot that *given* describes."""
    return channel.running(deployment(given, app.settings.default_lang), stands_on(app, app))


def stands_on(app: App, front: Front) -> StandsOn:
    """Join what the channel stands on; *front* answers."""
    bulk = app.tools.bulk
    return StandsOn(
        front=front,
        memories=app.memories,
        journal=app.journal,
        inbox=partial(Inbox, app.journal),
        desk=app.desk,
        lists=None if bulk is None else (bulk, partial(_permits, app)),
    )


async def _permits(app: App, person: Person, act: Act) -> bool:
    """Say whether *person* may do *act*; what is refused is written down."""
    allowed = may(await app.role_of(person), act)
    if not allowed:
        app.noting.later(Entry(at=app.clock(), who=person, act=act, outcome=REFUSED))
    return allowed


def deployment(given: TelegramSettings, default_lang: str) -> Deployment:
    """Read the settings."""
    webhook = None
    if given.mode == "webhook" and given.webhook_url and given.webhook_secret:
        webhook = (given.webhook_url, given.webhook_secret.get_secret_value())
    return Deployment(
        token=given.token.get_secret_value(),
        api_base=given.api_base,
        default_lang=default_lang,
        webhook=webhook,
        staff_group=given.staff_group,
    )


async def checked(given: TelegramSettings) -> tuple[Text, bool]:
    """Ask Telegram who the token's bot is. Return what to say, and whether all is well."""
    line = Line(given.token.get_secret_value(), given.api_base, Timing(answer_within=5.0))
    try:
        await line.open()
        return text("doctor-telegram-read", name=line.username, mode=given.mode), True
    except InvalidToken:
        return text("doctor-telegram-invalid"), False
    except TelegramError:
        return text("doctor-telegram-down", host=urlsplit(given.api_base).hostname or "API_BASE"), False
    finally:
        await line.shutdown()
