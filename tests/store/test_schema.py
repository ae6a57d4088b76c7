"""Opening a database: ours, somebody else's, from the future, damaged, held by another program."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import ClinicError, StoreBroken, StoreLocked
from bot.store import schema
from bot.store.bulk import open_bulk
from bot.store.database import open_store
from tests.store.cards import FULL, TELECOM, card

pytestmark = pytest.mark.anyio
HURRY = 0.05
STEPS = len(list(Path(schema.__file__).with_name("migrations").glob("*.sql")))


def _settings(connection: sqlite3.Connection, *names: str) -> list[object]:
    return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]


def test_the_steps_are_found() -> None:
    assert STEPS > 0


def test_a_new_database_is_ours_and_up_to_date(tmp_path: Path) -> None:
    with closing(schema.connect(tmp_path / "cards.db")) as connection:
        schema.migrate(connection, tmp_path / "cards.db")
        assert _settings(connection, "application_id", "user_version") == [schema.APPLICATION_ID, STEPS]


def test_a_commit_is_on_disk_and_readers_do_not_wait(tmp_path: Path) -> None:
    with closing(schema.connect(tmp_path / "cards.db")) as connection:
        full, on = 2, 1
        assert _settings(connection, "journal_mode", "synchronous", "foreign_keys") == ["wal", full, on]
        assert _settings(connection, "busy_timeout") == [schema.PATIENCE * 1000]


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    with (
        closing(schema.connect_reader(tmp_path / "cards.db")) as connection,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        connection.execute("CREATE TABLE mine (id)")


async def test_an_old_database_keeps_its_cards(tmp_path: Path) -> None:
    async with open_store(tmp_path / "cards.db") as store:
        await store.put([FULL])
    async with open_store(tmp_path / "cards.db") as store:
        assert await store.find(FULL.iccid) == FULL


def test_a_step_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "_MIGRATIONS", ("CREATE TABLE cards (key);\nCREATE TABLE cards (key);\n",))
    with closing(schema.connect(tmp_path / "cards.db")) as connection:
        with pytest.raises(sqlite3.OperationalError, match="already exists"):
            schema.migrate(connection, tmp_path / "cards.db")
        assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
        assert _settings(connection, "user_version") == [0]


def test_a_program_that_was_quicker_has_taken_the_step_already(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cards.db"
    seen = iter([0, STEPS, STEPS])
    with closing(schema.connect(path)) as connection:
        monkeypatch.setattr(schema, "_version", lambda *_: next(seen))
        schema.migrate(connection, path)
        assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)


def test_steps_are_taken_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cards.db"
    with closing(schema.connect(path)) as connection:
        schema.migrate(connection, path)
        later = (*schema._MIGRATIONS, "CREATE TABLE later (id);\nINSERT INTO later VALUES (';');\n")  # noqa: SLF001
        monkeypatch.setattr(schema, "_MIGRATIONS", later)
        schema.migrate(connection, path)
        assert connection.execute("SELECT id FROM later").fetchall() == [(";",)]
        assert _settings(connection, "user_version") == [STEPS + 1]


def _not_a_database(path: Path) -> None:
    path.write_bytes(b"iccid,state\n" * 200)


def _of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (id)")


def _of_another_program_with_versions(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1")


def _newer(path: Path) -> None:
    with closing(schema.connect(path)) as connection:
        schema.migrate(connection, path)
        connection.execute("PRAGMA user_version = 99")


def _damaged(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        schema.migrate(connection, path)
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 4096)


def _a_folder(path: Path) -> None:
    path.mkdir()


BROKEN: dict[str, tuple[Callable[[Path], None], str]] = {
    "a file that is no database": (_not_a_database, "not_ours"),
    "the database of another program": (_of_another_program, "not_ours"),
    "an empty database with another program's version": (_of_another_program_with_versions, "not_ours"),
    "a database of a newer version": (_newer, "newer"),
    "a damaged database": (_damaged, "damaged"),
    "a folder": (_a_folder, "cannot_open"),
}


@pytest.mark.parametrize(("prepare", "problem"), BROKEN.values(), ids=BROKEN.keys())
async def test_what_is_not_ours_is_refused(tmp_path: Path, prepare: Callable[[Path], None], problem: str) -> None:
    path = tmp_path / "cards.db"
    prepare(path)
    with pytest.raises(StoreBroken) as refused:
        async with open_store(path):
            pass
    assert refused.value.text.args == {"path": str(path), "problem": problem}
    with pytest.raises(StoreBroken), open_bulk(path):
        pass


async def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreBroken) as refused:
        async with open_store(tmp_path / "nowhere" / "cards.db"):
            pass
    assert refused.value.text.args["problem"] == "cannot_open"


async def test_a_database_that_another_program_holds_is_locked(tmp_path: Path) -> None:
    path = tmp_path / "cards.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("CREATE TABLE mine (id)")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreLocked):
            async with open_store(path, patience=HURRY):
                pass


async def test_a_write_that_cannot_have_the_lock_says_so_and_reading_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "cards.db"
    async with open_store(path, patience=HURRY) as store:
        await store.put([FULL])
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreLocked) as locked:
                await store.put([card()])
            assert locked.value.text.args == {"path": str(path)}
            assert await store.find(TELECOM) == FULL
        await store.put([card()])
        assert await store.find(TELECOM) == card()


async def test_a_slip_in_our_own_sql_is_not_blamed_on_the_database(tmp_path: Path) -> None:
    async with open_store(tmp_path / "cards.db") as store:
        with pytest.raises(sqlite3.OperationalError, match="no such table") as slip:
            await store._write(lambda connection: connection.execute("SELECT * FROM streets"))  # noqa: SLF001
        assert not isinstance(slip.value, ClinicError)
