"""``minispect worker``: everything a machine of a fleet does, put together."""

import asyncio
import logging
import os
import signal
import time
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import psycopg

from minispect.exits import Exit, UserError
from minispect.fleet import leftovers, queues, retention
from minispect.fleet.assignment import Assignment, FleetRunner
from minispect.fleet.deposit import Deposit
from minispect.fleet.feed import feed
from minispect.fleet.lanes import Lane
from minispect.fleet.storage import Storage
from minispect.fleet.worker import Beats, Worker
from minispect.schedule import workers
from minispect.schedule.capacity import Limits
from minispect.schedule.leftovers import take_over, take_up
from minispect.schedule.retention import Retention
from minispect.schedule.retries import FIRST
from minispect.schedule.runner import Command
from minispect.schedule.targets import arguments
from minispect.store.database import Database

_FOREVER = 7 * 86400.0
"""Seconds a finished scan waits for a database that is away before it is left on the disk."""
_TIDY = 3600.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """What a worker has and how it goes about it. Tests put a script in the place of the scan, and shorter times."""

    lanes: Sequence[Lane]
    limits: Limits = field(default_factory=Limits)
    packs: Storage | None = None
    """Where packs go; without it they stay in the data folder of the machine that made them."""
    beats: Beats = field(default_factory=Beats)
    retention: Retention = field(default_factory=Retention)
    """Of packs in the storage."""
    drain: float = 0
    """Seconds that running inspections get to end by themselves when the worker is asked to stop."""
    command: Command = arguments
    first_wait: timedelta = FIRST


async def serve(database: Database, settings: Settings) -> None:
    """Work until SIGINT or SIGTERM: then nothing new is taken, what runs is broken off after ``drain`` and goes back
    into its queue. A second signal ends it at once. Raises UserError."""
    queues.prepare(database)
    if settings.packs is not None:
        await asyncio.to_thread(settings.packs.check)
    with workers.at_work(database.folder) as name:
        runner = _runner(database, settings, name)
        assignment = Assignment(runner, settings.beats.silence, settings.beats.look)
        tending = _Tending(runner, settings)
        url = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        worker = Worker(url, settings.lanes, assignment, tending, beats=settings.beats, grace=settings.drain)
        _listen(worker)
        try:
            await worker.run()
        except psycopg.Error as error:
            told = " ".join(str(error).split())[:200]
            raise UserError(f"{database.shown}: the database cannot be reached ({told})", Exit.UNREACHABLE) from None
        finally:
            await tending.end()


def _runner(database: Database, settings: Settings, name: str) -> FleetRunner:
    deposit = Deposit(settings.packs) if settings.packs is not None else None
    # Lanes have limits of their own: a busy host must not keep a phone waiting.
    limits = replace(settings.limits, workers=sum(lane.concurrency for lane in settings.lanes))
    return FleetRunner(
        database,
        name,
        limits,
        settings.command,
        look=settings.beats.look,
        first_wait=settings.first_wait,
        patience=_FOREVER,
        store=deposit,
    )


class _Tending:
    """At every look: feed the queues, take up what a dead worker of this machine left; on a machine alone, that is
    faster than waiting for its silence to be noticed."""

    def __init__(self, runner: FleetRunner, settings: Settings) -> None:
        self._runner = runner
        self._silence = settings.beats.silence
        self._deposit = Deposit(settings.packs) if settings.packs is not None else None
        self._retention = settings.retention
        self._tidied = time.monotonic()
        self._tasks: set[asyncio.Task[object]] = set()

    async def __call__(self) -> None:
        database = self._runner.database
        await asyncio.to_thread(feed, database, self._silence)
        for claimed in await asyncio.to_thread(take_over, self._runner):
            _log.info("%s: taken up from a worker of this machine that is gone", claimed.inspection_id)
            self._begin(take_up(self._runner, claimed))
        if not self._tasks:
            self._begin(leftovers.adopt(database, self._deposit))
        if self._deposit is not None and time.monotonic() - self._tidied > _TIDY:
            self._tidied = time.monotonic()
            self._begin(asyncio.to_thread(retention.apply, database, self._deposit.storage, self._retention))

    def _begin(self, work: Coroutine[object, object, object]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[object]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.warning("what was left over could not be kept: %s", error)

    async def end(self) -> None:
        """What is being taken up is put in order and left."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _listen(worker: Worker) -> None:
    loop = asyncio.get_running_loop()

    def first(number: signal.Signals) -> None:
        _log.info("stopping; what runs is ended in order, a second %s ends it at once", number.name)
        for each in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(each, os._exit, Exit.INTERRUPTED)
        worker.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, first, number)
