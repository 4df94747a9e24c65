"""Runs whose scheduler is gone: killed, crashed, or the machine went off. What their scans left is taken up."""

import asyncio
import time
from pathlib import Path

from sqlalchemy import select, update

from minispect.schedule import capacity, processes, remains, workers
from minispect.schedule.outcome import Outcome, with_pack
from minispect.schedule.queue import Claim
from minispect.schedule.runner import Runner
from minispect.store.columns import now
from minispect.store.tables import Due, Inspection, Target

_LOOK = 0.25
GONE = "its scheduler was gone (killed, or the machine was switched off)"


def take_over(runner: Runner) -> list[Claim]:
    """Runs of this machine that nobody tends any more; from now on they are ours, and nobody else's."""
    found: list[Claim] = []
    with runner.database.reading() as session:
        others = session.execute(select(Due.id, Due.worker).where(Due.state == "running", Due.worker != runner.worker))
        lost = [number for number, worker in others if workers.gone(runner.database.folder, worker)]
    if not lost:
        return found
    with runner.database.session() as session:
        for due in session.scalars(select(Due).where(Due.id.in_(lost))).all():
            mine = update(Due).where(Due.id == due.id, Due.worker == due.worker, Due.state == "running")
            if session.execute(mine.values(worker=runner.worker, heartbeat_at=now())).rowcount != 1:  # type: ignore[attr-defined]
                continue
            begun = select(Inspection).where(Inspection.due_id == due.id, Inspection.state == "running")
            newest = session.scalars(begun.order_by(Inspection.started_at.desc())).first()
            if newest is not None:
                target = session.get_one(Target, due.target_id)
                found.append(Claim(due.id, newest.id, target, due.attempts, Path(newest.folder)))
    return found


async def take_up(runner: Runner, claimed: Claim) -> Outcome:
    """To the end and into the history, as ``Runner.run`` does."""

    async def attempt(claimed: Claim, stop: asyncio.Event) -> Outcome:
        return await _attempt(runner, claimed, stop)

    return await runner.shielded(claimed, attempt)


async def _attempt(runner: Runner, claimed: Claim, stop: asyncio.Event) -> Outcome:
    """A scan that outlived its scheduler is waited for; then its pack is taken, or made of its record."""
    if not await asyncio.to_thread(claimed.folder.is_dir):
        return Outcome("interrupted", GONE)
    deadline, told = time.monotonic() + capacity.seconds(claimed.target, runner.limits), GONE
    while True:
        try:
            with remains.locked(claimed.folder) as lock:
                if remains.finished_pack(claimed.folder) is None:
                    await remains.recover(claimed.folder, claimed.inspection_id, lock)
                return await asyncio.to_thread(_outcome, claimed.folder, told)
        except BlockingIOError:
            if stop.is_set() or time.monotonic() > deadline:
                told = "the scheduler was stopped" if stop.is_set() else "it took too long and was ended"
                processes.end(processes.of(claimed.inspection_id))
        await asyncio.sleep(_LOOK)
        await asyncio.to_thread(runner.still_ours, claimed)


def _outcome(folder: Path, told: str) -> Outcome:
    """A scan that finished its pack is done, whoever started it."""
    outcome = with_pack(folder, Outcome("interrupted", told))
    if outcome.found is None or outcome.found[1].about.scope.interrupted:
        return outcome
    return Outcome("done", found=outcome.found)
