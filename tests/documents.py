"""The parts of the documents that the program itself writes. `python -m tests.documents` brings them up to date."""

import asyncio
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from bot import sources
from bot.app import opened
from bot.channels import console
from bot.commands.reference import table
from bot.domain.card import Card
from bot.domain.message import Incoming, Person
from bot.inventory.loader import load
from bot.platforms import CALLS_A_SECOND, PLATFORMS
from bot.settings import Settings
from bot.sources import tables
from bot.store.address import path_of

ROOT = Path(__file__).parent.parent
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh.md"}
SOURCES = ROOT / "docs" / "sources.md"
EXAMPLE = ROOT / "docs" / "example" / "cards.csv"
AT = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
ASKED = ("89861125021012340019", "89861125021012340027")


def transcript(lang: str) -> str:
    """Return what the example's cards get for an answer."""
    with TemporaryDirectory() as folder:
        settings = Settings(
            database=f"sqlite:///{folder}/example.db",
            recharge_url="https://shop.example/{iccid}",
            support_contact="400-000-0000",
        )
        load(path_of(settings.database), EXAMPLE, now=AT, packs=frozenset(), say=str)
        return asyncio.run(_talk(settings, lang))


async def _talk(settings: Settings, lang: str) -> str:
    said = []
    async with opened(settings, lambda: AT) as app:
        for number in ASKED:
            incoming = Incoming(person=Person("console", "reader"), text=number, at=AT, lang=lang)
            answer = await app.answer(incoming)
            said.append(f"> {number}\n{console.show(answer.reply, app.texts, lang, numbered=True)}")
    return "```text\n" + "\n\n".join(said) + "\n```"


def _known() -> Iterator[tuple[str, tables.Table]]:
    """Yield the title and the table of each platform that has one, in the order in which they are asked."""
    for name in PLATFORMS:
        file = Path(sources.__file__).with_name(f"{name}.toml")
        if file.exists():
            yield tomllib.loads(file.read_text(encoding="utf-8"))["platform"]["title"], tables.table(name)


def telling() -> str:
    """Return which platform tells which field of a card."""
    known = list(_known())
    rows = [
        ["", *(title for title, _ in known)],
        ["---"] * (1 + len(known)),
        ["source", *(f"`{each.name}`" for _, each in known)],
        ["whose cards", *(", ".join(sorted(each.carriers)) or "any carrier's" for _, each in known)],
        ["calls a second", *(_calls(each) for _, each in known)],
    ]
    told = {name for _, each in known for name in each.tells} - {"iccid", "carrier"}
    named = [field.name for field in fields(Card) if field.name in told]
    rows += [[f"`{name}`", *("yes" if name in each.tells else "–" for _, each in known)] for name in named]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _calls(known: tables.Table) -> str:
    allowed = known.more.get("limits", {}).get("calls_per_second")
    return f"{CALLS_A_SECOND:g} (not published)" if allowed is None else f"{allowed:g}"


def standing() -> str:
    """Return where each field stands in each platform's answers."""
    parts = []
    for title, each in _known():
        rows = [["field", "where it stands"], ["---"] * 2, *([f"`{name}`", at] for name, at in each.tells.items())]
        parts.append(f"### {title}\n\n" + "\n".join("| " + " | ".join(row) + " |" for row in rows))
    return "\n\n".join(parts)


PARTS: dict[str, Callable[[str], str]] = {"transcript": transcript, "settings": table}
SOURCES_PARTS: dict[str, Callable[[], str]] = {"telling": telling, "standing": standing}


def filled(lang: str) -> str:
    """Return the README of *lang* with its written parts as they should be."""
    text = READMES[lang].read_text(encoding="utf-8")
    for name, write in PARTS.items():
        text = _with_part(text, f"{name} {lang}", name, write(lang))
    return text


def sources_filled() -> str:
    """Return docs/sources.md with its written parts as they should be."""
    text = SOURCES.read_text(encoding="utf-8")
    for name, write in SOURCES_PARTS.items():
        text = _with_part(text, name, name, write())
    return text


def _with_part(text: str, begin: str, end: str, part: str) -> str:
    opening, closing = f"<!-- {begin} -->", f"<!-- /{end} -->"
    pattern = re.compile(f"{re.escape(opening)}.*?{re.escape(closing)}", re.DOTALL)
    text, found = pattern.subn(lambda _: f"{opening}\n{part}\n{closing}", text)
    if found != 1:
        raise LookupError(opening)
    return text


if __name__ == "__main__":
    for each, path in READMES.items():
        path.write_text(filled(each), encoding="utf-8")
    SOURCES.write_text(sources_filled(), encoding="utf-8")
