"""What counts as a difference between two targets' verdicts, and what the table says of it."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from detectors.verdict import Text, Verdict

SCRIPTS = Path(__file__).parents[2] / "scripts"
CALLS = Text(zh="接口调用", en="interface calls")


@pytest.fixture(scope="module")
def equality() -> ModuleType:
    sys.path.insert(0, str(SCRIPTS))
    try:
        return importlib.import_module("equality")
    finally:
        sys.path.remove(str(SCRIPTS))


def said(check: str, word: str, reason: str = "because", missing: tuple[Text, ...] = ()) -> Verdict:
    return Verdict.model_validate(
        {"check": check, "verdict": word, "reason": Text(zh=reason, en=reason), "missing": missing}
    )


@pytest.mark.parametrize(
    ("check", "host", "there", "expected"),
    [
        ("PHN-01", "fail", "fail", "same"),
        ("PHN-01", "fail", "inconclusive", "differ"),
        ("PHN-01", "fail", "not-applicable", "differ"),
        ("PHN-01", "fail", "pass", "differ"),
        ("PHN-01", "pass", "inconclusive", "open"),
        ("PHN-01", "pass", "not-applicable", "open"),
        ("PHN-01", "pass", "fail", "differ"),
        ("PHN-01", "not-applicable", "fail", "differ"),
        ("PHN-01", "inconclusive", "fail", "more"),
        ("PHN-01", "inconclusive", "pass", "untold"),
        ("PHN-01", "pass", "missing", "differ"),
        # A phone sees part of what this needs: it may leave it open, and never says the opposite.
        ("PRE-01", "fail", "inconclusive", "open"),
        ("PRE-01", "fail", "pass", "differ"),
    ],
)
def test_likeness(equality: ModuleType, check: str, host: str, there: str, expected: str) -> None:
    assert sys.modules["measures.likeness"].likeness(check, host, there, "android") == expected


def test_the_table_names_each_difference_and_counts_why_verdicts_are_open(equality: ModuleType) -> None:
    kept = sys.modules["measures.targets"].Kept("phn-01/near", "android", "s", "c", "2026-11-22", 90.4, ())
    host = {c: said(c, w) for c, w in (("PHN-01", "fail"), ("CON-01", "pass"), ("CON-03", "fail"), ("POL-02", "pass"))}
    there = {
        "PHN-01": said("PHN-01", "pass", "content was shown"),
        "CON-01": said("CON-01", "inconclusive", missing=(CALLS,)),
        "CON-03": said("CON-03", "fail"),
    }
    row = equality.compared(kept, host, there)
    assert (row.same, set(row.open), set(row.differ), row.fails) == (1, {"CON-01"}, {"PHN-01", "POL-02"}, (2, 1))
    text = equality.table([row], 118)
    assert "1 of 118 comparisons, measured 2026-11-22." in text
    assert "1 verdicts the same, 1 open, 2 differ, 2 of them by the opposite word; 1 of 2 violations found." in text
    assert "1 are of checks that see all they need there (D+, A+): 0 passed on one side" in text
    assert "| phn-01/near | android | 1 | 1 (1) | 2 | 1 of 2 | 90 |" in text
    assert "- phn-01/near on android, PHN-01: fail, there pass: content was shown" in text
    assert "- phn-01/near on android, POL-02: pass, there missing: not judged there at all" in text
    assert "| android | 1 | not seen: interface calls | CON-01 |" in text


def test_programs_come_in_turns_through_the_families_of_checks(equality: ModuleType) -> None:
    names = [equality.name(program) for program in equality.programs()]
    assert len(names) == len(set(names))
    first = [name for name in names if name.endswith("/violates")][:8]
    assert len({name.partition("-")[0] for name in first}) == 8


def test_a_recording_is_kept_until_its_program_changes(
    equality: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets = sys.modules["measures.targets"]
    monkeypatch.setattr(targets, "ROOT", tmp_path)
    program = tmp_path / "examples" / "one"
    program.mkdir(parents=True)
    (program / "app.json").write_text("{}")
    place = equality.Results(tmp_path / "kept").place(program, "embedded")
    place.mkdir(parents=True)
    told = f'"sources": "{targets.sources(program)}", "code": "", "day": "", "seconds": 1, "options": []'
    (place / "kept.json").write_text(f'{{"program": "examples/one", "target": "embedded", {told}}}')
    results = equality.Results(tmp_path / "kept")
    assert results.kept(program, "embedded").program == "examples/one"
    (program / "app.json").write_text('{"pages": []}')
    assert results.kept(program, "embedded") is None
