"""`desk …`: the way to the staff page from the command line."""

import sys
from datetime import datetime
from typing import Annotated

import typer

from bot import settings
from bot.commands.speaking import FAILED, leave, reported
from bot.domain.roles import Act, Role
from bot.domain.trail import Entry
from bot.domain.words import text
from bot.settings import Settings

desk = typer.Typer(help="The staff page.", no_args_is_help=True)


@desk.callback()
def _desk() -> None:
    """Keep `link` a word of its own, though it is the only one."""


@desk.command()
def link(person: Annotated[str, typer.Option("--as", help="Who signs in, such as telegram:42.")]) -> None:
    """Print a link that signs one of the staff in, once, within 10 minutes."""
    with reported():
        _print_link(settings.load(), person)


def _print_link(given: Settings, typed: str) -> None:
    from bot.commands.staffing import person_of, with_store
    from bot.commands.talking import ME
    from bot.store.database import Store

    person, now = person_of(typed), datetime.now(given.zone)

    async def linked(store: Store) -> str | None:
        if str(person) not in given.staff and await store.staff.role_of(person) is Role.USER:
            return None
        await store.trail.note([Entry(at=now, who=ME, act=Act.DESK, outcome="linked", about=person)])
        return await store.sessions.link(person, now)

    secret = with_store(given, linked)
    if secret is None:
        leave(text("desk-not-staff", person=str(person)), FAILED)
    sys.stdout.write(f"{given.page}/desk#{secret}\n")
