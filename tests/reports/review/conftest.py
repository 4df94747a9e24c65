"""A sealed pack with two findings."""

from collections.abc import Callable
from pathlib import Path

import pytest

from detectors.verdict import Verdict
from recording import canonical
from recording.recording import Recording
from reports import bag, custody, findings, inspection, sarif, schemas, seal
from reports.review import decisions


@pytest.fixture
def judged(original: Path, signing: seal.Key, make_verdicts: Callable[..., list[Verdict]]) -> Path:
    """A wall (F1) and a leak (F2), sealed."""
    root, recording = original.parent.parent, Recording(original)
    verdicts = make_verdicts(recording)
    custody.Custody(original / "custody.jsonl", "minispect").add("run.opened", "refuse")
    about = inspection.Inspection(
        id="MI-1",
        target=inspection.Target(appid="wx0123456789abcdef", name="小碗面馆"),
        scope=inspection.Scope(declared=2, walked=("pages/index/index",)),
        lang="en",
    )
    canonical.write(root / "data/inspection.json", about.model_dump(mode="json"))
    built = sarif.build(recording, verdicts, findings.numbered(verdicts))
    canonical.write(root / "data/derived/findings.sarif", built)
    schemas.write(root / "data/schema")
    bag.write(root, bag.Info("示例检查机构", "MI-1", "2026-11-22", "minispect 0.1.0"))
    seal.seal(root, signing)
    return root


@pytest.fixture
def decided(judged: Path, signing: seal.Key) -> Path:
    decisions.add(judged, "comment", "F1", "甲", "看过", signing)
    decisions.add(judged, "reject", "F2", "乙", "同意后才发送", signing)
    return judged
