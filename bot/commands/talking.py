"""`ask` and `chat`: the same answers on the terminal."""

import asyncio
import json
import logging
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from datetime import datetime

from bot.app import App, opened
from bot.channels import console, wire
from bot.commands.speaking import FAILED, UNAVAILABLE
from bot.domain.message import Incoming, Person, Viewer
from bot.domain.reply import Answer, Outcome
from bot.domain.words import text
from bot.errors import BadSettings
from bot.settings import Settings

ME = Person("console", "me")
CODES = {
    Outcome.ANSWERED: 0,
    Outcome.NOT_FOUND: FAILED,
    Outcome.NOT_READ: FAILED,
    Outcome.UNAVAILABLE: UNAVAILABLE,
}


def moment(written: str | None, settings: Settings) -> datetime | None:
    """Read a time without a zone as local. Raise BadSettings when it is no time."""
    if written is None:
        return None
    try:
        at = datetime.fromisoformat(written)
        return at.replace(tzinfo=settings.zone) if at.tzinfo is None else at.astimezone(settings.zone)
    except (ValueError, OverflowError) as error:
        raise BadSettings(setting="--at", problem=text("problem-time")) from error


def readable(said: str) -> str:
    """Return what was typed, with bytes that are no text replaced."""
    return said.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


async def _answer(app: App, said: str, lang: str | None, at: datetime | None, viewer: Viewer) -> Answer:
    incoming = Incoming(person=ME, text=readable(said), at=at or app.clock(), viewer=viewer, lang=lang)
    return await app.answer(incoming)


async def ask(
    settings: Settings, said: str, *, lang: str | None, as_json: bool, at: datetime | None, viewer: Viewer
) -> int:
    """Answer one message on stdout. Return the exit code."""
    _write_logs(settings.log)
    async with opened(settings) as app:
        known_language(app, lang)
        answer = await _answer(app, said, lang, at, viewer)
        if as_json:
            said_back = json.dumps(wire.message(answer.reply, app.texts, answer.lang), ensure_ascii=False, indent=2)
        else:
            said_back = console.show(answer.reply, app.texts, answer.lang, numbered=False)
        sys.stdout.write(f"{said_back}\n")
        return CODES[answer.reply.outcome]


def _write_logs(style: str) -> None:
    """Write logs only where a *style* is asked for: what fails is said in the answer."""
    if style == "auto":
        logging.getLogger().addHandler(logging.NullHandler())
        return
    from bot.commands import logs

    logs.configure(style)


def known_language(app: App, lang: str | None) -> None:
    """Raise BadSettings for a language that has no texts."""
    if lang is not None and lang not in app.texts.languages:
        raise BadSettings(setting="--lang", problem=text("problem-lang"))


def chat(settings: Settings, lang: str | None, viewer: Viewer) -> None:
    """Talk until the input ends. Lines are read outside the event loop, so that Ctrl-C ends the wait for one."""
    _write_logs(settings.log)
    with asyncio.Runner() as runner, _running(settings, runner) as app:
        known_language(app, lang)
        chosen = lang or runner.run(app.memories.recall(ME)).lang or settings.default_lang
        sys.stdout.write(f"{app.texts.say(text('chat-begins'), chosen)}\n")
        prompt = "> " if sys.stdin.isatty() else ""
        with suppress(EOFError):
            while True:
                said = input(prompt)
                if said.strip():
                    answer = runner.run(_answer(app, said, lang, None, viewer))
                    sys.stdout.write(f"{console.show(answer.reply, app.texts, answer.lang, numbered=True)}\n\n")


@contextmanager
def _running(settings: Settings, runner: asyncio.Runner) -> Iterator[App]:
    stack = AsyncExitStack()
    try:
        yield runner.run(stack.enter_async_context(opened(settings)))
    finally:
        runner.run(stack.aclose())
