"""Tables whose rows may run over the end of a page."""

from collections.abc import Sequence

from reports.html.view import Both
from reports.pdf.paper import INK, LEFT, RULE, SOFT, WIDTH, Paper

_SIZE = 8.2
_PADDING = 1.1
Cell = str | Both


def table(paper: Paper, head: Sequence[Cell], rows: Sequence[Sequence[Cell]], shares: Sequence[float]) -> None:
    """``shares`` of the page's width, one per column; the head is set again on every page."""
    widths = [WIDTH * share / sum(shares) for share in shares]
    titles = [_text(paper, cell) for cell in head]
    if any(titles):
        paper.need(18)
        _row(paper, titles, widths, ())
    for row in rows:
        _row(paper, [_text(paper, cell) for cell in row], widths, titles)
    paper.gap(3)


def _text(paper: Paper, cell: Cell) -> str:
    return paper.clean(cell if isinstance(cell, str) else paper.say(cell))


def _row(paper: Paper, texts: Sequence[str], widths: Sequence[float], head: Sequence[str]) -> None:
    """Line by line through all cells, so that a long row breaks like any text. Without ``head`` it is one."""
    title = not head
    cells = [paper.lines(text, width - 2.5, _SIZE, title) for text, width in zip(texts, widths, strict=True)]
    leading = paper.leading(_SIZE)
    tall = max(len(lines) for lines in cells)
    paper.gap(_PADDING)
    if any(head):
        _again(paper, min(tall, 4) * leading + _PADDING, head, widths)
    for number in range(tall):
        if any(head):
            _again(paper, leading, head, widths)
        else:
            paper.need(leading)
        x = LEFT
        for text, lines, width in zip(texts, cells, widths, strict=True):
            if number < len(lines):
                start, end = lines[number]
                paper.line_of(text[start:end], x, _SIZE, title, SOFT if title else INK)
            x += width
        paper.gap(leading)
    paper.gap(_PADDING)
    paper.set_draw_color(*(INK if title else RULE))
    paper.line(LEFT, paper.get_y(), LEFT + WIDTH, paper.get_y())


def _again(paper: Paper, height: float, head: Sequence[str], widths: Sequence[float]) -> None:
    before = paper.page_no()
    paper.need(height)
    if paper.page_no() != before:
        _row(paper, head, widths, ())
