"""Old packs go from the storage; what is under legal hold, and what is not ours, stays."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from minispect.fleet import retention
from minispect.fleet.storage import Storage
from minispect.schedule.retention import Retention
from minispect.store.columns import now
from minispect.store.database import Database
from minispect.store.tables import Due, Inspection


def test_old_packs_go_and_held_ones_stay(store: Database, due: Callable[..., int], pack: Path, tmp_path: Path) -> None:
    storage = Storage(str(tmp_path / "packs"))
    with store.reading() as session:
        target = session.get_one(Due, due()).target_id
    where = {}
    for age, name, held in ((9, "old", False), (8, "held", True), (7, "elsewhere", False), (1, "new", False)):
        where[name] = storage.put(pack, f"{target}/{name}")
        place = where[name] if name != "elsewhere" else storage.put(pack, f"{target}/other")
        with store.session() as session:
            row = Inspection(id=name, target_id=target, state="done", pack=place, folder="/x", legal_hold=held)
            row.started_at = now() - timedelta(days=age)
            session.add(row)
    assert retention.apply(store, storage, Retention()) == 0
    assert retention.apply(store, storage, Retention(days=5)) == 1
    assert not Path(where["old"]).parent.exists()
    assert all(Path(place).is_dir() for name, place in where.items() if name != "old")
    assert (tmp_path / "packs" / str(target) / "other").is_dir()
    with store.reading() as session:
        assert session.get_one(Inspection, "old").seal == "removed"
        assert session.get_one(Inspection, "held").removed_at is None
    assert retention.apply(store, storage, Retention(days=5)) == 0
