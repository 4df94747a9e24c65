"""Deadlines: set for findings that exist, worked out from proven absence, told when they pass."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from minispect.exits import UserError
from minispect.notices import deadlines, occasions
from minispect.notices.settings import File, Settings
from minispect.store.database import Database
from minispect.store.marks import Notice, Rectification, Review
from minispect.store.tables import Inspection
from reports.difference.side import Found

History = Callable[..., Inspection]
Find = Callable[..., Found]
MARK = "a" * 32
WANTED = Settings(file=(File(name="log", path="notices.jsonl"),), days=10)


def at(day: float) -> datetime:
    return datetime.fromisoformat("2026-11-01T03:00:00+00:00") + timedelta(days=day)


def test_a_finding_from_deadline_to_mended_and_back(store: Database, history: History, a_finding: Find) -> None:
    with store.session() as session:
        history(session, 0, a_finding(1))
        row = deadlines.set_until(session, 1, MARK, at(10), "甲", at(0))
        assert row.state == "open"
        history(session, 1, walked=("pages/index/index",))
        assert deadlines.refresh(session, at(2)) == [], "the page was not reached: nothing is proven"
        assert [turn.now for turn in deadlines.overdue(session, at(11))] == ["overdue"]
        assert deadlines.overdue(session, at(12)) == [], "told once"
        history(session, 13)
        assert [(turn.before, turn.now) for turn in deadlines.refresh(session, at(13), 1)] == [("overdue", "fixed")]
        history(session, 14, a_finding(1))
        assert [turn.now for turn in deadlines.refresh(session, at(14))] == ["reopened"]
        assert deadlines.set_until(session, 1, MARK, at(30), "乙", at(15)).state == "open"
        assert deadlines.waive(session, 1, MARK, "丙", at(16)).state == "waived"
        history(session, 17)
        assert deadlines.refresh(session, at(40)) == []
        told = [sight.outcome for sight in deadlines.sights(session, 1, MARK)]
        assert told == ["seen", "unknown", "absent", "seen", "absent"]


def test_what_cannot_be_set(store: Database, history: History, a_finding: Find) -> None:
    with store.session() as session:
        history(session, 0, a_finding(1))
        for target, mark, when, says in (
            (1, "b" * 32, at(1), "no inspection of target 1 has such a finding"),
            (2, MARK, at(1), "there is no target 2"),
            (1, MARK, at(1).replace(tzinfo=None), "no time zone"),
        ):
            with pytest.raises(UserError, match=says):
                deadlines.set_until(session, target, mark, when, "x", at(0))
        assert session.scalars(select(Rectification)).all() == []


def test_new_violations_get_a_deadline_by_rule_and_its_end_is_told(
    store: Database, history: History, a_finding: Find
) -> None:
    with store.session() as session:
        occasions.inspected(session, WANTED, history(session, 0, a_finding(1)), at(0))
        row = session.scalars(select(Rectification)).one()
        assert (row.deadline, row.set_by, row.state) == (at(10), "minispect", "open")
        occasions.inspected(session, WANTED, history(session, 1, a_finding(1)), at(1))
        assert row.deadline == at(10), "an unchanged finding keeps its deadline"
        occasions.clock(session, WANTED, at(9))
        occasions.clock(session, WANTED, at(11))
        occasions.clock(session, WANTED, at(12))
        kinds = list(session.scalars(select(Notice.kind).order_by(Notice.id)))
    assert kinds == ["violation", "deadline"]


def test_what_a_person_rejected_is_told_no_more(store: Database, history: History, a_finding: Find) -> None:
    def decided(decision: str, day: int) -> Review:
        values: dict[str, Any] = {"inspection_id": "MI-0", "fingerprint": MARK, "by": "甲", "file_sha256": "0" * 64}
        return Review(decision=decision, at=at(day), **values)

    with store.session() as session:
        history(session, 0, a_finding(1))
        session.add(decided("reject", 1))
        history(session, 2)
        occasions.inspected(session, WANTED, history(session, 3, a_finding(1)), at(3))
        assert session.scalars(select(Notice)).all() == []
        session.add(decided("confirm", 4))
        history(session, 5)
        occasions.inspected(session, WANTED, history(session, 6, a_finding(1)), at(6))
        assert [one.kind for one in session.scalars(select(Notice))] == ["violation"]
