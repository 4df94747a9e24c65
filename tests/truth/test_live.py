"""Two of the planted programs live, others each day: the beacon comes, and the verdict is as the operator says."""

import datetime
import importlib
from pathlib import Path

import pytest

command = importlib.import_module("truth.command")
bases = importlib.import_module("truth.bases")
measure = importlib.import_module("truth.measure")
operators = importlib.import_module("truth.operators")
command.load_families()

SURE = (
    ("undeclared-kind-sent", "flw-01/near"),
    ("declared-kind-sent", "flw-01/near"),
    ("number-in-clear", "phn-02/complies"),
    ("only-a-picture-in-clear", "phn-02/complies"),
    ("session-key-sent-down", "flw-02/near"),
    ("own-ticket-sent-down", "flw-02/near"),
    ("number-in-the-address", "sec-01/near"),
    ("number-in-the-body", "sec-01/near"),
)
"""Violation and look-alike in turn; one run each."""


def today() -> tuple[tuple[str, str], ...]:
    start = 2 * (datetime.datetime.now(datetime.UTC).toordinal() % (len(SURE) // 2))
    return SURE[start : start + 2]


@pytest.mark.browser
@pytest.mark.parametrize(("name", "base"), today())
def test_planted_program_live(name: str, base: str, tmp_path: Path) -> None:
    operator = operators.OPERATORS[name]
    number = datetime.datetime.now(datetime.UTC).toordinal() % operator.variants
    made = operator.apply(bases.base(base, None, tmp_path), number)
    told = measure.capture(made, ("agree",), tmp_path / "scan", budget=20)
    assert told.get("beacon"), told
    said = measure.judge(tmp_path / "scan" / "original")[operator.check]
    assert (said["verdict"] == "fail") == operator.violation, said
    assert made.beacon not in (tmp_path / "scan" / "original" / "events.jsonl").read_text(encoding="utf-8")
