"""A worker: one procrastinate worker a lane, one heart for all of them, an eye on workers that fell silent."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from procrastinate import App, JobContext, exceptions
from procrastinate.jobs import DeleteJobCondition
from procrastinate.worker import Worker as LaneWorker

from minispect.exits import UserError
from minispect.fleet import queues
from minispect.fleet.lanes import Lane
from minispect.fleet.patience import PatientConnector
from minispect.fleet.takeover import FencedManager, Takeover

_log = logging.getLogger(__name__)
_NEVER = 7 * 86400.0
_RESTART = 1.0
"""Seconds before a lane begins again that broke off."""


@dataclass(frozen=True)
class Beats:
    """Seconds. By these a dead worker's inspection is with another one after 40 s at most, after 75 s when the
    database itself was away meanwhile, as long as a lane is free."""

    beat: float = 5
    """A worker says that it lives."""
    silence: float = 30
    """After this long without a word it is taken for dead."""
    look: float = 5
    """Others look for the dead, and for what has become due."""
    poll: float = 5
    """A free lane looks for a job it was not told of."""

    @classmethod
    def within(cls, silence: float) -> "Beats":
        """The other times in the proportion they have by themselves."""
        short = min(5.0, silence / 6)
        return cls(beat=short, silence=silence, look=short, poll=short)

    @property
    def latest(self) -> float:
        """When another one has a dead worker's job at the latest, the database being away at the worst moment."""
        return 2 * self.silence + self.beat + self.look + self.poll


class Worker:
    """``await run()`` until ``stop()``.

    ``inspect`` gets the number of a due inspection and its lane, and never raises for what can go wrong in one; a
    cancellation asks it to break off and still put things in order. ``tend`` is called at every look.
    """

    def __init__(
        self,
        url: str,
        lanes: Iterable[Lane],
        inspect: Callable[[int, Lane], Awaitable[None]],
        tend: Callable[[], Awaitable[None]],
        *,
        beats: Beats | None = None,
        grace: float = 0,
    ) -> None:
        self._lanes = tuple(lanes)
        self._inspect = inspect
        self._tend = tend
        self._beats = beats or Beats()
        self._grace = grace
        self._connector = PatientConnector(conninfo=url, min_size=1, max_size=4 + 2 * len(self._lanes), timeout=10)
        self._app = App(connector=self._connector)
        self._manager = FencedManager(self._connector)
        self._app.job_manager = self._manager
        self._app.task(name=queues.TASK, pass_context=True)(self._job)
        self._workers: dict[Lane, LaneWorker] = {}
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Take nothing new; what runs gets ``grace`` seconds, then it is asked to break off."""
        self._stopping.set()
        self._connector.give_up.set()
        for worker in self._workers.values():
            worker.stop()

    async def run(self) -> None:
        """Returns when everything it ran has ended. Raises psycopg.Error when the database cannot be reached, and
        what went wrong with looking after others: without that a worker is stopped."""
        async with self._app.open_async():
            others = [asyncio.create_task(self._beat()), asyncio.create_task(self._look())]
            for task in others:
                task.add_done_callback(lambda _: self.stop())
            try:
                await asyncio.gather(*(self._lane(lane) for lane in self._lanes))
            finally:
                # The heart beats until the last inspection has ended: procrastinate's own stops when stopping begins.
                for task in others:
                    task.cancel()
                ends = await asyncio.gather(*others, return_exceptions=True)
        for end in ends:
            if isinstance(end, Exception):
                raise end

    async def _job(self, context: JobContext, due: int) -> None:
        self._manager.held.add(context.job.id or 0)
        await self._inspect(due, context.additional_context["lane"])

    async def _lane(self, lane: Lane) -> None:
        while not self._stopping.is_set():
            worker = self._workers[lane] = LaneWorker(
                self._app,
                queues=list(lane.queues),
                name=lane.name,
                additional_context={"lane": lane},
                concurrency=lane.concurrency,
                fetch_job_polling_interval=self._beats.poll,
                shutdown_graceful_timeout=self._grace,
                delete_jobs=DeleteJobCondition.ALWAYS,
                install_signal_handlers=False,
                update_heartbeat_interval=_NEVER,
                stalled_worker_timeout=_NEVER,
            )
            try:
                await worker.run()
            except exceptions.ConnectorException as error:
                _log.warning("%s: broke off (%s)", lane.name, error.__cause__ or error)
            if not self._stopping.is_set():
                await asyncio.sleep(_RESTART)

    @property
    def _ids(self) -> list[int]:
        return [worker.worker_id for worker in self._workers.values() if worker.worker_id is not None]

    async def _beat(self) -> None:
        while True:
            for number in self._ids:
                try:
                    await self._manager.update_heartbeat(number)
                except exceptions.ConnectorException as error:
                    _log.warning("no sign of life could be given (%s)", error.__cause__)
            await asyncio.sleep(self._beats.beat)

    async def _look(self) -> None:
        takeover = Takeover(self._connector, self._manager, self._beats.silence)
        while not self._stopping.is_set():
            began = time.monotonic()
            try:
                await takeover.look(set(self._ids))
                await self._tend()
            except (exceptions.ConnectorException, UserError) as error:
                _log.warning("looking for work failed (%s)", error.__cause__ or error)
            await asyncio.sleep(max(0.0, self._beats.look - (time.monotonic() - began)))
