"""One due run from its claim to the history: start the scan, watch it, take up what it left."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from minispect.exits import UserError
from minispect.schedule import capacity, child, queue, remains
from minispect.schedule.capacity import MB, Limits
from minispect.schedule.child import Child, Ended
from minispect.schedule.outcome import Keeper, Outcome, with_pack
from minispect.schedule.queue import Claim
from minispect.schedule.retries import FIRST, ending
from minispect.schedule.targets import arguments, vanished
from minispect.store.columns import now
from minispect.store.database import Database
from minispect.store.tables import Target

Command = Callable[[Target, Path], Sequence[str]]
"""The scan of a target that writes into a folder. Tests put a script in its place."""
Attempt = Callable[[Claim, asyncio.Event], Awaitable[Outcome]]


@dataclass
class Runner:
    """Runs claimed inspections for one worker."""

    database: Database
    worker: str
    limits: Limits = field(default_factory=Limits)
    command: Command = arguments
    look: float = 5
    """Seconds between looks at a running scan: its memory, its time, whether it still is ours."""
    first_wait: timedelta = FIRST
    """Before the second attempt at a target that could not be reached."""
    finished: Callable[[str], Awaitable[None]] | None = None
    """Called with the inspection's id once it is in the history."""
    held: dict[int, tuple[Target, int]] = field(default_factory=dict)
    """What runs: targets with the bytes they hold, by due id."""
    patience: float = 300
    """Seconds to wait for a database that is away when a scan has ended."""
    store: Callable[[Claim, Outcome], Awaitable[Outcome]] | None = None
    """Brings a pack to where it stays, before the history tells of it."""

    @cached_property
    def _keeper(self) -> Keeper:
        return Keeper(self.database, self.worker, self.patience, first_wait=self.first_wait)

    async def run(self, claimed: Claim) -> Outcome:
        """Never raises for what can go wrong with one inspection. Cancelled, it asks the scan to end, keeps what
        there is, puts the run back into the queue and returns. Raises UserError when the database stays away."""
        return await self.shielded(claimed, self._attempt)

    async def shielded(self, claimed: Claim, attempt: Attempt) -> Outcome:
        """Any attempt to its end and into the history; a cancellation only tells the attempt to stop."""
        stop = asyncio.Event()
        task = asyncio.ensure_future(self._to_the_end(claimed, attempt, stop))
        while True:
            try:
                return await asyncio.shield(task)
            except asyncio.CancelledError:
                if task.done():
                    raise
                stop.set()
                if (this := asyncio.current_task()) is not None:
                    this.uncancel()

    async def _to_the_end(self, claimed: Claim, attempt: Attempt, stop: asyncio.Event) -> Outcome:
        self.held[claimed.due_id] = (claimed.target, 0)
        try:
            outcome = await attempt(claimed, stop)
            if self.store is not None and outcome.found is not None:
                outcome = await self.store(claimed, outcome)
            await self._keeper.keep(claimed, outcome)
        finally:
            self.held.pop(claimed.due_id, None)
        if self.finished is not None:
            await self.finished(claimed.inspection_id)
        return outcome

    async def _attempt(self, claimed: Claim, stop: asyncio.Event) -> Outcome:
        refused = await asyncio.to_thread(self._refused, claimed)
        if refused is not None:
            return refused
        try:
            with remains.locked(claimed.folder) as lock:
                outcome = await self._scan(claimed, stop, lock)
                if outcome.state == "interrupted" and remains.finished_pack(claimed.folder) is None:
                    await remains.recover(claimed.folder, claimed.inspection_id, lock)
        except OSError as error:
            return Outcome("failed", f"the scan could not be started ({error})")
        return await asyncio.to_thread(with_pack, claimed.folder, outcome)

    def _refused(self, claimed: Claim) -> Outcome | None:
        """What keeps a scan from being started at all."""
        gone = vanished(claimed.target)
        if gone:
            return Outcome("failed", gone)
        try:
            claimed.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self.database.reading() as session:
                full = capacity.disk(session, claimed.target, claimed.folder)
        except OSError as error:
            full = f"{claimed.folder}: the folder for the pack cannot be made ({error.strerror})"
        except UserError as error:
            full = str(error)
        return Outcome("unreachable", full) if full else None

    async def _scan(self, claimed: Claim, stop: asyncio.Event, lock: int) -> Outcome:
        command = self.command(claimed.target, claimed.folder)
        scan = child.start(command, claimed.folder, claimed.inspection_id, lock)
        try:
            return await self._watch(scan, claimed, stop)
        finally:
            scan.kill()
            await asyncio.to_thread(scan.close)

    async def _watch(self, scan: Child, claimed: Claim, stop: asyncio.Event) -> Outcome:
        """Until the scan ends, or has to be ended."""
        longest = capacity.seconds(claimed.target, self.limits)
        most, deadline = capacity.ceiling(claimed.target), time.monotonic() + longest
        while True:
            ended = await _either(scan, stop, min(self.look, max(deadline - time.monotonic(), 0)))
            if ended is not None:
                return Outcome(ending(ended.code), ended=ended)
            if stop.is_set():
                return Outcome("stopped", "the scheduler was stopped", await self._end(scan))
            held = await asyncio.to_thread(scan.memory)
            self.held[claimed.due_id] = (claimed.target, held)
            if time.monotonic() >= deadline:
                told = f"it took longer than {longest:.0f} s and was ended"
                return Outcome("overtime", told, await self._end(scan))
            if held > most:
                told = f"it held {held // MB} MB of memory, more than {most // MB} MB, and was ended"
                return Outcome("overtime", told, await self._end(scan))
            if not await asyncio.to_thread(self.still_ours, claimed):
                return Outcome("interrupted", "it was stopped, or given to another worker", await self._end(scan))

    def still_ours(self, claimed: Claim) -> bool:
        """A sign of life. A database that is away for a while is no reason to end a scan."""
        try:
            return queue.beat(self.database, claimed, self.worker, now())
        except UserError:
            return True

    async def _end(self, scan: Child) -> Ended:
        """First politely: the scan then makes its pack itself."""
        scan.ask_to_end()
        return await scan.wait(self.limits.grace) or scan.kill()


async def _either(scan: Child, stop: asyncio.Event, seconds: float) -> Ended | None:
    """How the scan ended; None after ``seconds``, or at once when we are to stop."""
    waits = {asyncio.ensure_future(scan.wait()), asyncio.ensure_future(stop.wait())}
    done, open_ = await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for task in open_:
        task.cancel()
    await asyncio.gather(*open_, return_exceptions=True)
    return next((result for task in done if isinstance(result := task.result(), Ended)), None)
