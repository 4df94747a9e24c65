"""What belongs to a popup though it stands beside its card, and the mark that closes it.

A mask dims the page; what is drawn on the mask itself, under the card or at its corner, is as bright as the card: words
("暂不登录"), and marks without words, most of all a cross. Nothing here knows any text.
"""

from collections.abc import Sequence
from typing import Any

import cv2
import numpy

from crawler.drivers.android.frame import GESTURE_SHARE, TOP_BARS, Frame
from crawler.drivers.android.marks import ink
from recording.observations import Rect
from recording.reading import Line
from recording.sight import geometry

_AS_BRIGHT = 0.85
"""Share of the card's brightest from which on something is not dimmed."""
_DISTINCT = 60
"""Steps of colour that part a mark on the card from its ground."""
_LEAST, _MOST = 10.0, 72.0
"""CSS pixels of a mark's sides."""
_ROUND = 1.45
"""How much longer one side of a mark may be."""
_AROUND = 6.0
"""CSS pixels around a mark that answer a finger, too: marks are drawn smaller than what they stand on."""
_CORNER = 56.0
"""CSS pixels from a card's upper corners within which its own mark stands."""
_GAP = 11
"""Pixels between parts of one mark, such as a cross and the ring around it, at most (at half size)."""
_SIDE = 48
"""Pixels to which a mark is brought to be told."""
_ARM = (0.10, 0.13, 0.16)
"""How far from its middle a mark is looked at, as shares of its side: where the arms of a cross are, and are not."""
_AXES = ((-1, 0), (1, 0), (0, -1), (0, 1))
_HALF = 2


def lit(frame: Frame, card: Rect, lines: Sequence[Line]) -> set[Rect]:
    """Lines beside the card that no mask dims."""
    least = _AS_BRIGHT * _brightest(frame, card)
    around = _grown(card)
    # What touches the card reaches out from under it: its box holds some of the card's own brightness.
    beside = [x.rect for x in lines if geometry.overlap(x.rect, around) == 0 and _of_the_page(frame, x.rect)]
    return {rect for rect in beside if max(max(part) for part in ink(frame, rect)) >= least}


def crosses(frame: Frame, card: Rect, lines: Sequence[Line]) -> list[Rect]:
    """Crosses on the mask beside the card, and at the upper corners of the card."""
    read = [x.rect for x in lines if len(x.text) > 1]
    bright = frame.pixels.max(axis=2) >= _AS_BRIGHT * _brightest(frame, card)
    x, y, width, height = card
    _blank(frame, bright, _grown(card))
    found = _found(frame, bright, (0.0, 0.0))
    for left in (x, x + width - _CORNER):
        corner = (max(left, 0.0), max(y, 0.0), _CORNER, min(_CORNER, height))
        part = frame.crop(corner).astype(numpy.int16)
        ground = numpy.median(part.reshape(-1, 3), axis=0)
        found += _found(frame, numpy.abs(part - ground).sum(axis=2) > _DISTINCT, corner[:2])
    return [r for r in found if _of_the_page(frame, r) and not any(geometry.overlap(line, r) > 0 for line in read)]


def _brightest(frame: Frame, card: Rect) -> float:
    return float(numpy.percentile(frame.crop(card).max(axis=2), 99.5))


def _of_the_page(frame: Frame, rect: Rect) -> bool:
    middle = rect[1] + rect[3] / 2
    return TOP_BARS < middle < GESTURE_SHARE * frame.viewport[1]


def _grown(rect: Rect) -> Rect:
    x, y, width, height = rect
    return (x - _AROUND, y - _AROUND, width + 2 * _AROUND, height + 2 * _AROUND)


def _blank(frame: Frame, drawn: Any, rect: Rect) -> None:
    x, y, width, height = (int(v * frame.density) for v in rect)
    drawn[max(y, 0) : y + height, max(x, 0) : x + width] = False


def _found(frame: Frame, drawn: Any, origin: tuple[float, float]) -> list[Rect]:
    """Crosses among what is drawn there, with the room around them that a finger may hit."""
    small = drawn[::_HALF, ::_HALF].astype(numpy.uint8)
    joined = cv2.morphologyEx(small, cv2.MORPH_CLOSE, numpy.ones((_GAP, _GAP), numpy.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    scale = _HALF / frame.density
    found = []
    for number in range(1, count):
        left, top, wide, tall = (int(v) for v in stats[number][:4])
        short, long = sorted((wide * scale, tall * scale))
        if short < _LEAST or long > min(_MOST, _ROUND * short):
            continue
        part = drawn[top * _HALF : (top + tall) * _HALF, left * _HALF : (left + wide) * _HALF]
        if _is_cross(part):
            found.append(_grown((origin[0] + left * scale, origin[1] + top * scale, wide * scale, tall * scale)))
    return found


def _is_cross(drawn: Any) -> bool:
    """Drawn along both diagonals near its middle and not between them; or the other way round, cut out of a disc."""
    square = cv2.resize(drawn.astype(numpy.float32), (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    most, least = cv2.dilate(square, numpy.ones((3, 3))), cv2.erode(square, numpy.ones((3, 3)))
    middle, signs = (_SIDE - 1) / 2, (-1, 1)
    arms = [(middle + a * s * _SIDE, middle + b * s * _SIDE) for s in _ARM for a in signs for b in signs]
    between = [(middle + a * 1.41 * s * _SIDE, middle + b * 1.41 * s * _SIDE) for s in _ARM for a, b in _AXES]
    cut = min(_at(most, arms)) > 0.5 and max(_at(square, between)) < 0.35
    out = max(_at(least, arms)) < 0.5 and min(_at(square, between)) > 0.65 and float(square.mean()) > 0.5
    return cut or out


def _at(values: Any, points: Sequence[tuple[float, float]]) -> list[float]:
    return [float(values[round(y), round(x)]) for x, y in points]
