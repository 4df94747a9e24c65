"""Packs in the history: what is kept of them, once, and what is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from minispect.exits import UserError
from minispect.schedule.retention import hold
from minispect.store.database import Database, open_database
from minispect.store.ingest import ingest, keep
from minispect.store.reading import read
from minispect.store.tables import Contact, Finding, Inspection, Judged, Target

Pack = Callable[..., Path]
Result = Callable[..., dict[str, Any]]


@pytest.fixture
def store(data_with_store: Path) -> Database:
    return open_database(data_with_store)


def test_a_pack_is_kept_once_however_often_it_is_read(store: Database, small_pack: Pack) -> None:
    hosts = [{"host": "a.example", "organisation": "A", "owner": "third", "kinds": ["phone"]}]
    root = small_pack("MI-1", verdicts={"PHN-01": "fail", "CON-01": "inconclusive", "CON-02": "pass"}, contacts=hosts)
    for _ in range(2):
        with store.session() as session:
            ingest(session, root)
    with store.reading() as session:
        (row,) = session.scalars(select(Inspection))
        assert (row.id, row.state, row.headline, row.violations, row.inconclusive) == (
            "MI-1",
            "done",
            "violations",
            1,
            1,
        )
        assert row.size
        assert row.coverage["walked"] == ["pages/home"]
        assert session.scalar(select(func.count()).select_from(Judged)) == 3
        assert session.scalar(select(func.count()).select_from(Finding)) == 1
        assert session.scalars(select(Contact)).one().kinds == ["phone"]
        assert session.scalars(select(Target)).one().archived_at is not None


def test_a_rejudged_pack_replaces_what_was_read_before(store: Database, small_pack: Pack) -> None:
    with store.session() as session:
        ingest(session, small_pack("MI-1"))
    with store.session() as session:
        ingest(session, small_pack("MI-1", verdicts={"PHN-01": "pass"}, results=[]))
    with store.reading() as session:
        assert session.scalars(select(Finding)).all() == []
        assert session.scalars(select(Inspection)).one().violations == 0


def test_the_row_of_a_scheduled_inspection_is_filled(store: Database, small_pack: Pack) -> None:
    with store.session() as session:
        session.add(Target(name="shop", location="/shop", driver="embedded"))
        session.flush()
        session.add(Inspection(id="IN-1", target_id=1))
    with store.session() as session:
        ingest(session, small_pack("MI-2", interrupted=True), inspection_id="IN-1", target_id=1, seal="ok")
    with store.reading() as session:
        (row,) = session.scalars(select(Inspection))
    assert (row.id, row.pack_id, row.state, row.seal, row.target_id) == ("IN-1", "MI-2", "interrupted", "ok", 1)


def test_one_fingerprint_for_a_finding_on_a_page_that_moved(store: Database, small_pack: Pack, result: Result) -> None:
    for name, page in (("MI-1", "pages/home"), ("MI-2", "packages/new/home")):
        said = result("FLW-01", "F1", page, subject=["phone", "a.example", page])
        with store.session() as session:
            ingest(session, small_pack(name, results=[said], walked=(page,)))
    with store.reading() as session:
        first, second = session.scalars(select(Finding))
    assert first.fingerprint == second.fingerprint
    assert first.call == "wx.request pages/a.js:7"


def test_hostile_texts_are_kept_as_texts(store: Database, small_pack: Pack, result: Result) -> None:
    said = result("FLW-01", "F1", "\x00<b>" + "长" * 5000)
    with store.session() as session:
        ingest(session, small_pack("MI-1", results=[said]))
    with store.reading() as session:
        kept = session.scalars(select(Finding)).one().page
    assert "\x00" not in kept
    assert len(kept) <= 2000


@pytest.mark.parametrize("sarif", ['{"runs": 5}', "[]", "not json", '{"runs": [{"results": [{"properties": 1}]}]}'])
def test_a_broken_pack_is_refused_and_nothing_is_kept(store: Database, small_pack: Pack, sarif: str) -> None:
    root = small_pack("MI-1")
    (root / "data/derived/findings.sarif").write_text(sarif)
    with pytest.raises(UserError, match=r"findings\.sarif"), store.session() as session:
        ingest(session, root)
    with store.reading() as session:
        assert session.scalars(select(Inspection)).all() == []


def test_links_in_a_pack_are_not_followed(store: Database, small_pack: Pack) -> None:
    root = small_pack("MI-1")
    (root / "data/derived/findings.sarif").unlink()
    (root / "data/derived/findings.sarif").symlink_to("/etc/passwd")
    with pytest.raises(UserError, match="link"), store.session() as session:
        ingest(session, root)


def test_two_packs_of_one_name_stay_two(store: Database, small_pack: Pack, tmp_path: Path) -> None:
    """Sixteen random bits a second are little among many machines."""
    with store.session() as session:
        session.add(Target(name="shop", location="/shop", driver="embedded"))
        session.flush()
        session.add_all([Inspection(id="IN-1", target_id=1), Inspection(id="IN-2", target_id=1)])
    first = small_pack("MI-1")
    with store.session() as session:
        keep(session, read(first), pack="/one/MI-1", inspection_id="IN-1")
        keep(session, read(first), pack="/two/MI-1", inspection_id="IN-2")
    with store.session() as session:
        assert session.get_one(Inspection, "IN-1").pack == "/one/MI-1"
        assert hold(session, "IN-2", on=True).id == "IN-2"
        with pytest.raises(UserError, match="several packs are called so; name the inspection: IN-1, IN-2"):
            hold(session, "MI-1", on=True)
        assert not session.get_one(Inspection, "IN-1").legal_hold
