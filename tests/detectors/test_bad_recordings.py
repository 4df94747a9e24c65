"""A recording that is cut off, forged in places or full of rubbish is judged for what it holds."""

import json
import shutil
from pathlib import Path
from random import Random
from typing import Any

import pytest

from detectors.judge import judge_all
from recording.event import Kind
from recording.recording import Recording

PHONE = "14820261122"
OWN = "https://api.example.test/order"


def full(story: Any) -> Path:
    """Something of everything that the checks of flows and security look at."""
    story.setup({"target": {"operator_hosts": ["api.example.test"]}, "declared": {}})
    story.run("untouched")
    story.start()
    story.show(story.screens.notice())
    story.plant("phone", "number", PHONE)
    story.call("component.web-view", args=[{"src": f"https://x.test/?p={PHONE}"}])
    story.call("wx.navigateToMiniProgram", args=[{"appId": "wxother", "extraData": {"p": PHONE}}])
    story.call("wx.getClipboardData", planted=(story.plant("clipboard", "data", "aB3dE5gH7jK9mN1p禤氿鄀麤"),))
    story.log.add(Kind.STORAGE, {"op": "set", "key": "u", "value": json.dumps({"p": PHONE})})
    story.log.note("console", level="log", text=PHONE)
    blob = story.log.blobs.put(b'{"openid":"oGZUI0egBJY1zhBYw2KhdUfwVJJE"}')
    story.flow(OWN, {"p": PHONE}, call=story.call("wx.request"), response_body=blob, response_size=40)
    story.flow("https://rumt-us.com/x", {"u": "oGZUI0egBJY1zhBYw2KhdUfwVJJE"}, call=story.call("wx.request"))
    story.flow("https://unknown.test/x", Random(3).randbytes(700), call=story.call("wx.request"))
    story.covered()
    story.whole()
    story.log.close()
    return Path(story.root)


def errors(root: Path) -> dict[str, str]:
    return {v.check: v.reason.en for v in judge_all(Recording(root)) if v.verdict == "error"}


def test_cut_off_anywhere(story: Any, tmp_path: Path) -> None:
    root = full(story)
    data = (root / "events.jsonl").read_bytes()
    numbers = Random(11)
    for turn, size in enumerate(sorted(numbers.randrange(len(data)) for _ in range(8))):
        copy = tmp_path / f"cut-{turn}"
        shutil.copytree(root, copy)
        (copy / "events.jsonl").write_bytes(data[:size])
        assert errors(copy) == {}, size
        assert not any(v.verdict == "pass" and v.check.startswith(("FLW", "SEC")) for v in judge_all(Recording(copy)))


@pytest.mark.parametrize("lost", ["blobs", "target", "screens"])
def test_with_folders_lost(story: Any, lost: str) -> None:
    root = full(story)
    shutil.rmtree(root / lost, ignore_errors=True)
    assert errors(root) == {}


def test_unknown_events_and_rubbish_in_bodies(story: Any) -> None:
    root = full(story)
    lines = [json.loads(line) for line in (root / "events.jsonl").read_text("utf-8").splitlines()]
    last = lines[-1]["seq"]
    forged = [
        {"kind": "telepathy", "data": {"x": 1}},
        {"kind": "note", "data": {"name": "planted", "id": 7}},
        {"kind": "note", "data": {"name": "console", "text": None}},
        {"kind": "call", "data": {"phase": "begin", "id": "z", "api": "component.web-view", "args": [None, 3]}},
        {"kind": "call", "data": {"phase": "begin", "id": "y", "api": "wx.navigateToMiniProgram", "args": "x"}},
        {
            "kind": "call",
            "data": {"phase": "begin", "id": "w", "api": "component.web-view", "args": {"src": "http://[x"}},
        },
    ]
    with (root / "events.jsonl").open("a", encoding="utf-8") as file:
        for number, event in enumerate(forged, last + 1):
            file.write(json.dumps({"seq": number, "utc": "", "mono_ns": 1, "run": "agree", **event}) + "\n")
    assert errors(root) == {}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe\x00\xd8" * 300, "application/json; charset=utf-16"),
        (b'{"a":"\xc3\x28\xa0\xa1"}', "application/json; charset=no-such"),
        (b"[" * 5000, "application/json"),
        (b"--x\r\n\r\n", 'multipart/form-data; boundary="x"'),
        (b"\x1f\x8b\x08\x00broken", "application/json"),
        (b"\xde\xff\xff" + b"\x81" * 500, "application/x-msgpack"),
        (b"\x0a" * 4000, "application/x-protobuf"),
        (b"<a>" * 3000 + b"&#x110000;", "text/xml"),
    ],
)
def test_bodies_in_broken_encodings(story: Any, body: bytes, kind: str) -> None:
    story.setup({"target": {"operator_hosts": ["api.example.test"]}, "declared": {}})
    story.run("untouched")
    story.start()
    story.plant("phone", "number", PHONE)
    blob = story.log.blobs.put(body)
    headers = [["content-type", kind]]
    story.flow(
        OWN, body, request_headers=headers, response_headers=headers, response_body=blob, response_size=len(body)
    )
    story.log.close()
    assert errors(Path(story.root)) == {}


def test_a_body_of_200_mb(story: Any) -> None:
    """Only its beginning is decoded and the verdict says that it was not read in full; nothing is passed."""
    story.setup({"target": {"operator_hosts": ["api.example.test"]}, "declared": {}})
    story.run("untouched")
    story.start()
    story.plant("phone", "number", PHONE)
    name = story.log.blobs.put(b"x")
    large = next(path for path in Path(story.root).rglob("*") if path.is_file() and path.name.startswith(name))
    with large.open("wb") as file:
        file.write(b'{"p":"' + PHONE.encode() + b'","rest":"')
        file.truncate(200 << 20)
    story.flow(OWN, b"", request_body=name, request_size=200 << 20)
    story.covered()
    story.whole()
    verdicts = story.verdicts()
    assert not [c for c, v in verdicts.items() if v.verdict == "error"]
    assert verdicts["FLW-01"].verdict == "fail", "the beginning is enough for this"


def test_a_lost_body_is_no_clean_one(story: Any) -> None:
    story.setup({"target": {"operator_hosts": ["api.example.test"]}, "declared": {}})
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    story.flow(OWN, b"", request_body="0" * 64, request_size=9)
    story.covered()
    story.whole()
    found = story.verdicts()["FLW-01"]
    assert found.verdict == "inconclusive"
    assert any("could not be read in full" in text.en for text in found.missing)
