"""procrastinate's tables in the store's database, and putting an inspection into its queue."""

import importlib.metadata
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, cast

import psycopg
from procrastinate import SyncPsycopgConnector, exceptions
from procrastinate.jobs import Job
from procrastinate.manager import JobManager
from procrastinate.schema import SchemaManager
from sqlalchemy import text
from sqlalchemy.orm import Session

from minispect.exits import UserError
from minispect.fleet import lanes
from minispect.schedule.targets import ANY_DEVICE
from minispect.store.database import Database
from minispect.store.tables import Target

TASK = "inspect"
_PREPARING = 0x666C6565
"""Key of the lock that keeps two workers from making the tables at once."""
_MARK = "minispect, procrastinate "
"""What the comment on the table of jobs begins with; the version that made it follows."""


def prepare(database: Database) -> None:
    """Make procrastinate's tables, or bring them to the installed version. Raises UserError."""
    if database.engine.dialect.name != "postgresql":
        raise UserError(f"{database.shown}: a fleet needs PostgreSQL; give --database postgresql://user@host/name")
    installed = importlib.metadata.version("procrastinate")
    with database.told(), database.engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _PREPARING})
        made_by = connection.execute(
            text("SELECT obj_description(to_regclass('procrastinate_jobs'), 'pg_class')")
        ).scalar()
        there = connection.execute(text("SELECT to_regclass('procrastinate_jobs')")).scalar()
        if there is not None and not str(made_by).startswith(_MARK):
            raise UserError(
                f"{database.shown}: another program keeps its procrastinate queue in this database; "
                "give minispect a database of its own"
            )
        found = str(made_by).removeprefix(_MARK) if there is not None else ""
        if order(found) > order(installed):
            raise UserError(
                f"{database.shown}: the queue was made by procrastinate {found[:20]}, here is {installed}; "
                "update minispect, nothing was changed"
            )
        if found == installed:
            return
        driver = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
        steps = [step.read_text(encoding="utf-8") for step in migrations(found)]
        for statements in [SchemaManager.get_schema()] if there is None else steps:
            driver.execute(statements.encode())
        driver.execute(f"COMMENT ON TABLE procrastinate_jobs IS '{_MARK}{installed}'".encode())


def migrations(after: str) -> list[Traversable]:
    """procrastinate's own migrations after a version, in their order."""
    files = list((resources.files("procrastinate.sql") / "migrations").iterdir())
    found = [file for file in files if file.name.endswith(".sql") and order(file.name[:8]) > order(after)]
    return sorted(found, key=lambda file: file.name)


def order(version: str) -> tuple[int, ...]:
    """A version as numbers."""
    return tuple(int(part) for part in version.split(".")[:3] if part.isdecimal())


def put(session: Session, due: int, target: Target) -> bool:
    """Put a due inspection into its queue, in the caller's own transaction. False: it waits there already."""
    job = Job(
        queue=lanes.queue(target.driver, target.device),
        lock=lock(target),
        queueing_lock=f"due:{due}",
        task_name=TASK,
        task_kwargs={"due": due},
    )
    # A job that waits already is an error to the database, which would end the caller's transaction.
    try:
        with session.begin_nested():
            _manager().defer_job(job, connection=session.connection().connection.driver_connection)
    except exceptions.AlreadyEnqueued:
        return False
    return True


def lock(target: Target) -> str:
    """Two inspections with the same one never run at the same time, wherever their workers are."""
    named = target.driver == "android" and target.device not in ("", ANY_DEVICE)
    return f"device:{target.device}" if named else f"target:{target.id}"


@cache
def _manager() -> JobManager:
    return JobManager(SyncPsycopgConnector())
