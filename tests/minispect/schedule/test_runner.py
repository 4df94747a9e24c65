"""One inspection in a process of its own: how it may end, and what is known of it afterwards."""

import asyncio
import os
import subprocess
from pathlib import Path

import pytest

from minispect.schedule import capacity, processes
from minispect.schedule.capacity import MB, Limits


async def test_a_scan_goes_into_the_history(bench) -> None:  # type: ignore[no-untyped-def]
    bench.add("violates")
    bench.add("clean")
    await bench.work(bench.settled)
    first, second = bench.inspections()
    assert {(row.state, row.exit_code, row.headline) for row in (first, second)} == {
        ("done", 1, "violations"),
        ("done", 0, "undecided"),
    }
    for row in (first, second):
        assert Path(row.pack).is_dir()
        assert row.seal == "ok"
        assert row.cpu_seconds is not None
        assert row.ended_at is not None
    assert bench.states() == ["done", "done"]


async def test_what_a_scan_says_when_it_refuses_is_the_reason(bench) -> None:  # type: ignore[no-untyped-def]
    bench.add("refused")
    await bench.work(bench.settled)
    (row,) = bench.inspections()
    assert (row.state, row.exit_code) == ("failed", 2)
    assert row.reason == "app.json: not JSON\\u001b[31m"
    assert bench.due()[0].attempts == 1


async def test_a_scan_without_a_pack_is_no_success(bench) -> None:  # type: ignore[no-untyped-def]
    bench.add("empty")
    await bench.work(bench.settled)
    assert bench.inspections()[0].state == "failed"


async def test_the_hard_limit_ends_a_scan_that_makes_its_pack_then(bench) -> None:  # type: ignore[no-untyped-def]
    bench.add("hang")
    await bench.work(bench.settled, limits=Limits(workers=1, seconds=0.5, grace=5))
    rows = bench.inspections()
    assert [row.state for row in rows] == ["interrupted", "interrupted"]
    assert all(row.pack and "longer than" in row.reason for row in rows)
    assert bench.states() == ["gave_up"]


@pytest.mark.parametrize("mode", ["stubborn", "detached"])
async def test_the_hard_limit_leaves_no_process(bench, mode: str) -> None:  # type: ignore[no-untyped-def]
    bench.add(mode)
    await bench.work(bench.settled, limits=Limits(workers=1, seconds=0.4, grace=0.3))
    rows = bench.inspections()
    assert [row.state for row in rows] == ["interrupted", "interrupted"]
    async with asyncio.timeout(10):
        while any(processes.of(row.id) for row in rows):  # a signal is not yet an end
            await asyncio.sleep(0.02)


async def test_a_scan_that_takes_too_much_memory_is_ended(bench, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(capacity, "ceiling", lambda _: 40 * MB)
    bench.add("hog")
    await bench.work(bench.settled)
    assert "MB of memory" in bench.inspections()[0].reason


def test_processes_that_left_their_group_are_found() -> None:
    environment = {**os.environ, processes.MARK: "IN-test"}
    shell = "sleep 3600 & setsid sleep 3600 & wait"
    process = subprocess.Popen(["sh", "-c", shell], env=environment, start_new_session=True)
    try:
        found: set[int] = set()
        while len(found) < 3:
            found = processes.of("IN-test")
        assert process.pid in found
        assert processes.memory(found) > 0
    finally:
        processes.end(processes.of("IN-test"))
        process.wait()
    while processes.of("IN-test"):  # a signal is not yet an end
        pass


async def test_a_full_disk_is_noticed_before_the_scan(bench, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    full = type("Usage", (), {"free": 5 * MB})
    monkeypatch.setattr(capacity.shutil, "disk_usage", lambda _: full)
    bench.add("clean")
    await bench.work(bench.settled)
    assert bench.states() == ["gave_up"]
    assert all("5 MB are free" in row.reason for row in bench.inspections())
    assert bench.begun() == 0
