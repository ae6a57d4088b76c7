"""The parts of README that the program itself writes. `python -m tests.documents` brings them up to date."""

import asyncio
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from bot.app import opened
from bot.channels import console
from bot.commands.reference import table
from bot.domain.message import Incoming, Person
from bot.inventory.loader import load
from bot.settings import Settings
from bot.store.address import path_of

ROOT = Path(__file__).parent.parent
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh.md"}
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


PARTS: dict[str, Callable[[str], str]] = {"transcript": transcript, "settings": table}


def filled(lang: str) -> str:
    """Return the README of *lang* with its written parts as they should be."""
    text = READMES[lang].read_text(encoding="utf-8")
    for name, write in PARTS.items():
        begin, end = f"<!-- {name} {lang} -->", f"<!-- /{name} -->"
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        part = f"{begin}\n{write(lang)}\n{end}"
        text, found = pattern.subn(lambda _, part=part: part, text)  # type: ignore[misc]
        if found != 1:
            raise LookupError(begin)
    return text


if __name__ == "__main__":
    for each, path in READMES.items():
        path.write_text(filled(each), encoding="utf-8")
