"""Real workers, a real PostgreSQL: what is due is done, once in the history, whatever is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from minispect.fleet.worker import Beats
from minispect.notices.courier import Courier
from minispect.notices.settings import File, Settings
from minispect.schedule.retries import MOST_ATTEMPTS
from minispect.store.columns import now
from minispect.store.database import Database
from minispect.store.tables import Due, Inspection
from reports import verify

if TYPE_CHECKING:
    from measures.postgres import Cluster

STARTS = 10
"""Seconds that starting a process may take on a machine with other work."""
SHORT = 3
SILENCES = (SHORT, Beats().silence) if os.environ.get("MINISPECT_FIXTURES") == "all" else (SHORT,)
"""The ordinary times too where there is time for it."""
PROCESS = Path(__file__).parent / "worker_process.py"
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(store: Database, tmp_path: Path) -> Iterator[Start]:
    """``start(name, queues=, concurrency=, silence=)``: a worker with a data folder of its own, ended with the test."""
    begun: list[subprocess.Popen[bytes]] = []
    environment = {**os.environ, "MINISPECT_HOME": str(tmp_path / "home")}
    url = store.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)

    def run(
        name: str, queues: str = "embedded", concurrency: int = 1, silence: float = SHORT
    ) -> "subprocess.Popen[bytes]":
        data = tmp_path / name
        data.mkdir(exist_ok=True)
        words = [url, data, queues, concurrency, silence, tmp_path / "packs"]
        with (tmp_path / f"{name}.log").open("ab") as log:
            command = [sys.executable, PROCESS, *words]
            begun.append(subprocess.Popen(list(map(str, command)), env=environment, stderr=log))
        return begun[-1]

    yield run
    for process in begun:
        process.terminate()
    for process in begun:
        process.wait(60)


@pytest.fixture
def plan(tmp_path: Path) -> Callable[..., str]:
    """``plan(name, seconds=…)``: what a stand-in of a scan does, as a target's location."""

    def write(name: str, **what: Any) -> str:
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps({"mark": str(tmp_path / f"{name}.starts"), **what}))
        return str(path)

    return write


def until(happened: Callable[[], Any], seconds: float = 60) -> Any:
    """Wait for a process of ours; what it says is in its log."""
    end = time.monotonic() + seconds
    while not (found := happened()):
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)
    return found


def rows(store: Database, number: int) -> list[tuple[str, str, str]]:
    """State, pack and reason of every inspection of a due run, the earlier ones first."""
    with store.reading() as session:
        query = select(Inspection.state, Inspection.pack, Inspection.reason).where(Inspection.due_id == number)
        return [(state, pack, reason) for state, pack, reason in session.execute(query.order_by(Inspection.started_at))]


def state(store: Database, number: int) -> str:
    with store.reading() as session:
        return session.get_one(Due, number).state


DONE = "SELECT count(*) FROM inspections WHERE state = 'done'"


def count(store: Database, question: str) -> int:
    with store.engine.connect() as connection:
        return int(connection.exec_driver_sql(question).scalar() or 0)


def starts(plan: str) -> list[int]:
    mark = Path(plan).with_suffix(".starts")
    return [int(line) for line in mark.read_text().splitlines()] if mark.exists() else []


@pytest.mark.parametrize("silence", SILENCES)
def test_a_killed_workers_scan_is_done_elsewhere_once_and_nothing_is_lost(
    store: Database, due: Callable[..., int], start: Start, plan: Callable[..., str], tmp_path: Path, silence: float
) -> None:
    what = plan("target", seconds=4 if silence == SHORT else 20)
    number = due(what)
    first = start("one", silence=silence)
    until(lambda: starts(what))
    start("two", silence=silence)
    until(lambda: list((tmp_path / "two" / "workers").glob("*")))
    first.send_signal(signal.SIGKILL)
    killed = time.monotonic()
    until(lambda: len(starts(what)) == 2, 120)
    assert time.monotonic() - killed < Beats.within(silence).latest + STARTS
    until(lambda: state(store, number) == "done", 90)
    assert time.monotonic() - killed < 120
    start("one")
    until(lambda: all(pack for _, pack, _ in rows(store, number)))
    lost, done = rows(store, number)
    assert [lost[0], done[0]] == ["interrupted", "done"]
    assert "fell silent" in lost[2]
    for _, pack, _ in (lost, done):
        assert Path(pack).is_relative_to(tmp_path / "packs")
        assert verify.verify(Path(pack)).ok
    assert len(starts(what)) == 2


def test_a_dead_workers_inspection_is_begun_again_within_two_minutes_by_the_ordinary_times() -> None:
    ordinary = Beats()
    assert ordinary == Beats.within(30)
    assert ordinary.latest <= 75
    assert ordinary.silence > 4 * ordinary.beat  # a late sign of life is no death


