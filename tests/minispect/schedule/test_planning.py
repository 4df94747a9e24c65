"""Due runs by the clock: once each, whatever the clock and other schedulers do."""

import threading
from datetime import UTC, datetime, timedelta

from minispect.schedule.planning import enqueue, plan, run_now, start
from minispect.store.tables import Due, Schedule, Target

MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def scheduled(bench, cron: str, moment: datetime, name: str = "clean") -> int:  # type: ignore[no-untyped-def]
    number = bench.add(name, due=False)
    with bench.store.session() as session:
        schedule = Schedule(target_id=number, cron=cron, timezone="UTC")
        session.add(schedule)
        start(schedule, moment)
    return number


def planned(bench, moment: datetime) -> int:  # type: ignore[no-untyped-def]
    with bench.store.session() as session:
        return len(plan(session, moment))


def done(bench) -> None:  # type: ignore[no-untyped-def]
    with bench.store.session() as session:
        session.query(Due).update({"state": "done"})


def test_a_due_time_is_queued_once(bench) -> None:  # type: ignore[no-untyped-def]
    scheduled(bench, "0 3 * * 1", MONDAY - timedelta(days=2))
    assert planned(bench, MONDAY - timedelta(seconds=1)) == 0
    assert [planned(bench, MONDAY + timedelta(seconds=n)) for n in (0, 1, 2)] == [1, 0, 0]
    assert [row.due_at for row in bench.due()] == [MONDAY]


def test_missed_runs_are_caught_up_by_one(bench) -> None:  # type: ignore[no-untyped-def]
    scheduled(bench, "*/10 * * * *", MONDAY)
    later = MONDAY + timedelta(days=9, minutes=5)
    assert planned(bench, later) == 1
    assert bench.due()[0].due_at == MONDAY + timedelta(days=9)
    done(bench)
    assert planned(bench, later + timedelta(minutes=1)) == 0
    assert planned(bench, later + timedelta(minutes=5)) == 1


def test_a_target_that_waits_is_not_queued_again(bench) -> None:  # type: ignore[no-untyped-def]
    scheduled(bench, "*/10 * * * *", MONDAY)
    assert [planned(bench, MONDAY + timedelta(minutes=10 * n)) for n in (1, 2, 3)] == [1, 0, 0]


def test_a_clock_that_was_wrong_for_a_while_makes_no_burst_and_no_silence(bench) -> None:  # type: ignore[no-untyped-def]
    scheduled(bench, "0 * * * *", MONDAY)
    assert planned(bench, MONDAY + timedelta(days=365 * 70)) == 1
    done(bench)
    assert planned(bench, MONDAY + timedelta(minutes=30)) == 0
    assert planned(bench, MONDAY + timedelta(minutes=59)) == 0
    assert planned(bench, MONDAY + timedelta(minutes=60)) == 1


def test_a_time_that_comes_again_after_the_clock_was_set_back_runs_once(bench) -> None:  # type: ignore[no-untyped-def]
    scheduled(bench, "0 * * * *", MONDAY - timedelta(minutes=30))
    assert planned(bench, MONDAY + timedelta(minutes=1)) == 1
    done(bench)
    assert planned(bench, MONDAY - timedelta(minutes=20)) == 0
    assert planned(bench, MONDAY + timedelta(minutes=2)) == 0
    assert len(bench.due()) == 1


def test_a_retry_does_not_wait_for_a_time_that_was_never_true(bench) -> None:  # type: ignore[no-untyped-def]
    number = bench.add("clean", due=False)
    with bench.store.session() as session:
        enqueue(session, session.get_one(Target, number), MONDAY, not_before=MONDAY + timedelta(days=900))
    planned(bench, MONDAY)
    assert bench.due()[0].not_before == MONDAY


def test_paused_and_archived_are_left_out_and_resuming_catches_nothing_up(bench) -> None:  # type: ignore[no-untyped-def]
    first = scheduled(bench, "0 * * * *", MONDAY)
    second = scheduled(bench, "0 * * * *", MONDAY, "violates")
    with bench.store.session() as session:
        session.get_one(Schedule, 1).paused = True
        session.get_one(Target, second).archived_at = MONDAY
    assert planned(bench, MONDAY + timedelta(hours=5)) == 0
    with bench.store.session() as session:
        start(session.get_one(Schedule, 1), MONDAY + timedelta(hours=5, minutes=10))
    assert planned(bench, MONDAY + timedelta(hours=5, minutes=20)) == 0
    assert planned(bench, MONDAY + timedelta(hours=6)) == 1
    assert bench.due()[0].target_id == first


def test_many_schedulers_at_once_queue_each_due_time_once(bench) -> None:  # type: ignore[no-untyped-def]
    for number in range(5):
        scheduled(bench, "0 3 * * 1", MONDAY - timedelta(days=1), f"target {number}")
    gate = threading.Barrier(6)

    def work() -> None:
        gate.wait()
        for second in range(3):
            planned(bench, MONDAY + timedelta(seconds=second))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(bench.due()) == 5


def test_run_now_twice_is_one_run(bench) -> None:  # type: ignore[no-untyped-def]
    number = bench.add("clean", due=False)
    with bench.store.session() as session:
        target = session.get_one(Target, number)
        assert run_now(session, target, MONDAY) == run_now(session, target, MONDAY + timedelta(seconds=1))
    assert len(bench.due()) == 1
