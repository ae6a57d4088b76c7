"""Reading and writing what is kept of a person, on an open connection."""

import json
import sqlite3
from datetime import datetime

from bot.domain.message import Memory, Person
from bot.store.moments import moment
from bot.store.queries import SQL


def recall(person: Person, connection: sqlite3.Connection) -> Memory:
    row = connection.execute(SQL["recall"], (person.channel, person.user)).fetchone()
    if row is None:
        return Memory()
    lang, last_card, offers, asked = row
    return Memory(lang=lang, last_card=last_card, offers=tuple(json.loads(offers)), asked=bool(asked))


def remember(person: Person, memory: Memory, connection: sqlite3.Connection) -> None:
    offers = json.dumps(memory.offers, ensure_ascii=False)
    kept = (person.channel, person.user, memory.lang, memory.last_card, offers, int(memory.asked))
    connection.execute(SQL["remember"], kept)


def prune(before: datetime, connection: sqlite3.Connection) -> None:
    connection.execute(SQL["prune_people"], (moment(before),))


def forget(person: Person, connection: sqlite3.Connection) -> None:
    connection.execute(SQL["forget"], (person.channel, person.user))