def test_the_database_restarts_under_load_and_every_run_is_done_once(
    postgres: "Cluster", store: Database, due: Callable[..., int], start: Start
) -> None:
    numbers = [due("light:quick") for _ in range(16)]
    for name in ("one", "two"):
        start(name, concurrency=2)
    for at_least, how in ((2, signal.SIGINT), (7, signal.SIGQUIT)):
        until(lambda enough=at_least: count(store, DONE) >= enough)
        postgres.stop(how)
        time.sleep(0.5)  # nobody is there
        postgres.start()
    until(lambda: count(store, DONE) == len(numbers), 90)
    until(lambda: all(state(store, number) == "done" for number in numbers))
    for number in numbers:
        assert [word for word, _, _ in rows(store, number)].count("done") == 1
    until(lambda: count(store, "SELECT count(*) FROM procrastinate_jobs") == 0)


def test_a_poison_target_is_given_up_stands_in_nobodys_way_and_is_told_once(
    store: Database, due: Callable[..., int], start: Start, plan: Callable[..., str], tmp_path: Path
) -> None:
    killed, silent = due("light:crash"), due("light:unreachable")
    # Its last worker was killed too, on a machine that never comes back.
    last = {"state": "running", "attempts": MOST_ATTEMPTS["interrupted"], "worker": "gone/1"}
    lost = due("light:quick", **last, heartbeat_at=now() - timedelta(hours=1))
    with store.session() as session:
        target = session.get_one(Due, lost).target_id
        session.add(Inspection(id="IN-lost", target_id=target, due_id=lost, worker="gone/1"))
    others = [due("light:quick") for _ in range(6)]
    start("one")
    until(lambda: all(state(store, number) == "done" for number in others))
    until(lambda: {state(store, number) for number in (killed, silent, lost)} == {"gave_up"}, 90)
    assert [word for word, _, _ in rows(store, lost)] == ["interrupted"]
    assert {word for word, _, _ in rows(store, killed)} == {"interrupted"}
    assert {word for word, _, _ in rows(store, silent)} == {"failed"}
    assert len(rows(store, silent)) == MOST_ATTEMPTS["unreachable"]
    _told_once(store, tmp_path, {killed, silent, lost})


def _told_once(store: Database, folder: Path, numbers: set[int]) -> None:
    """Two consoles, on other machines than those that inspected, look at the same moment."""
    wanted = Settings(file=(File(name="log", path="told.jsonl", kinds=("failure",)),))
    couriers = [Courier(store, folder, wanted) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        for _ in range(2):
            list(pool.map(Courier.round, couriers))
    told = [json.loads(line) for line in (folder / "told.jsonl").read_text().splitlines()]
    with store.reading() as session:
        assert sorted(session.get_one(Inspection, one["inspection"]["id"]).due_id or 0 for one in told) == sorted(
            numbers
        )
    assert {one["kind"] for one in told} == {"failure"}


def test_a_worker_that_was_only_asleep_does_not_count_twice(
    store: Database, due: Callable[..., int], start: Start, tmp_path: Path
) -> None:
    """Its machine slept while it had a run: another one does it; what the sleeper makes is kept as interrupted."""
    number = due("light:slow")
    first = start("one")
    until(lambda: rows(store, number))
    until(lambda: list((tmp_path / "one" / "packs").rglob("begun")))
    first.send_signal(signal.SIGSTOP)
    start("two")
    until(lambda: len(rows(store, number)) == 2)
    (tmp_path / "two" / "go").touch()
    until(lambda: state(store, number) == "done")
    (tmp_path / "one" / "go").touch()
    first.send_signal(signal.SIGCONT)
    until(lambda: all(pack for _, pack, _ in rows(store, number)))
    assert [word for word, _, _ in rows(store, number)] == ["interrupted", "done"]
    after = due("light:quick")
    until(lambda: state(store, after) == "done")


def test_a_worker_that_is_asked_to_stop_gives_its_run_back_at_once(
    store: Database, due: Callable[..., int], start: Start, tmp_path: Path
) -> None:
    number = due("light:slow")
    first = start("one")
    until(lambda: list((tmp_path / "one" / "packs").rglob("begun")))
    first.terminate()
    assert first.wait(30) == 0
    assert [(word, bool(pack)) for word, pack, _ in rows(store, number)] == [("interrupted", True)]
    with store.reading() as session:
        row = session.get_one(Due, number)
        assert (row.state, row.attempts) == ("queued", 0)


def test_one_inspection_a_device_though_two_workers_say_they_have_it(
    store: Database, due: Callable[..., int], start: Start
) -> None:
    numbers = [due("light:quick", "android", device) for device in ("R58M", "R58M", "android", "R58M")]
    for name in ("one", "two"):
        start(name, queues="device:R58M", concurrency=4)
    until(lambda: all(state(store, number) == "done" for number in numbers))
    with store.reading() as session:
        times = session.execute(
            select(Inspection.started_at, Inspection.ended_at).order_by(Inspection.started_at)
        ).all()
        assert {session.get_one(Due, number).device for number in numbers} == {"R58M"}
    assert len(times) == len(numbers)
    assert all(earlier.ended_at < later.started_at for earlier, later in pairwise(times))
