"""A store with targets whose names say how their scans go, and a runner that uses the stand-in."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from minispect.schedule.capacity import Limits
from minispect.schedule.planning import run_now
from minispect.schedule.scheduler import Scheduler, Settings
from minispect.store.columns import now
from minispect.store.database import Database, open_database
from minispect.store.tables import Due, Inspection, Target

SCAN = Path(__file__).with_name("scan.py")


def stand_in(target: Target, folder: Path) -> list[str]:
    """The command that takes the place of ``scan``."""
    return [sys.executable, "-S", "-E", str(SCAN), str(folder), target.name]


class Bench:
    """Short ways for tests: put targets in, let a scheduler work until a condition holds, look at what came out."""

    def __init__(self, store: Database) -> None:
        self.store = store
        self.notes: list[str] = []

    def add(self, name: str, *, due: bool = True, device: str = "") -> int:
        with self.store.session() as session:
            target = Target(name=name, location=f"wx{abs(hash(name)):016x}"[:18], driver="embedded", device=device)
            session.add(target)
            session.flush()
            if due:
                run_now(session, target, now())
            return target.id

    def settings(self, **more: Any) -> Settings:
        limits = more.pop("limits", Limits(workers=2, grace=5))
        ordinary = {"limits": limits, "command": stand_in, "tick": 0.02, "look": 0.05, "note": self.notes.append}
        return Settings(**{"first_wait": timedelta(milliseconds=20), **ordinary, **more})

    async def work(self, until: Callable[[], bool], seconds: float = 30, **more: Any) -> None:
        """A scheduler at work until the condition holds; then it is stopped in order."""
        task = asyncio.ensure_future(Scheduler(self.store, self.settings(**more)).run())
        try:
            async with asyncio.timeout(seconds):
                while not until():
                    assert not task.done(), task.exception()
                    await asyncio.sleep(0.02)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def due(self) -> list[Due]:
        with self.store.reading() as session:
            return list(session.scalars(select(Due).order_by(Due.id)))

    def inspections(self) -> list[Inspection]:
        with self.store.reading() as session:
            return list(session.scalars(select(Inspection).order_by(Inspection.started_at, Inspection.id)))

    def states(self) -> list[str]:
        return [row.state for row in self.due()]

    def settled(self) -> bool:
        return all(state not in ("queued", "running") for state in self.states())

    def begun(self) -> int:
        return len(list((self.store.folder / "packs").glob("*/*/begun")))


@pytest.fixture
def as_stand_in() -> Callable[..., Settings]:
    """``Settings`` with the stand-in in the place of the scan."""
    return partial(Settings, command=stand_in, tick=0.02)


@pytest.fixture
def bench_for() -> Callable[[Database], Bench]:
    """Makes a bench for any store."""
    return Bench


@pytest.fixture
def bench(data_with_store: Path) -> Iterator[Bench]:
    store = open_database(data_with_store)
    yield Bench(store)
    store.close()
