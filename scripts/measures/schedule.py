"""What the schedule costs: time added to an inspection, CPU seconds of a scan beside another one."""

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from measures import program
from sqlalchemy import func, select

from minispect.schedule.capacity import Limits
from minispect.schedule.planning import run_now
from minispect.schedule.scheduler import Scheduler, Settings
from minispect.schedule.targets import arguments, described
from minispect.store.columns import now
from minispect.store.database import Database, open_database
from minispect.store.tables import Due, Inspection, Target

RUNS = 40
PAGES = 6
_PACK = """
import json, os, sys, time
from pathlib import Path
root = Path(sys.argv[1]) / f"MI-{os.getpid()}-{time.time_ns()}"
(root / "data/derived").mkdir(parents=True)
(root / "data/original").mkdir()
(root / "data/original/events.jsonl").write_text("{}")
(root / "data/inspection.json").write_text(json.dumps({"id": root.name}))
(root / "data/derived/findings.sarif").write_text('{"runs": []}')
"""


def measure() -> dict[str, float]:
    """``overhead_ms`` a scan; ``cpu_ratio`` of two workers to one, with the CPU seconds a scan of both."""
    one, two = cpu_seconds(1), cpu_seconds(2)
    return {"overhead_ms": overhead_ms(), "cpu_one": one, "cpu_two": two, "cpu_ratio": two / one}


def overhead_ms() -> float:
    """From the queue to the history, beyond what the child process itself takes: a script that writes a pack."""
    with tempfile.TemporaryDirectory() as name:
        plain = Path(name) / "plain"
        plain.mkdir()
        began = time.perf_counter()
        for _ in range(RUNS):
            subprocess.run(_script(plain), check=True)
        alone = time.perf_counter() - began
        store = open_database(Path(name) / "data")
        settings = Settings(limits=Limits(workers=1), command=lambda _, folder: _script(folder))
        _queue(store, Target(name="warm", location="wx", driver="embedded"))
        asyncio.run(_worked_off(store, settings))
        for number in range(RUNS):
            _queue(store, Target(name=str(number), location=f"wx{number}", driver="embedded"))
        began = time.perf_counter()
        asyncio.run(_worked_off(store, settings))
        took = time.perf_counter() - began
        store.close()
    return 1000 * (took - alone) / RUNS


def cpu_seconds(workers: int) -> float:
    """CPU seconds a scan, of two real scans of one program that are done by so many workers."""
    with tempfile.TemporaryDirectory() as name:
        store = open_database(Path(name) / "data")
        for number in range(2):
            folder = program.write(Path(name) / f"program{number}", PAGES)
            given = {"budget": 600, "runs": "untouched,agree", "no_ocr": True, "seed": 7}
            _queue(store, described(str(folder), given=given))
        asyncio.run(_worked_off(store, Settings(limits=Limits(workers=workers), command=arguments)))
        with store.reading() as session:
            rows = session.scalars(select(Inspection)).all()
        store.close()
    assert [row.state for row in rows] == ["done", "done"], [row.reason for row in rows]
    return sum(row.cpu_seconds or 0 for row in rows) / len(rows)


def _script(folder: Path) -> Sequence[str]:
    return [sys.executable, "-S", "-E", "-c", _PACK, str(folder)]


def _queue(store: Database, target: Target) -> None:
    with store.session() as session:
        session.add(target)
        session.flush()
        run_now(session, target, now())


async def _worked_off(store: Database, settings: Settings) -> None:
    task = asyncio.ensure_future(Scheduler(store, settings).run())
    open_ = select(func.count()).select_from(Due).where(Due.state.in_(("queued", "running")))
    while True:
        with store.reading() as session:
            if not session.scalar(open_):
                break
        await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name}: {value:.2f}")
