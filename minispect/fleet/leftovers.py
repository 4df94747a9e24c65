"""What a killed worker left on this machine while its runs were given to others: its records become packs."""

import asyncio
import logging
from contextlib import suppress
from pathlib import Path

from sqlalchemy import select

from minispect.exits import UserError
from minispect.fleet.deposit import Deposit
from minispect.fleet.storage import TakenError
from minispect.schedule import processes, remains, workers
from minispect.store.database import Database
from minispect.store.ingest import keep
from minispect.store.tables import Inspection

_log = logging.getLogger(__name__)


async def adopt(database: Database, deposit: Deposit | None) -> int:
    """Make packs of what interrupted inspections of this machine left, and put them into the history as interrupted.

    Returns how many. What cannot be used stays where it is, and is said once. Raises UserError when the database is
    away.
    """
    made = 0
    for inspection, target, folder in await asyncio.to_thread(_left, database):
        try:
            with remains.locked(folder) as lock:
                processes.end(processes.of(inspection))
                await remains.recover(folder, inspection, lock)
                made += await asyncio.to_thread(_keep, database, inspection, target, folder, deposit)
        except BlockingIOError:
            continue  # its scan still makes the pack by itself
        except OSError as error:
            _log.warning("%s: what it left cannot be used (%s)", inspection, error)
    return made


def _left(database: Database) -> list[tuple[str, int, Path]]:
    mine = (Inspection.worker.startswith(f"{workers.host()}/"), Inspection.folder != "")
    without = (Inspection.state == "interrupted", Inspection.pack == "", Inspection.removed_at.is_(None))
    with database.reading() as session:
        query = select(Inspection.id, Inspection.target_id, Inspection.folder).where(*mine, *without)
        rows = session.execute(query.order_by(Inspection.started_at.desc()).limit(100)).all()
    found = [(name, target, Path(folder)) for name, target, folder in rows]
    return [row for row in found if row[2].is_relative_to(database.folder) and any(row[2].glob("MI-*"))]


def _keep(database: Database, inspection: str, target: int, folder: Path, deposit: Deposit | None) -> int:
    found, told = remains.contents(remains.finished_pack(folder))
    if found is None:
        if told:
            _log.warning("%s: %s", inspection, told)
        return 0
    pack, said = found
    where = _stored(deposit, target, inspection, pack) if deposit is not None else str(pack)
    with database.session() as session, suppress(UserError):
        row = session.get_one(Inspection, inspection)
        ended = row.ended_at
        keep(session, said, pack=where, inspection_id=inspection, seal=remains.seal_of(pack), state="interrupted")
        row.ended_at = ended or row.ended_at
    return 1


def _stored(deposit: Deposit, target: int, inspection: str, pack: Path) -> str:
    try:
        return deposit.put(target, inspection, pack)
    except TakenError as error:
        _log.warning("%s; it stays in %s", error, pack)
        return str(pack)
