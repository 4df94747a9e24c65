"""How long packs stay in the fleet's storage. What is under legal hold is never touched."""

from sqlalchemy import select, text, update

from minispect.fleet.storage import Storage
from minispect.schedule.retention import Retention, over, take
from minispect.store.columns import now
from minispect.store.database import Database
from minispect.store.tables import Inspection

_TIDYING = 0x74696479
"""Key of the lock by which one worker at a time does this."""


def apply(database: Database, storage: Storage, rule: Retention) -> int:
    """Remove what need not be kept; the rows of the history stay. Returns how many packs went.

    The row says so first, so that what could not be removed at once is removed the next time, and a hold that is set
    meanwhile either comes before it and is respected, or is refused. Raises UserError.
    """
    # The lock is the connection's: what follows takes longer than a transaction should.
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as line:
        if not line.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _TIDYING}):
            return 0
        try:
            _decide(database, storage, rule)
            return sum(_remove(database, storage, *row) for row in _decided(database, storage))
        finally:
            line.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _TIDYING})


def _decide(database: Database, storage: Storage, rule: Retention) -> None:
    if not (rule.days or rule.count):
        return
    moment = now()
    with database.reading() as session:
        wanted = [identifier for identifier, _ in over(session, rule, moment)]
        query = select(Inspection.id).where(Inspection.id.in_(wanted), Inspection.pack.startswith(storage.root))
        stored = list(session.scalars(query))
    for identifier in stored:
        take(database, identifier, moment)


def _decided(database: Database, storage: Storage) -> list[tuple[str, int, str]]:
    gone = (Inspection.removed_at.is_not(None), Inspection.legal_hold.is_(False), Inspection.folder != "")
    with database.reading() as session:
        query = select(Inspection.id, Inspection.target_id, Inspection.pack).where(*gone)
        rows = session.execute(query.where(Inspection.pack.startswith(storage.root))).all()
    return [(identifier, target, pack) for identifier, target, pack in rows]


def _remove(database: Database, storage: Storage, identifier: str, target: int, pack: str) -> int:
    """Only the folder that is this inspection's own, whatever else the row may say."""
    if pack.rpartition("/")[0] != f"{storage.root}/{target}/{identifier}":
        return 0
    storage.remove(pack.rpartition("/")[0])
    with database.session() as session:
        session.execute(update(Inspection).where(Inspection.id == identifier).values(folder=""))
    return 1
