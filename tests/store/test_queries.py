"""All SQL stands in one file, by name, and is used."""

import re
from pathlib import Path

from bot.store import queries
from bot.store.queries import SQL

ROOM = Path(queries.__file__).parent
STATEMENT = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE)\b")


def test_the_queries_are_found() -> None:
    assert len(SQL) > 10
    assert all(SQL.values())


def test_every_query_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in ROOM.glob("*.py"))
    assert set(re.findall(r'SQL\["(\w+)"\]', code)) <= set(SQL)
    assert {name for name in SQL if f'"{name}"' not in code} == set()


def test_every_query_says_what_it_is_for() -> None:
    text = ROOM.joinpath("queries.sql").read_text(encoding="utf-8")
    assert len(re.findall(r"^-- name: \w+\n-- \S.*\n[^-\n]", text, re.MULTILINE)) == len(SQL)


def test_no_sql_stands_in_the_code() -> None:
    paths = list(ROOM.glob("*.py"))
    assert len(paths) > 8
    assert [path.name for path in paths if STATEMENT.search(path.read_text(encoding="utf-8"))] == ["schema.py"]
