"""Opening the store: its place, its shape, and what can be wrong with it in one sentence."""

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session, sessionmaker

from minispect.exits import Exit, UserError
from minispect.folders import writable
from minispect.store import marks, people, tables
from reports import seal

NAME = "minispect.sqlite"
DATA = "MINISPECT_DATA"
HEAD = "0001"
"""The newest migration. A test compares it with the folder of migrations."""
KNOWN = ("0001",)
TABLES = {module.__name__.rpartition(".")[2]: module for module in (tables, people, marks)}
"""The modules whose import puts their tables into ``Base.metadata``."""
BUSY_SECONDS = 10
_MIGRATING = 0x6D696E69
"""Key of the lock PostgreSQL holds while tables are made."""


def data_folder(given: Path | None = None) -> Path:
    """``--data``, ``$MINISPECT_DATA``, or where keys and settings are; made when missing. Raises UserError."""
    named = os.environ.get(DATA, "")
    folder = given or (Path(named) if named else seal.home())
    return writable(folder, "the data folder", "--data", 0o700).resolve()


class GoneError(UserError):
    """The file was deleted or replaced: waiting would not bring it back."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, Exit.UNREACHABLE)


@dataclass(frozen=True)
class Database:
    """An open store. ``shown`` is its address without a password."""

    engine: Engine
    shown: str
    folder: Path
    """The data folder: packs are in ``packs/`` below it."""
    file: tuple[int, int] | None = None
    """Device and inode of an SQLite file: writing into one that was deleted would be writing into nothing."""

    @contextlib.contextmanager
    def session(self) -> Iterator[Session]:
        """A transaction that may write: kept when the block ends well. Raises UserError when the database is gone."""
        with self.told(), sessionmaker(self.engine, expire_on_commit=False).begin() as session:
            yield session

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that only reads, and on SQLite waits for no writer. Raises UserError."""
        engine = self.engine.execution_options(reading=True)
        with self.told(), sessionmaker(engine, expire_on_commit=False).begin() as session:
            yield session

    @contextlib.contextmanager
    def told(self) -> Iterator[None]:
        """Turns what the database says of itself into one sentence; mistakes in statements stay what they are."""
        if self.file is not None and _file(self.shown) != self.file:
            raise GoneError(f"{self.shown}: the database is gone (deleted or replaced); put it back and start again")
        try:
            yield
        except DBAPIError as error:
            sentence = _sentence(error, self.shown)
            if sentence is None:
                raise
            raise UserError(sentence, Exit.UNREACHABLE) from None

    def close(self) -> None:
        self.engine.dispose()


def open_database(data: Path | None = None, database: str = "", *, create: bool = True) -> Database:
    """The store at ``database`` (an SQLAlchemy URL), else the SQLite file in the data folder, with its tables made
    or brought up to date. ``create=False`` refuses to begin an empty one. Raises UserError."""
    folder = data_folder(data)
    url = _url(database, folder)
    shown = str(url.database)
    if url.drivername != "sqlite":
        shown = url.set(drivername="postgresql").render_as_string(hide_password=True)
    if url.drivername == "sqlite" and not create and not Path(str(url.database)).is_file():
        begin = "begin one with 'minispect schedule add', or name its folder with --data"
        raise UserError(f"{shown}: there is no database here; {begin}")
    if url.drivername == "sqlite":
        _touch(Path(shown))
    opened = Database(_engine(url, shown), shown, folder, _file(shown) if url.drivername == "sqlite" else None)
    try:
        with opened.told():
            _bring_up_to_date(opened)
    except BaseException:
        opened.close()
        raise
    return opened


def _url(database: str, folder: Path) -> URL:
    if not database:
        return URL.create("sqlite", database=str(folder / NAME))
    if "://" not in database:
        return URL.create("sqlite", database=str(Path(database).absolute()))
    try:
        url = make_url(database)
    except ArgumentError:
        raise UserError("--database: not a database URL; give postgresql://user@host/name or a file") from None
    if url.get_backend_name() == "sqlite":
        if not url.database or url.database == ":memory:":
            raise UserError("--database: a database in memory is gone with the process; give a file")
        return URL.create("sqlite", database=str(Path(url.database).absolute()))
    if url.get_backend_name() != "postgresql":
        raise UserError(f"--database: {url.get_backend_name()} is not supported; give postgresql://… or a file")
    return url.set(drivername="postgresql+psycopg")


def _touch(path: Path) -> None:
    """Personal data of the people who are inspected may be in it: for its owner only."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise UserError(f"{path}: the database cannot be opened ({error.strerror}); give another with --data") from None


def _file(path: str) -> tuple[int, int] | None:
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _engine(url: URL, shown: str) -> Engine:
    if url.drivername == "sqlite":
        address = f"file:{quote(shown)}?mode=rw"
        engine = create_engine(url, creator=lambda: sqlite3.connect(address, uri=True, check_same_thread=False))
        event.listen(engine, "connect", _sqlite_connected)
        event.listen(engine, "begin", _sqlite_begin)
        return engine
    try:
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": BUSY_SECONDS})
    except (ModuleNotFoundError, NoSuchModuleError):
        raise UserError(f"{shown}: PostgreSQL needs the extra 'fleet': pip install 'minispect[fleet]'") from None


def _sqlite_connected(connection: Any, record: object) -> None:  # noqa: ARG001
    """The journal lets readers go on while one writes; the driver leaves transactions to SQLAlchemy."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _sqlite_begin(connection: Connection) -> None:
    """A reader that would write later cannot wait for another writer, so writers say so from the start."""
    options = connection.get_execution_options()
    connection.exec_driver_sql("BEGIN" if options.get("reading") else "BEGIN IMMEDIATE")


def _bring_up_to_date(opened: Database) -> None:
    with opened.engine.connect().execution_options(reading=True) as connection:
        found = _revision(connection)
    if found == HEAD:
        return
    if found is not None and found not in KNOWN:
        raise UserError(
            f"{opened.shown}: this database was made by a newer minispect (its revision is {found[:40]}); "
            "update minispect, nothing was changed"
        )
    with _only_one(opened) as connection:
        if _revision(connection) != HEAD:
            _upgrade(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


@contextlib.contextmanager
def _only_one(opened: Database) -> Iterator[Connection]:
    """A connection for changing the shape; others that start at the same moment wait."""
    if opened.engine.dialect.name == "sqlite":
        path = Path(f"{opened.engine.url.database}.lock")
        with path.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with opened.engine.begin() as connection:
                yield connection
        return
    with opened.engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
        yield connection


def _upgrade(connection: Connection) -> None:
    # Loading Alembic takes a fifth of a second, which only the first start pays.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    command.upgrade(config, HEAD)


def _sentence(error: DBAPIError, shown: str) -> str | None:
    said = " ".join(str(error.orig).split())
    low = said.lower()
    if "locked" in low or "busy" in low:
        return f"{shown}: the database is locked by another program for more than {BUSY_SECONDS} s; nothing was changed"
    if "not a database" in low or "malformed" in low:
        return f"{shown}: this file is not a database of minispect, or it is damaged; give another with --database"
    if "unable to open" in low or "no such table" in low or "disk i/o" in low or "readonly" in low:
        return f"{shown}: the database is gone or cannot be written ({said[:120]}); nothing else was changed"
    if "disk is full" in low or "no space" in low:
        return f"{shown}: there is no space left for the database; nothing was changed"
    if error.connection_invalidated or type(error).__name__ == "OperationalError":
        return f"{shown}: the database cannot be reached ({said[:160]})"
    return None
