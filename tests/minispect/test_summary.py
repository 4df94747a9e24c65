"""The last lines of a scan."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from detectors import catalogue
from detectors.verdict import Evidence, Finding, Text, Verdict
from minispect import summary
from reports import findings


def result(tmp_path: Path, *checks: str) -> Any:
    """A finished inspection in which these checks are violated."""
    reason = Text(zh="理由", en="reason")
    verdicts = [
        Verdict(
            check=check,
            verdict="fail",
            reason=reason,
            findings=(Finding(check=check, subject=("x",), reason=reason, evidence=Evidence(page="pages/a")),),
        )
        for check in checks
    ]
    scope = SimpleNamespace(walked=["pages/a"], direct=[], declared=2)
    inspection = SimpleNamespace(scope=scope)
    pack = SimpleNamespace(
        findings=findings.numbered(verdicts), verdicts=verdicts, inspection=inspection, path=tmp_path / "MI-1"
    )
    return SimpleNamespace(pack=pack, interrupted=False, problems=(), fault="")


def judgement() -> str:
    return next(entry.id for entry in catalogue.entries().values() if entry.verdict_by == "machine+review")


def test_what_needs_a_person_is_marked_and_counted(tmp_path: Path) -> None:
    lines = summary.text(result(tmp_path, judgement(), "PHN-01"), "en").splitlines()
    assert lines[0] == "2 violation(s) found: 1 proven, 1 to be confirmed by a person"
    marked = {
        line.split()[0]: line.endswith("[needs a person]") for line in lines if line[2:3].strip() and line[:2] == "  "
    }
    assert marked == {judgement(): True, "PHN-01": False}
    assert "须人工确认" in summary.text(result(tmp_path, judgement()), "zh").splitlines()[1]


def test_what_is_proven_needs_no_such_word(tmp_path: Path) -> None:
    text = summary.text(result(tmp_path, "PHN-01"), "en")
    assert text.startswith("1 violation(s) found\n  PHN-01 ")
    assert "person" not in text


def test_an_inspection_that_broke_off_says_so(tmp_path: Path) -> None:
    """Beside the JSON object, too: nothing found in a run that never was would read as a clean program."""
    broken = result(tmp_path)
    broken.fault = "the inspection broke off by a fault of its own (KeyError: 'x'); please report it"
    assert "KeyError" in summary.problems(broken, "en")[0]
    assert summary.problems(broken, "zh")[0].startswith("检查中途出错")
    assert summary.problems(result(tmp_path), "en") == []
