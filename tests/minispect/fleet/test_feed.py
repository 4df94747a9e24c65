"""What is due gets a job once, however many schedulers there are and whatever happened to an earlier job."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update

from minispect.fleet.feed import feed
from minispect.schedule.planning import plan
from minispect.store.columns import now
from minispect.store.database import Database
from minispect.store.tables import Due, Schedule, Target


def jobs(store: Database) -> list[tuple[Any, ...]]:
    with store.engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT queueing_lock, status FROM procrastinate_jobs ORDER BY id")
        return [tuple(row) for row in found]


def scheduled(store: Database, targets: int) -> None:
    """Schedules of every minute, due for an hour."""
    before = now() - timedelta(hours=1)
    with store.session() as session:
        for number in range(targets):
            target = Target(name=str(number), location=f"/{number}", driver="embedded")
            session.add(target)
            session.flush()
            values = {"target_id": target.id, "cron": "* * * * *", "seen_until": before, "next_at": before}
            session.add(Schedule(**values))


def test_many_schedulers_by_mistake_put_every_run_there_once(store: Database) -> None:
    """Workers plan, and so does a scheduler that somebody started beside them, all at the same moment."""
    scheduled(store, 5)
    gate = threading.Barrier(6)

    def worker() -> None:
        gate.wait()
        feed(store, 30)

    def scheduler() -> None:
        gate.wait()
        with store.session() as session:
            plan(session, datetime.now(UTC))

    threads = [threading.Thread(target=one) for one in (worker, scheduler) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    feed(store, 30)
    with store.reading() as session:
        by_target = session.execute(select(Due.target_id, func.count()).group_by(Due.target_id)).all()
    assert [count for _, count in by_target] == [1] * 5
    assert len(jobs(store)) == len({lock for lock, _ in jobs(store)}) == 5


def test_only_what_may_run_now_gets_a_job(store: Database, due: Callable[..., int]) -> None:
    """A job that waits would stand before later ones of the same device."""
    due(not_before=now() + timedelta(minutes=5))
    due(state="done")
    due(state="gave_up")
    ready = due()
    assert feed(store, 30) == 1
    assert jobs(store) == [(f"due:{ready}", "todo")]
    assert feed(store, 30) == 0


def test_a_run_whose_job_is_gone_gets_another_when_nobody_speaks_for_it(
    store: Database, due: Callable[..., int]
) -> None:
    lost, tended = due(), due()
    with store.session() as session:
        session.execute(update(Due).values(state="running", worker="one/abc", heartbeat_at=now()))
        session.execute(update(Due).where(Due.id == lost).values(heartbeat_at=now() - timedelta(minutes=3)))
    assert feed(store, 30) == 1
    assert jobs(store) == [(f"due:{lost}", "todo")]
    assert tended != lost
