"""Post a notice that every affected answer carries, list those there are, withdraw one."""

import re

from bot.domain.notices import Notice, affectable, tidy
from bot.domain.reply import Line, Outcome, Reply, Title
from bot.domain.roles import Act
from bot.domain.words import Joined, text
from handlers.allowed import allowed
from handlers.heard import Heard, Tools

_COMMAND = re.compile(r"\s*(?:/notice(?:@\w+)?(?!\S)|公告)\s*", re.IGNORECASE)
_END = re.compile(r"(?:end|结束|撤回)\s*(\d{1,9})\s*", re.IGNORECASE)
_BETWEEN_LANGUAGES = "|"


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer `/notice`, with what it affects and its words, a language beside the other, or with one to end."""
    command = _COMMAND.match(heard.incoming.text)
    if command is None or not await allowed(Act.NOTICE, heard, tools):
        return None
    said = heard.incoming.text[command.end() :].strip()
    if not said:
        return await _list(tools)
    ended = _END.fullmatch(said)
    return await _post(said, heard, tools) if ended is None else await _end(int(ended[1]), tools)


async def _post(said: str, heard: Heard, tools: Tools) -> Reply:
    affects, *words = said.split(maxsplit=1)
    texts = _by_language(words[0], heard) if words else {}
    known = affectable(tools.sources)
    if affects.lower() not in known or not texts:
        names = Joined(known, "join-then")
        blocks = (Title(text("notice-not-read")), Line(text("notice-how", names=names)))
        return Reply(blocks=blocks, outcome=Outcome.NOT_READ, act=Act.NOTICE)
    notice = Notice(affects=affects.lower(), texts=texts, since=tools.clock())
    number = await tools.notices.add(notice)
    title, how = text("notice-added", number=number, affects=notice.affects), text("notice-added-how", number=number)
    return Reply(blocks=(Title(title), *map(Line, texts.values()), Line(how)), act=Act.NOTICE)


def _by_language(said: str, heard: Heard) -> dict[str, str]:
    """Return the texts by the languages that they are written in."""
    parts = filter(None, map(tidy, said.split(_BETWEEN_LANGUAGES)))
    return {heard.lexicon.language(part) or heard.lang: part for part in parts}


async def _end(number: int, tools: Tools) -> Reply:
    if not await tools.notices.end(number, tools.clock()):
        return Reply(blocks=(Title(text("notice-none", number=number)),), outcome=Outcome.NOT_FOUND, act=Act.NOTICE)
    return Reply(blocks=(Title(text("notice-ended", number=number)),), act=Act.NOTICE)


async def _list(tools: Tools) -> Reply:
    posted = await tools.notices.current(tools.clock())
    lines = tuple(
        Line(
            text(
                "notice-line",
                number=notice.number or 0,
                affects=notice.affects,
                text=Joined(tuple(notice.texts.values()), "join-then"),
            )
        )
        for notice in posted
    )
    how = Line(text("notice-how", names=Joined(affectable(tools.sources), "join-then")))
    return Reply(blocks=(Title(text("notice-list" if lines else "notice-list-empty")), *lines, how), act=Act.NOTICE)
