"""The cases, and what is said in them (the port Cases)."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from bot.domain.cases import Course, Delivery, HelpCase, Kind, Message, Side, Stage, Standing
from bot.domain.message import Person
from bot.store.journal import Hop
from bot.store.moments import moment
from bot.store.queries import SQL

_COLUMNS = (
    *("number", "channel", "user", "lang", "opened_at", "card", "causes", "stage", "agent_channel", "agent_user"),
    *("topic", "with_bot", "answered_at", "closed_at", "works", "stars"),
)
_FILLED = {"columns": ", ".join(_COLUMNS), "marks": ", ".join("?" * len(_COLUMNS))}
Row = tuple[Any, ...]


class SqlCases:
    """Keeps a row a case, and one a message; a change of a case and what is said with it are written together."""

    def __init__(self, write: Hop, read: Hop) -> None:
        self._write = write
        self._read = read
        self._opened: bool | None = None

    async def open(self, case: HelpCase, messages: Sequence[Message]) -> HelpCase | None:
        self._opened = True
        return await self._write(partial(_open, case, messages))

    async def of(self, person: Person) -> HelpCase | None:
        if not await self._any():
            return None
        return await self._read(partial(_one, "live_case", (person.channel, person.user)))

    async def find(self, number: str) -> HelpCase | None:
        return await self._read(partial(_one, "case", (number,)))

    async def in_topic(self, topic: int) -> HelpCase | None:
        return await self._read(partial(_one, "case_in_topic", (topic,)))

    async def change(self, old: HelpCase, new: HelpCase, messages: Sequence[Message] = ()) -> HelpCase | None:
        return await self._write(partial(_change, old, new, messages))

    async def next(self, number: str, side: Side, *, shelved: bool = False) -> tuple[int, Message] | None:
        return await self._read(partial(_next, number, side, Delivery.SHELVED if shelved else None))

    async def delivered(self, name: int, outcome: Delivery, at: datetime) -> None:
        await self._write(partial(_run, "delivered_in_case", (outcome, moment(at), name)))

    async def waiting(self) -> list[tuple[str, Side]]:
        return await self._read(_waiting)

    async def waiting_for(self, person: Person) -> list[str]:
        return await self._read(partial(_waiting_for, person)) if await self._any() else []

    async def messages(self, number: str) -> list[Message]:
        return [message for message, _ in await self.course(number)]

    async def course(self, number: str) -> Course:
        return await self._read(partial(_course, number))

    async def standing(self, closed_since: datetime | None, first: Person, most: int) -> list[Standing]:
        values = (closed_since and moment(closed_since), first.channel, first.user, most)
        return await self._read(partial(_standing, values))

    async def call(self, person: Person, name: str) -> None:
        await self._write(partial(_run, "call_staff", (name.lower(), person.channel, person.user)))

    async def called(self, name: str) -> Person | None:
        return await self._read(partial(_called, name.lower()))

    async def names(self) -> dict[Person, str]:
        return await self._read(_names)

    async def all_of(self, person: Person) -> list[HelpCase]:
        return await self._read(partial(_all_of, person))

    async def forget(self, person: Person) -> None:
        await self._write(partial(_run, "forget_cases", (person.channel, person.user)))

    async def prune(self, before: datetime) -> None:
        await self._write(partial(_run, "prune_cases", (moment(before),)))

    async def _any(self) -> bool:
        """Say whether there is any case. It is asked with every message: where nobody uses the desk, once."""
        if self._opened is None:
            self._opened = await self._read(_any)
        return self._opened


def _run(name: str, values: Row, connection: sqlite3.Connection) -> None:
    connection.execute(SQL[name], values)


def _one(name: str, values: Row, connection: sqlite3.Connection) -> HelpCase | None:
    row = connection.execute(SQL[name].format(**_FILLED), values).fetchone()
    return None if row is None else _case(row)


def _open(case: HelpCase, messages: Sequence[Message], connection: sqlite3.Connection) -> HelpCase | None:
    """Keep a new case; None where the person has one, or another has its number."""
    if not connection.execute(SQL["open_case"].format(**_FILLED), _row(case)).rowcount:
        return None
    _say(case.number, messages, connection)
    return _one("case", (case.number,), connection)


def _change(
    old: HelpCase, new: HelpCase, messages: Sequence[Message], connection: sqlite3.Connection
) -> HelpCase | None:
    """Keep *new* and what was said, unless the case is no longer the *old* one."""
    if _one("case", (old.number,), connection) != old:
        return None
    if new != old:
        connection.execute(SQL["change_case"].format(**_FILLED), (*_row(new), old.number))
    _say(old.number, messages, connection)
    return _one("case", (old.number,), connection)


def _say(number: str, messages: Sequence[Message], connection: sqlite3.Connection) -> None:
    rows = [(number, *_said(each)) for each in messages]
    connection.executemany(SQL["say_in_case"], rows)


def _next(
    number: str, side: Side, outcome: Delivery | None, connection: sqlite3.Connection
) -> tuple[int, Message] | None:
    row = connection.execute(SQL["next_in_case"], (number, side, outcome)).fetchone()
    return None if row is None else (row[0], _message(row[1:]))


def _waiting(connection: sqlite3.Connection) -> list[tuple[str, Side]]:
    return [(number, Side(side)) for number, side in connection.execute(SQL["waiting_in_cases"])]


def _waiting_for(person: Person, connection: sqlite3.Connection) -> list[str]:
    return [number for (number,) in connection.execute(SQL["waiting_for_person"], (person.channel, person.user))]


def _course(number: str, connection: sqlite3.Connection) -> Course:
    rows = connection.execute(SQL["all_in_case"], (number,))
    return [(_message(said), outcome and Delivery(outcome)) for *said, outcome in rows]


def _standing(values: Row, connection: sqlite3.Connection) -> list[Standing]:
    rows = connection.execute(SQL["standing_cases"].format(**_FILLED), values)
    return [_stands(_case(row), datetime.fromisoformat(last), kind) for *row, last, kind in rows]


def _stands(case: HelpCase, last: datetime, kind: str | None) -> Standing:
    return Standing(case, last, waits=case.stage is not Stage.CLOSED and kind != Kind.ANSWER)


def _any(connection: sqlite3.Connection) -> bool:
    (found,) = connection.execute(SQL["any_case"]).fetchone()
    return bool(found)


def _all_of(person: Person, connection: sqlite3.Connection) -> list[HelpCase]:
    rows = connection.execute(SQL["cases_of"].format(**_FILLED), (person.channel, person.user))
    return [_case(row) for row in rows]


def _called(name: str, connection: sqlite3.Connection) -> Person | None:
    row = connection.execute(SQL["called_staff"], (name,)).fetchone()
    return None if row is None else Person(*row)


def _names(connection: sqlite3.Connection) -> dict[Person, str]:
    return {Person(channel, user): name for channel, user, name in connection.execute(SQL["staff_names"])}


# Rows


def _said(message: Message) -> Row:
    author = message.author
    who = (message.kind, message.kind.side, author.channel, author.user)
    return (*who, message.text, moment(message.at), message.picture, message.origin)


def _row(case: HelpCase) -> Row:
    agent = (None, None) if case.agent is None else (case.agent.channel, case.agent.user)
    ends = tuple(None if at is None else moment(at) for at in (case.answered_at, case.closed_at))
    about = (case.number, case.person.channel, case.person.user, case.lang, moment(case.opened_at), case.card)
    works = None if case.works is None else int(case.works)
    causes = json.dumps(case.causes)
    return (*about, causes, case.stage, *agent, case.topic, int(case.with_bot), *ends, works, case.stars)


def _case(row: Sequence[Any]) -> HelpCase:
    read = dict(zip(_COLUMNS, row, strict=True))
    agent = None if read["agent_channel"] is None else Person(read["agent_channel"], read["agent_user"])
    return HelpCase(
        number=read["number"],
        person=Person(read["channel"], read["user"]),
        lang=read["lang"],
        opened_at=datetime.fromisoformat(read["opened_at"]),
        card=read["card"],
        causes=tuple(json.loads(read["causes"])),
        stage=Stage(read["stage"]),
        agent=agent,
        topic=read["topic"],
        with_bot=bool(read["with_bot"]),
        answered_at=_readmoment(read["answered_at"]),
        closed_at=_readmoment(read["closed_at"]),
        works=None if read["works"] is None else bool(read["works"]),
        stars=read["stars"],
    )


def _readmoment(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)


def _message(row: Sequence[Any]) -> Message:
    kind, channel, user, said, at, picture, origin = row
    return Message(
        kind=Kind(kind),
        author=Person(channel, user),
        text=said,
        at=datetime.fromisoformat(at),
        picture=picture,
        origin=origin,
    )
