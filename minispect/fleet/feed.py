"""What is due goes into its queue, whoever wrote it there and however often that went wrong before."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, text
from sqlalchemy.orm import Session

from minispect.fleet import queues
from minispect.schedule.planning import plan
from minispect.store.database import Database
from minispect.store.tables import Due, Target

_FEEDING = 0x66656564
"""Key of the lock by which one worker at a time does this."""
_AT_ONCE = 500
_WITHOUT_JOB = text(
    "NOT EXISTS (SELECT 1 FROM procrastinate_jobs AS job"
    " WHERE job.queueing_lock = 'due:' || due.id AND job.status IN ('todo', 'doing'))"
)


def feed(database: Database, silence: float) -> int:
    """Plan what the schedules ask for, and give every due run a job that has none, in one transaction: new runs,
    those that wait to be tried again, and those whose job is gone though nobody said how they ended.

    Returns how many jobs were made. Times are the database's: the machines of a fleet have clocks of their own.
    Raises UserError.
    """
    with database.session() as session:
        if not session.scalar(select(text("pg_try_advisory_xact_lock(:key)")).params(key=_FEEDING)):
            return 0
        moment: datetime = session.execute(select(text("now()"))).scalar_one()
        plan(session, moment)
        session.flush()
        # A worker that was cut off from the database may still be at it, and says so when it is back.
        lost = moment - timedelta(seconds=4 * silence)
        return sum(queues.put(session, number, target) for number, target in _rows(session, moment, lost))


def _rows(session: Session, moment: datetime, before: datetime) -> list[tuple[int, Target]]:
    waiting: ColumnElement[bool] = and_(Due.state == "queued", Due.not_before <= moment)
    lost = and_(Due.state == "running", Due.heartbeat_at < before)
    query = select(Due.id, Target).join(Target, Target.id == Due.target_id).where(or_(waiting, lost), _WITHOUT_JOB)
    return [(number, target) for number, target in session.execute(query.order_by(Due.not_before).limit(_AT_ONCE))]
