"""A job from the queue on this machine: the due run is claimed, from a silent worker if need be, and done."""

import asyncio
import logging
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from minispect.exits import UserError
from minispect.fleet.lanes import Lane
from minispect.schedule import capacity, queue
from minispect.schedule.queue import Claim
from minispect.schedule.runner import Command, Runner
from minispect.schedule.targets import ANY_DEVICE
from minispect.store.columns import now
from minispect.store.database import Database
from minispect.store.tables import Due, Inspection, Target

_log = logging.getLogger(__name__)


class FleetRunner(Runner):
    """Gives its signs of life by the database's clock: those who judge them by it have others of their own."""

    def still_ours(self, claimed: Claim) -> bool:
        try:
            return queue.beat(self.database, claimed, self.worker, moment(self.database))
        except UserError:
            return True


def moment(database: Database) -> datetime:
    """What the database's clock says. Raises UserError."""
    with database.reading() as session:
        return session.execute(select(func.now())).scalar_one()


@dataclass(frozen=True)
class Assignment:
    """Does what a job asks for; ``await assignment(due, lane)``.

    A due run may be given out twice, when a worker was taken for dead and lives. The inspection whose claim is the
    last counts; the other's pack is kept beside it as interrupted.
    """

    runner: Runner
    silence: float
    """Seconds after which a worker that gives no sign of life is taken for dead."""
    pause: float = 5
    """Seconds before a run is given back for want of room."""

    async def __call__(self, due: int, lane: Lane) -> None:
        try:
            claimed = await self._claimed(due, lane)
            if claimed is not None:
                runner = replace(self.runner, command=_bound(self.runner.command, lane))
                outcome = await runner.run(claimed)
                if outcome.where:  # nothing but the scan's own messages is left here
                    await asyncio.to_thread(shutil.rmtree, claimed.folder, ignore_errors=True)
                _log.info("%s %s: %s %s", claimed.inspection_id, claimed.target.name, outcome.how, outcome.reason)
        except UserError as error:
            # The run stays as it is; when the database is back it is found and begun again.
            _log.warning("run %d could not be put down: %s", due, error)

    async def _claimed(self, number: int, lane: Lane) -> Claim | None:
        claiming = asyncio.ensure_future(asyncio.to_thread(self._claim, number, lane))
        try:
            claimed = await asyncio.shield(claiming)
        except asyncio.CancelledError:
            if (late := await claiming) is not None:
                await asyncio.to_thread(self._give_back, late)
            raise
        if claimed is None:
            await asyncio.sleep(self.pause)
        return claimed

    def _claim(self, number: int, lane: Lane) -> Claim | None:
        database = self.runner.database
        with database.session() as session:
            due = session.scalars(select(Due).where(Due.id == number).with_for_update()).one_or_none()
            if due is None or due.state not in ("queued", "running"):
                return None
            if due.state == "running" and not self._taken_over(session, due):
                return None
            if full := capacity.room(due.target, list(self.runner.held.values()), self.runner.limits):
                _log.info("run %d waits: %s", number, full)
                return None
            due.device = lane.device(due.device)
        return queue.claim(database, self.runner.worker, moment(database), due_id=number)

    def _taken_over(self, session: Session, due: Due) -> bool:
        """Whether who had the run fell silent; its inspection is interrupted then, and the run waits again.

        That a worker is dead was found out before. Here it shows whether another one on its machine took the run up.
        """
        age = session.execute(select(func.extract("epoch", func.now() - Due.heartbeat_at)).where(Due.id == due.id))
        seconds = age.scalar()
        if seconds is not None and seconds < self.silence / 2:
            return False
        told = f"{due.worker.partition('/')[0]} fell silent; the inspection was given to another worker"
        running = select(Inspection).where(Inspection.due_id == due.id, Inspection.state == "running")
        for inspection in session.scalars(running):
            inspection.state, inspection.reason, inspection.ended_at = "interrupted", told, now()
        queue.conclude(session, due.id, "interrupted", now(), told)
        session.flush()
        return due.state == "queued"

    def _give_back(self, claimed: Claim) -> None:
        with self.runner.database.session() as session:
            queue.conclude(session, claimed.due_id, "stopped", now(), "", worker=self.runner.worker)
            session.delete(session.get_one(Inspection, claimed.inspection_id))


def _bound(ordinary: Command, lane: Lane) -> Callable[[Target, Path], Sequence[str]]:
    """The scan ends when its worker is killed: what goes on unwatched would still hold the device."""
    program = shutil.which("setpriv")
    before = [program, "--pdeathsig", "TERM", "--"] if program else []

    def command(target: Target, folder: Path) -> list[str]:
        if target.device == ANY_DEVICE and lane.serial:
            target.device = lane.serial
        return [*before, *ordinary(target, folder)]

    return command
