"""procrastinate's tables in our database, and a due inspection that is in its queue once."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from minispect.exits import UserError
from minispect.fleet import queues
from minispect.store.database import Database, open_database
from minispect.store.tables import Due, Target

if TYPE_CHECKING:
    from measures.postgres import Cluster


def jobs(store: Database) -> list[tuple[Any, ...]]:
    with store.engine.connect() as connection:
        asked = "SELECT queue_name, lock, queueing_lock, args FROM procrastinate_jobs ORDER BY id"
        return [tuple(row) for row in connection.exec_driver_sql(asked)]


def put(store: Database, number: int) -> bool:
    with store.session() as session:
        row = session.get_one(Due, number)
        return queues.put(session, row.id, session.get_one(Target, row.target_id))


def test_a_due_inspection_waits_once_in_the_queue_of_what_it_needs(store: Database, due: Callable[..., int]) -> None:
    first, phone = due(), due(driver="android", device="R58M")
    assert [put(store, first), put(store, phone), put(store, first)] == [True, True, False]
    assert jobs(store) == [
        ("embedded", "target:1", f"due:{first}", {"due": first}),
        ("device:R58M", "device:R58M", f"due:{phone}", {"due": phone}),
    ]


def test_the_job_is_there_when_the_row_is_and_not_before(store: Database, due: Callable[..., int]) -> None:
    number = due()
    with pytest.raises(ZeroDivisionError), store.session() as session:
        row = session.get_one(Due, number)
        queues.put(session, row.id, session.get_one(Target, row.target_id))
        _ = 1 / 0
    assert jobs(store) == []


def test_many_at_once_put_it_there_once(store: Database, due: Callable[..., int]) -> None:
    number, said = due(), []
    gate = threading.Barrier(5)

    def one() -> None:
        gate.wait()
        said.append(put(store, number))

    threads = [threading.Thread(target=one) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == [False, False, False, False, True]
    assert len(jobs(store)) == 1


def test_an_older_procrastinates_tables_are_brought_up_to_date(postgres: "Cluster", tmp_path: Path) -> None:
    url = postgres.create()
    with psycopg.connect(url, autocommit=True) as connection:
        steps = [s for s in queues.migrations("") if queues.order(s.name[:8]) <= (3, 1, 0)]
        for step in steps:
            connection.execute(step.read_text().encode())
        connection.execute("COMMENT ON TABLE procrastinate_jobs IS 'minispect, procrastinate 3.1.0'")
    store = open_database(tmp_path, url)
    queues.prepare(store)
    queues.prepare(store)
    with store.session() as session:
        target = Target(name="a", location="/a", driver="embedded")
        session.add(target)
        session.flush()
        assert queues.put(session, 7, target)
    store.close()


@pytest.mark.parametrize(
    ("comment", "sentence"),
    [("NULL", "another program keeps"), ("'minispect, procrastinate 99.0.0'", "procrastinate 99.0.0, here is")],
)
def test_somebody_elses_and_newer_tables_are_left_alone(store: Database, comment: str, sentence: str) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql(f"COMMENT ON TABLE procrastinate_jobs IS {comment}")
    with pytest.raises(UserError, match=sentence):
        queues.prepare(store)


def test_a_fleet_on_sqlite_is_refused(tmp_path: Path) -> None:
    store = open_database(tmp_path)
    with pytest.raises(UserError, match="a fleet needs PostgreSQL"):
        queues.prepare(store)
    store.close()
