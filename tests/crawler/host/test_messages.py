"""What the page tells becomes events; what it cannot know or forge stays out."""

import json
from pathlib import Path
from typing import Any

from crawler.host.messages import Messages, shorten
from recording.log import Log
from recording.recording import Recording

BASE = "https://servicewechat.com/wx1/devtools/"


def told(folder: Path, *messages: dict[str, Any]) -> tuple[Messages, Recording]:
    log = Log(folder)
    made = Messages(log, 3, BASE, {}, lambda call: ("p.1",) if call == "s3-c1" else ())
    for message in messages:
        copy = json.loads(json.dumps({"ms": 5.04, "page": "pages/a/a", **message}))
        made.identify(copy)
        made.write(copy)
    log.close()
    return made, Recording(folder)


def test_calls_carry_launch_place_label_and_planted_values(tmp_path: Path) -> None:
    stack = f"at f ({BASE}pages/a/a.js:7:3)"
    begin = {"t": "call", "id": "c1", "api": "wx.login", "args": {"x": "y" * 5000}, "label": "abc", "stack": stack}
    end = {"t": "end", "id": "c1", "api": "wx.login", "ok": True, "errMsg": "login:ok"}
    messages, recording = told(tmp_path / "o", begin, {"t": "fence", "number": 4}, end)
    first, second = recording.of("call")
    assert (first.data["id"], first.data["file"], first.data["line"]) == ("s3-c1", "pages/a/a.js", 7)
    assert first.data["args"]["x"]["length"] == 5000
    assert second.data["planted"] == ["p.1"]
    assert second.data["fence"] == 4
    assert messages.labels["abc"] == ("s3-c1", "pages/a/a")
    assert [event.seq for event in messages.calls] == [1, 2]


def test_storage_names_the_line_of_its_call_and_large_values_become_blobs(tmp_path: Path) -> None:
    begin = {"t": "call", "id": "c2", "api": "wx.setStorageSync", "stack": f"at f ({BASE}app.js:2:1)"}
    write = {"t": "storage", "op": "set", "key": "k", "value": "v" * 70_000, "call": "c2"}
    _, recording = told(tmp_path / "o", begin, write)
    data = recording.of("storage")[0].data
    assert (data["file"], data["line"], data["call"]) == ("app.js", 2, "s3-c2")
    assert recording.blob(data["blob"]) == b"v" * 70_000


def test_hostile_shapes_neither_raise_nor_write_nonsense(tmp_path: Path) -> None:
    _, recording = told(
        tmp_path / "o",
        {"t": "unknown"},
        {"t": "call", "id": "c1", "api": ["wx.login"], "stack": 5, "since_input_ms": "soon", "args": None},
        {"t": "error", "message": {"a": 1}, "cause": "trust me"},
        {"t": "storage", "op": "set", "key": "k", "value": "\ud800", "call": 7},
    )
    assert recording.of("error")[0].data.get("cause", "unknown") == "unknown"
    assert recording.damage == []


def test_floods_of_console_and_errors_are_bounded(tmp_path: Path) -> None:
    flood = [{"t": "console", "level": "log", "text": [str(n), {"a": 1}]} for n in range(1000)]
    _, recording = told(tmp_path / "o", *flood, *({"t": "error", "message": "x"} for _ in range(1000)))
    assert len(recording.notes("console")) <= 500
    assert recording.notes("console")[0].data["text"] == '0 {"a": 1}'
    assert len(recording.of("error")) <= 500


def test_long_strings_keep_length_and_hash() -> None:
    cut = shorten(["a" * 4096, {"b": "c" * 4097}])
    assert cut[0] == "a" * 4096
    assert cut[1]["b"]["length"] == 4097
    assert len(cut[1]["b"]["sha256"]) == 64
