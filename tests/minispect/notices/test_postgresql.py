"""Notices and deadlines on PostgreSQL: its JSON takes what a target may call itself, and couriers side by side tell
everything once."""

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from minispect.notices import deadlines
from minispect.notices.courier import Courier
from minispect.notices.settings import File, Settings
from minispect.store import comparables
from minispect.store.database import open_database
from minispect.store.marks import Notice
from minispect.store.tables import Due, Inspection, Target
from reports.difference.side import Found

if TYPE_CHECKING:
    from measures.postgres import Cluster

WANTED = Settings(file=(File(name="log", path="notices.jsonl"),), days=10)


def test_couriers_side_by_side(
    postgres: "Cluster",
    history: Callable[..., Inspection],
    a_finding: Callable[..., Found],
    tmp_path: Path,
) -> None:
    store = open_database(tmp_path / "data", postgres.create())
    with store.session() as session:
        session.add(Target(id=1, name="shop", location="/shop", driver="embedded"))
        session.flush()
        row = history(session, 0, a_finding(1))
        side = comparables.side_of(session, row)
        assert side is not None
        comparables.put(session, row.id, side.model_copy(update={"name": "a\0b\ud800"}))
        due = Due(target_id=1, due_at=row.started_at, state="gave_up", reason="no answer")
        session.add(due)
        session.flush()
        history(session, 0.1, state="failed", due_id=due.id)
    moment, gate = row.started_at + timedelta(hours=5), threading.Barrier(4)
    broken: list[BaseException] = []

    def one() -> None:
        courier = Courier(store, tmp_path, WANTED)
        gate.wait()
        try:
            courier.round(moment)
            courier.round()
        except BaseException as error:
            broken.append(error)

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not broken
    with store.session() as session:
        told = sorted((one.kind, one.state) for one in session.scalars(select(Notice)))
        assert told == [("deadline", "sent"), ("failure", "sent"), ("violation", "sent")]
        history(session, 1)
        assert [turn.now for turn in deadlines.refresh(session, row.started_at + timedelta(days=1))] == ["fixed"]
    assert len((tmp_path / "notices.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    store.close()
