"""A real scan of a real program through the scheduler, cut off by a power cut and done again."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from minispect.schedule import processes, remains
from minispect.schedule.planning import run_now
from minispect.schedule.targets import arguments, described
from minispect.store.columns import now
from reports.ed25519 import holds
from reports.sealcheck import Trust
from reports.verify import verify


@pytest.mark.browser
async def test_a_killed_scan_leaves_a_pack_and_runs_again(bench, program: Callable[..., Path]) -> None:  # type: ignore[no-untyped-def]
    target = described(str(program()), given={"budget": 4, "runs": "untouched", "no_ocr": True})
    with bench.store.session() as session:
        session.add(target)
        session.flush()
        run_now(session, target, now())
    killed: list[str] = []

    def until() -> bool:
        """Everything of the first scan is killed as soon as it has recorded something."""
        for log in bench.store.folder.glob("packs/*/*/*.part/data/original/events.jsonl"):
            if not killed and log.stat().st_size > 1000:
                killed.append(log.parents[3].name)
                processes.end(processes.of(killed[0]))
        return bool(bench.settled())

    await bench.work(until, seconds=300, command=arguments, look=0.5)
    first, second = bench.inspections()
    assert first.id == killed[0]
    assert (first.state, first.exit_code) == ("interrupted", -9)
    assert (second.state, bench.due()[0].attempts) == ("done", 2)
    for row in (first, second):
        result = await asyncio.to_thread(verify, Path(row.pack), Trust(), holds)
        assert result.ok
        assert not list(Path(row.folder).glob("*.part"))
    assert first.coverage["interrupted"] is True
    assert second.cpu_seconds > 1
    assert remains.finished_pack(Path(second.folder)) == Path(second.pack)
    async with asyncio.timeout(10):
        while processes.of(first.id) or processes.of(second.id):
            await asyncio.sleep(0.02)
