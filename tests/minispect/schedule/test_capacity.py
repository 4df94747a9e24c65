"""What a machine carries."""

from datetime import timedelta
from pathlib import Path

import pytest

from minispect.schedule import capacity, workers
from minispect.schedule.capacity import MB, Limits
from minispect.store.columns import now
from minispect.store.tables import Inspection, Target

READING = Target(options={}, driver="embedded")
PLAIN = Target(options={"no_ocr": True}, driver="embedded")


@pytest.mark.parametrize(
    ("free", "running", "limits", "fits"),
    [
        (9000, [], Limits(workers=2), True),
        (9000, [(READING, 0), (READING, 0)], Limits(workers=2), False),
        (100, [], Limits(workers=2), True),  # a machine that small does one at a time, rather than none
        (2000, [(READING, 0)], Limits(workers=2), False),  # what runs has not grown yet
        (2000, [(READING, 1300 * MB)], Limits(workers=2), True),
        (9000, [(READING, 0)], Limits(workers=9, memory=2000 * MB), False),
        (9000, [(PLAIN, 0)], Limits(workers=9, memory=2200 * MB), True),
    ],
)
def test_one_more_scan(
    monkeypatch: pytest.MonkeyPatch, free: int, running: list[tuple[Target, int]], limits: Limits, fits: bool
) -> None:
    monkeypatch.setattr(capacity, "free_memory", lambda: free * MB)
    assert (capacity.room(READING, running, limits) == "") is fits


def test_at_once_by_cores_and_by_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capacity, "cores", lambda: 8)
    monkeypatch.setattr(capacity, "total_memory", lambda: 4000 * MB)
    assert Limits().at_once == 3
    assert Limits(memory=1400 * MB).at_once == 1
    assert Limits(memory=10).at_once == 1
    assert Limits(workers=5).at_once == 5


def test_the_limit_of_a_control_group_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "max").write_text(f"{1000 * MB}\n")
    (tmp_path / "current").write_text(f"{900 * MB}\n")
    (tmp_path / "none").write_text("max\n")
    monkeypatch.setattr(capacity, "_GROUPS", ((tmp_path / "max", tmp_path / "current"), (tmp_path / "none",) * 2))
    assert capacity.free_memory() <= 100 * MB
    assert capacity.total_memory() == 1000 * MB


def test_how_long_a_scan_may_take() -> None:
    assert capacity.seconds(READING, Limits()) == 900 + 2 * 120 * 3
    assert capacity.seconds(Target(options={}, driver="android"), Limits()) == 900 + 2 * 600 * 3
    assert capacity.seconds(Target(options={"budget": 10, "runs": "agree"}, driver="embedded"), Limits()) == 920
    assert capacity.seconds(READING, Limits(seconds=5)) == 5


def test_the_need_of_disk_is_that_of_the_last_packs(bench, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    number = bench.add("shop", due=False)
    monkeypatch.setattr(capacity.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 600 * MB}))
    with bench.store.session() as session:
        target = session.get_one(Target, number)
        assert capacity.disk(session, target, bench.store.folder) == ""
        for days, size in ((9, 900), (1, 30), (2, 20), (3, 30), (4, 30), (5, 30)):
            begun = now() - timedelta(days=days)
            session.add(Inspection(id=f"IN-{days}", target_id=number, started_at=begun, size=size * MB))
        session.flush()
        assert capacity.disk(session, target, bench.store.folder) == ""
        session.get_one(Inspection, "IN-3").size = 300 * MB
        session.flush()
        assert "may need 950 MB" in capacity.disk(session, target, bench.store.folder)


def test_who_is_gone_is_told_by_a_lock_and_only_for_this_machine(tmp_path: Path) -> None:
    with workers.at_work(tmp_path) as name:
        assert not workers.gone(tmp_path, name)
        assert not workers.gone(tmp_path, "other-host/0123")
        assert not workers.gone(tmp_path, f"{workers.host()}/../../etc/passwd")
    assert workers.gone(tmp_path, name)
    left = tmp_path / workers.FOLDER / name.rpartition("/")[2]
    left.touch()  # as a scheduler that was killed leaves it
    assert workers.gone(tmp_path, name)
    assert not left.exists()
