"""A finished pack goes into the history. Doing it twice changes nothing."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from minispect.store import comparables
from minispect.store.columns import now
from minispect.store.reading import Read, read
from minispect.store.tables import Contact, Finding, Inspection, InspectionState, Judged, Seal, Target


def ingest(
    session: Session, pack: Path, *, inspection_id: str = "", target_id: int | None = None, seal: Seal = "unchecked"
) -> Inspection:
    """Read ``pack`` and keep it; see ``keep``. Raises UserError."""
    return keep(session, read(pack), pack=str(pack), inspection_id=inspection_id, target_id=target_id, seal=seal)


def keep(
    session: Session,
    found: Read,
    *,
    pack: str,
    inspection_id: str = "",
    target_id: int | None = None,
    seal: Seal = "unchecked",
    state: InspectionState | None = None,
) -> Inspection:
    """Put what was read into the row of its inspection, which is made when the pack came from elsewhere.

    ``pack``: the path or URL under which it stays. Without ``target_id`` the target is found by what the pack says
    of it, or made and at once archived, so that nothing is scheduled by it. ``state``: what the row says then,
    by itself whether the pack calls itself interrupted. Raises UserError.
    """
    row = _row(session, found, inspection_id, target_id)
    about = found.about
    row.state = state or ("interrupted" if about.scope.interrupted else "done")
    if not row.folder:
        row.started_at = _moment(about.time.started) or row.started_at or now()
    row.ended_at = _moment(about.time.ended) or row.ended_at or now()
    row.pack, row.pack_id, row.seal, row.size = pack, about.id, seal, found.size
    row.headline, row.lang = found.headline, about.lang
    row.coverage = about.scope.model_dump(mode="json")
    row.violations, row.inconclusive = found.violations, found.inconclusive
    session.flush()
    _replace(session, row, found)
    comparables.put(session, row.id, found.side)
    return row


def _row(session: Session, found: Read, inspection_id: str, target_id: int | None) -> Inspection:
    if inspection_id:
        row = session.get(Inspection, inspection_id)
    else:
        row = session.scalars(select(Inspection).where(Inspection.pack_id == found.about.id)).first()
    if row is None:
        row = Inspection(id=inspection_id or found.about.id, target_id=target_id or _target(session, found).id)
        session.add(row)
    return row


def _target(session: Session, found: Read) -> Target:
    about = found.about.target
    location = about.appid or about.name or "unknown"
    query = select(Target).where(Target.location == location, Target.driver == about.driver).order_by(Target.id)
    target = session.scalars(query).first()
    if target is None:
        name = (about.name or location)[:200]
        target = Target(name=name, location=location, driver=about.driver[:20], archived_at=now())
        session.add(target)
        session.flush()
    return target


def _replace(session: Session, row: Inspection, found: Read) -> None:
    for table in (Judged, Finding, Contact):
        session.execute(delete(table).where(table.inspection_id == row.id))
    verdicts = [
        {"inspection_id": row.id, "check_id": check[:16], "verdict": word[:16]}
        for check, word in found.about.verdicts.items()
    ]
    findings = [{"inspection_id": row.id, "target_id": row.target_id, **columns} for columns in found.findings]
    contacts = [{"inspection_id": row.id, **columns} for columns in found.contacts]
    for table, rows in ((Judged, verdicts), (Finding, findings), (Contact, contacts)):
        if rows:
            session.execute(insert(table), rows)


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
