"""How an attempt ended, and its way into the history."""

import asyncio
import time
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from minispect.exits import UserError
from minispect.schedule import child, queue, remains
from minispect.schedule.child import Ended
from minispect.schedule.queue import Claim
from minispect.schedule.retries import FIRST, Ending
from minispect.store.columns import now
from minispect.store.database import Database, GoneError
from minispect.store.ingest import keep
from minispect.store.reading import Read
from minispect.store.tables import Inspection, InspectionState
from minispect.terminal import safe

_LONGEST_PAUSE = 5.0


@dataclass(frozen=True)
class Outcome:
    """``found``: the pack and what it says."""

    how: Ending
    reason: str = ""
    ended: Ended | None = None
    found: tuple[Path, Read] | None = None
    where: str = ""
    """Under which the history finds the pack; empty while it is where the scan made it."""

    @property
    def state(self) -> InspectionState:
        if self.how == "done":
            return "done"
        return "failed" if self.how in ("failed", "unreachable") else "interrupted"


def with_pack(folder: Path, outcome: Outcome) -> Outcome:
    """The outcome with what the scan left, and a sentence for people when it did not end well."""
    found, told = remains.contents(remains.finished_pack(folder))
    how, reason = outcome.how, outcome.reason or told
    if how == "done" and found is None:
        how, reason = "failed", reason or "the scan ended well and left no pack"
    if how != "done" and not reason and outcome.ended is not None:
        reason = child.last_words(folder) or f"it ended with {outcome.ended.code}"
    return Outcome(how, safe(reason, 1000), outcome.ended, found)


@dataclass(frozen=True)
class Keeper:
    """Writes outcomes of one worker. ``patience``: seconds to wait for a database that is away."""

    database: Database
    worker: str
    patience: float = 300
    first_wait: timedelta = FIRST

    async def keep(self, claimed: Claim, outcome: Outcome) -> None:
        """Into the history, even if the database has to be waited for. Raises UserError when it stays away: the pack
        and the claim stay, and the next start takes them up."""
        until, pause = time.monotonic() + self.patience, 0.1
        while True:
            try:
                await asyncio.to_thread(self._put_down, claimed, outcome)
                return
            except GoneError:
                raise
            except UserError:
                if time.monotonic() > until:
                    raise
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, _LONGEST_PAUSE)

    def _put_down(self, claimed: Claim, outcome: Outcome) -> None:
        try:
            self._write(claimed, outcome)
        except IntegrityError:  # another worker was done first: its inspection counts, this one is kept beside it
            told = "another worker had finished this run already"
            self._write(claimed, replace(outcome, how="interrupted", reason=told), due="done")

    def _write(self, claimed: Claim, outcome: Outcome, due: Ending | None = None) -> None:
        moment = now()
        with self.database.session() as session:
            row = session.get_one(Inspection, claimed.inspection_id, with_for_update=True)
            if row.state != "running":  # the run was given to another worker: its inspection counts
                outcome = replace(outcome, how="interrupted", reason=row.reason)
            if outcome.found is not None:
                pack, said = outcome.found
                seal = remains.seal_of(pack)
                keep(
                    session, said, pack=outcome.where or str(pack), inspection_id=row.id, seal=seal, state=outcome.state
                )
            row.state, row.reason, row.ended_at = outcome.state, outcome.reason, moment
            if outcome.ended is not None:
                row.exit_code, row.cpu_seconds = outcome.ended.code, outcome.ended.cpu_seconds
            queue.conclude(
                session, claimed.due_id, due or outcome.how, moment, outcome.reason,
                worker=self.worker, first=self.first_wait,
            )  # fmt: skip
