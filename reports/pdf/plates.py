"""The time line and the site map, each on a page of its own size."""

from pathlib import Path

from reports.html import words
from reports.html.view import Both, Page
from reports.pdf.drawing import Drawing
from reports.pdf.paper import LEFT, SOFT, TOP, Paper

_SIZES = tuple(
    size for long, short in ((297.0, 210.0), (420.0, 297.0), (594.0, 420.0)) for size in ((long, short), (short, long))
)
"""A4 to A2, lying or standing."""
_HEAD, _FOOT = 14.0, 24.0
_READABLE = 0.2
"""Millimetres per unit of a drawing: its smallest text is then 5 points."""


def write(paper: Paper, page: Page, folder: Path) -> None:
    """What there is of both; ``folder`` holds the drawings."""
    if page.timeline:
        _plate(paper, folder / page.timeline, Both("时间线", "Time line"), Both("", ""))
    if page.sitemap:
        _plate(paper, folder / page.sitemap, Both("页面地图", "Site map"), words.MAP_LEGEND)
    elif page.unmapped:
        paper.block(paper.say(words.UNMAPPED), colour=SOFT)


def _plate(paper: Paper, path: Path, title: Both, legend: Both) -> None:
    """On the smallest page on which it can be read; smaller than that when no page is large enough."""
    try:
        drawing = Drawing(path)
    except (OSError, ValueError):
        return
    scales = [_scale(drawing, *size) for size in _SIZES]
    at = next((at for at, scale in enumerate(scales) if scale >= _READABLE), scales.index(max(scales)))
    wide, tall = _SIZES[at]
    paper.plate(wide, tall)
    paper.start_section(paper.clean(paper.say(title)), level=1)
    name = paper.clean(paper.say(title))
    paper.word(name, LEFT, TOP, 15, bold=True)
    paper.word(paper.clean(paper.say(legend)), LEFT + paper.width_of(name, 15, bold=True) + 6, TOP, 8.5, colour=SOFT)
    drawing.put(paper, LEFT, TOP + _HEAD - 8, scales[at])


def _scale(drawing: Drawing, wide: float, tall: float) -> float:
    return min((wide - 2 * LEFT) / drawing.width, (tall - TOP - _HEAD - _FOOT + 8) / drawing.height, 0.35)
