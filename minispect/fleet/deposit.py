"""The way of a finished pack from the machine that made it into the fleet's storage."""

import asyncio
import logging
import shutil
import time
from dataclasses import dataclass, replace
from pathlib import Path

from minispect.fleet.storage import Storage, StorageError, TakenError
from minispect.schedule.outcome import Outcome
from minispect.schedule.queue import Claim

_log = logging.getLogger(__name__)
_LONGEST_PAUSE = 60.0


@dataclass(frozen=True)
class Deposit:
    """``await deposit(claimed, outcome)``: the outcome with the name under which every machine finds the pack.

    An inspection is done only when its pack is stored, so a machine that is lost takes nothing with it. While the
    storage is away the lane waits; after ``patience`` seconds the pack stays on this machine, and the history says so.
    """

    storage: Storage
    patience: float = 6 * 3600
    pause: float = 1

    async def __call__(self, claimed: Claim, outcome: Outcome) -> Outcome:
        if outcome.found is None:
            return outcome
        pack, until, pause = outcome.found[0], time.monotonic() + self.patience, self.pause
        while True:
            try:
                where = await asyncio.to_thread(self.put, claimed.target.id, claimed.inspection_id, pack)
                return replace(outcome, where=where)
            except StorageError as error:
                _log.warning("%s", error)
                if isinstance(error, TakenError) or time.monotonic() + pause > until:
                    told = f"{error}; it is on the machine that made it, in {pack}"
                    return replace(outcome, reason=f"{outcome.reason}; {told}".lstrip("; "))
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def put(self, target: int, inspection: str, pack: Path) -> str:
        """Store a pack below its target and inspection, since two machines may give packs the same name; then it is
        not needed here any more. Raises StorageError, TakenError."""
        where = self.storage.put(pack, f"{target}/{inspection}")
        shutil.rmtree(pack, ignore_errors=True)
        return where
