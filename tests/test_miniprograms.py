"""Small mini programs, three or more for each check, scanned as a user scans: violates, complies, a lawful near miss.

A verdict that ``expect.toml`` names must come out as it says (``a|b`` allows either); no other check may fail.
``review`` is for checks that a person decides and for facts that never fail alone: undecided, with a finding that
shows what to look at. ``runs`` in ``expect.toml`` names other runs than the first three (an update of the rules, a
withdrawal); ``says`` what the sheet of a check that a person decides must name. ``servers.toml`` beside it: scanned
against real servers (scripts/measures/laboratory.py).
``MINISPECT_FIXTURES`` chooses: ``all``, a number for the share of the day, or names (``phn-01,flw-02/near``).

Recordings are kept in ``inspections/fixtures``: with ``all`` only what another host, walk or program made is scanned
anew, and every run judges what is kept and still fresh with the present checks.
"""

import datetime
import hashlib
import os
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from crawler.host.project import read
from detectors.catalogue import entries
from recording.profile import load

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
from measures.kept import Kept, digest, scan

ROOT = Path(__file__).parent / "miniprograms"
KEPT = Path(__file__).parents[1] / "inspections" / "fixtures"
KINDS = {"violates", "complies", "near"}
PROGRAMS = sorted(str(path.parent.relative_to(ROOT)) for path in ROOT.glob("*/*/app.json"))
DAILY = 6
BUDGET = 40
"""Seconds for each of the three runs; the programs are small and mostly end before."""
WORDS = {"pass", "fail", "review", "inconclusive", "not-applicable"}


def told(name: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / name / "expect.toml").read_text(encoding="utf-8"))


def expected(name: str) -> dict[str, str]:
    return dict(told(name)["verdicts"])


def chosen() -> list[str]:
    """The day's share walks through a fixed shuffle, so that neighbouring days cover different checks."""
    asked = os.environ.get("MINISPECT_FIXTURES", str(DAILY))
    if asked == "all":
        return PROGRAMS
    if not asked.isdecimal():
        return [name for name in PROGRAMS if any(name.startswith(part) for part in asked.split(","))]
    shuffled = sorted(PROGRAMS, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    start = datetime.datetime.now(datetime.UTC).toordinal() * int(asked)
    return [shuffled[(start + n) % len(shuffled)] for n in range(min(int(asked), len(shuffled)))]


def test_every_check_has_its_three_programs() -> None:
    kinds: dict[str, set[str]] = {}
    for name in PROGRAMS:
        check, _, kind = name.partition("/")
        kinds.setdefault(check, set()).add(kind.partition("-")[0])
    assert kinds
    assert all(found == KINDS for found in kinds.values()), kinds


@pytest.mark.parametrize("name", PROGRAMS)
def test_program_is_whole(name: str) -> None:
    """Starts without problems of its own, has text to look at, and says what is expected of it."""
    project = read(ROOT / name)
    assert not project.problems
    load(ROOT / name / "minispect.toml")
    verdicts = expected(name)
    check, _, kind = name.upper().partition("/")
    entry = entries()[check]
    wrong = "review" if entry.verdict_by == "review" or entry.oracle["fail"].startswith("Never fails") else "fail"
    assert (wrong in verdicts[check].split("|")) == kind.startswith("VIOLATES")
    assert set(verdicts) | set(told(name).get("says", {})) <= set(entries())
    assert {word for said in verdicts.values() for word in said.split("|")} <= WORDS


def kept(name: str) -> Kept:
    """Where the program's recording is kept; what is expected of it makes no new one."""
    runs = str(told(name).get("runs", ""))
    sources = digest(ROOT / name, ROOT / name, but=frozenset({"expect.toml"}))
    return Kept(KEPT / name.replace("/", "-"), f"{sources} {runs} {BUDGET}")


def scanned(name: str) -> dict[str, Any]:
    """One whole inspection by the command line: what it said, its recording kept."""

    def anew(folder: Path) -> dict[str, Any]:
        said = scan(ROOT / name, folder, runs=str(told(name).get("runs", "")), budget=BUDGET)[1]
        return {"told": {k: said[k] for k in ("verdicts", "findings", "coverage")}}

    return dict(kept(name).taken(anew)["told"])


LIVE = chosen()
REPEATED = os.environ.get("MINISPECT_FIXTURES") == "all"
"""Everything was asked for: what would be recorded again just the same is judged only."""
FRESH = [name for name in PROGRAMS if kept(name).fresh]


@pytest.mark.browser
@pytest.mark.parametrize("name", [name for name in LIVE if not (REPEATED and name in FRESH)])
def test_verdicts(name: str) -> None:
    wrong = differences(name, scanned(name))
    assert not wrong, "\n".join([name, *wrong])


@pytest.mark.parametrize("name", [name for name in FRESH if REPEATED or name not in LIVE])
def test_verdicts_of_kept_recordings(name: str) -> None:
    """The recording is another day's, the checks are today's."""
    wrong = differences(name, kept(name).judged())
    assert not wrong, "\n".join([name, *wrong])


def differences(name: str, done: dict[str, Any]) -> list[str]:
    """What came out otherwise than ``expect.toml`` says, and why; empty when nothing did."""
    verdicts: dict[str, str] = done["verdicts"]
    shown = {found["check"] for found in done["findings"]}
    wrong = [
        f"{check}: expected {said}, got {verdicts.get(check)}"
        for check, said in expected(name).items()
        if not {verdicts.get(check), "review" if check in shown and verdicts[check] == "inconclusive" else None}
        & set(said.split("|"))
    ]
    unexpected = {check for check, verdict in verdicts.items() if verdict == "fail"} - set(expected(name))
    wrong += [f"{check}: fails and should not" for check in sorted(unexpected)]
    reasons = [f"{f['check']}: {f['reason']['en']}" for f in done["findings"]]
    for check, text in told(name).get("says", {}).items():
        if not any(line.startswith(f"{check}: ") and text in line for line in reasons):
            wrong.append(f"{check}: no finding says “{text}”")
    return [*wrong, "findings:", *reasons, f"coverage: {done.get('coverage')}"] if wrong else []
