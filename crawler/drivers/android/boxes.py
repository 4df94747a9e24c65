"""Boxes to tick, as a picture shows them: a small square or circle before a line, empty or filled."""

from dataclasses import dataclass
from typing import Any

import numpy

from crawler.drivers.android.frame import Frame
from recording.observations import Rect

_REACH = 48.0
"""CSS pixels to the left of a line within which its box stands."""
_ABOVE = 10.0
"""A box may be taller than its line by so much at either end."""
_LEAST, _MOST = 9.0, 34.0
_FAINT = 36
"""Difference of colour, over all channels, from which on something is drawn: boxes are often pale."""
_RULE = 0.8
"""Share of a row that letters never fill."""
_FILLED = 0.08
"""Share of a box's inside that a tick or a dot covers at least."""
_COLOURFUL = 60


@dataclass(frozen=True)
class Box:
    rect: Rect
    ticked: bool


def box_before(frame: Frame, line: Rect) -> Box | None:
    """The box nearest to the beginning of a line; None where nothing of a box's size and form stands."""
    left, top = max(line[0] - _REACH, 0.0), max(line[1] - _ABOVE, 0.0)
    part = frame.crop((left, top, line[0] - left - 2, line[3] + 2 * _ABOVE)).astype(numpy.int16)
    if part.shape[1] < 3 * _LEAST:
        return None
    ground = numpy.median(part.reshape(-1, 3), axis=0)
    drawn = numpy.abs(part - ground).sum(axis=2) > _FAINT
    drawn[_rules(frame, line, top, part.shape[0], ground)] = False
    columns = _last_run(numpy.flatnonzero(drawn.any(axis=0)), 3 * frame.density)
    if columns is None:
        return None
    middle = (line[1] + line[3] / 2 - top) * frame.density
    rows = _run_at(numpy.flatnonzero(drawn[:, columns[0] : columns[1] + 1].any(axis=1)), middle, 2 * frame.density)
    if rows is None:
        return None
    wide, tall = ((b - a + 1) / frame.density for a, b in (columns, rows))
    if not (_LEAST <= wide <= _MOST and _LEAST <= tall <= _MOST and 0.75 <= wide / tall <= 1.33):
        return None
    inside = part[rows[0] : rows[1] + 1, columns[0] : columns[1] + 1]
    place = (left + columns[0] / frame.density, top + rows[0] / frame.density, wide, tall)
    gap = frame.crop((place[0] + wide, place[1], max(line[0] - place[0] - wide - 1, 1), tall)).astype(numpy.int16)
    if (numpy.abs(gap - ground).sum(axis=2) > _FAINT).mean() > 0.5:
        return None  # the ground changes there: the edge of a panel
    return Box(place, _ticked(inside))


def _rules(frame: Frame, line: Rect, top: float, rows: int, ground: Any) -> Any:
    """Rows of a rule between entries: it goes on above or below the words, a box ends before them."""
    beside = frame.crop((line[0], top, min(line[2], _REACH), line[3] + 2 * _ABOVE)).astype(numpy.int16)[:rows]
    return (numpy.abs(beside - ground).sum(axis=2) > _FAINT).mean(axis=1) > _RULE


def _ticked(pixels: Any) -> bool:
    """Its inside is coloured, or holds a mark."""
    height, width = pixels.shape[:2]
    inside = pixels[height // 4 : height - height // 4, width // 4 : width - width // 4].reshape(-1, 3)
    ground = numpy.median(inside, axis=0)
    marked = float((numpy.abs(inside - ground).sum(axis=1) > 120).mean())
    return bool(ground.max() - ground.min() > _COLOURFUL) or marked >= _FILLED


def _last_run(found: Any, gap: float) -> tuple[int, int] | None:
    """The last stretch without a gap: nearest to the words."""
    if len(found) == 0:
        return None
    breaks = numpy.flatnonzero(numpy.diff(found) > gap)
    return int(found[breaks[-1] + 1] if len(breaks) else found[0]), int(found[-1])


def _run_at(found: Any, middle: float, gap: float) -> tuple[int, int] | None:
    """The stretch that lies around a place."""
    for run in numpy.split(found, numpy.flatnonzero(numpy.diff(found) > gap) + 1):
        if len(run) and run[0] <= middle <= run[-1]:
            return int(run[0]), int(run[-1])
    return None
