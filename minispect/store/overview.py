"""The list of targets, each with how it stands: read by the console and by ``minispect schedule list``."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, defer

from minispect.store.tables import Due, Finding, Inspection, Schedule, Target


@dataclass
class TargetLine:
    """One target. ``last`` is its newest inspection that ended with a pack, without ``coverage``."""

    target: Target
    last: Inspection | None = None
    running: Inspection | None = None
    inspections: int = 0
    severities: dict[str, int] = field(default_factory=dict)
    """Violations of ``last`` by severity."""
    schedules: list[Schedule] = field(default_factory=list)
    failed_at: datetime | None = None
    """When the newest inspection began that failed; only in lists that ask for it."""
    waiting: list[Due] = field(default_factory=list)
    """Runs that are queued or running."""


def targets_overview(
    session: Session, *, search: str = "", archived: bool = False, limit: int = 100, offset: int = 0
) -> list[TargetLine]:
    """A page of targets by name. Each further question is asked once for the page, by an index."""
    query = select(Target).where(*_wanted(search, archived)).order_by(func.lower(Target.name), Target.id)
    lines = {t.id: TargetLine(t) for t in session.scalars(query.limit(limit).offset(offset))}
    if not lines:
        return []
    ids = list(lines)
    _newest(session, lines, ids)
    counted = select(Inspection.target_id, func.count()).where(Inspection.target_id.in_(ids))
    for target_id, number in session.execute(counted.group_by(Inspection.target_id)):
        lines[target_id].inspections = number
    for schedule in session.scalars(select(Schedule).where(Schedule.target_id.in_(ids)).order_by(Schedule.id)):
        lines[schedule.target_id].schedules.append(schedule)
    open_ = select(Due).where(Due.state.in_(("queued", "running")), Due.target_id.in_(ids)).order_by(Due.due_at)
    for due in session.scalars(open_):
        lines[due.target_id].waiting.append(due)
    return list(lines.values())


def targets_count(session: Session, *, search: str = "", archived: bool = False) -> int:
    """How many targets ``targets_overview`` has pages for."""
    return session.scalar(select(func.count()).select_from(Target).where(*_wanted(search, archived))) or 0


def _wanted(search: str, archived: bool) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [] if archived else [Target.archived_at.is_(None)]
    if search:
        wanted.append(or_(*(c.icontains(search, autoescape=True) for c in (Target.name, Target.location))))
    return wanted


def _newest(session: Session, lines: dict[int, TargetLine], ids: Sequence[int]) -> None:
    """The newest finished and the running inspection of each target: two index look-ups a target."""

    def newest(*states: str) -> list[Inspection]:
        latest = (
            select(Inspection.id)
            .where(Inspection.target_id == Target.id, Inspection.state.in_(states))
            .order_by(Inspection.started_at.desc())
            .limit(1)
            .correlate(Target)
            .scalar_subquery()
        )
        wanted = select(latest).select_from(Target).where(Target.id.in_(ids))
        found = [one for one in session.scalars(wanted) if one is not None]
        rows = session.scalars(select(Inspection).where(Inspection.id.in_(found)).options(defer(Inspection.coverage)))
        return list(rows)

    for row in newest("done", "interrupted"):
        lines[row.target_id].last = row
    for row in newest("running"):
        lines[row.target_id].running = row
    last = [line.last.id for line in lines.values() if line.last is not None and line.last.violations]
    counted = (
        select(Finding.target_id, Finding.severity, func.count())
        .where(Finding.inspection_id.in_(last), Finding.verdict == "fail")
        .group_by(Finding.target_id, Finding.severity)
    )
    for target_id, severity, number in session.execute(counted) if last else ():
        lines[target_id].severities[severity] = number
