"""How long packs stay: by age, by number, and for ever under legal hold."""

from datetime import timedelta
from pathlib import Path

import pytest

from minispect.exits import UserError
from minispect.schedule.retention import Retention, apply, hold
from minispect.store.columns import now
from minispect.store.tables import Inspection


def kept(bench, *ages: int, target: str = "shop") -> list[Path]:  # type: ignore[no-untyped-def]
    """Inspections of so many days ago, each with a pack."""
    number = bench.add(target, due=False)
    folders = []
    with bench.store.session() as session:
        for age in ages:
            folder = bench.store.folder / "packs" / str(number) / f"IN-{target}-{age}"
            (folder / "MI-1" / "data").mkdir(parents=True)
            begun = now() - timedelta(days=age)
            name = folder.name
            session.add(
                Inspection(
                    id=name, target_id=number, state="done", started_at=begun, folder=str(folder),
                    pack=str(folder / "MI-1"), seal="ok",
                )
            )  # fmt: skip
            folders.append(folder)
    return folders


def test_old_packs_go_and_their_rows_stay(bench) -> None:  # type: ignore[no-untyped-def]
    young, old = kept(bench, 5, 40)
    assert apply(bench.store, Retention(days=30), now(), dry=True) == ["IN-shop-40: would be removed by retention"]
    assert old.is_dir()
    assert len(apply(bench.store, Retention(days=30), now())) == 1
    assert (young.is_dir(), old.exists()) == (True, False)
    row = next(row for row in bench.inspections() if row.id == "IN-shop-40")
    assert (row.seal, row.removed_at is not None) == ("removed", True)
    assert apply(bench.store, Retention(days=30), now()) == []


def test_of_each_target_the_newest_stay(bench) -> None:  # type: ignore[no-untyped-def]
    first, second = kept(bench, 1, 2, 3, 4), kept(bench, 7, 8, 9, target="clinic")
    apply(bench.store, Retention(count=2), now())
    assert [folder.is_dir() for folder in (*first, *second)] == [True, True, False, False, True, True, False]


def test_a_pack_under_hold_is_never_touched(bench) -> None:  # type: ignore[no-untyped-def]
    (folder,) = kept(bench, 4000)
    with bench.store.session() as session:
        hold(session, "IN-shop-4000", on=True)
    for rule in (Retention(days=1), Retention(count=1), Retention(days=1, count=1)):
        assert apply(bench.store, rule, now()) == []
    assert (folder / "MI-1").is_dir()
    with bench.store.session() as session:
        hold(session, "IN-shop-4000", on=False)
    apply(bench.store, Retention(days=1), now())
    with pytest.raises(UserError, match="removed this pack already"), bench.store.session() as session:
        hold(session, "IN-shop-4000", on=True)


def test_what_was_cut_short_is_finished_the_next_time(bench) -> None:  # type: ignore[no-untyped-def]
    (folder,) = kept(bench, 9)
    with bench.store.session() as session:
        session.get_one(Inspection, "IN-shop-9").removed_at = now()
    apply(bench.store, Retention(), now())
    assert not folder.exists()


def test_nothing_outside_the_store_is_removed(bench, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    inside, link, above = kept(bench, 50, 60, 70)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (link / "MI-1" / "data").rmdir()
    (link / "MI-1").rmdir()
    link.rmdir()
    link.symlink_to(elsewhere)
    with bench.store.session() as session:
        session.get_one(Inspection, "IN-shop-70").folder = str(bench.store.folder / "packs")
        session.add(Inspection(id="mine", target_id=1, state="done", started_at=now() - timedelta(days=99)))
        session.flush()
        session.get_one(Inspection, "mine").folder = str(elsewhere)
    apply(bench.store, Retention(days=1), now())
    assert not inside.exists()
    assert above.is_dir()
    assert elsewhere.is_dir()
