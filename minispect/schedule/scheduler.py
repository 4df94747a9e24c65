"""The scheduler: puts what came due into the queue and keeps as many inspections running as the machine carries.

It waits by the monotonic clock and reads due times from the wall clock, so a clock that is set forward makes one run
of each schedule due, and one that is set back makes none wait for a time that is far away.
"""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, joinedload

from minispect.exits import UserError
from minispect.schedule import capacity, leftovers, queue, workers
from minispect.schedule.capacity import Limits
from minispect.schedule.outcome import Outcome
from minispect.schedule.planning import plan
from minispect.schedule.retention import Retention, apply
from minispect.schedule.retries import FIRST, LONGEST
from minispect.schedule.runner import Command, Runner
from minispect.schedule.targets import arguments
from minispect.store import columns
from minispect.store.database import Database, GoneError
from minispect.store.tables import Due, Schedule

Note = Callable[[str], None]
_JUMP = 60.0
"""Seconds by which the two clocks may differ before it is said."""
_AWAY = 300.0
"""Seconds for a database to come back."""
_TIDY = 3600.0
_TRIES = 5
"""At putting down how a run ended."""
_AHEAD = 50
"""Waiting runs that are looked at for one that fits into the memory."""


@dataclass
class Settings:
    """How a scheduler works. Tests put a script in the place of the scan, and a clock of their own."""

    limits: Limits = field(default_factory=Limits)
    retention: Retention = field(default_factory=lambda: Retention())
    command: Command = arguments
    tick: float = 1
    """Seconds after which it looks for work it was not told of."""
    look: float = 5
    """See ``Runner.look``."""
    first_wait: timedelta = FIRST
    clock: Callable[[], datetime] = columns.now
    finished: Callable[[str], Awaitable[None]] | None = None
    """Called with an inspection's id once it is in the history."""
    batch_id: int | None = None
    """Only the runs of this batch, and no schedules; it ends when they have ended."""
    note: Note = lambda _: None
    """Gets one sentence for people whenever something happens."""


