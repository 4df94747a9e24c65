"""Annotated copies of screens: boxes in the severity's colour, and a band under the picture, never over it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from recording.observations import Rect
from reports import fonts, plain

COLOURS = {
    "critical": (179, 27, 46),
    "major": (196, 78, 14),
    "minor": (138, 106, 0),
    "notice": (38, 92, 150),
}
_PAPER, _INK, _FAINT = (250, 249, 246), (28, 30, 34), (96, 100, 108)
_LEVEL = 6


class BlankPictureError(Exception):
    """The picture cannot be read as an image; nothing is drawn."""


@dataclass(frozen=True)
class Mark:
    """One box. ``rect`` in CSS pixels; ``label`` in the report's language, ``plain_label`` without Chinese."""

    rect: Rect
    severity: str
    label: str
    plain_label: str


@dataclass(frozen=True)
class Band:
    """What stands under the picture."""

    event: int
    page: str
    utc: str
    clock: str
    sha256: str
    run: str = ""


def annotate(picture: bytes, scale: float, marks: Sequence[Mark], band: Band) -> bytes:
    """A new PNG: the picture, its marks and the band. The same input gives the same bytes."""
    image = opened(picture)
    unit = max(1, round(scale))
    rows = _band_rows(band, image.width, unit)
    height = image.height + _band_height(rows, unit)
    sheet = Image.new("RGB", (image.width, height), _PAPER)
    sheet.paste(image, (0, 0))
    draw = ImageDraw.Draw(sheet)
    for mark in marks:
        _box(draw, mark, scale, unit, (image.width, image.height))
    draw.line([(0, image.height), (image.width, image.height)], fill=_INK, width=unit)
    y = image.height + 6 * unit
    for text, faint in rows:
        draw.text((8 * unit, y), text, fill=_FAINT if faint else _INK, font=fonts.drawn(11 * unit))
        y += 16 * unit
    return png(sheet)


def opened(picture: bytes) -> Image.Image:
    """The picture as RGB, decoded whole. Raises BlankPictureError."""
    try:
        with Image.open(io.BytesIO(picture), formats=("PNG",)) as image:
            return image.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise BlankPictureError("the picture is damaged") from None


def png(image: Image.Image) -> bytes:
    """PNG bytes with a fixed compression level and no ancillary chunks."""
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=_LEVEL)
    return out.getvalue()


def _box(draw: ImageDraw.ImageDraw, mark: Mark, scale: float, unit: int, size: tuple[int, int]) -> None:
    colour = COLOURS.get(mark.severity, COLOURS["notice"])
    x, y, width, height = (value * scale for value in mark.rect)
    left, top = max(0.0, x - 3 * unit), max(0.0, y - 3 * unit)
    right, bottom = min(size[0] - 1.0, x + width + 3 * unit), min(size[1] - 1.0, y + height + 3 * unit)
    if right <= left or bottom <= top:
        return
    draw.rectangle((left, top, right, bottom), outline=(255, 255, 255), width=5 * unit)
    draw.rectangle((left + unit, top + unit, right - unit, bottom - unit), outline=colour, width=3 * unit)
    font = fonts.drawn(13 * unit)
    text = _fitted(draw, mark.label if fonts.find() else mark.plain_label, size[0] - 16 * unit, 13 * unit)
    wide = draw.textlength(text, font=font) + 12 * unit
    tall = 20 * unit
    label_left = min(left, max(0, size[0] - wide))
    label_top = top - tall if top >= tall else min(bottom, size[1] - tall)
    draw.rectangle((label_left, label_top, label_left + wide, label_top + tall), fill=colour)
    draw.text((label_left + 6 * unit, label_top + tall / 2), text, fill=(255, 255, 255), font=font, anchor="lm")


def _band_rows(band: Band, width: int, unit: int) -> list[tuple[str, bool]]:
    draw = ImageDraw.Draw(Image.new("RGB", (1, 1)))
    room = width - 16 * unit
    size = 11 * unit
    run = f" · {band.run}" if band.run else ""
    return [
        (_fitted(draw, f"#{band.event}{run} · {plain.line(band.page) or '-'}", room, size), False),
        (_fitted(draw, f"{band.utc} · clock {band.clock}", room, size), True),
        (_fitted(draw, f"SHA-256 {band.sha256[:32]}", room, size), True),
        (_fitted(draw, f"               {band.sha256[32:]}", room, size), True),
    ]


def _band_height(rows: Sequence[tuple[str, bool]], unit: int) -> int:
    return (len(rows) * 16 + 12) * unit


def _fitted(draw: ImageDraw.ImageDraw, text: str, room: float, size: int) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    font = fonts.drawn(size)
    if draw.textlength(text, font=font) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if draw.textlength(text[:middle] + "…", font=font) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low] + "…"
