"""The list of targets: what stands behind each name, asked for a whole page at once."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from minispect.store.columns import now
from minispect.store.database import Database, open_database
from minispect.store.overview import targets_count, targets_overview
from minispect.store.tables import Due, Finding, Inspection, Schedule, Target


@pytest.fixture
def store(data_with_store: Path) -> Database:
    return open_database(data_with_store)


def _fill(store: Database, targets: int) -> None:
    moment = now()
    with store.session() as session:
        session.add_all(
            Target(id=n, name=f"target {n:03}", location=f"/{n}", driver="embedded") for n in range(1, targets + 1)
        )
        session.flush()
        session.add(Target(id=999, name="gone", location="/gone", driver="embedded", archived_at=moment))
        session.add(Schedule(target_id=1, cron="0 3 * * 1", timezone="Asia/Shanghai"))
        session.add(Due(target_id=1, due_at=moment))
        session.add(Due(target_id=1, due_at=moment - timedelta(days=1), state="done"))
        ages = (("old", "done", 9, 5), ("new", "interrupted", 2, 1), ("bad", "failed", 1, 0), ("now", "running", 0, 0))
        for name, state, days, violations in ages:
            started = moment - timedelta(days=days)
            session.add(Inspection(id=name, target_id=1, state=state, started_at=started, violations=violations))
        session.flush()
        words = {"fingerprint": "f", "check_id": "PHN-01", "title_zh": "题", "title_en": "title", "target_id": 1}
        session.add(Finding(inspection_id="new", verdict="fail", severity="major", **words))
        session.add(Finding(inspection_id="new", verdict="inconclusive", severity="major", **words))
        session.add(Finding(inspection_id="old", verdict="fail", severity="critical", **words))


def test_a_line_says_how_its_target_stands(store: Database) -> None:
    _fill(store, 2)
    with store.reading() as session:
        first, second = targets_overview(session)
        assert first.last is not None
        assert first.running is not None
        assert (first.last.id, first.running.id, first.inspections) == ("new", "now", 4)
        assert first.severities == {"major": 1}
        assert [s.cron for s in first.schedules] == ["0 3 * * 1"]
        assert [d.state for d in first.waiting] == ["queued"]
        assert (second.last, second.inspections, second.severities) == (None, 0, {})


def test_pages_searches_and_what_was_archived(store: Database) -> None:
    _fill(store, 25)
    with store.reading() as session:
        names = [
            line.target.name for offset in (0, 10, 20) for line in targets_overview(session, limit=10, offset=offset)
        ]
        assert names == [f"target {n:03}" for n in range(1, 26)]
        assert targets_count(session) == 25
        assert targets_count(session, archived=True) == 26
        assert [line.target.id for line in targets_overview(session, search="GET 007")] == [7]
        assert targets_overview(session, search="%") == []


def test_the_number_of_questions_does_not_grow_with_the_page(store: Database) -> None:
    _fill(store, 60)
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    counts = []
    for limit in (5, 50):
        asked.clear()
        with store.reading() as session:
            targets_overview(session, limit=limit)
        counts.append(len(asked))
    assert counts[0] == counts[1]
