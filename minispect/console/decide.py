"""What people decide about findings: written beside the pack first, then into the history's index."""

from datetime import datetime

from sqlalchemy import select

from minispect.console import history, packs
from minispect.console.guard import Visitor
from minispect.console.inside import NotThere
from minispect.console.state import Console
from minispect.exits import Exit, UserError
from minispect.fleet import beside, bringing
from minispect.notices import deadlines
from minispect.store import reviews
from minispect.store.columns import now
from minispect.store.marks import Rectification
from minispect.store.tables import Finding
from reports import seal
from reports.difference.packs import checked
from reports.review import decisions
from reports.review.decisions import Act, Decision


def decide(console: Console, who: Visitor, name: str, act: Act, finding: str, comment: str) -> Decision:
    """Signed with this machine's key in the name of who is logged in. Raises UserError, PackError."""
    with console.reading() as db:
        row = history.inspection(db, name)
    root = packs.needed(console, row)
    with packs.heavy():
        checked(root)
    try:
        if bringing.in_storage(row.pack):
            made = beside.add(row.pack, root, act, finding, who.name, comment, seal.key())
        else:
            made = decisions.add(root, act, finding, who.name, comment, seal.key())
    except seal.SealError as error:
        raise UserError(str(error), Exit.SEAL_FAILED) from None
    with console.writing() as db:
        reviews.reindex(db, history.inspection(db, row.id), root)
        said = f"{row.id} {made.finding} {made.check}"
        console.audit.add(who.name, f"review.{act}", said, address=who.address, sha256=made.sha256)
    return made


def deadline(console: Console, who: Visitor, target_id: int, fingerprint: str, moment: datetime | None) -> None:
    """Until when a finding of a target has to be mended; None waives it. Raises NotThere, UserError."""
    with console.writing() as db:
        target = history.target(db, target_id)
        known = select(Finding.id).where(Finding.target_id == target.id, Finding.fingerprint == fingerprint[:64])
        if db.execute(known.limit(1)).first() is None:
            raise NotThere(f"finding {fingerprint[:64]}")
        if moment is not None:
            deadlines.set_until(db, target.id, fingerprint[:64], moment, who.name, now())
        elif db.get(Rectification, (target.id, fingerprint[:64])) is None:
            raise UserError("there is no deadline to waive; set one first")
        else:
            deadlines.waive(db, target.id, fingerprint[:64], who.name, now())
        said = (
            f"{target.id} {fingerprint[:16]} {moment:%Y-%m-%d}" if moment else f"{target.id} {fingerprint[:16]} waived"
        )
        console.audit.add(who.name, "deadline", said, address=who.address)
