"""Decisions go with what is exported: confirmed items say so, rejected ones are only named in the letter."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from detectors.verdict import Verdict
from recording.recording import Recording
from reports import seal
from reports.export import export
from reports.review import decisions
from reports.review.decisions import ReviewError


def test_rejected_and_confirmed_items(
    judged: Path,
    signing: seal.Key,
    monkeypatch: pytest.MonkeyPatch,
    make_verdicts: Callable[..., list[Verdict]],
) -> None:
    verdicts = make_verdicts(Recording(judged / "data/original"))
    monkeypatch.setattr("reports.fresh.judge_all", lambda _: verdicts)
    monkeypatch.setattr("reports.fresh.derive", lambda *_, **__: [])  # its pictures and paper take seconds
    decisions.add(judged, "reject", "F1", "甲", "=另有同意", signing)
    decisions.add(judged, "confirm", "F2", "乙", "", signing)
    paths = export.export(judged, "regulator", "zh")
    rows = list(csv.DictReader(io.StringIO(paths[0].read_text(encoding="utf-8-sig"))))
    assert [row["编号"] for row in rows] == ["F1", "F2"], "the sheet has all, with what was decided"
    assert rows[0]["人工复核"].startswith("人工驳回：甲（") and rows[0]["人工复核"].endswith("=另有同意")
    assert rows[1]["人工复核"].startswith("人工确认：乙（")
    letter = docx.Document(str(paths[1]))
    headings = [one.text for one in letter.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert [heading.split()[0] for heading in headings] == ["F2"]
    assert any(one.text.startswith("未列入：F1") and "人工驳回：甲" in one.text for one in letter.paragraphs)
    path = decisions.beside(judged)
    path.write_text(path.read_text(encoding="utf-8").replace("reject", "confirm"), encoding="utf-8")
    with pytest.raises(ReviewError):
        export.export(judged, "regulator", "zh")
