"""The inspection that somebody names."""

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.interfaces import ORMOption

from minispect.exits import UserError
from minispect.store.tables import Inspection

_SHOWN = 5


def named(session: Session, name: str, *options: ORMOption) -> Inspection | None:
    """By its own id, else by its pack's name. Raises UserError when several packs are called so: which one is meant
    decides what is kept and what is shown."""
    own = session.get(Inspection, name, options=options)
    if own is not None:
        return own
    same = select(Inspection).where(Inspection.pack_id == name).order_by(Inspection.started_at).options(*options)
    found = list(session.scalars(same.limit(_SHOWN)))
    if len(found) > 1:
        ids = ", ".join(row.id for row in found)
        raise UserError(f"{name}: several packs are called so; name the inspection: {ids}")
    return found[0] if found else None
