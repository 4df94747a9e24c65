"""Putting due runs into the queue: by schedules, by hand. Due times come from the wall clock, once each."""

from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from minispect.schedule.retries import LONGEST
from minispect.schedule.times import rule
from minispect.store.tables import Due, Schedule, Target


def plan(session: Session, moment: datetime) -> list[int]:
    """Queue what came due since the last time, and return the ids of the new rows.

    A schedule that missed several due times (machine off, clock set forward) gets one run for all of them, under
    the last one's time. A target that waits in the queue already gets none: that run is still to come. Two
    schedulers that plan at once make one row, by the unique (target, due time).
    """
    _turned_back(session, moment)
    made = []
    active = (Schedule.paused.is_(False), Target.archived_at.is_(None))
    due = select(Schedule, Target).join(Target).where(Schedule.next_at <= moment, *active)
    for schedule, target in session.execute(due.order_by(Schedule.next_at, Schedule.id)).all():
        when = rule(schedule.cron, schedule.timezone)
        latest = when.latest(schedule.seen_until, moment)
        if latest is not None and not _waiting(session, target.id):
            number = enqueue(session, target, latest, not_before=moment, schedule_id=schedule.id)
            made += [] if number is None else [number]
        schedule.seen_until = moment
        schedule.next_at = when.next(moment)
    return made


def enqueue(
    session: Session,
    target: Target,
    due_at: datetime,
    *,
    not_before: datetime,
    schedule_id: int | None = None,
    batch_id: int | None = None,
) -> int | None:
    """A new row of ``due``; None when there is one for this target and time."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    columns = {
        "target_id": target.id,
        "due_at": due_at,
        "not_before": not_before,
        "schedule_id": schedule_id,
        "batch_id": batch_id,
        "device": target.device,
    }
    statement = insert(Due).values(**columns).on_conflict_do_nothing(index_elements=["target_id", "due_at"])
    return session.scalar(statement.returning(Due.id))


def run_now(session: Session, target: Target, moment: datetime) -> int:
    """Queue one run at once; one that waits already is the answer, brought forward. Returns its id."""
    waiting = session.scalars(select(Due).where(Due.target_id == target.id, Due.state == "queued")).first()
    if waiting is not None:
        waiting.not_before = min(waiting.not_before, moment)
        return waiting.id
    made = enqueue(session, target, moment, not_before=moment)
    if made is None:
        raise AssertionError("a second run of one target within a microsecond")
    return made


def start(schedule: Schedule, moment: datetime) -> None:
    """From now on; what came due before is not caught up. For new schedules and those that were paused."""
    schedule.paused = False
    schedule.seen_until = moment
    schedule.next_at = rule(schedule.cron, schedule.timezone).next(moment)


def _turned_back(session: Session, moment: datetime) -> None:
    """The clock was set back, or had been wrong: nothing may wait for a time that is far away now."""
    for schedule in session.scalars(select(Schedule).where(Schedule.seen_until > moment, Schedule.paused.is_(False))):
        schedule.seen_until = moment
        schedule.next_at = rule(schedule.cron, schedule.timezone).next(moment)
    far = (Due.state == "queued", Due.not_before > moment + LONGEST)
    session.execute(update(Due).where(*far).values(not_before=moment).execution_options(synchronize_session=False))


def _waiting(session: Session, target_id: int) -> bool:
    return bool(session.scalar(select(exists().where(Due.target_id == target_id, Due.state == "queued"))))
