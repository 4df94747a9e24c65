import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from recording.log import Log
from recording.recording import Recording
from reports import fonts, second_reading


@pytest.mark.ocr
def test_reads_chinese_in_css_pixels(tmp_path: Path) -> None:
    image = Image.new("RGB", (750, 600), "white")
    ImageDraw.Draw(image).text((100, 200), "授权手机号后点餐", fill="black", font=fonts.drawn(48))
    out = io.BytesIO()
    image.save(out, "PNG")
    log = Log(tmp_path)
    data = {"pixels_sha256": "0", "width": 750, "height": 600, "scale": 2}
    seq = log.screen(out.getvalue(), None, data, page="p").seq
    log.close()
    recording = Recording(tmp_path)
    written, gap = second_reading.read(recording, [seq, 99])
    assert (written, gap) == ([f"screens/{seq:06d}.tess.json"], "")
    reading = second_reading.load(recording, seq)
    assert reading is not None
    assert "手机号" in reading.text
    x, y, _, _ = reading.lines[0].rect
    assert (abs(x - 50) < 8, 90 < y < 120) == (True, True)


def test_missing_engine_is_a_limit_in_plain_words(monkeypatch: pytest.MonkeyPatch, original: Path) -> None:
    monkeypatch.setattr(second_reading.shutil, "which", lambda name: None)
    written, gap = second_reading.read(Recording(original), [4])
    assert written == []
    assert "tesseract" in gap
