"""A history of one target, with inspections as they are compared."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from detectors import catalogue
from minispect.store.database import Database, open_database
from minispect.store.marks import Comparable
from minispect.store.tables import Finding, Inspection, Target
from reports.difference.side import Found, Judged, Reach, Side

START = datetime(2026, 11, 1, 3, 0, tzinfo=UTC)
PAGES = ("pages/index/index", "pages/mine/mine")
HOSTILE = "小店\x1b[31m\u202e 13812345678\nBcc: x@y.example"


@pytest.fixture
def store(tmp_path: Path) -> Database:
    opened = open_database(tmp_path / "data")
    with opened.session() as session:
        session.add(Target(id=1, name=HOSTILE, location="/shop", driver="embedded"))
    return opened


def found(number: int, check: str = "FLW-01", fingerprint: str = "a" * 32, **more: Any) -> Found:
    entry = catalogue.entries()[check]
    return Found(
        number=f"F{number}",
        check=check,
        verdict="fail",
        severity=entry.severity,
        fingerprint=fingerprint,
        title=entry.title,
        **{"page": "pages/mine/mine", "run": "agree", "kinds": ("phone",), "domains": ("collect.example",), **more},
    )


@pytest.fixture
def history() -> Callable[..., Inspection]:
    """``history(session, day, finding, …)``: an inspection that ended on that day; checks without a finding passed."""

    def add(session: Session, day: int, *findings: Found, walked: tuple[str, ...] = PAGES, **more: Any) -> Inspection:
        at = START + timedelta(days=day)
        row = Inspection(
            id=f"MI-{day}",
            target_id=1,
            **{
                "state": "done",
                "started_at": at,
                "ended_at": at,
                "pack": f"/gone/MI-{day}",
                "pack_id": f"P-{day}",
                **more,
            },
        )
        session.add(row)
        session.flush()
        words = {"FLW-01": Judged(verdict="pass"), "SEC-01": Judged(verdict="pass")}
        words |= {one.check: Judged(verdict="fail") for one in findings}
        reach = Reach(entry=PAGES[0], declared=PAGES, walked=walked, ended=("refuse", "agree"))
        side = Side(id=row.id, verdicts=words, findings=findings, reach=reach)
        session.add(Comparable(inspection_id=row.id, side=side.model_dump(mode="json")))
        for one in findings:
            finding = Finding(
                inspection_id=row.id,
                target_id=1,
                fingerprint=one.fingerprint,
                number=one.number,
                check_id=one.check,
                verdict=one.verdict,
                severity=one.severity,
                title_zh=one.title.zh,
                title_en=one.title.en,
            )
            session.add(finding)
        session.flush()
        return row

    return add


@pytest.fixture
def a_finding() -> Callable[..., Found]:
    return found
