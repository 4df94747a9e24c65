"""The index of people's decisions, made again from the signed files that lie beside the packs."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from minispect.store.marks import Review
from minispect.store.tables import Inspection
from reports.pack import PackError
from reports.review import decisions


def reindex(session: Session, inspection: Inspection, root: Path | None = None) -> int:
    """Replace the rows of one inspection by what its file says; returns how many there are now.

    ``root``: where the pack lies, when not where the history says. Rows stay as they are where the pack is not here,
    or its decisions do not hold.
    """
    root = root or Path(inspection.pack)
    if not inspection.pack or not root.is_dir():
        return 0
    try:
        sound = decisions.sound(root)
    except PackError:
        return 0
    rows = [
        {
            "inspection_id": inspection.id,
            "fingerprint": one.fingerprint[:64],
            "decision": one.act,
            "comment": one.comment.replace("\0", ""),
            "by": one.by[:200],
            "at": datetime.fromisoformat(one.time),
            "file_sha256": one.sha256,
        }
        for one in sound
    ]
    session.execute(delete(Review).where(Review.inspection_id == inspection.id))
    if rows:
        session.execute(insert(Review), rows)
    return len(rows)


def rejected(session: Session, target_id: int) -> frozenset[str]:
    """Fingerprints of a target that somebody rejected and nobody confirmed since."""
    query = (
        select(Review.fingerprint, Review.decision)
        .join(Inspection, Inspection.id == Review.inspection_id)
        .where(Inspection.target_id == target_id, Review.decision.in_(("confirm", "reject")))
        .order_by(Review.at, Review.id)
    )
    last = {row.fingerprint: row.decision for row in session.execute(query)}
    return frozenset(fingerprint for fingerprint, decision in last.items() if decision == "reject")
