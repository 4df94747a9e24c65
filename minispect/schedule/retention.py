"""How long packs are kept. What is under legal hold is never touched."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from minispect.exits import UserError
from minispect.schedule.queue import PACKS
from minispect.store.database import Database
from minispect.store.named import named
from minispect.store.tables import Inspection


@dataclass(frozen=True)
class Retention:
    """``days``: packs older than that go. ``count``: of each target the newest so many stay. 0: no limit."""

    days: int = 0
    count: int = 0


def apply(database: Database, rule: Retention, moment: datetime, *, dry: bool = False) -> list[str]:
    """Remove the packs that need not be kept; the rows of the history stay. One sentence for each.

    Only packs in the store's own folder are removed. The row says so first, and the same statement looks at the
    hold: a hold that is set meanwhile either comes before it and is respected, or is refused.
    """
    told = []
    if rule.days or rule.count:
        with database.reading() as session:
            wanted = over(session, rule, moment)
        for identifier, folder in wanted:
            if _inside(database, folder) and (dry or take(database, identifier, moment)):
                told.append(f"{identifier}: {'would be' if dry else 'was'} removed by retention")
    if not dry:
        _sweep(database)
    return told


def hold(session: Session, identifier: str, *, on: bool) -> Inspection:
    """Set or lift the legal hold. Raises UserError when there is no such inspection, or its pack is gone already."""
    row = named(session, identifier)
    if row is None:
        raise UserError(f"{identifier}: no such inspection; 'minispect schedule history TARGET' lists them")
    changed = update(Inspection).where(Inspection.id == row.id, Inspection.removed_at.is_(None))
    if session.execute(changed.values(legal_hold=on)).rowcount != 1:  # type: ignore[attr-defined]
        raise UserError(f"{identifier}: retention removed this pack already; there is nothing to hold")
    return row


def over(session: Session, rule: Retention, moment: datetime) -> list[tuple[str, str]]:
    """Inspections beyond the limits, oldest first. Those under hold count as kept."""
    rows = session.execute(
        select(Inspection.id, Inspection.folder, Inspection.target_id, Inspection.started_at, Inspection.legal_hold)
        .where(*_kept())
        .order_by(Inspection.target_id, Inspection.started_at.desc())
    ).all()
    found, seen = [], dict[int, int]()
    for identifier, folder, target, started, held in rows:
        rank = seen[target] = seen.get(target, 0) + 1
        over = (rule.days and started < moment - timedelta(days=rule.days)) or (rule.count and rank > rule.count)
        if over and not held:
            found.append((identifier, folder))
    return found[::-1]


def _kept() -> tuple[ColumnElement[bool], ...]:
    return Inspection.state != "running", Inspection.removed_at.is_(None), Inspection.folder != ""


def take(database: Database, identifier: str, moment: datetime) -> bool:
    """Say that a pack goes; False when it must stay after all."""
    with database.session() as session:
        free = (Inspection.id == identifier, Inspection.legal_hold.is_(False), *_kept())
        done = session.execute(update(Inspection).where(*free).values(removed_at=moment, seal="removed"))
        return bool(done.rowcount == 1)  # type: ignore[attr-defined]


def _sweep(database: Database) -> None:
    """Remove the folders of rows that say so; also those that an earlier attempt did not get to."""
    with database.reading() as session:
        gone = (Inspection.removed_at.is_not(None), Inspection.legal_hold.is_(False), Inspection.folder != "")
        folders = list(session.scalars(select(Inspection.folder).where(*gone)))
    for folder in folders:
        if _inside(database, folder):
            shutil.rmtree(folder, ignore_errors=True)


def _inside(database: Database, folder: str) -> bool:
    """Whether it is the folder of one inspection below the store's own packs, and no link leads out of it."""
    root, path = (database.folder / PACKS).resolve(), Path(folder)
    return path.is_dir() and not path.is_symlink() and path.resolve().parent.parent == root
