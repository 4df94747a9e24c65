"""Until when findings have to be mended: set by people or by rule, their state worked out from the history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from minispect.exits import UserError
from minispect.store.comparables import side_of
from minispect.store.marks import Rectification
from minispect.store.tables import Finding, Inspection, Target
from reports.difference.absence import unproven
from reports.difference.rectification import Sight, State, state
from reports.difference.side import Found, Side

BY_RULE = "minispect"
_PRESSING: tuple[State, ...] = ("overdue", "reopened", "open", "waived", "fixed")
_SHORTEST = 8
"""Characters of a fingerprint that may stand for it."""


@dataclass(frozen=True)
class Turn:
    """A rectification whose state changed."""

    target_id: int
    fingerprint: str
    before: State
    now: State
    deadline: datetime
    set_by: str


@dataclass(frozen=True)
class Standing:
    """A deadline as it stands at a moment. ``finding``: the newest of that fingerprint; ``target``: its name."""

    row: Rectification
    state: State
    target: str
    finding: Finding | None


def set_until(
    session: Session, target_id: int, fingerprint: str, deadline: datetime, by: str, now: datetime
) -> Rectification:
    """Set or move a deadline; a waived finding is so taken up again. Raises UserError for a finding never seen."""
    if deadline.tzinfo is None:
        raise UserError("the deadline has no time zone; give one, e.g. 2026-12-31T18:00+08:00")
    row = _row(session, target_id, fingerprint, deadline, by, now)
    row.deadline, row.set_by, row.set_at, row.state = deadline, by[:100], now, "open"
    row.state = _state(session, row, now)
    return row


def waive(session: Session, target_id: int, fingerprint: str, by: str, now: datetime) -> Rectification:
    """It need not be mended, until somebody sets a deadline again. Raises UserError when there is none to waive."""
    row = session.get(Rectification, (target_id, fingerprint))
    if row is None:
        raise UserError("there is no deadline to waive; set one first")
    row.state, row.set_by, row.set_at = "waived", by[:100], now
    return row


def by_rule(session: Session, target_id: int, fingerprints: Iterable[str], days: int, now: datetime) -> None:
    """Give each finding without a deadline one; none when ``days`` is 0."""
    for fingerprint in dict.fromkeys(fingerprints) if days else ():
        if session.get(Rectification, (target_id, fingerprint)) is None:
            set_until(session, target_id, fingerprint, now + timedelta(days=days), BY_RULE, now)


def meant(session: Session, target_id: int, name: str) -> str:
    """Fingerprint of the finding that somebody names: by its number or check in the target's newest inspection with a
    pack, or by the beginning of a fingerprint that was ever seen. Raises UserError for none, and for several."""
    newest = (
        select(Inspection.id)
        .where(Inspection.target_id == target_id, Inspection.state.in_(("done", "interrupted")), Inspection.pack != "")
        .order_by(Inspection.started_at.desc())
        .limit(1)
    )
    violated = select(Finding.fingerprint).where(Finding.target_id == target_id, Finding.verdict == "fail").distinct()
    named = (func.lower(Finding.number) == name.lower()) | (Finding.check_id == name.upper())
    found = set(session.scalars(violated.where(named, Finding.inspection_id.in_(newest.scalar_subquery()))))
    if not found and len(name) >= _SHORTEST:
        found = set(session.scalars(violated.where(Finding.fingerprint.startswith(name.lower(), autoescape=True))))
    if len(found) > 1:
        raise UserError(f"{name}: several findings are meant; give the number in the report, or a fingerprint")
    if not found:
        raise UserError(
            f"{name}: the newest inspection has no such violation; 'minispect review PACK' lists its findings"
        )
    return found.pop()


def standing(session: Session, now: datetime, target_id: int | None = None) -> list[Standing]:
    """Every deadline, the most pressing first. Nothing is changed: whoever sends notices has to see the turn."""
    query = select(Rectification, Target.name).join(Target, Target.id == Rectification.target_id)
    if target_id is not None:
        query = query.where(Rectification.target_id == target_id)
    found = []
    for row, name in session.execute(query.order_by(Rectification.deadline)):
        seen = (Finding.target_id == row.target_id, Finding.fingerprint == row.fingerprint)
        newest = session.scalars(select(Finding).where(*seen).order_by(Finding.id.desc()).limit(1)).first()
        found.append(Standing(row, _state(session, row, now), name, newest))
    return sorted(found, key=lambda one: _PRESSING.index(one.state))


def refresh(session: Session, now: datetime, target_id: int | None = None) -> list[Turn]:
    """Work out every state again, of one target when named; what turned is returned."""
    query = select(Rectification).order_by(Rectification.target_id, Rectification.fingerprint)
    if target_id is not None:
        query = query.where(Rectification.target_id == target_id)
    turned = []
    for row in session.scalars(query.with_for_update()):
        before, after = cast(State, row.state), _state(session, row, now)
        if after != before:
            row.state = after
            turned.append(Turn(row.target_id, row.fingerprint, before, after, row.deadline, row.set_by))
    return turned


def overdue(session: Session, now: datetime) -> list[Turn]:
    """Those whose deadline has passed since somebody last looked; cheap enough to ask every minute."""
    late = select(Rectification).where(Rectification.state == "open", Rectification.deadline < now)
    turned = []
    for row in session.scalars(late.order_by(Rectification.deadline).with_for_update(skip_locked=True)):
        row.state = after = _state(session, row, now)
        turned.append(Turn(row.target_id, row.fingerprint, "open", after, row.deadline, row.set_by))
    return [turn for turn in turned if turn.now == "overdue"]


def _row(
    session: Session, target_id: int, fingerprint: str, deadline: datetime, by: str, now: datetime
) -> Rectification:
    row = session.get(Rectification, (target_id, fingerprint))
    if row is not None:
        return row
    if session.get(Target, target_id) is None:
        raise UserError(f"there is no target {target_id}")
    seen = select(Finding.id).where(Finding.target_id == target_id, Finding.fingerprint == fingerprint).limit(1)
    if session.scalar(seen) is None:
        raise UserError(f"{fingerprint}: no inspection of target {target_id} has such a finding")
    row = Rectification(target_id=target_id, fingerprint=fingerprint, deadline=deadline, set_by=by[:100], set_at=now)
    session.add(row)
    session.flush()
    return row


def _state(session: Session, row: Rectification, now: datetime) -> State:
    told = sights(session, row.target_id, row.fingerprint)
    return state(told, deadline=row.deadline, set_at=row.set_at, waived=row.state == "waived", now=now)


def sights(session: Session, target_id: int, fingerprint: str) -> list[Sight]:
    """What each inspection that ended says of a finding, in their order.

    It is absent where each of its last occurrences is proven to be.
    """
    query = select(Inspection).where(Inspection.target_id == target_id, Inspection.state.in_(("done", "interrupted")))
    having = select(Finding.inspection_id).where(
        Finding.target_id == target_id, Finding.fingerprint == fingerprint, Finding.verdict == "fail"
    )
    seen = set(session.scalars(having))
    told: list[Sight] = []
    last: tuple[Side, list[Found]] | None = None
    for inspection in session.scalars(query.order_by(Inspection.started_at, Inspection.id)):
        at = inspection.ended_at or inspection.started_at
        if inspection.id in seen:
            told.append(Sight(at, "seen"))
            side = side_of(session, inspection)
            if side is not None:
                last = side, [found for found in side.violations if found.fingerprint == fingerprint]
        elif told:
            side = side_of(session, inspection) if last is not None else None
            absent = last is not None and side is not None and _absent(last, side)
            told.append(Sight(at, "absent" if absent else "unknown"))
    return told


def _absent(last: tuple[Side, list[Found]], later: Side) -> bool:
    side, occurrences = last
    return bool(occurrences) and all(unproven(found, side, later) is None for found in occurrences)
