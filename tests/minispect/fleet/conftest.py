"""A home of its own for each test, a small sealed pack, and stores on a real PostgreSQL."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from minispect.fleet import queues
from minispect.store.columns import now
from minispect.store.database import Database, open_database
from minispect.store.tables import Due, Target

if TYPE_CHECKING:
    from measures.postgres import Cluster

STANDIN = Path(__file__).parent / "standin_scan.py"


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack as a scan makes it; tests must not change it."""
    folder = tmp_path_factory.mktemp("pack")
    (folder / "target.json").write_text("{}")
    environment = {**os.environ, "MINISPECT_HOME": str(folder / "home")}
    command = [sys.executable, STANDIN, folder / "target.json", "--out", folder / "out"]
    subprocess.run(command, check=True, env=environment, capture_output=True)
    return next((folder / "out").iterdir())


@pytest.fixture
def store(postgres: "Cluster", tmp_path: Path) -> Iterator[Database]:
    """A store with the fleet's queue, in a database of its own."""
    opened = open_database(tmp_path / "data", postgres.create())
    queues.prepare(opened)
    yield opened
    opened.close()


@pytest.fixture
def due(store: Database) -> Callable[..., int]:
    """``due(location, …)``: a target that is to be inspected now; the number of the due row."""

    def add(location: str = "/nowhere", driver: str = "embedded", device: str = "", **values: Any) -> int:
        with store.session() as session:
            target = Target(name=Path(location).stem, location=location, driver=driver, device=device)
            session.add(target)
            session.flush()
            row = Due(target_id=target.id, due_at=now(), schedule_id=None, device=device, **values)
            session.add(row)
            session.flush()
            return row.id

    return add