class Scheduler:
    """``await run()`` until it is cancelled. ``wake()`` when something was put into the queue."""

    def __init__(self, database: Database, settings: Settings | None = None) -> None:
        self._database = database
        self._settings = settings or Settings()
        self._awake = asyncio.Event()
        self._tasks: set[asyncio.Task[Outcome]] = set()
        self._tidied = float("-inf")
        self._lag = 0.0
        self._again: list[queue.Claim] = []
        """Runs whose end could not be put down: the database was away for too long."""
        self._unsettled: Counter[int] = Counter()

    def wake(self) -> None:
        """Look for work now. From the loop's own thread."""
        self._awake.set()

    async def run(self) -> None:
        """Raises UserError when the database stays away. Cancelled, it ends what runs in order and keeps it."""
        settings = self._settings
        with workers.at_work(self._database.folder) as worker:
            runner = Runner(
                self._database, worker, settings.limits, settings.command, settings.look, settings.first_wait,
                settings.finished,
            )  # fmt: skip
            try:
                await self._work(runner)
            finally:
                await self._end()

    async def _end(self) -> None:
        """Every inspection ends in order. Each of its waits has a limit, so a second cancellation shortens nothing."""
        for task in self._tasks:
            task.cancel()
        while self._tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait(set(self._tasks))

    async def _work(self, runner: Runner) -> None:
        away_since: float | None = None
        self._lag = self._settings.clock().timestamp() - time.monotonic()
        while True:
            try:
                busy = await self._round(runner)
                away_since = None
            except GoneError:
                raise
            except UserError as error:
                if away_since is None:
                    self._settings.note(str(error))
                away_since = away_since or time.monotonic()
                if time.monotonic() - away_since > _AWAY:
                    raise
                busy = True
            if not busy and self._settings.batch_id is not None:
                return
            await self._pause()

    async def _round(self, runner: Runner) -> bool:
        """One look: take up, plan, start, tidy. Whether something runs or is still to come."""
        moment = self._settings.clock()
        self._compare_clocks(moment)
        for claimed in await asyncio.to_thread(leftovers.take_over, runner):
            self._settings.note(f"{claimed.target.name}: taking up an inspection whose scheduler was gone")
            self._again.append(claimed)
        while self._again:
            claimed = self._again.pop()
            self._begin(runner, claimed, leftovers.take_up(runner, claimed))
        if self._settings.batch_id is None:
            await asyncio.to_thread(self._plan, moment)
        while (claimed_now := await asyncio.to_thread(self._claim, runner, self._settings.clock())) is not None:
            self._settings.note(f"{claimed_now.target.name}: attempt {claimed_now.attempts} begins")
            self._begin(runner, claimed_now, runner.run(claimed_now))
        if time.monotonic() - self._tidied > _TIDY:
            self._tidied = time.monotonic()
            for sentence in await asyncio.to_thread(apply, self._database, self._settings.retention, moment):
                self._settings.note(sentence)
        return bool(self._tasks) or await asyncio.to_thread(self._open)

    def _begin(self, runner: Runner, claimed: queue.Claim, work: Awaitable[Outcome]) -> None:
        runner.held[claimed.due_id] = (claimed.target, 0)  # from now on, not only once the task has its first turn
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._ended(claimed, done))

    def _ended(self, claimed: queue.Claim, task: "asyncio.Future[Outcome]") -> None:
        self._tasks.discard(task)
        self._awake.set()
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            self._settings.note(str(error) if isinstance(error, UserError) else f"fault of the scheduler: {error!r}")
            self._unsettled[claimed.due_id] += 1
            if self._unsettled[claimed.due_id] <= _TRIES:  # else the next start looks at it
                self._again.append(claimed)
            return
        outcome = task.result()
        pack = str(outcome.found[0]) if outcome.found else "no pack"
        self._settings.note(f"{claimed.target.name}: {outcome.how}: {outcome.reason or pack}")

    async def _pause(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._awake.wait(), self._settings.tick)
        self._awake.clear()

    def _plan(self, moment: datetime) -> None:
        """Only reads while nothing is due, so that an idle scheduler holds no lock."""
        with self._database.reading() as session:
            if not _anything(session, moment):
                return
        with self._database.session() as session:
            plan(session, moment)

    def _claim(self, runner: Runner, moment: datetime) -> queue.Claim | None:
        settings, running = self._settings, list(runner.held.values())
        if len(running) >= settings.limits.at_once:
            return None
        waiting = select(Due).where(Due.state == "queued", Due.not_before <= moment).options(joinedload(Due.target))
        with self._database.reading() as session:
            first = session.scalars(waiting.order_by(Due.not_before, Due.id).limit(_AHEAD)).all()
        unfit = [due.id for due in first if capacity.room(due.target, running, settings.limits)]
        if len(unfit) == len(first):
            return None
        return queue.claim(self._database, runner.worker, moment, without=unfit, batch_id=settings.batch_id)

    def _open(self) -> bool:
        if self._settings.batch_id is None:
            return True
        with self._database.reading() as session:
            mine = (Due.batch_id == self._settings.batch_id, Due.state.in_(("queued", "running")))
            return bool(session.scalar(select(exists().where(*mine))))

    def _compare_clocks(self, moment: datetime) -> None:
        lag = moment.timestamp() - time.monotonic()
        if abs(lag - self._lag) > _JUMP:
            way = "forward" if lag > self._lag else "back"
            self._settings.note(
                f"the clock was set {way} by {abs(lag - self._lag):.0f} s (or the machine slept); "
                "each schedule that missed runs gets one"
            )
        self._lag = lag


async def scheduler(database: Database, settings: Settings | None = None) -> None:
    """A scheduler and who tells people of what it did, until the task is cancelled: for ``serve``.

    Raises UserError when the settings of the notices are wrong, or the database stays away.
    """
    from minispect.notices.courier import Courier  # knows how packs are judged, which only this needs

    courier, over = Courier(database, database.folder), asyncio.Event()
    telling = asyncio.ensure_future(courier.run(over))
    try:
        await Scheduler(database, replace(settings or Settings(), finished=courier.finished)).run()
    finally:
        over.set()
        await telling


def _anything(session: Session, moment: datetime) -> bool:
    """Whether a schedule is due, or stands for a time that the clock has not reached any more."""
    schedules = exists().where(
        Schedule.paused.is_(False), or_(Schedule.next_at <= moment, Schedule.seen_until > moment)
    )
    far = exists().where(Due.state == "queued", Due.not_before > moment + LONGEST)
    return bool(session.scalar(select(or_(schedules, far))))
