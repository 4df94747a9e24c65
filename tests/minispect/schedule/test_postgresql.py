"""The same store and queue on PostgreSQL: one shape, and nothing twice where transactions really run side by side."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from minispect.schedule import queue
from minispect.schedule.planning import plan, start
from minispect.schedule.retention import Retention, apply
from minispect.schedule.scheduler import Scheduler
from minispect.store.columns import Base, now
from minispect.store.database import open_database
from minispect.store.overview import targets_overview
from minispect.store.tables import Schedule

if TYPE_CHECKING:
    from measures.postgres import Cluster

MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture
def bench(postgres: "Cluster", tmp_path: Path, bench_for: Callable[..., Any]) -> Iterator[Any]:
    store = open_database(tmp_path / "data", postgres.create())
    yield bench_for(store)
    store.close()


def together(work: Callable[[], object], count: int = 6) -> None:
    gate = threading.Barrier(count)

    def one() -> None:
        gate.wait()
        work()

    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_starting_together_planning_together_claiming_together(
    postgres: "Cluster", tmp_path: Path, bench_for: Callable[..., Any]
) -> None:
    url = postgres.create()
    together(lambda: open_database(tmp_path / "data", url).close())
    store = open_database(tmp_path / "data", url)
    with store.engine.connect() as connection:
        assert (
            compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata) == []
        )
    bench = bench_for(store)
    for number in range(4):
        target = bench.add(f"target {number}", due=False, device="phone" if number < 2 else "")
        with store.session() as session:
            schedule = Schedule(target_id=target, cron="0 3 * * 1", timezone="Asia/Shanghai")
            session.add(schedule)
            start(schedule, MONDAY - timedelta(days=7))

    def planned() -> None:
        for second in range(3):
            with store.session() as session:
                plan(session, MONDAY + timedelta(seconds=second))

    together(planned)
    assert len(bench.due()) == 4
    claims: list[queue.Claim | None] = []
    together(lambda: claims.append(queue.claim(store, "w", now() + timedelta(days=3650))))
    taken = [claimed.due_id for claimed in claims if claimed is not None]
    assert len(set(taken)) == len(taken) == 3  # one of the two that share a device has to wait
    store.close()


async def test_two_schedulers_work_off_a_queue_once(bench: Any) -> None:
    for name in ("clean", "violates", "unreachable"):
        bench.add(name)
    other = asyncio.ensure_future(Scheduler(bench.store, bench.settings()).run())
    await bench.work(bench.settled)
    other.cancel()
    await asyncio.gather(other, return_exceptions=True)
    assert bench.states() == ["done", "done", "gave_up"]
    assert [row.violations for row in bench.inspections() if row.state == "done"].count(1) == 1
    with bench.store.reading() as session:
        assert [line.inspections for line in targets_overview(session, search="CLE")] == [1]
    assert len(apply(bench.store, Retention(days=1), now() + timedelta(days=2))) == 7
