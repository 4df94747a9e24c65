"""One side of a comparison is what the pack says: findings with their moment and call, recipients, what is declared."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from detectors.verdict import Verdict
from recording import canonical
from recording.event import Kind
from recording.log import Log
from recording.recording import Recording
from reports import findings, inspection, sarif
from reports.difference import packs, reading
from reports.difference.moments import Moments
from reports.pack import PackError

SARIF = "data/derived/findings.sarif"


@pytest.fixture
def root(original: Path, make_verdicts: Callable[..., list[Verdict]]) -> Path:
    """A pack as far as it is read for comparing, without its seal."""
    folder, recording = original.parent.parent, Recording(original)
    verdicts = make_verdicts(recording)
    about = inspection.build(recording, "MI-1", inspection.Account(lang="en"), {}, "SHA256:x")
    canonical.write(folder / "data/inspection.json", about.model_dump(mode="json"))
    canonical.write(folder / SARIF, sarif.build(recording, verdicts, findings.numbered(verdicts)))
    return folder


def test_what_a_pack_says(root: Path) -> None:
    side = reading.side(root)
    wall, leak = side.findings
    assert (wall.number, wall.check, wall.violated, wall.page) == ("F1", "PHN-01", True, "pages/index/index")
    assert (leak.kinds, leak.domains, leak.moment) == (("openid",), ("example.test",), "unanswered")
    assert (leak.api, leak.file, leak.line) == ("wx.request", "pages/index/index.js", 12)
    assert side.word("CON-01") == "pass" and side.word("SEC-01") != "pass" and side.word("XXX-99") == "not-judged"
    assert [(party.domain, party.kinds) for party in side.parties] == [("example.test", ("openid",))]
    assert side.reach.walked == ("pages/index/index",) and side.reach.ended == ("refuse",)
    assert side.reach.missing, "one run is not enough to say that nothing is there"
    assert side.declared is None and side.appid == "wx0123456789abcdef"
    assert {one.check for one in reading.side(root, judged_again=True).findings} != {"PHN-01", "PRE-02"}


def test_a_check_of_a_newer_version_is_not_lost(root: Path) -> None:
    data = json.loads((root / SARIF).read_text(encoding="utf-8"))
    for result in data["runs"][0]["results"]:
        result["ruleId"] = result["ruleId"].replace("PHN-01", "PHN-99")
    canonical.write(root / SARIF, data)
    assert reading.side(root).findings[0].title.en == "PHN-99"


@pytest.mark.parametrize(
    "written", ["", "[]", "{}", '{"runs": [{"results": [{"ruleId": 3}]}]}', '{"runs": 3}', "[" * 50_000]
)
def test_what_is_no_list_of_findings(root: Path, written: str) -> None:
    (root / SARIF).write_text(written)
    with pytest.raises(PackError, match="not a list of findings"):
        reading.side(root)


def test_packs_of_different_rules_are_both_judged_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    real = reading.side

    def side(one: Path, *, judged_again: bool = False) -> object:
        asked.append(judged_again)
        return real(one, judged_again=judged_again)

    monkeypatch.setattr(packs, "side", side)
    monkeypatch.setattr(packs, "checked", lambda *_: None)
    about = json.loads((root / "data/inspection.json").read_text(encoding="utf-8"))
    other = root.with_name("other")
    (other / "data").mkdir(parents=True)
    (other / "data/original").symlink_to(root / "data/original")
    canonical.write(other / SARIF, json.loads((root / SARIF).read_text(encoding="utf-8")))
    canonical.write(other / "data/inspection.json", about)
    monkeypatch.setattr("reports.existing.listing.entries", lambda _: [])
    assert len(packs.difference(root, other).of("unchanged")) == 2
    about["tool"]["rules_sha256"] = "0" * 64
    canonical.write(other / "data/inspection.json", about)
    found = packs.difference(root, other)
    assert asked == [False, False, True, True]
    assert any("judged by different rules" in note.en for note in found.notes)


def test_moments_count_within_one_launch(tmp_path: Path) -> None:
    log = Log(tmp_path / "original")
    log.run = "refuse"
    seqs: dict[str, int] = {}

    def call(name: str) -> None:
        seqs[name] = log.add(Kind.CALL, {"phase": "begin", "id": name, "api": "wx.request"}).seq

    log.add(Kind.ACTION, {"type": "launch"})
    call("launch")
    log.add(Kind.ACTION, {"type": "advance", "value": "1000"})
    call("waited")
    log.add(Kind.ACTION, {"type": "tap"})
    call("tapped")
    log.add(Kind.ACTION, {"type": "tap", "purpose": "answer:refuse"})
    log.add(Kind.ACTION, {"type": "scroll"})
    call("refused")
    log.add(Kind.ACTION, {"type": "tap", "purpose": "answer:agree"})
    call("agreed")
    log.add(Kind.ACTION, {"type": "launch"})
    call("again")
    log.close()
    moments = Moments(Recording(tmp_path / "original"))
    told = {name: moments.of((seq,)) for name, seq in seqs.items()}
    assert told == {
        "launch": "launch",
        "waited": "launch",
        "tapped": "unanswered",
        "refused": "refused",
        "agreed": "agreed",
        "again": "launch",
    }
    assert moments.of((seqs["agreed"], seqs["launch"])) == "launch", "the first event counts"
    assert moments.of(()) == moments.of((999,)) == ""
