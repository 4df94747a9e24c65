"""The part of ``serve`` and of a scheduler that tells people: fed with what ended, it looks after the rest."""

import asyncio
import contextlib
from collections.abc import Awaitable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from minispect.exits import UserError
from minispect.notices import occasions, outbox, settings
from minispect.notices.outbox import Tally
from minispect.notices.settings import Settings
from minispect.notices.stored import Stored
from minispect.store.columns import now as wall_clock
from minispect.store.database import Database
from minispect.store.marks import Comparable, Notice
from minispect.store.tables import Due, Inspection

T = TypeVar("T")
EVERY = 20.0
"""Seconds between two looks at the outbox and at deadlines."""
_MISSED = timedelta(days=1)
"""How far back inspections are taken up that ended while nobody listened."""


class Courier:
    """One for each process that runs inspections; several share an outbox. Raises UserError for wrong settings."""

    def __init__(self, database: Database, folder: Path, wanted: Settings | None = None) -> None:
        self._database = database
        self._folder = folder
        self._wanted = settings.load(folder) if wanted is None else wanted
        self._stored = Stored(database, folder)
        self._woken = asyncio.Event()
        self._ended: list[str] = []

    async def finished(self, inspection_id: str) -> None:
        """An inspection is in the history. Returns at once; the next round looks at it."""
        self._ended.append(inspection_id)
        self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Rounds until ``stop``. A database that is away for a while is waited for."""
        while not stop.is_set():
            self._woken.clear()
            with contextlib.suppress(UserError):
                await asyncio.to_thread(self.round)
            waits = [asyncio.ensure_future(stop.wait()), asyncio.ensure_future(self._woken.wait())]
            await asyncio.wait(waits, timeout=EVERY, return_when=asyncio.FIRST_COMPLETED)
            for wait in waits:
                wait.cancel()

    async def beside(self, work: Awaitable[T]) -> T:
        """Rounds for as long as something else runs."""
        stop = asyncio.Event()
        rounds = asyncio.create_task(self.run(stop))
        try:
            return await work
        finally:
            stop.set()
            await asyncio.gather(rounds, return_exceptions=True)

    def round(self, now: datetime | None = None) -> Tally:
        """Look at what ended and at the clock, then send what is due. Raises UserError when the database is gone."""
        moment = now or wall_clock()
        ids, self._ended = self._ended, []
        try:
            for inspection_id in dict.fromkeys((*ids, *self._missed(moment))):
                self._look_at(inspection_id, moment)
        except UserError:
            self._ended = [*ids, *self._ended]
            raise
        with self._database.session() as session:
            occasions.clock(session, self._wanted, moment)
        return outbox.deliver(self._database, self._wanted, self._folder, now)

    def _missed(self, moment: datetime) -> list[str]:
        """Inspections that ended in a process that tells nobody, or was switched off before it did."""
        with self._database.reading() as session:
            query = (
                select(Inspection.id)
                .join(Comparable, Comparable.inspection_id == Inspection.id)
                .where(Inspection.state == "done", Inspection.ended_at > moment - _MISSED)
                .where(Comparable.looked_at.is_(None))
            )
            found = list(session.scalars(query.order_by(Inspection.started_at)))
            if any("failure" in channel.kinds for channel in self._wanted.channels):
                found += session.scalars(_failed_since(moment - _MISSED))
        return found

    def _look_at(self, inspection_id: str, moment: datetime) -> None:
        brought = self._stored.brought(inspection_id, moment)
        if brought is None:  # the next rounds ask again
            return
        with self._database.session() as session:
            inspection = session.get(Inspection, inspection_id)
            if inspection is None:
                return
            if inspection.state == "done":
                occasions.inspected(session, self._wanted, inspection, moment, brought)
                return
            occasions.failed(session, self._wanted, inspection)


def _failed_since(moment: datetime) -> Select[str]:
    """Last inspections of runs that are not tried again, of which nobody was told."""
    other = aliased(Inspection)
    told = (
        select(Notice.id)
        .join(other, other.id == Notice.inspection_id)
        .where(Notice.kind == "failure", other.due_id == Due.id)
    )
    return (
        select(func.max(Inspection.id))
        .join(Due, Due.id == Inspection.due_id)
        .where(Due.state.in_(occasions.FOR_GOOD), Inspection.ended_at > moment, ~told.exists())
        .group_by(Due.id)
    )
