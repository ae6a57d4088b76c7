"""What `staff …` does: every act of it is in the audit trail."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from rich.table import Table

from bot.commands.printing import show
from bot.commands.speaking import USAGE, leave, say
from bot.commands.talking import ME
from bot.domain.message import Person
from bot.domain.roles import Act, Member, Role
from bot.domain.trail import Entry
from bot.domain.words import text
from bot.settings import Settings
from bot.store.address import path_of
from bot.store.database import Store, open_store

T = TypeVar("T")


def invite(given: Settings, role: Role) -> None:
    """Print the code of a new invitation, the only time it can be read. Exit 2 for a role that needs none."""
    if role is Role.USER:
        leave(text("staff-not-a-role"), USAGE)
    now = datetime.now(given.zone)

    async def invited(store: Store) -> str:
        await store.trail.note([Entry(at=now, who=ME, act=Act.INVITE, outcome=str(role))])
        return await store.staff.invite(role, now)

    code = with_store(given, invited)
    sys.stdout.write(f"{code}\n")
    sys.stderr.write(f"{say(text('staff-invited', role=text(f'role-{role}'), code=code))}\n")


def show_all(given: Settings) -> None:
    """Print a table of the staff: those who joined, and those whom the settings name."""
    members = with_store(given, lambda store: store.staff.all())
    table = Table(*(say(text(f"staff-{column}")) for column in ("person", "role", "since")))
    for member in members:
        table.add_row(str(member.person), say(text(f"role-{member.role}")), _since(member, given))
    for name in given.staff:
        table.add_row(name, say(text("role-agent")), "SIMCLINIC_STAFF")
    show(table)


def remove(given: Settings, typed: str) -> bool:
    """Remove one of the staff, and say so. Return whether there was one."""
    person = person_of(typed)
    now = datetime.now(given.zone)

    async def removed(store: Store) -> bool:
        was_staff = await store.staff.remove(person)
        outcome = "removed" if was_staff else "not_found"
        await store.trail.note([Entry(at=now, who=ME, act=Act.REMOVE_STAFF, outcome=outcome, about=person)])
        return was_staff

    was_staff = with_store(given, removed)
    if was_staff:
        sys.stdout.write(f"{say(text('staff-removed', person=str(person)))}\n")
    else:
        sys.stderr.write(f"{say(text('staff-none', person=str(person)))}\n")
    if str(person) in given.staff:
        sys.stderr.write(f"{say(text('staff-in-settings', person=str(person)))}\n")
    return was_staff


def person_of(typed: str) -> Person:
    """Read channel and user, or say that it is none and leave."""
    channel, colon, user = typed.partition(":")
    if not (channel and colon):
        leave(text("staff-not-a-person"), USAGE)
    return Person(channel, user)


def with_store(given: Settings, work: Callable[[Store], Awaitable[T]]) -> T:
    """Return what *work* does with the store, which is closed again."""

    async def run() -> T:
        async with open_store(path_of(given.database)) as store:
            return await work(store)

    return asyncio.run(run())


def _since(member: Member, given: Settings) -> str:
    return f"{member.since.astimezone(given.zone):%Y-%m-%d %H:%M}"
