"""When somebody is told something: after an inspection, when one fails for good, when a deadline passes."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from minispect.notices import deadlines, masks, outbox, payloads
from minispect.notices.settings import Settings
from minispect.store import comparables, reviews
from minispect.store.marks import Comparable, Notice
from minispect.store.tables import Due, Finding, Inspection, Target
from reports.difference.difference import Difference, Item

_NOWHERE: Mapping[str, Path] = MappingProxyType({})
FOR_GOOD = ("failed", "gave_up")
"""States of a run that is not tried again."""


def inspected(
    session: Session, wanted: Settings, inspection: Inspection, now: datetime, brought: Mapping[str, Path] = _NOWHERE
) -> None:
    """An inspection is in the history: bring deadlines up to date, tell what is new. Again, it changes nothing.

    An inspection that was cut short tells nothing: the one that runs again does. ``brought``: folders of packs that
    lie in a storage, by inspection.
    """
    row = session.get(Comparable, inspection.id, with_for_update=True)
    target = session.get(Target, inspection.target_id)
    if target is None or inspection.state != "done" or row is None or row.looked_at is not None:
        return
    row.looked_at = now
    earlier = comparables.before(session, inspection)
    if earlier is not None:
        reviews.reindex(session, earlier, brought.get(earlier.id))
    hidden = reviews.rejected(session, target.id)
    found = comparables.since(session, inspection)
    new = [item for item in _new(session, inspection, earlier, found) if item.shown.fingerprint not in hidden]
    if new:
        hiding = masks.of_pack(str(brought.get(inspection.id, inspection.pack)))
        payload = payloads.violation(target, inspection, new, found, hiding)
        outbox.post(session, wanted, "violation", payload, inspection_id=inspection.id, target_id=target.id)
    deadlines.by_rule(session, target.id, (item.shown.fingerprint for item in new), wanted.days, now)
    _passed(session, wanted, deadlines.refresh(session, now, target.id), now)


def _new(session: Session, inspection: Inspection, earlier: Inspection | None, found: Difference | None) -> list[Item]:
    """Of a target's first inspection everything is new; nothing is said where the earlier one cannot be read."""
    if found is not None:
        return found.of("new")
    side = comparables.side_of(session, inspection) if earlier is None else None
    return [Item(state="new", new=one, why=one.reason) for one in side.violations] if side is not None else []


def failed(session: Session, wanted: Settings, inspection: Inspection) -> None:
    """An inspection did not come about, and its run is not tried again by itself. Again, it changes nothing."""
    due = session.get(Due, inspection.due_id, with_for_update=True) if inspection.due_id is not None else None
    target = session.get(Target, inspection.target_id)
    if due is None or due.state not in FOR_GOOD or target is None:
        return
    same_run = select(Inspection.id).where(Inspection.due_id == due.id)
    told = select(Notice.id).where(Notice.kind == "failure", Notice.inspection_id.in_(same_run))
    if session.scalar(told.limit(1)) is None:
        payload = payloads.failure(target, inspection, due.reason or inspection.reason, masks.Masks())
        outbox.post(session, wanted, "failure", payload, inspection_id=inspection.id, target_id=target.id)


def clock(session: Session, wanted: Settings, now: datetime) -> None:
    """Time has passed: tell of deadlines that are over."""
    _passed(session, wanted, deadlines.overdue(session, now), now)


def _passed(session: Session, wanted: Settings, turned: list[deadlines.Turn], now: datetime) -> None:
    for turn in turned:
        target = session.get(Target, turn.target_id)
        if turn.now != "overdue" or target is None or turn.fingerprint in reviews.rejected(session, turn.target_id):
            continue
        check = session.scalar(
            select(Finding.check_id)
            .where(Finding.target_id == turn.target_id, Finding.fingerprint == turn.fingerprint)
            .limit(1)
        )
        payload = payloads.deadline(
            target, check or "", turn.fingerprint, turn.deadline, turn.set_by, masks.Masks(), now.date()
        )
        outbox.post(session, wanted, "deadline", payload, target_id=target.id)
