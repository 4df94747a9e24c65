"""The drawings: what is on them, and hostile names in them."""

import re
import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from detectors.verdict import Verdict
from recording.event import Kind
from recording.log import Log
from recording.recording import Recording
from reports import findings, sitegraph, sitemap, timeline

HOSTILE = '"></svg><script>alert(1)</script>]]>\u202e\x00<IMG SRC="/etc/hostname"/>'
PICTURE = {"pixels_sha256": "0", "width": 10, "height": 10}


def walked(root: Path) -> Recording:
    """From a page to a hostile one and back, twice, with a dialog and an answer between."""
    log = Log(root)
    log.run = "refuse"
    log.note("run.begin")
    log.add(Kind.ACTION, {"type": "launch"})
    log.screen(b"1", None, PICTURE, page="pages/a")
    log.add(Kind.DIALOG, {"id": "d1", "type": "privacy", "phase": "shown"}, page="pages/a")
    log.add(Kind.CONSENT, {"name": "x", "answer": "refuse"}, page="pages/a")
    for page in (HOSTILE, "pages/a", HOSTILE):
        log.add(Kind.ACTION, {"type": "tap", "target": {"text": HOSTILE}}, page="pages/a")
        log.add(Kind.CALL, {"phase": "begin", "id": "1", "api": "wx.getLocation"}, page="pages/a")
        log.screen(b"2", None, PICTURE, page=page)
    log.note("run.end")
    log.close()
    return Recording(root)


def test_map_has_pages_dialogs_ways_and_findings(tmp_path: Path) -> None:
    found = sitemap.build(walked(tmp_path), [])
    assert [node["kind"] for node in found["nodes"]] == ["page", "dialog", "page"]
    assert [(edge["from"], edge["to"], edge["times"]) for edge in found["edges"]] == [
        ("n1", "n2", 1),
        ("n1", "n3", 2),
        ("n3", "n1", 1),
    ]
    assert "\u202e" not in str(found)


def test_page_that_only_minispect_opened_hangs_on_no_other(tmp_path: Path) -> None:
    log = Log(tmp_path)
    log.run = "refuse"
    log.note("run.begin")
    log.add(Kind.ACTION, {"type": "launch"})
    log.screen(b"1", None, PICTURE, page="pages/a")
    for page in ("pages/b", "pages/c"):
        log.add(Kind.ACTION, {"type": "open"})
        log.screen(b"1", None, PICTURE, page=page)
    log.add(Kind.ACTION, {"type": "tap", "target": {"text": "stay"}})
    log.screen(b"1", None, PICTURE, page="pages/c")
    log.add(Kind.ACTION, {"type": "back"})
    log.screen(b"1", None, PICTURE, page="pages/b")
    log.note("run.end")
    log.close()
    found = sitemap.build(Recording(tmp_path), [])
    assert [(node["name"], node["reached"]) for node in found["nodes"]] == [
        ("pages/a", "launched"), ("pages/b", "walked"), ("pages/c", "opened"),
    ]  # fmt: skip
    assert [(edge["from"], edge["to"]) for edge in found["edges"]] == [("n3", "n2")]
    assert sitegraph.dot(found, "zh").count('STYLE="dashed"') == 1


def test_dialogs_bear_the_reports_words(tmp_path: Path) -> None:
    found = sitemap.build(walked(tmp_path), [])
    assert "平台隐私弹窗" in sitegraph.dot(found, "zh")
    assert "Platform privacy dialog" in sitegraph.dot(found, "en")


def test_page_with_a_finding_is_marked(original: Path, verdicts: list[Verdict]) -> None:
    found = sitemap.build(Recording(original), findings.numbered(verdicts)[:2])
    assert [node["findings"] for node in found["nodes"]] == [["F1", "F2"]]
    assert 'BORDER="3" COLOR="#a8182b"' in sitegraph.dot(found, "zh")


@pytest.mark.skipif(shutil.which("dot") is None, reason="no Graphviz")
def test_map_is_drawn_with_thumbnails_and_runs_nothing(tmp_path: Path) -> None:
    recording = walked(tmp_path)
    found = sitemap.build(recording, [])
    text = sitegraph.dot(found, "en")
    drawn = sitegraph.svg(recording, found, text)
    assert drawn is not None
    assert drawn == sitegraph.svg(recording, found, text)
    tree = ElementTree.fromstring(drawn)
    assert not [one for one in tree.iter() if one.tag.endswith("}script")]
    links = re.findall(rb'href="([^"]{0,30})', drawn)
    assert len(links) == 3
    assert all(link.startswith(b"data:image/webp;base64,") for link in links)


def test_time_line_has_lanes_answers_and_red_marks(tmp_path: Path) -> None:
    recording = walked(tmp_path)
    call = recording.of("call")[0].seq
    drawn = timeline.build(recording, {call})
    assert drawn is not None
    tree = ElementTree.fromstring(drawn)
    texts = [one.text or "" for one in tree.iter() if one.tag.endswith("}text")]
    assert any("拒绝 refused" in text for text in texts)
    assert sum("Privacy calls" in text for text in texts) == 1
    marks = [one.get("fill") for one in tree.iter() if one.tag.endswith("}rect")][1:]
    assert marks.count("#a8182b") == 1
    assert len(marks) == 4 + 4 + 3


def test_nothing_recorded_draws_nothing(tmp_path: Path) -> None:
    log = Log(tmp_path)
    log.note("run.begin", run="agree")
    log.close()
    recording = Recording(tmp_path)
    assert timeline.build(recording, ()) is None
    found = sitemap.build(recording, [])
    assert sitegraph.svg(recording, found, sitegraph.dot(found, "zh")) is None
