"""What is drawn in a small part of a picture: letters and their colour, marks beside them, arrows and houses of a bar.

All in CSS pixels. Nothing here knows any text.
"""

from typing import Any

import numpy

from crawler.drivers.android.frame import Frame
from recording.observations import Rect

_CLEAR, _FAINT = 90, 30
"""Steps of the three channels together that part a mark from its ground, and those that part one of a colour near its
ground's: bars are tinted without a look at what is written on them."""
_ASIDE = 0.25
"""Of a line's height: room between a mark and the words behind it, more than between any two letters."""
_APART = 6.0
"""CSS pixels between rows of one mark at most."""
Color = tuple[int, int, int]


def ink(frame: Frame, rect: Rect) -> tuple[Color, Color]:
    """The colour of the letters in a rectangle and that of the ground behind them."""
    pixels = frame.crop(rect).reshape(-1, 3).astype(numpy.int16)
    ground = numpy.median(pixels, axis=0)
    distance = numpy.abs(pixels - ground).sum(axis=1)
    strong = pixels[distance >= max(60, int(distance.max() * 0.7))]
    letters = numpy.median(strong, axis=0) if len(strong) else ground
    return color_of(letters), color_of(ground)


def mark_left_of(frame: Frame, rect: Rect, reach: float = 44) -> float | None:
    """Where something drawn just left of a line begins (a tick box); None when the ground is empty there."""
    left = max(rect[0] - reach, 0)
    part = frame.crop((left, rect[1], rect[0] - left - 2, rect[3])).astype(numpy.int16)
    if part.shape[1] < 8:
        return None
    ground = numpy.median(part.reshape(-1, 3), axis=0)
    columns = numpy.flatnonzero((numpy.abs(part - ground).sum(axis=2) > 60).any(axis=0))
    if len(columns) < 6:
        return None
    # The mark nearest to the words: further left may lie the edge of the window.
    breaks = numpy.flatnonzero(numpy.diff(columns) > 18 * frame.density)
    first = columns[breaks[-1] + 1] if len(breaks) else columns[0]
    return float(left + first / frame.density)


def mark_within(frame: Frame, rect: Rect) -> bool:
    """Whether a line's box begins with a mark that was taken in with the words: about as wide as high, and further
    from the next letter than letters stand from one another."""
    x, y, _, height = rect
    part = frame.crop((x, y, 2.5 * height, height)).astype(numpy.int16)
    ground = numpy.median(part.reshape(-1, 3), axis=0)
    columns = numpy.flatnonzero((numpy.abs(part - ground).sum(axis=2) > 60).any(axis=0))
    if len(columns) < 6:
        return False
    gaps = numpy.diff(columns)
    wide = numpy.flatnonzero(gaps > _ASIDE * height * frame.density)
    if not len(wide):
        return False
    mark = float(columns[wide[0]] - columns[0] + 1) / frame.density
    return 0.5 * height < mark < 1.5 * height


def glyph(frame: Frame, rect: Rect) -> tuple[float, float] | None:
    """Width and height of whatever is drawn in a rectangle; None when it is empty."""
    drawn = _drawn(frame, rect)
    if drawn is None:
        return None
    return (float(drawn.shape[1]) / frame.density, float(drawn.shape[0]) / frame.density)


def house(frame: Frame, rect: Rect) -> bool:
    """Whether a small mark stands there that has a roof and walls: it begins as a point, widens, and stands on a broad
    foot. WeChat draws it where nothing lies beneath a page, in the place of the arrow."""
    drawn = _drawn(frame, rect)
    if drawn is None:
        return False
    height, width = drawn.shape
    if not 12 <= height / frame.density <= 30 or not 0.75 <= width / height <= 1.4:
        return False
    rows = [numpy.flatnonzero(drawn[int(height * share)]) for share in (0.03, 0.3, 0.6, 0.94)]
    spans = [float(row[-1] - row[0] + 1) / width if len(row) else 0.0 for row in rows]
    point, roof, walls, foot = spans
    return point <= 0.35 and point + 0.15 <= roof and walls >= 0.6 and foot >= 0.5


def _drawn(frame: Frame, rect: Rect) -> Any:
    """What differs from the ground in a rectangle, cut to its box; None when nothing does. From a row on that differs
    all along, another ground begins: the page below a bar of its own colour. Of marks with room between them the
    tallest: lines of a page that was moved show below a bar of the page's colour."""
    part = frame.crop(rect).astype(numpy.int16)
    ground = numpy.median(part.reshape(-1, 3), axis=0)
    distance = numpy.abs(part - ground).sum(axis=2)
    drawn = distance > min(_CLEAR, max(_FAINT, int(distance.max()) // 2))
    ends = numpy.flatnonzero(drawn.all(axis=1))
    if len(ends):
        drawn = drawn[: ends[0]]
    rows = numpy.flatnonzero(drawn.any(axis=1))
    if not len(rows):
        return None
    apart = numpy.flatnonzero(numpy.diff(rows) > _APART * frame.density) + 1
    rows = max(numpy.split(rows, apart), key=len)
    drawn = drawn[rows[0] : rows[-1] + 1]
    columns = numpy.flatnonzero(drawn.any(axis=0))
    return drawn[:, columns[0] : columns[-1] + 1]


def colourful(color: Color) -> bool:
    """Not grey: links and marks are written in a colour of their own."""
    return max(color) - min(color) > 45


def color_of(values: Any) -> Color:
    return (round(float(values[0])), round(float(values[1])), round(float(values[2])))
