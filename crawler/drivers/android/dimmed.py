"""Whether what looks like a panel before a dimmed page is one, going by the words beside it.

Colours alone do not tell a dark page of few words with a card on it from a dimmed page: of all its pixels the words are
too few. A mask dims words with their ground; those beside a card are as bright as those on it.
"""

from collections.abc import Sequence
from dataclasses import replace

from crawler.drivers.android.frame import TOP_BARS, Frame
from crawler.drivers.android.marks import ink
from crawler.drivers.android.shapes import Shapes
from recording.reading import Line
from recording.sight import geometry

_DARK = 60
"""The brightest channel of a dark ground; a white page behind a mask is lighter."""
_AS_BRIGHT = 0.85
_LOW_BARS = 0.87
"""Share of the height above which a page's own words stand."""


def told_by_words(frame: Frame, found: Shapes, lines: Sequence[Line]) -> Shapes:
    """The shapes without the panel where all words beside it are bright letters on a dark ground."""
    front = found.front
    if front is None:
        return found
    page = [line for line in lines if len(line.text) > 1 and _within_bars(frame, line)]
    on = [ink(frame, line.rect) for line in page if geometry.inside(line.rect, front)]
    beside = [ink(frame, line.rect) for line in page if not geometry.inside(line.rect, front)]
    brightest = max((max(*letters, *ground) for letters, ground in on), default=0)
    plain = beside and all(max(b) < _DARK and max(a) >= _AS_BRIGHT * brightest for a, b in beside)
    return replace(found, panel=None, sheet=None) if plain and brightest else found


def _within_bars(frame: Frame, line: Line) -> bool:
    middle = line.rect[1] + line.rect[3] / 2
    return TOP_BARS < middle < _LOW_BARS * frame.viewport[1]
