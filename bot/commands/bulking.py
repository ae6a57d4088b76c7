"""`bulk`: a list of cards in, a spreadsheet out, a bar moving meanwhile."""

import asyncio
import sys
from pathlib import Path

from bot.app import opened
from bot.channels import plain
from bot.commands.progress import bar
from bot.commands.speaking import FAILED, say, texts_and_lang
from bot.commands.talking import ME, known_language
from bot.domain.summary import Figures, summary
from bot.domain.words import text
from bot.errors import BulkFailed
from bot.inventory.replacing import replacing
from bot.settings import Settings


def bulk(given: Settings, file: Path, out: Path | None, lang: str | None) -> int:
    """Check the cards of *file*, write the spreadsheet, and print the main figures. Return the exit code."""
    to = out or file.with_name(f"{file.stem}.checked.xlsx")
    figures = asyncio.run(_examined(given, file, to, lang))
    lines = [line for block in summary(figures) for line in plain.lines(block, *texts_and_lang(lang))]
    for line in (*lines, say(text("bulk-written", file=str(to)), lang)):
        sys.stdout.write(f"{line}\n")
    return FAILED if figures.refused else 0


async def _examined(given: Settings, file: Path, to: Path, lang: str | None) -> Figures:
    async with opened(given) as app:
        known_language(app, lang)
        _, spoken = texts_and_lang(lang)
        with bar(say(text("bulk-working"), lang)) as tick, replacing(to) as part:
            part.touch()  # whoever may not write here is told so before the work
            if app.tools.bulk is None:
                raise BulkFailed
            return await app.tools.bulk.examine(file, part, lang=spoken, who=ME, tick=tick)
