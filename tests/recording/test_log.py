"""The log is the evidence: numbered without gaps, checked, whole after every line."""

import hashlib
import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from recording.event import Kind
from recording.log import Log
from recording.recording import Recording


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path / "original")


def test_events_are_numbered_from_one_without_gaps_and_readable_at_once(log: Log) -> None:
    for number in range(1, 6):
        assert log.note("state", state=str(number)).seq == number
        lines = (log.root / "events.jsonl").read_bytes().splitlines()
        assert [json.loads(line)["seq"] for line in lines] == list(range(1, number + 1))


def test_data_of_another_shape_is_refused_and_leaves_no_gap(log: Log) -> None:
    log.note("state")
    with pytest.raises(ValidationError):
        log.add(Kind.ACTION, {"type": "dance"})
    assert log.note("state").seq == 2


def test_a_second_writer_is_refused(log: Log) -> None:
    with pytest.raises(FileExistsError):
        Log(log.root)


def test_the_current_run_and_cold_start_are_put_into_events_that_do_not_name_them(log: Log) -> None:
    log.run, log.start = "refuse", 2
    tap = log.add(Kind.ACTION, {"type": "tap"})
    assert (tap.run, tap.data["start"]) == ("refuse", 2)
    assert log.add(Kind.ACTION, {"type": "tap", "start": 7}, run="agree").data["start"] == 7


def test_a_picture_has_the_number_of_its_event_and_its_hash(log: Log) -> None:
    log.note("state")
    event = log.screen(b"picture", {"page": "a"}, {"pixels_sha256": "p", "width": 1, "height": 1}, page="a")
    assert event.seq == 2
    assert event.data["sha256"] == hashlib.sha256(b"picture").hexdigest()
    assert (log.root / "screens/000002.png").read_bytes() == b"picture"
    assert json.loads((log.root / "screens/000002.tree.json").read_bytes()) == {"page": "a"}


def test_blobs_are_named_by_their_bytes_and_kept_once(log: Log) -> None:
    name = log.blobs.put(b"body")
    assert name == hashlib.sha256(b"body").hexdigest() == log.blobs.put(b"body")
    stream = log.blobs.stream()
    stream.write(b"bo")
    stream.write(b"dy")
    assert stream.close() == name
    assert log.blobs.put(b"") == ""
    assert [path.name for path in (log.root / "blobs").iterdir()] == [name]


def test_hostile_text_is_one_line_of_valid_utf8(log: Log) -> None:
    log.note("console", text='\ud800 "\n\u2028 \u202e</script>')
    raw = (log.root / "events.jsonl").read_bytes()
    assert raw.count(b"\n") == 1
    assert json.loads(raw.decode("utf-8"))["data"]["name"] == "console"


def test_a_log_cut_off_anywhere_is_read_up_to_the_cut(log: Log) -> None:
    for number in range(4):
        log.note("state", state=str(number))
    log.close()
    path = log.root / "events.jsonl"
    whole = path.read_bytes()
    ends = [i + 1 for i, byte in enumerate(whole) if byte == 10]
    for cut in range(0, len(whole), 7):
        path.write_bytes(whole[:cut])
        recording = Recording(log.root)
        complete = sum(end <= cut for end in ends)
        assert complete <= len(recording.events) <= complete + 1
        partial = cut not in (0, *ends) and len(recording.events) == complete
        assert bool(recording.damage) == partial


def test_files_outside_of_the_recording_are_never_read(log: Log, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    log.close()
    recording = Recording(log.root)
    with pytest.raises(FileNotFoundError):
        recording.file("../secret")
    with pytest.raises(OSError):
        recording.blob("../../secret")
