"""One worker in this process, with a stub for the inspection: what only its inner workings show."""

import asyncio
from collections.abc import Callable

import pytest
from procrastinate.jobs import Status

from minispect.fleet import queues
from minispect.fleet.lanes import Lane, lanes
from minispect.fleet.patience import PatientConnector
from minispect.fleet.takeover import FencedManager
from minispect.fleet.worker import Beats, Worker
from minispect.store.database import Database
from minispect.store.tables import Due, Target

SHORT = Beats(beat=0.1, silence=1, look=0.1, poll=0.1)


def url(store: Database) -> str:
    return store.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


def put(store: Database, number: int) -> None:
    with store.session() as session:
        assert queues.put(session, number, session.get_one(Target, session.get_one(Due, number).target_id))


async def nothing() -> None:
    return None


async def test_a_job_whose_answer_got_lost_is_given_out_again(store: Database, due: Callable[..., int]) -> None:
    """The database gave it to this worker, and the line broke before the worker heard of it."""
    lost, later = due(), due()
    seen: list[int] = []

    async def inspect(number: int, _: Lane) -> None:
        seen.append(number)
        if number == later:
            put(store, lost)
            with store.session() as session:
                ours = "(SELECT max(id) FROM procrastinate_workers)"
                take = f"UPDATE procrastinate_jobs SET status = 'doing', worker_id = {ours}"
                session.connection().exec_driver_sql(f"{take} WHERE queueing_lock = 'due:{lost}'")
        else:
            worker.stop()

    worker = Worker(url(store), lanes("embedded", 1), inspect, nothing, beats=SHORT)
    put(store, later)
    await asyncio.wait_for(worker.run(), 30)
    assert seen == [later, lost]


async def test_only_who_has_a_job_ends_it(store: Database, due: Callable[..., int]) -> None:
    put(store, due())
    connector = PatientConnector(conninfo=url(store), min_size=1, max_size=2)
    manager = FencedManager(connector)
    await connector.open_async()
    sleeper, other = await manager.register_worker(), await manager.register_worker()
    job = await manager.fetch_job(["embedded"], sleeper)
    assert job is not None and job.id is not None
    await manager.retry_job_by_id_async(job.id, retry_at=None)
    again = await manager.fetch_job(["embedded"], other)
    assert again is not None
    await manager.finish_job(job, Status.SUCCEEDED, delete_job=True)
    assert await manager.get_job_status_async(job.id) == Status.DOING
    await manager.finish_job(again, Status.SUCCEEDED, delete_job=False)
    assert await manager.get_job_status_async(job.id) == Status.SUCCEEDED
    await connector.close_async()


async def test_a_worker_that_cannot_look_after_others_does_not_go_on(store: Database) -> None:
    async def broken() -> None:
        raise RuntimeError("a table is not as it should be")

    async def inspect(_: int, __: Lane) -> None:
        return None

    worker = Worker(url(store), lanes("embedded", 1), inspect, broken, beats=SHORT)
    with pytest.raises(RuntimeError, match="a table"):
        await asyncio.wait_for(worker.run(), 30)
