"""The queue of pictures: each distinct one once, failures told, never a hang. And one real reading."""

import hashlib
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from crawler.driver import Snapshot
from crawler.eyes import reader as reader_
from crawler.eyes.reader import Reader
from recording.log import Log
from recording.recording import Recording
from recording.tree import Tree

FAKE = """
import json, sys, time
print(json.dumps({"engine": "fake", "version": "1", "models": {}}), flush=True)
for line in sys.stdin:
    task = json.loads(line)
    act = MODE
    if act == "die":
        sys.exit(3)
    if act == "hang":
        time.sleep(600)
    if act == "threads":
        print(json.dumps({"lines": [{"text": str(task["threads"]), "rect": [1, 2, 3, 4], "score": 1}]}), flush=True)
    elif act == "bad":
        print(json.dumps({"error": "no picture"}), flush=True)
    else:
        print(json.dumps({"lines": [{"text": "hi", "rect": [1, 2, 3, 4], "score": 1}], "seconds": 0}), flush=True)
"""


def fake(mode: str) -> tuple[str, ...]:
    return (sys.executable, "-c", f"MODE = {mode!r}\n{FAKE}")


def snapshot(log: Log, mark: int, picture: Image.Image | None = None) -> Snapshot:
    picture = picture or Image.new("RGB", (20, 20), (mark, 0, 0))
    out = io.BytesIO()
    picture.save(out, "PNG")
    pixels = hashlib.sha256(picture.tobytes()).hexdigest()
    data = {"pixels_sha256": pixels, "width": picture.width, "height": picture.height}
    event = log.screen(out.getvalue(), None, data, page="a/a")
    return Snapshot(event, Tree(), out.getvalue())


async def run(log: Log, mode: str, count: int, same: bool = False) -> tuple[Reader, Recording]:
    eyes = Reader(log, fake(mode))
    eyes.start()
    for mark in range(count):
        eyes.show(snapshot(log, 7 if same else mark))
    await eyes.drain()
    await eyes.close()
    log.close()
    return eyes, Recording(log.root)


async def test_each_distinct_picture_is_read_once(tmp_path: Path) -> None:
    eyes, recording = await run(Log(tmp_path / "o"), "ok", 5, same=True)
    assert eyes.read == 1
    reading = recording.reading(recording.of("screen")[4])
    assert reading is not None and reading.text == "hi" and reading.engine == "fake"


async def test_a_note_binds_the_reading_by_its_hash(tmp_path: Path) -> None:
    _, recording = await run(Log(tmp_path / "o"), "ok", 1)
    (note,) = recording.notes("ocr")
    assert note.data["screen"] == recording.of("screen")[0].seq
    assert hashlib.sha256(recording.file(note.data["path"])).hexdigest() == note.data["sha256"]


async def test_a_process_that_dies_is_told_and_does_not_hang(tmp_path: Path) -> None:
    eyes, recording = await run(Log(tmp_path / "o"), "die", 4)
    assert eyes.read == 0
    assert len(recording.of("error")) == reader_.LIVES
    assert recording.notes("limit")[0].data["what"] == "ocr"


async def test_a_process_that_hangs_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_, "ONE", 0.2)
    _, recording = await run(Log(tmp_path / "o"), "hang", 3)
    assert "no answer" in recording.of("error")[0].data["message"]


async def test_a_picture_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    _, recording = await run(Log(tmp_path / "o"), "bad", 2)
    assert len(recording.of("error")) == 2
    assert recording.notes("limit") == []


async def test_no_engine_is_a_limit(tmp_path: Path) -> None:
    log = Log(tmp_path / "o")
    eyes = Reader(log, ("/nowhere/python",))
    eyes.start()
    eyes.show(snapshot(log, 1))
    await eyes.drain()
    await eyes.close()
    log.close()
    assert Recording(log.root).notes("limit")


@pytest.mark.parametrize(("count", "most"), [(3, 1), (20, 2)])
async def test_a_long_queue_after_the_walk_takes_another_core(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, most: int
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    _, recording = await run(Log(tmp_path / "o"), "threads", count)
    used = [int(json.loads(recording.file(n.data["path"]))["lines"][0]["text"]) for n in recording.notes("ocr")]
    assert len(used) == count
    assert max(used) == most


@pytest.mark.ocr
async def test_chinese_is_read_with_its_place(tmp_path: Path) -> None:
    fonts = sorted(Path("/usr/share/fonts").rglob("NotoSansCJK-Regular.ttc"))
    if not fonts:
        pytest.skip("no Chinese font on this machine")
    picture = Image.new("RGB", (750, 600), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(fonts[0]), 36)
    draw.text((60, 80), "申请获取你的手机号", fill="#111111", font=font)
    draw.rounded_rectangle((60, 400, 690, 500), 12, fill="#07c160")
    draw.text((330, 425), "不允许", fill="white", font=font)
    log = Log(tmp_path / "o")
    eyes = Reader(log)
    eyes.start()
    reading: Any = await eyes.look(snapshot(log, 0, picture))
    other = Image.new("RGB", (750, 600), "white")
    other.paste(picture.crop((0, 300, 750, 600)), (0, 0))
    eyes._threads = 2
    again: Any = await eyes.look(snapshot(log, 1, other))
    assert "不允许" in again.text
    await eyes.close()
    log.close()
    assert "申请获取你的手机号" in reading.text
    (button,) = [line for line in reading.lines if line.text == "不允许"]
    x, y, width, height = button.rect
    assert 165 <= x + width / 2 <= 210 and 205 <= y + height / 2 <= 230
    assert len(reading.models) >= 2
