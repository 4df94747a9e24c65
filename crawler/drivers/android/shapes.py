"""What can be told from the colours of a picture alone: panes, a panel before a dimmed page, pictures.

All in CSS pixels. Nothing here knows any text.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy

from crawler.drivers.android.frame import GESTURE_SHARE, STATUS_SHARE, Frame
from crawler.drivers.android.marks import Color, color_of
from recording.observations import Rect
from recording.sight import geometry

_EDGE = 7
"""Steps of colour between neighbours from which on there is an edge (a display's grain makes up to 5)."""
_HALF = 2
_SMALL = 150
"""Half-size pixels of the smallest pane: a small tag."""
_FILLED = 0.45
"""Share of its box that a pane covers at least; text takes the rest."""
_DIMMED = 0.78
"""A page whose brightest parts reach this share of the panel's brightest lies behind a mask."""
_DIMMED_PAGE = 0.7
"""The same between bars that stay bright: a page of one dark colour must not be taken for a dimmed one."""
_GREY = 24
"""Steps between the channels of white that lies behind a mask, at most."""
_TOP_BAR, _LOW_BAR = 0.15, 0.13
"""Share of the screen that a bar takes at most, with what the phone itself shows above and below."""


@dataclass(frozen=True)
class Pane:
    """An area of one colour with a straight outline: a button, a card, a panel, the page's ground."""

    rect: Rect
    color: Color

    @property
    def area(self) -> float:
        return self.rect[2] * self.rect[3]


@dataclass(frozen=True)
class Shapes:
    """Everything found on one frame. ``panel`` is the pane before a dimmed screen, if any; ``sheet`` one before a page
    that is dimmed between its bars: what a page draws itself lies beside them."""

    panes: tuple[Pane, ...]
    panel: Rect | None
    pictures: tuple[Rect, ...]
    sheet: Rect | None = None

    @property
    def front(self) -> Rect | None:
        """Whatever lies before the page."""
        return self.panel or self.sheet

    def around(self, rect: Rect) -> Pane | None:
        """The smallest pane that holds a rectangle."""
        holding = [p for p in self.panes if _holds(p.rect, rect)]
        return min(holding, key=lambda p: p.area, default=None)


@lru_cache(maxsize=16)
def shapes(frame: Frame) -> Shapes:
    """Look at one frame."""
    small = _small(frame)
    edges = _edges(small)
    scale = _HALF / frame.density
    panes = tuple(_panes(small, edges, scale))
    wide = _wide(frame, panes)
    panel = next((rect for rect in wide if _before_a_mask(frame, rect)), None)
    sheet = _sheet(frame, panes, wide) if panel is None else None
    return Shapes(panes, panel, tuple(_pictures(edges, scale, frame.viewport)), sheet)


def _small(frame: Frame) -> Any:
    height, width = frame.pixels.shape[:2]
    return cv2.resize(frame.pixels, (width // _HALF, height // _HALF), interpolation=cv2.INTER_AREA)


def _edges(small: Any) -> Any:
    """1 where neighbours differ."""
    kernel = numpy.ones((3, 3), numpy.uint8)
    spread = cv2.dilate(small, kernel).astype(numpy.int16) - cv2.erode(small, kernel).astype(numpy.int16)
    return (spread.max(axis=2) > _EDGE).astype(numpy.uint8)


def _panes(small: Any, edges: Any, scale: float) -> list[Pane]:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(1 - edges, connectivity=4)
    flat = labels.reshape(-1)
    sizes = numpy.maximum(numpy.bincount(flat, minlength=count), 1)
    means = [numpy.bincount(flat, weights=small[:, :, c].reshape(-1), minlength=count) / sizes for c in range(3)]
    found = []
    for number in range(1, count):
        left, top, width, height, area = (int(v) for v in stats[number])
        if area < _SMALL or area < _FILLED * width * height:
            continue
        # The edge itself, a pixel on each side, belongs to the pane.
        rect = ((left - 1) * scale, (top - 1) * scale, (width + 2) * scale, (height + 2) * scale)
        found.append(Pane(_rounded(rect), color_of([means[c][number] for c in range(3)])))
    return found


def _wide(frame: Frame, panes: tuple[Pane, ...]) -> list[Rect]:
    """Panes that may be a panel, the largest first; not the bar at the top, before which a dark page of few words looks
    dimmed."""
    width, height = frame.viewport
    joined = _joined([p for p in panes if p.rect[2] >= 60 and p.rect[3] >= 24])
    wide = [r for r in joined if r[2] >= 0.55 * width and 0.07 * height <= r[3] <= 0.93 * height]
    wide = [r for r in wide if r[1] > height * STATUS_SHARE + 6 or r[1] + r[3] > _TOP_BAR * height]
    return [geometry.clipped(rect, frame.viewport) for rect in sorted(wide, key=lambda r: -r[2] * r[3])]


def _sheet(frame: Frame, panes: tuple[Pane, ...], wide: list[Rect]) -> Rect | None:
    """The largest wide pane before a page that lies dimmed between bars as bright as the pane: the platform draws the
    bars, and no mask of a page reaches them."""
    width, height = frame.viewport
    across = [p.rect for p in panes if p.rect[2] >= 0.9 * width]
    tops = [r[1] + r[3] for r in across if r[1] <= height * STATUS_SHARE + 6 and r[1] + r[3] <= _TOP_BAR * height]
    if not tops:
        return None
    top = max(tops)
    low = [r[1] for r in across if r[1] + r[3] >= height * 0.96 and r[3] <= _LOW_BAR * height]
    bottom = min(low, default=height)
    for rect in wide:
        upper, lower = max(rect[1], top), min(rect[1] + rect[3], bottom)
        cut = (rect[0], upper, rect[2], lower - upper)
        if cut[3] >= 0.07 * height and _dimmed_between(frame, cut, top + 2, bottom - 2):
            return _rounded(cut)
    return None


def _dimmed_between(frame: Frame, rect: Rect, top: float, bottom: float) -> bool:
    size = frame.density
    left, upper, right, lower = (int(v * size) for v in (rect[0], rect[1], rect[0] + rect[2], rect[1] + rect[3]))
    inside = frame.pixels[upper:lower:3, left:right:3].max(axis=2)
    shown = numpy.ones(frame.pixels.shape[:2], bool)
    shown[: int(top * size)] = shown[int(bottom * size) :] = False
    shown[max(upper - 4, 0) : lower + 4, max(left - 4, 0) : right + 4] = False
    around = frame.pixels[::3, ::3][shown[::3, ::3]].astype(numpy.int16)
    if len(around) < 0.1 * shown[::3, ::3].size:
        return False
    light = around.max(axis=1)
    brightest, dimmed = float(numpy.percentile(inside, 99.5)), float(numpy.percentile(light, 99.7))
    white = around[light >= dimmed - 6]
    grey = float(numpy.median(white.max(axis=1) - white.min(axis=1))) <= _GREY
    return brightest > 100 and grey and 20 < dimmed <= _DIMMED_PAGE * brightest


def _joined(panes: list[Pane]) -> list[Rect]:
    """Panes of one colour that only a hairline parts belong together: the buttons of a window and its text."""
    groups: list[list[Pane]] = []
    for pane in panes:
        touching = [g for g in groups if any(_touch(pane, other) for other in g)]
        groups = [g for g in groups if g not in touching]
        groups.append([pane, *(other for g in touching for other in g)])
    return [geometry.bounds(p.rect for p in group) for group in groups]


def _touch(one: Pane, other: Pane) -> bool:
    if max(abs(a - b) for a, b in zip(one.color, other.color, strict=True)) > 8:
        return False
    gap = 3.0
    x, y, width, height = one.rect
    return geometry.overlap((x - gap, y - gap, width + 2 * gap, height + 2 * gap), other.rect) > 20 * gap


def _before_a_mask(frame: Frame, rect: Rect) -> bool:
    light = frame.pixels.max(axis=2)
    size, tall = frame.density, frame.image.height
    left, top = int(rect[0] * size), int(rect[1] * size)
    right, bottom = int((rect[0] + rect[2]) * size), int((rect[1] + rect[3]) * size)
    inside = light[top:bottom:3, left:right:3]
    rest = light.copy()
    # Rounded corners of the panel, and what Android draws over every mask, say nothing.
    margin = int(16 * size)
    rest[max(top - 4, 0) : bottom + 4, max(left - 4, 0) : right + 4] = 0
    first, last = int(tall * STATUS_SHARE), int(tall * GESTURE_SHARE)
    outside = rest[first:last:3, ::3]
    covered = (rect[2] * rect[3]) / (frame.viewport[0] * frame.viewport[1])
    if covered > 0.9 or outside.size == 0 or margin >= tall:
        return False
    brightest = float(numpy.percentile(inside, 99.5))
    shown = outside[outside > 0]
    if shown.size == 0:
        return brightest > 100
    return brightest > 100 and float(numpy.percentile(shown, 99.7)) <= _DIMMED * brightest


def _pictures(edges: Any, scale: float, viewport: tuple[float, float]) -> list[Rect]:
    """Busy areas that are no lines of text: photographs and drawings of some size."""
    kernel = numpy.ones((5, 5), numpy.uint8)
    joined = cv2.morphologyEx(edges, cv2.MORPH_CLOSE, kernel)
    # Letters and hairlines vanish, what is busy all over stays.
    solid = cv2.morphologyEx(joined, cv2.MORPH_OPEN, numpy.ones((23, 23), numpy.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=4)
    found = []
    for number in range(1, count):
        left, top, width, height, _ = (int(v) for v in stats[number])
        rect = _rounded((left * scale, top * scale, width * scale, height * scale))
        if geometry.share(rect, viewport) >= 0.01 and min(rect[2], rect[3]) >= 32:
            found.append(rect)
    return found


def _holds(outer: Rect, inner: Rect) -> bool:
    slack = 3
    return (
        outer[0] - slack <= inner[0]
        and outer[1] - slack <= inner[1]
        and inner[0] + inner[2] <= outer[0] + outer[2] + slack
        and inner[1] + inner[3] <= outer[1] + outer[3] + slack
    )


def _rounded(rect: Rect) -> Rect:
    return (round(rect[0], 1), round(rect[1], 1), round(rect[2], 1), round(rect[3], 1))
