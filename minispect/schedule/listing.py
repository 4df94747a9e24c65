"""Targets, history and queue as lines for people and as JSON."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from minispect.store.overview import TargetLine, targets_overview
from minispect.store.tables import Inspection, Judged, Target
from minispect.terminal import safe

_MOST = 10_000


def targets(session: Session) -> list[TargetLine]:
    """All that are not removed."""
    lines = targets_overview(session, limit=_MOST)
    failed = select(Inspection.target_id, func.max(Inspection.started_at)).where(Inspection.state == "failed")
    by_id = {line.target.id: line for line in lines}
    for target, moment in session.execute(failed.group_by(Inspection.target_id)):
        if target in by_id:
            by_id[target].failed_at = moment
    return lines


def history(session: Session, target: Target) -> list[Inspection]:
    """Newest first."""
    query = select(Inspection).where(Inspection.target_id == target.id).order_by(Inspection.started_at.desc())
    return list(session.scalars(query.limit(_MOST)))


def verdicts(session: Session, target: Target) -> dict[str, dict[str, str]]:
    """The word of every check by inspection, of all inspections of a target."""
    query = select(Judged).join(Inspection, Inspection.id == Judged.inspection_id)
    found: dict[str, dict[str, str]] = {}
    for judged in session.scalars(query.where(Inspection.target_id == target.id).order_by(Judged.check_id)):
        found.setdefault(judged.inspection_id, {})[judged.check_id] = judged.verdict
    return found


def target_lines(lines: Iterable[TargetLine]) -> list[str]:
    """Number, name, when, how the last inspection ended; one line a target."""
    return [_columns((str(t.target.id), 5), (t.target.name, 28), (_when(t), 58), (_last(t), 60)) for t in lines]


def history_lines(rows: Iterable[Inspection]) -> list[str]:
    """Id, start, how it ended, pages reached, pack with its seal; a sentence where it did not end well."""
    told = []
    for row in rows:
        cells = (row.id, 28), (_moment(row.started_at), 17), (_ended(row), 26), (_pages(row), 12)
        held = ", legal hold" if row.legal_hold else ""
        seal = f"  [{row.seal}{held}]" if row.pack else ""
        told.append(_columns(*cells, (row.pack or row.reason, 400)) + seal)
    return told


def target_data(line: TargetLine) -> dict[str, Any]:
    """A target for programs."""
    target, last = line.target, line.last
    return {
        "id": target.id,
        "name": target.name,
        "location": target.location,
        "driver": target.driver,
        "device": target.device,
        "options": target.options,
        "schedules": [
            {"cron": s.cron, "timezone": s.timezone, "paused": s.paused, "next": _iso(s.next_at)}
            for s in line.schedules
        ],
        "waiting": [{"due": _iso(d.due_at), "state": d.state, "reason": d.reason} for d in line.waiting],
        "inspections": line.inspections,
        "last": inspection_data(last) if last else None,
    }


def inspection_data(row: Inspection) -> dict[str, Any]:
    """An inspection for programs."""
    return {
        "id": row.id,
        "state": row.state,
        "started": _iso(row.started_at),
        "ended": _iso(row.ended_at),
        "exit_code": row.exit_code,
        "headline": row.headline,
        "violations": row.violations,
        "inconclusive": row.inconclusive,
        "pack": row.pack,
        "seal": row.seal,
        "legal_hold": row.legal_hold,
        "cpu_seconds": row.cpu_seconds,
        "reason": row.reason,
    }


def _when(line: TargetLine) -> str:
    if line.waiting:
        first = line.waiting[0]
        return f"{first.state}{f': {first.reason}' if first.reason else ''}"
    return "; ".join(
        f"{s.cron} {s.timezone}, {'paused' if s.paused else f'next {_moment(s.next_at, s.timezone)}'}"
        for s in line.schedules
    ) or ("not scheduled")


def _last(line: TargetLine) -> str:
    if line.last is None:
        return f"{line.inspections} attempt(s) without a pack; see history" if line.inspections else "never inspected"
    since = line.failed_at is not None and line.failed_at > line.last.started_at
    return f"{_moment(line.last.started_at)} {_ended(line.last)}{'; failed since, see history' if since else ''}"


def _ended(row: Inspection) -> str:
    if row.headline == "violations":
        return f"{row.state}, {row.violations} violation(s)"
    return f"{row.state}, {row.headline}" if row.headline else row.state


def _pages(row: Inspection) -> str:
    """How many pages were reached, of those there are."""
    reached = len(row.coverage.get("walked", ())) + len(row.coverage.get("direct", ()))
    every = reached + len(row.coverage.get("unvisited", ()))
    return f"{reached}/{every} pages" if every else ""


def _moment(moment: datetime | None, zone: str = "UTC") -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" if moment else "never"


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _columns(*cells: tuple[str, int]) -> str:
    return "  ".join(safe(text, width).ljust(width) for text, width in cells).rstrip()
