"""What Telegram shows of the bot before anything is said: commands, menu button, descriptions; and where updates go."""

import logging
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from telegram import BotCommand, BotCommandScopeAllPrivateChats, MenuButtonCommands
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.line import KINDS, Line, TooFast
from bot.channels.telegram.timing import Timing
from bot.domain.words import text
from bot.errors import ClinicError
from bot.ports import Texts

log = logging.getLogger(__name__)

COMMANDS = ("start", "help", "lang", "en", "zh", "privacy")
_TRIES = 5


async def patiently(step: Callable[[], Awaitable[object]], timing: Timing) -> None:
    """Take *step*, again and again while Telegram cannot be reached or the store is locked; say why not, once."""
    failures, told = 0, ""
    while True:
        try:
            await step()
        except TooFast as error:
            await timing.sleep(error.seconds)
        except (TelegramError, ClinicError) as error:
            why = _why(error)
            if why != told:
                log.warning("telegram: not started yet", extra={"error": why})
            failures, told = failures + 1, why
            await timing.sleep(timing.pause(failures))
        else:
            return


def _why(error: TelegramError | ClinicError) -> str:
    if isinstance(error, ClinicError):
        return error.key
    return "invalid token" if isinstance(error, InvalidToken) else str(error)


async def remove_webhook(line: Line) -> None:
    """Remove a webhook that was left behind, as nothing can be fetched while there is one; say so."""
    info = await line.get_webhook_info()
    if info.url:
        await line.delete_webhook(drop_pending_updates=False)
        log.warning("telegram: removed a webhook left behind", extra={"host": urlsplit(info.url).hostname})


async def set_webhook(line: Line, url: str, secret: str) -> None:
    """Have updates posted to *url* from now on."""
    await line.set_webhook(url, allowed_updates=list(KINDS), secret_token=secret)
    log.info("telegram: webhook set", extra={"host": urlsplit(url).hostname})


async def introduce(line: Line, texts: Texts, default: str, timing: Timing) -> None:
    """Tell Telegram what it shows people of the bot, in each language and for all others; nothing depends on it."""
    steps: list[Callable[[], Awaitable[object]]] = [lambda: line.set_chat_menu_button(menu_button=MenuButtonCommands())]
    for code, lang in [(None, default), *((lang, lang) for lang in texts.languages)]:
        steps += _introduction(line, texts, lang, code)
    for step in steps:
        await _tried(step, timing)


def _introduction(line: Line, texts: Texts, lang: str, code: str | None) -> list[Callable[[], Awaitable[object]]]:
    commands = [BotCommand(name, texts.say(text(f"telegram-command-{name}"), lang)) for name in COMMANDS]
    about, short = (texts.say(text(f"telegram-{key}"), lang) for key in ("description", "short-description"))
    return [
        lambda: line.set_my_commands(commands, scope=BotCommandScopeAllPrivateChats(), language_code=code),
        lambda: line.set_my_description(about, language_code=code),
        lambda: line.set_my_short_description(short, language_code=code),
    ]


async def _tried(step: Callable[[], Awaitable[object]], timing: Timing) -> None:
    for attempt in range(1, _TRIES + 1):
        try:
            await step()
        except TooFast as error:
            await timing.sleep(error.seconds)
        except TelegramError as error:
            if attempt == _TRIES:
                log.warning("telegram: not introduced", extra={"error": str(error)})
            await timing.sleep(timing.pause(attempt))
        else:
            return
