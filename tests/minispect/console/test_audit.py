"""The audit log: a chain that shows every change, written by many at once."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from minispect.console.audit import Audit
from minispect.exits import UserError
from reports import chain


def test_many_writers_make_one_chain(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: Audit(path).add("a", "did", f"thing {n}\n\u2028"), range(60)))
    data = path.read_bytes()
    assert chain.broken_at(data) == 0
    assert [json.loads(line)["seq"] for line in data.splitlines()] == list(range(1, 61))
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("line", [0, 3, 5])
def test_a_changed_line_breaks_it(tmp_path: Path, line: int) -> None:
    log = Audit(tmp_path / "audit.jsonl")
    for number in range(7):
        log.add("a", "did", str(number))
    lines = log.path.read_bytes().splitlines()
    lines[line] = lines[line].replace(b'"actor":"a"', b'"actor":"b"')
    log.path.write_bytes(b"\n".join(lines) + b"\n")
    entries, broken = log.last(100)
    assert broken == line + 2
    assert len(entries) == 7


def test_a_line_that_was_cut_off_stops_everything_that_would_be_logged(tmp_path: Path) -> None:
    log = Audit(tmp_path / "audit.jsonl")
    log.add("a", "did")
    log.path.write_bytes(log.path.read_bytes() + b'{"seq":2,')
    with pytest.raises(UserError, match="no entry of the log"):
        log.add("a", "did")


def test_never_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").touch()
    (tmp_path / "audit.jsonl").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UserError, match="cannot be written"):
        Audit(tmp_path / "audit.jsonl").add("a", "did")
