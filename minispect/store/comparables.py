"""Inspections as they are compared, kept so that a comparison needs no pack: it may be removed or far away."""

import contextlib
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from detectors.verdict import Text
from minispect.store.marks import Comparable
from minispect.store.tables import Inspection
from reports.difference import reading
from reports.difference.difference import Difference, compare
from reports.difference.side import Judged, Side
from reports.pack import PackError

_OTHER_RULES = Text(
    zh="两次检查由不同版本的规则判定，差异可能来自规则",
    en="the two inspections were judged by different rules, which may be what differs",
)


def taken(pack: Path) -> Side | None:
    """What is kept of a pack that lies here; None when it cannot be read for this."""
    try:
        return _lean(reading.side(pack))
    except PackError:
        return None


def put(session: Session, inspection_id: str, side: Side | None) -> None:
    """Keep it, in place of what was kept before. That there is none is kept too, so that nobody tries for ever."""
    kept = _storable(side.model_dump(mode="json")) if side is not None else {}
    session.merge(Comparable(inspection_id=inspection_id, side=kept))


def side_of(session: Session, inspection: Inspection) -> Side | None:
    """As kept, else from the pack when it lies here; None when neither can be had."""
    row = session.get(Comparable, inspection.id)
    if row is not None and not row.side:
        return None
    if row is not None:
        with contextlib.suppress(ValidationError):  # what another version kept is read again
            return Side.model_validate(row.side)
    path = Path(inspection.pack)
    if not inspection.pack or inspection.removed_at is not None or not path.is_dir():
        return None
    found = taken(path)
    put(session, inspection.id, found)
    return found


def before(session: Session, inspection: Inspection) -> Inspection | None:
    """The last inspection of the same target before this one that came to its end."""
    query = (
        select(Inspection)
        .where(
            Inspection.target_id == inspection.target_id,
            Inspection.id != inspection.id,
            Inspection.started_at <= inspection.started_at,
            Inspection.state == "done",
        )
        .order_by(Inspection.started_at.desc(), Inspection.id.desc())
        .limit(1)
    )
    return session.scalar(query)


def since(session: Session, inspection: Inspection) -> Difference | None:
    """What an inspection changed against the one before; None when there is none, or one cannot be compared."""
    earlier = before(session, inspection)
    if earlier is None:
        return None
    old, new = side_of(session, earlier), side_of(session, inspection)
    if old is None or new is None:
        return None
    return compare(old, new, same_target=True, further=() if old.rules == new.rules else (_OTHER_RULES,))


def _lean(side: Side) -> Side:
    """Without the reasons of verdicts, which are long and stand in the pack, and without decisions, which change."""
    words = {check: Judged(verdict=one.verdict) for check, one in side.verdicts.items()}
    found = tuple(one.model_copy(update={"ruling": None}) for one in side.findings)
    return side.model_copy(update={"verdicts": words, "findings": found})


def _storable(value: Any) -> Any:
    """Without what a database refuses in texts: NUL and lone surrogates."""
    if isinstance(value, str):
        return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_storable(key): _storable(one) for key, one in value.items()}
    return [_storable(one) for one in value] if isinstance(value, list) else value
