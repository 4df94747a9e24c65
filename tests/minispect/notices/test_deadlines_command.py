"""``minispect deadlines``: set by number, listed by how pressing, told when they pass."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from minispect.notices.courier import Courier
from minispect.notices.settings import File, Settings
from minispect.store.columns import now
from minispect.store.database import Database
from minispect.store.marks import Notice, Rectification
from minispect.store.tables import Inspection
from reports.difference.side import Found

Say = Callable[..., Any]


@pytest.fixture
def on(store: Database, say: Say, history: Callable[..., Inspection], a_finding: Callable[..., Found]) -> Say:
    """``on("set", …)``: the command over a target with one inspection and two findings."""
    with store.session() as session:
        history(session, 0, a_finding(1), a_finding(2, check="SEC-01", fingerprint="b" * 32))
    return lambda *words: say("deadlines", *words, "--data", store.folder, "--timezone", "Asia/Shanghai")


def listed(on: Say, *words: str) -> list[tuple[str, str, str]]:
    return [(one["check"], one["state"], one["deadline"]) for one in json.loads(on("list", *words, "--json").out)]


def test_set_listed_and_told_when_it_passed(on: Say, store: Database, tmp_path: Path) -> None:
    assert on("set", "1", "F1", "--until", "2099-12-31", "--by", "甲").code == 0
    done = on("set", "1", "sec-01", "--until", "2026-11-03T12:00+08:00", "--by", "乙")
    assert done.code == 0
    assert "until 2026-11-03 12:00 Asia/Shanghai; overdue" in done.err
    assert listed(on) == [
        ("SEC-01", "overdue", "2026-11-03T04:00:00+00:00"),
        ("FLW-01", "open", "2099-12-31T15:59:59+00:00"),
    ]
    assert listed(on, "1", "--state", "open") == [("FLW-01", "open", "2099-12-31T15:59:59+00:00")]
    lines = on("list").out.splitlines()
    assert lines[0].startswith("overdue   2026-11-03 12:00")
    assert "\x1b" not in lines[0]
    assert on("waive", "1", "b" * 12, "--by", "丙").code == 0
    assert [state for _, state, _ in listed(on)] == ["open", "waived"]


def test_looking_at_the_list_does_not_swallow_the_notice(on: Say, store: Database, tmp_path: Path) -> None:
    """A deadline that passes between two rounds of whoever sends notices is still told."""
    on("set", "1", "F1", "--until", "2099-01-01", "--by", "甲")
    with store.session() as session:
        session.scalars(select(Rectification)).one().deadline = now()
    assert [state for _, state, _ in listed(on)] == ["overdue"]
    courier = Courier(store, tmp_path, Settings(file=(File(name="log", path="told.jsonl", kinds=("deadline",)),)))
    for _ in range(2):
        courier.round()
    with store.reading() as session:
        assert session.scalars(select(Notice.kind)).all() == ["deadline"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("set", "1", "F9", "--until", "2099-01-01", "--by", "x"), "no such violation"),
        (("set", "7", "F1", "--until", "2099-01-01", "--by", "x"), "7: no such target"),
        (("set", "1", "F1", "--until", "31.12.2099", "--by", "x"), "--until 31.12.2099: give a day as"),
        (("set", "1", "F1", "--by", "x"), "--until goes with set"),
        (("set", "1", "F1", "--until", "2099-01-01"), "--by: say who"),
        (("set", "1"), "name the target and the finding"),
        (("waive", "1", "F1", "--by", "x"), "there is no deadline to waive"),
        (("list", "--state", "late"), "--state goes with list and is one of open, fixed"),
        (("drop",), "give one of list, set, waive"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(on: Say, words: tuple[str, ...], says: str) -> None:
    done = on(*words)
    assert (done.code, len(done.err.splitlines())) == (2, 1)
    assert says in done.err
