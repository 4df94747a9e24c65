"""What is proven is told apart from what a person has to confirm, wherever findings are shown."""

import csv
import io
from pathlib import Path

import pytest

from detectors import catalogue
from detectors.verdict import Verdict
from recording.recording import Recording
from reports import findings, findings_csv, inspection, sarif
from reports.html import headline, report


def by(word: str) -> str:
    """A check of the catalogue whose verdict is given so, of the severity of the others here."""
    return next(e.id for e in catalogue.entries().values() if e.verdict_by == word and e.severity == "critical")


@pytest.fixture
def mixed(verdicts: list[Verdict]) -> list[Verdict]:
    """Two proven violations, and a third by a check of judgement that stands before them in the catalogue."""
    judgement = by("machine+review")
    wall = next(v for v in verdicts if v.check == "PHN-01")
    finding = wall.findings[0].model_copy(update={"check": judgement})
    third = wall.model_copy(update={"check": judgement, "findings": (finding,)})
    return [third if v.check == judgement else v for v in verdicts]


def test_proven_stands_before_what_needs_a_person(mixed: list[Verdict]) -> None:
    found = [item for item in findings.numbered(mixed) if item.violated]
    assert [item.confirm for item in found] == [False, False, True]
    assert findings.told_apart(found) == (("PHN-01", "PRE-02"), (by("machine+review"),))


def test_head_of_the_report_counts_both(mixed: list[Verdict], verdicts: list[Verdict]) -> None:
    found = [item for item in findings.numbered(mixed) if item.violated]
    said = headline.sentence(mixed, found)
    assert "发现 3 项违规，均属严重；2 项已证实，1 项须人工确认" in said.zh
    assert "2 proven, 1 needs a person" in said.en
    alone = headline.sentence(mixed, found[2:])
    assert "none proven: it needs a person" in alone.en
    assert "发现 1 项违规，属严重，须人工确认" in alone.zh
    assert "person" not in headline.sentence(verdicts, found[:2]).en


def test_report_sheet_and_sarif_mark_the_same_ones(original: Path, mixed: list[Verdict]) -> None:
    recording, numbered, judgement = Recording(original), findings.numbered(mixed), by("machine+review")
    about = inspection.build(recording, "MI-1", inspection.Account(lang="zh"), {}, "")
    page = report.assemble(recording, about, mixed, numbered)
    assert [(row.check, row.confirm) for row in page.findings][-1] == (judgement, True)
    assert [row.id for row in page.checks if row.confirm] == [judgement]
    assert report.render(page, lang="zh").count('class="person"') == 1
    rows = csv.DictReader(io.StringIO(findings_csv.build(mixed, numbered).decode("utf-8-sig")))
    assert [row["check"] for row in rows if row["needs_person"]] == [judgement]
    results = sarif.build(recording, mixed, numbered)["runs"][0]["results"]
    marked = {r["ruleId"]: (r["properties"]["needs_person"], r["properties"]["tags"]) for r in results[:3]}
    assert marked[judgement] == (True, ["needs-a-person"])
    assert marked["PHN-01"] == (False, ["proven"])
