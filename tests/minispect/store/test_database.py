"""The store opens at any state of its file, or says in one sentence why not."""

import sqlite3
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from minispect.exits import UserError
from minispect.store import database
from minispect.store.columns import Base, now
from minispect.store.tables import Due, Target


def _target(name: str = "shop") -> Target:
    return Target(name=name, location=f"/programs/{name}", driver="embedded")


def test_the_migrations_make_what_the_models_say(tmp_path: Path) -> None:
    opened = database.open_database(tmp_path)
    with opened.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata)
    assert found == []


def test_the_revisions_are_those_of_the_folder() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == database.HEAD
    assert {script.revision for script in scripts.walk_revisions()} == set(database.KNOWN)


def test_what_was_written_is_there_after_opening_again(tmp_path: Path) -> None:
    first = database.open_database(tmp_path)
    with first.session() as session:
        session.add(_target())
    first.close()
    with database.open_database(tmp_path, create=False).reading() as session:
        found = session.scalars(select(Target)).one()
    assert found.name == "shop"
    assert found.created_at.utcoffset() is not None


def test_many_that_start_at_once_make_the_tables_once(tmp_path: Path) -> None:
    faults: list[BaseException] = []

    def start() -> None:
        try:
            database.open_database(tmp_path).close()
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    database.open_database(tmp_path).close()
    path = tmp_path / database.NAME
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(UserError, match="newer minispect"):
        database.open_database(tmp_path)
    assert path.read_bytes() == before


def test_a_database_that_is_gone_is_not_begun_anew(tmp_path: Path) -> None:
    opened = database.open_database(tmp_path)
    (tmp_path / database.NAME).unlink()
    with pytest.raises(UserError, match="gone"), opened.session() as session:
        session.add(_target())
    assert not (tmp_path / database.NAME).exists()
    with pytest.raises(UserError, match="no database"):
        database.open_database(tmp_path, create=False)


def test_another_file_is_no_database(tmp_path: Path) -> None:
    (tmp_path / database.NAME).write_bytes(b"not a database at all, but long enough to be looked at" * 40)
    with pytest.raises(UserError, match="not a database"):
        database.open_database(tmp_path)


@pytest.mark.parametrize("address", ["mysql://u@h/db", "nonsense://", "sqlite://", "://"])
def test_an_address_that_is_none_is_said(tmp_path: Path, address: str) -> None:
    with pytest.raises(UserError, match="--database"):
        database.open_database(tmp_path, address)


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    with pytest.raises(UserError) as told:
        database.open_database(tmp_path, "postgresql://inspector:hunter2@127.0.0.1:1/minispect")
    assert "hunter2" not in str(told.value)


def test_a_locked_database_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0)
    opened = database.open_database(tmp_path)
    other = sqlite3.connect(tmp_path / database.NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with opened.reading() as session:
        assert session.execute(text("SELECT count(*) FROM targets")).scalar() == 0
    with pytest.raises(UserError, match="locked"), opened.session() as session:
        session.add(_target())
    other.close()


def test_the_database_itself_keeps_runs_apart(tmp_path: Path) -> None:
    opened = database.open_database(tmp_path)
    moment = now()
    with opened.session() as session:
        session.add_all([_target("a"), _target("b")])
        session.flush()
        session.add(Due(target_id=1, due_at=moment, device="phone", state="running"))
    twice = Due(target_id=1, due_at=moment)
    same_target = Due(target_id=1, due_at=now(), state="running")
    same_device = Due(target_id=2, due_at=now(), device="phone", state="running")
    nowhere = Due(target_id=77, due_at=now())
    for row in (twice, same_target, same_device, nowhere):
        with pytest.raises(IntegrityError), opened.session() as session:
            session.add(row)
