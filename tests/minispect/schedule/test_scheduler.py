"""Many runs on one machine: nothing twice, nothing at once that must not be, nothing lost."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from minispect.exits import UserError
from minispect.schedule import capacity, planning, processes, queue
from minispect.schedule.capacity import Limits
from minispect.schedule.outcome import Keeper, Outcome
from minispect.schedule.queue import Claim
from minispect.schedule.scheduler import Scheduler
from minispect.schedule.stopping import until_stopped
from minispect.store.tables import Due, Inspection, Schedule, Target


async def test_two_schedulers_by_mistake_do_everything_once(bench) -> None:  # type: ignore[no-untyped-def]
    for number in range(8):
        bench.add(f"clean:{number}")
    other = asyncio.ensure_future(Scheduler(bench.store, bench.settings()).run())
    await bench.work(bench.settled)
    other.cancel()
    await asyncio.gather(other, return_exceptions=True)
    assert bench.states() == ["done"] * 8
    assert len(bench.inspections()) == 8
    assert bench.begun() == 8


async def test_never_two_of_one_target_or_one_device_and_never_more_than_allowed(bench) -> None:  # type: ignore[no-untyped-def]
    same = bench.add("slow:one")
    with bench.store.session() as session:
        planning.enqueue(
            session, session.get_one(Target, same), datetime(2026, 1, 1, tzinfo=UTC),
            not_before=datetime(2026, 1, 1, tzinfo=UTC),
        )  # fmt: skip
    for number in range(2):
        bench.add(f"slow:phone{number}", device="phone")
    for number in range(4):
        bench.add(f"slow:{number}")
    most: list[int] = []

    def watched() -> bool:
        running = [row for row in bench.due() if row.state == "running"]
        assert len({row.target_id for row in running}) == len(running)
        assert sum(row.device == "phone" for row in running) <= 1
        most.append(len(running))
        if most[-1] == 3:
            (bench.store.folder / "go").touch()
        return bool(bench.settled())

    await bench.work(watched, limits=Limits(workers=3))
    assert max(most) == 3
    assert bench.states() == ["done"] * 8


async def test_a_poison_target_gives_up_and_blocks_nobody(bench) -> None:  # type: ignore[no-untyped-def]
    bench.add("unreachable")
    bench.add("crash")
    for number in range(3):
        bench.add(f"clean:{number}")
    await bench.work(bench.settled, limits=Limits(workers=1))
    assert bench.states() == ["gave_up", "gave_up", "done", "done", "done"]
    poison, crashing = bench.due()[:2]
    assert (poison.attempts, poison.reason) == (5, "nobody answers there")
    assert crashing.attempts == 4
    ends = {row.id: row for row in bench.due()}
    others = [row for row in bench.inspections() if ends[row.due_id].state == "done"]
    last = max(row.started_at for row in bench.inspections())
    assert all(row.started_at < last for row in others)


async def test_stopping_the_scheduler_keeps_packs_and_runs_again(bench) -> None:  # type: ignore[no-untyped-def]
    bench.add("hang")
    await bench.work(lambda: bench.begun() == 1)
    (row,) = bench.inspections()
    assert (row.state, row.exit_code, row.reason) == ("interrupted", 130, "the scheduler was stopped")
    assert Path(row.pack).is_dir()
    assert [(due.state, due.attempts) for due in bench.due()] == [("queued", 0)]


async def test_a_person_stops_an_inspection(bench) -> None:  # type: ignore[no-untyped-def]
    bench.add("hang")
    asked: list[bool] = []

    def until() -> bool:
        if bench.begun() and not asked:
            with bench.store.session() as session:
                asked.append(queue.stop(session, 1, "Li"))
        return bool(asked and bench.inspections()[0].state == "interrupted")

    await bench.work(until)
    assert [(due.state, due.reason) for due in bench.due()] == [("interrupted", "stopped by Li")]


SCHEDULER = """
import asyncio, sys
sys.path[:0] = [sys.argv[2]]
from pathlib import Path
from conftest import Bench
from minispect.store.database import open_database
from minispect.schedule.scheduler import Scheduler
from minispect.schedule.stopping import until_stopped
bench = Bench(open_database(Path(sys.argv[1])))
asyncio.run(Scheduler(bench.store, bench.settings()).run())
"""


def killed_scheduler(bench, *, with_scan: bool) -> None:  # type: ignore[no-untyped-def]
    """A scheduler of its own process, killed while its scan runs; the scan too, as when the power goes."""
    command = [sys.executable, "-c", SCHEDULER, str(bench.store.folder), str(Path(__file__).parent)]
    process = subprocess.Popen(command)
    until = time.monotonic() + 60
    while not bench.begun() and time.monotonic() < until:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    if with_scan:
        processes.end(processes.of(bench.inspections()[0].id))


async def test_after_a_power_cut_it_is_marked_and_runs_again_once(bench) -> None:  # type: ignore[no-untyped-def]
    bench.add("slow")
    await asyncio.to_thread(killed_scheduler, bench, with_scan=True)
    assert bench.states() == ["running"]
    (bench.store.folder / "go").touch()
    await bench.work(bench.settled)
    assert [row.state for row in bench.inspections()] == ["interrupted", "done"]
    assert "switched off" in bench.inspections()[0].reason
    assert [(due.state, due.attempts) for due in bench.due()] == [("done", 2)]


async def test_a_scan_that_outlives_its_scheduler_counts(bench) -> None:  # type: ignore[no-untyped-def]
    bench.add("slow")
    await asyncio.to_thread(killed_scheduler, bench, with_scan=False)

    def until() -> bool:
        if any("taking up" in note for note in bench.notes):
            (bench.store.folder / "go").touch()
        return bool(bench.settled())

    await bench.work(until)
    (row,) = bench.inspections()
    assert row.state == "done"
    assert Path(row.pack).is_dir()
    assert bench.begun() == 1


async def test_due_times_run_by_the_wall_clock_and_jumps_are_said(bench) -> None:  # type: ignore[no-untyped-def]
    moment = datetime(2026, 11, 23, 2, 59, tzinfo=UTC)
    number = bench.add("clean", due=False)
    with bench.store.session() as session:
        schedule = Schedule(target_id=number, cron="0 * * * *", timezone="UTC")
        session.add(schedule)
        planning.start(schedule, moment)
    clock = [moment]
    turns = [moment + timedelta(days=40), moment, moment + timedelta(minutes=2)]
    rounds: list[datetime] = []

    def clock_of_the_day() -> datetime:
        rounds.append(clock[0])
        return clock[0]

    def stepping() -> bool:
        """Each time is looked at a few times and what came due is done before the clock is set again."""
        if bench.settled() and len(rounds) > 6:
            if not turns:
                return True
            clock[0] = turns.pop(0)
            rounds.clear()
        return False

    await bench.work(stepping, clock=clock_of_the_day)
    assert [row.due_at for row in bench.due()] == [
        datetime(2027, 1, 2, 2, tzinfo=UTC),
        datetime(2026, 11, 23, 3, tzinfo=UTC),
    ]
    assert [note.split(" by ")[0] for note in bench.notes if "clock" in note] == [
        "the clock was set forward", "the clock was set back", "the clock was set forward",
    ]  # fmt: skip


async def test_little_memory_means_one_at_a_time(bench, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(capacity, "free_memory", lambda: 1400 << 20)
    for number in range(3):
        bench.add(f"clean:{number}")
    most: list[int] = []

    def watched() -> bool:
        most.append(sum(state == "running" for state in bench.states()))
        return bool(bench.settled())

    await bench.work(watched, limits=Limits(workers=3))
    assert max(most) == 1


async def test_a_database_that_is_gone_ends_the_scheduler_and_leaves_the_pack(bench) -> None:  # type: ignore[no-untyped-def]
    bench.add("hang")
    task = asyncio.ensure_future(Scheduler(bench.store, bench.settings()).run())
    while not bench.begun():
        await asyncio.sleep(0.02)
    Path(bench.store.shown).unlink()
    with pytest.raises(UserError, match="gone"):
        await task
    assert len(list((bench.store.folder / "packs").glob("*/*/MI-*"))) == 1
    assert not Path(bench.store.shown).exists()


async def test_a_target_that_vanished_is_said_and_not_tried_again(bench, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    number = bench.add("clean")
    with bench.store.session() as session:
        session.get_one(Target, number).location = str(tmp_path / "gone")
    await bench.work(bench.settled)
    assert bench.states() == ["failed"]
    assert "not there any more" in bench.due()[0].reason
    assert bench.begun() == 0


def test_another_worker_that_was_done_first_counts(bench) -> None:  # type: ignore[no-untyped-def]
    bench.add("clean")
    with bench.store.session() as session:
        session.add_all(Inspection(id=f"IN-{n}", target_id=1, due_id=1, state="running") for n in (1, 2))
        session.flush()
        session.get_one(Inspection, "IN-1").state = "done"
        session.get_one(Due, 1).state = "done"
    with bench.store.reading() as session:
        target = session.get_one(Target, 1)
    claimed = Claim(1, "IN-2", target, 1, bench.store.folder)
    asyncio.run(Keeper(bench.store, "late").keep(claimed, Outcome("done")))
    assert [row.state for row in bench.inspections()] == ["done", "interrupted"]
    assert bench.states() == ["done"]


async def test_an_end_that_could_not_be_put_down_is_put_down_later(bench, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    bench.add("violates")
    keep, away = Keeper.keep, [True]

    async def kept(self: Keeper, claimed: Claim, outcome: Outcome) -> None:
        if away.pop() if away else False:
            raise UserError("the database is away")
        await keep(self, claimed, outcome)

    monkeypatch.setattr(Keeper, "keep", kept)
    await bench.work(bench.settled)
    assert [(row.state, row.violations) for row in bench.inspections()] == [("done", 1)]
    assert bench.states() == ["done"]
    assert bench.begun() == 1


async def test_signals_end_what_runs_until_it_is_stopped() -> None:
    ended: list[str] = []

    async def work() -> None:
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.sleep(60)
        finally:
            ended.append("in order")

    assert await until_stopped(work())
    assert ended == ["in order"]
