"""What is kept of whoever asks: say it, hand it out, forget it."""

import json
from dataclasses import asdict
from typing import Any

from bot.domain.cases import HelpCase, Message
from bot.domain.message import Person
from bot.domain.reply import Button, File, Line, Reply, Title
from bot.domain.roles import Act
from bot.domain.trail import Entry, Search
from bot.domain.words import text
from handlers.heard import Heard, Tools

FILE = "simclinic-my-data.json"
_PAGE = 500
_EXPORT = Button(text("button-export"), sends=text("say-export"))
_FORGET = Button(text("button-forget"), sends=text("say-forget"))
_FORGET_NOW = Button(text("button-forget-now"), sends=text("say-forget-now"))


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer the three wishes; to be forgotten is asked about once."""
    match heard.intents[:1]:
        case ("privacy",):
            return _policy(tools)
        case ("export",):
            return await _export(heard, tools)
        case ("forget",):
            return Reply(
                blocks=(Title(text("forget-sure")), Line(text("forget-sure-what"))), buttons=(_FORGET_NOW,), asks=True
            )
        case ("forget_now",):
            return await _forget(heard, tools)
    return None


def _policy(tools: Tools) -> Reply:
    keeping = tools.keeping
    kept = (
        Line(text("privacy-memory", days=keeping.audit_days)),
        Line(text("privacy-texts", days=keeping.texts_days)),
        Line(text("privacy-audit", days=keeping.audit_days)),
        Line(text("privacy-not")),
    )
    return Reply(blocks=(Title(text("privacy-title")), *kept), buttons=(_EXPORT, _FORGET), act=Act.READ_OWN)


async def _export(heard: Heard, tools: Tools) -> Reply:
    person = heard.incoming.person
    kept = {
        "person": str(person),
        "role": str(heard.role),
        "exported_at": tools.clock().isoformat(timespec="seconds"),
        "memory": asdict(heard.memory),
        "trail": [_shown(entry) for entry in await _all_of(heard, tools)],
        "cases": [] if tools.desk is None else [_case(*kept) for kept in await tools.desk.kept(person)],
    }
    content = json.dumps(kept, ensure_ascii=False, indent=2).encode()
    return Reply(blocks=(Title(text("export-title")), File(FILE, content)), act=Act.EXPORT_OWN)


async def _all_of(heard: Heard, tools: Tools) -> list[Entry]:
    found: list[Entry] = []
    search, page = Search(who=heard.incoming.person), await tools.trail.read(Search(who=heard.incoming.person), _PAGE)
    found += page.entries
    while page.next is not None:
        page = await tools.trail.read(search, _PAGE, page.next)
        found += page.entries
    return found


def _shown(entry: Entry) -> dict[str, Any]:
    """Return what an entry says of who asked, and nothing of anybody else."""
    names = ("act", "outcome", "card", "lang", "said", "text")
    return {"at": entry.at.isoformat(timespec="seconds"), **{name: getattr(entry, name) for name in names}}


def _case(case: HelpCase, said: list[Message]) -> dict[str, Any]:
    """Return a case that people were asked for, without who answered it."""
    about = {name: getattr(case, name) for name in ("number", "card", "causes", "stage", "works", "stars")}
    words = [{"at": each.at.isoformat(timespec="seconds"), "kind": each.kind, "text": each.text} for each in said]
    return {"opened_at": case.opened_at.isoformat(timespec="seconds"), **about, "said": words}


async def forget(person: Person, tools: Tools) -> None:
    """Erase what is kept of *person*, but for what the trail says of acts. Raise StoreLocked or StoreBroken."""
    await tools.trail.erase(person)
    await tools.shelf.forget(person.user)
    if tools.desk is not None:
        await tools.desk.forget(person)
    await tools.memories.forget(person)


async def _forget(heard: Heard, tools: Tools) -> Reply:
    await forget(heard.incoming.person, tools)
    blocks = (Title(text("forget-done")), Line(text("forget-stays", days=tools.keeping.audit_days)))
    return Reply(blocks=blocks, forgets=True, act=Act.FORGET_OWN)
