"""How far a running inspection is: read on where it stopped, whatever the target writes."""

import json
from pathlib import Path
from typing import Any

import pytest

from minispect.console.live import Live


def event(kind: str, seq: int, data: Any, run: str = "refuse", page: str = "") -> str:
    utc = f"2026-11-22T02:30:{seq:02}.000Z"
    return json.dumps({"kind": kind, "seq": seq, "data": data, "run": run, "page": page, "utc": utc}) + "\n"


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "MI-1.part" / "data" / "original" / "events.jsonl"
    path.parent.mkdir(parents=True)
    return path


def test_it_reads_on_and_waits_for_the_end_of_a_line(tmp_path: Path, events: Path) -> None:
    live = Live(tmp_path)
    assert live.step().runs == {}
    half = event("screen", 3, {}, page="pages/b")
    text = event("note", 1, {"name": "run.begin"}) + event("screen", 2, {}, page="pages/a") + half[:20]
    events.write_text(text)
    assert (live.step().screens, live.step().page, live.step().reached) == (1, "pages/a", 1)
    events.write_text(text + half[20:] + event("flow", 9, {}) + event("note", 10, {"name": "run.begin"}, "agree"))
    step = live.step()
    assert (step.screens, step.screen, step.page, step.reached, step.flows, step.seconds) == (2, 3, "pages/b", 2, 1, 9)
    assert step.runs == {"refuse": "over", "agree": "now"}
    assert step.as_json("en")["run"] == "Agree to all"
    events.write_text(events.read_text() + event("note", 11, {"name": "run.end"}, "agree"))
    assert live.step().as_json("en")["run"] == "Reading pictures, judging, sealing"


def test_what_a_target_makes_of_it_does_no_harm(tmp_path: Path, events: Path) -> None:
    target = events.parent / "target"
    target.mkdir()
    (target / "app.json").write_text('{"pages": 7, "subPackages": [{"pages": ["a", "b"]}, 3, {"pages": 9}]}')
    lines = ["no json", "[]", "{}", '{"data": 3}', "[" * 50_000]
    text = event("action", 1, {"type": "tap", "target": {"text": "\u202e<b>" + "x" * 5000}}, page="p")
    events.write_text("\n".join(lines) + "\n" + text + event("screen", 2, {}, page="\x1b" * 3000))
    told = Live(tmp_path).step().as_json("en")
    assert told["declared"] == 2
    assert told["action"].startswith("Tap ⟨U+202E⟩<b>")
    assert len(told["action"]) < 80
    assert len(told["page"]) <= 80
    assert "\x1b" not in json.dumps(told, ensure_ascii=False)


def test_no_part_and_a_part_that_is_a_link(tmp_path: Path) -> None:
    assert Live(tmp_path / "gone").part() is None
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "x.part").symlink_to(tmp_path / "elsewhere")
    assert Live(tmp_path).part() is None
