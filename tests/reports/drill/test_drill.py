"""The drill refuses every change; a check that could not fail would be seen here."""

from pathlib import Path

import pytest

from reports.drill import drill, tampers
from reports.drill.tampers import Tamper


def test_every_change_is_refused_by_minispect_and_by_public_tools(sealed: Path) -> None:
    before = {path: path.stat() for path in sealed.rglob("*") if path.is_file()}
    rows = drill.drill(sealed)
    assert [row.name for row in rows if not row.good] == []
    assert sum(1 for row in rows if row.expected) >= 24
    assert [row.refused for row in rows if not row.expected] == [False, False]
    after = {path: path.stat() for path in sealed.rglob("*") if path.is_file()}
    assert {p: (s.st_size, s.st_mtime_ns) for p, s in before.items()} == {
        p: (s.st_size, s.st_mtime_ns) for p, s in after.items()
    }
    assert not list(sealed.parent.glob(".minispect-drill-*"))


def test_change_that_nobody_sees_fails_the_drill(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = Tamper("nothing at all", lambda root, trial: None, (1, 2))
    monkeypatch.setattr(drill, "TAMPERS", (nothing,))
    assert [row.good for row in drill.drill(sealed)] == [True, True, False]


def test_names_are_each_used_once() -> None:
    names = [tamper.name for tamper in tampers.TAMPERS]
    assert len(set(names)) == len(names)
