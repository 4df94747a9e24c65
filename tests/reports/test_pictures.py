import io
from pathlib import Path

import pytest
from PIL import Image

from detectors.verdict import Verdict
from recording.recording import Recording
from reports import filmstrip, fonts, pictures

BAND = pictures.Band(
    event=4, page="pages/index/index", utc="2026-11-22T02:30:00.000Z", clock="unchecked", sha256="ab" * 32
)


def png(size: tuple[int, int] = (750, 1624)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, "PNG")
    return out.getvalue()


def mark(
    label: str = "F1 手机号授权按钮", rect: tuple[float, float, float, float] = (40, 450, 295, 50)
) -> pictures.Mark:
    return pictures.Mark(rect, "critical", label, "F1 PHN-01")


def test_box_stands_around_the_element_and_the_band_below_the_picture() -> None:
    image = pictures.opened(pictures.annotate(png(), 2, [mark()], BAND))
    assert image.width == 750
    assert image.height > 1624 + 60
    red = pictures.COLOURS["critical"]
    assert image.getpixel((77, 950)) == red
    assert image.getpixel((375, 950)) == (255, 255, 255), "the element itself stays visible"
    assert image.getpixel((100, 880)) == red, "the label stands above the box"


def test_same_input_same_bytes_without_ancillary_chunks() -> None:
    first = pictures.annotate(png(), 2, [mark()], BAND)
    assert first == pictures.annotate(png(), 2, [mark()], BAND)
    assert b"tEXt" not in first
    assert b"tIME" not in first


@pytest.mark.parametrize("rect", [(-50, -50, 20, 20), (0, 0, 375, 812), (370, 800, 50, 50), (5000, 5000, 1, 1)])
def test_boxes_at_and_beyond_the_edge(rect: tuple[float, float, float, float]) -> None:
    pictures.annotate(png(), 2, [mark("x" * 500, rect)], BAND)


def test_labels_fall_back_to_english_ids_where_no_chinese_font_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "find", lambda: None)
    assert pictures.annotate(png(), 2, [mark("一")], BAND) == pictures.annotate(png(), 2, [mark("二")], BAND)


def test_chinese_font_has_glyphs() -> None:
    font = fonts.find()
    assert font is not None
    assert font.at(20).getmask("手").getbbox() != font.at(20).getmask("机").getbbox()


@pytest.mark.parametrize("data", [b"", b"GIF89a", png()[:200], b"\x89PNG\r\n\x1a\n" + b"\0" * 50])
def test_damaged_picture_is_said_to_be_damaged(data: bytes) -> None:
    with pytest.raises(pictures.BlankPictureError):
        pictures.opened(data)


def test_filmstrip_shows_each_look_once_and_marks_what_findings_show(original: Path, verdicts: list[Verdict]) -> None:
    recording = Recording(original)
    first, second = (event.seq for event in recording.of("screen"))
    strip = filmstrip.build(recording, {second})
    assert strip is not None
    image = pictures.opened(strip)
    assert image.width == 2 * 150 + 3 * 14
    assert filmstrip.build(recording, {first}) != strip
    assert filmstrip.build(recording, {second}) == strip
