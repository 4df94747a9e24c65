"""Many targets at once: put into the queue once per list, gone on with where it stopped."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from minispect.schedule.batchlist import Listed
from minispect.schedule.planning import enqueue
from minispect.schedule.targets import same
from minispect.store.columns import now
from minispect.store.tables import Batch, Due

FOLDER = "batches"


@dataclass(frozen=True)
class Begun:
    """A batch in the queue. ``done``: inspections that an earlier start finished already."""

    id: int
    done: int
    total: int


def begin(session: Session, listed: Listed, *, again: bool = False) -> Begun:
    """The batch of this list: a new one, or the one that was begun with just these lines.

    What was done stays done; what failed, was given up or stopped is tried again. ``again``: all anew.
    """
    batch = session.scalars(select(Batch).where(Batch.list_sha256 == listed.sha256)).first()
    if batch is not None and again:
        batch.list_sha256 = f"{batch.id}:{batch.list_sha256}"[:64]
        session.flush()
        batch = None
    moment = now()
    if batch is None:
        batch = Batch(name=listed.name[:200], list_sha256=listed.sha256, created_at=moment)
        session.add(batch)
        session.flush()
    for wanted in listed.targets:
        target = same(session, wanted)
        if target is None:
            target = wanted
            target.archived_at = moment  # a batch makes history; the list of targets is for what is watched
            session.add(target)
            session.flush()
        enqueue(session, target, batch.created_at, not_before=moment, batch_id=batch.id)
    mine = (Due.batch_id == batch.id, Due.state.in_(("failed", "gave_up", "interrupted")))
    anew = {"state": "queued", "attempts": 0, "not_before": moment, "reason": ""}
    session.execute(update(Due).where(*mine).values(**anew).execution_options(synchronize_session=False))
    counted = select(func.count()).select_from(Due).where(Due.batch_id == batch.id)
    done = session.scalar(counted.where(Due.state == "done")) or 0
    return Begun(batch.id, done, session.scalar(counted) or 0)


def folder(data: Path, batch_id: int) -> Path:
    """Where the sheets of a batch go; made when missing. Raises OSError."""
    made = data / FOLDER / str(batch_id)
    made.mkdir(parents=True, exist_ok=True, mode=0o700)
    return made
