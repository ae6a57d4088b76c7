"""`doctor`: is everything in order? A line each, no secret in any."""

import sys
from collections.abc import Awaitable, Callable

from bot import rules, settings
from bot.commands.speaking import FAILED, say
from bot.domain.words import Text, Words, text
from bot.errors import ClinicError
from bot.settings import Settings
from bot.store.address import path_of
from bot.store.database import open_store
from bot.texts import BadTexts, FluentTexts

Check = Callable[[Settings], Awaitable[Words]]


class Unwell(Exception):
    """A check failed: its words say why."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.words = words


async def _settings(given: Settings) -> Words:
    del given
    if strangers := settings.strangers():
        raise Unwell(text("doctor-settings-strangers", names=", ".join(strangers)))
    return text("doctor-settings-read")


async def _texts(given: Settings) -> Words:
    try:
        languages = FluentTexts.load().read_all().languages
    except BadTexts as error:
        raise Unwell(str(error)) from error
    if given.default_lang not in languages:
        raise Unwell(text("problem-lang"))
    return text("doctor-texts-read", names=", ".join(languages))


async def _rules(given: Settings) -> Words:
    packs = rules.load()
    if given.rules not in packs:
        raise Unwell(text("problem-rules"))
    return text("doctor-rules-read", names=", ".join(packs), default=given.rules)


async def _store(given: Settings) -> Words:
    path = path_of(given.database)
    async with open_store(path) as store:
        return text("doctor-store-read", path=str(path), count=await store.count())


async def _shop(given: Settings) -> Words:
    missing = [name for name in ("recharge_url", "real_name_url", "support_contact") if getattr(given, name) is None]
    names = ", ".join(f"{settings.PREFIX}{name.upper()}" for name in missing)
    return text("doctor-shop-missing", names=names) if missing else text("doctor-shop-full")


async def _sources(given: Settings) -> Words:
    from bot.commands.sources import order

    return await order(given)


async def _telegram(given: Settings) -> Words:
    if given.telegram is None:
        return text("doctor-telegram-off")
    from bot.commands.telegram import checked

    words, well = await checked(given.telegram)
    if not well:
        raise Unwell(words)
    return words


async def _wechat(given: Settings) -> Words:
    if given.wechat is None:
        return text("doctor-wechat-off")
    from bot.commands.wechat_account import checked

    words, well = await checked(given.wechat)
    if not well:
        raise Unwell(words)
    return words


CHECKS: dict[str, Check] = {
    "settings": _settings,
    "texts": _texts,
    "rules": _rules,
    "store": _store,
    "shop": _shop,
    "sources": _sources,
    "telegram": _telegram,
    "wechat": _wechat,
}


async def doctor() -> int:
    """Run every check and print its line. Return the exit code."""
    try:
        given = settings.load()
    except ClinicError as error:
        return int(not _line(text("doctor-settings"), error.text, None, well=False))
    results = [await _run(name, check, given) for name, check in CHECKS.items()]
    results += await _platforms(given)
    return 0 if all(results) else FAILED


async def _platforms(given: Settings) -> list[bool]:
    """Print a line for each platform."""
    from bot.commands.sources import probed

    try:
        found = await probed(given)
    except ClinicError:  # the line of the sources has said so
        return []
    lang = given.default_lang
    return [_line(text("doctor-platform", name=each.name), each.words, lang, well=each.well) for each in found]


async def _run(name: str, check: Check, given: Settings) -> bool:
    what = text(f"doctor-{name}")
    try:
        return _line(what, await check(given), given.default_lang, well=True)
    except ClinicError as error:
        return _line(what, error.text, given.default_lang, well=False)
    except Unwell as unwell:
        return _line(what, unwell.words, given.default_lang, well=False)


def _line(what: Words, found: Words, lang: str | None, *, well: bool) -> bool:
    line = Text("doctor-ok" if well else "doctor-bad", {"what": what, "found": found})
    sys.stdout.write(f"{say(line, lang)}\n")
    return well
