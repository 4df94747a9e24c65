"""The queue of due runs: taking one, staying its owner, putting down how it ended."""

import contextlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from minispect.schedule.retries import FIRST, Ending, wait
from minispect.schedule.targets import ANY_DEVICE, DEVTOOLS
from minispect.store.database import Database
from minispect.store.tables import Due, Inspection, Target

PACKS = "packs"


@dataclass(frozen=True)
class Claim:
    """A due run that this worker has, with the inspection that was begun for it."""

    due_id: int
    inspection_id: str
    target: Target
    attempts: int
    folder: Path
    """Where the scan writes."""


def claim(
    database: Database,
    worker: str,
    moment: datetime,
    *,
    due_id: int | None = None,
    without: Collection[int] = (),
    batch_id: int | None = None,
) -> Claim | None:
    """Take the run that waits longest, or the one asked for; None when nothing may run now.

    A target or device that is being inspected waits; the database's own indexes stand behind that, so a run that
    another worker took in the same moment is theirs. ``without``: runs that this machine cannot do at the moment.
    """
    only = [Due.id == due_id] if due_id is not None else []
    only += [Due.batch_id == batch_id] if batch_id is not None else []
    only += [Due.id.not_in(without)] if without else []
    while True:
        with contextlib.suppress(_LostError, IntegrityError), database.session() as session:
            return _claim(session, database, worker, moment, only)


class _LostError(Exception):
    """Another worker took the run in the same moment; there may be a next one."""


def _claim(
    session: Session, database: Database, worker: str, moment: datetime, only: list[ColumnElement[bool]]
) -> Claim | None:
    busy = aliased(Due)
    fits = (Due.state == "queued", Due.not_before <= moment, ~exists().where(busy.state == "running", _same(busy)))
    first = select(Due).where(*fits, *only).order_by(Due.not_before, Due.id).limit(1)
    due = session.scalars(first.with_for_update(skip_locked=True)).first()
    if due is None:
        return None
    taken = (
        update(Due)
        .where(Due.id == due.id, Due.state == "queued")
        .values(state="running", worker=worker, heartbeat_at=moment, attempts=Due.attempts + 1, reason="")
    )
    if session.execute(taken).rowcount != 1:  # type: ignore[attr-defined]
        raise _LostError
    session.refresh(due)
    name = f"IN-{moment:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
    folder = database.folder / PACKS / str(due.target_id) / name
    session.add(
        Inspection(
            id=name, target_id=due.target_id, due_id=due.id, started_at=moment, folder=str(folder), worker=worker
        )
    )
    target = session.get_one(Target, due.target_id)
    return Claim(due.id, name, target, due.attempts, folder)


def _same(busy: type[Due]) -> ColumnElement[bool]:
    """Whether a run needs the target or the device of a busy one. A device without a name is any of a machine's."""
    phone = busy.device.not_in(("", DEVTOOLS))
    unnamed = or_(Due.device == ANY_DEVICE, busy.device == ANY_DEVICE)
    device = and_(Due.device.not_in(("", DEVTOOLS)), phone, unnamed)
    return or_(busy.target_id == Due.target_id, and_(Due.device != "", busy.device == Due.device), device)


def beat(database: Database, claimed: Claim, worker: str, moment: datetime) -> bool:
    """Say that the run goes on. False when it is not this worker's any more: stopped by somebody, or taken over."""
    with database.session() as session:
        mine = (Due.id == claimed.due_id, Due.worker == worker, Due.state == "running")
        done = session.execute(update(Due).where(*mine).values(heartbeat_at=moment))
        return bool(done.rowcount == 1)  # type: ignore[attr-defined]


def conclude(
    session: Session,
    due_id: int | None,
    how: Ending,
    moment: datetime,
    reason: str = "",
    *,
    worker: str = "",
    first: timedelta = FIRST,
) -> None:
    """Put down how an attempt ended: done, again later, failed or given up. A run that is not ``worker``'s any more
    is left alone."""
    due = session.get(Due, due_id) if due_id is not None else None
    if due is None or due.state != "running" or (worker and due.worker != worker):
        return
    due.reason, due.heartbeat_at = reason[:2000], None
    if how in ("done", "failed"):
        due.state = how
    elif how == "stopped":
        due.state, due.not_before, due.attempts = "queued", moment, due.attempts - 1
    else:
        pause = wait(how, due.attempts, first)
        due.state = "gave_up" if pause is None else "queued"
        due.not_before = moment + (pause or timedelta(0))
    due.worker = "" if due.state == "queued" else due.worker


def stop(session: Session, due_id: int, who: str) -> bool:
    """A person takes a run out of the queue, or stops it: its worker notices and makes a pack of what there is."""
    open_ = (Due.id == due_id, Due.state.in_(("queued", "running")))
    done = session.execute(update(Due).where(*open_).values(state="interrupted", reason=f"stopped by {who}"[:2000]))
    return bool(done.rowcount == 1)  # type: ignore[attr-defined]
