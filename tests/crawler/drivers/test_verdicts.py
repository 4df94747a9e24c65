"""The program of the day on the target of the day: what the checks say there, against what is expected of the program.

DevTools and the phone take turns; each is asked about every program in time. ``MINISPECT_EQUAL`` names another, e.g.
``phn-01/near:android``. All of them are compared by ``make equal``.

How far a walk gets within the seconds given here is chance on a busy machine, what it may say is not. So an opposite
word is wrong however little was walked; that a violation is left open is wrong only where the recording itself tells of
a walk that saw the whole program.
"""

import datetime
import hashlib
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from detectors.facts.coverage import coverage
from recording.recording import Recording

TESTS = Path(__file__).parents[2]
PROGRAMS = TESTS / "miniprograms"
RUNS = "refuse,agree"
BUDGET = {"devtools": 3, "android": 5}
"""A third and a sixth of a run's seconds (``measures.targets``); what was not finished may stay open."""


def chosen() -> tuple[str, str]:
    """Program and target."""
    if named := os.environ.get("MINISPECT_EQUAL"):
        name, _, target = named.partition(":")
        return name, target or "devtools"
    names = sorted(str(path.parent.relative_to(PROGRAMS)) for path in PROGRAMS.glob("*/*/app.json"))
    shuffled = sorted(names, key=lambda name: hashlib.sha256(f"equal {name}".encode()).hexdigest())
    day = datetime.datetime.now(datetime.UTC).toordinal()
    return shuffled[day // 2 % len(shuffled)], ("devtools", "android")[day % 2]


@pytest.mark.browser
@pytest.mark.ocr
def test_no_target_contradicts_what_is_expected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TESTS.parent / "scripts"))
    from measures.likeness import likeness
    from measures.targets import Results, Walk

    name, target = chosen()
    program, results = PROGRAMS / name, Results(tmp_path)
    kept = results.scan(program, target, Walk(RUNS, BUDGET[target]))
    assert not kept.error, kept.error
    found = results.verdicts(program, target)
    expected = tomllib.loads((program / "expect.toml").read_text(encoding="utf-8"))["verdicts"]
    whole = _saw_all(Recording(results.place(program, target) / "original"))
    wrong = []
    for check, verdict in found.items():
        said = str(expected.get(check, "pass|not-applicable")).split("|")
        words = {likeness(check, one, verdict.verdict, target) for one in said}
        if words == {"differ"} and not (verdict.verdict == "inconclusive" and (not whole or _calls_lack(verdict))):
            wrong.append(f"{check}: {'|'.join(said)} expected, {verdict.verdict}: {_why(verdict)}")
    assert not wrong, "\n".join([f"{name} on {target}, {kept.seconds} s", *wrong])


def _saw_all(recording: Recording) -> bool:
    """Whether every run ended by itself, left nothing that was worth a press, and the program counts as seen."""
    ends = list(recording.notes("run.end"))
    walked = bool(ends) and all(end.data.get("reason") == "done" for end in ends)
    left = any(note.data.get("left") for note in recording.notes("coverage"))
    return walked and not left and coverage(recording).narrow is None


def _calls_lack(verdict: Any) -> bool:
    """Whether it stays open for want of calls that this target does not tell: a limit, and it is named."""
    return any("calls" in text.en for text in verdict.missing)


def _why(verdict: Any) -> str:
    return str((verdict.findings[0].reason if verdict.findings else verdict.reason).en)
