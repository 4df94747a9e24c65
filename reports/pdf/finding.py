"""One finding on paper: what, where, seen how, sent what, by which rule, mended how."""

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from reports import pictures, plain
from reports.html import words
from reports.html.view import Both, FindingView, Leak, Moment, Piece, Shot
from reports.pdf.paper import INK, LEFT, RIGHT, RULE, SOFT, WIDTH, Colour, Paper

_WIDE, _TALL = 62.0, 142.0
"""A picture on paper, at most; millimetres."""
_PIXELS = 560
_QUALITY = 82
_LABEL = 30.0
_MOST_LEAKS, _MOST_MOMENTS = 6, 16


def write(paper: Paper, finding: FindingView, folder: Path, *, first: bool) -> None:
    """On a page of its own, the first one below the heading of all."""
    if not first:
        paper.need(400)
    title = f"{finding.number} {plain.line(paper.say(finding.title), 120)}"
    paper.start_section(paper.clean(title), level=1)
    severity = words.of(words.SEVERITY, finding.severity)
    where = f"  {plain.line(finding.page, 100)}" if finding.page else ""
    paper.block(f"{finding.number}  {paper.say(severity)}  {finding.check}{where}", size=9, bold=True,
                colour=pictures.COLOURS.get(finding.severity, SOFT))  # fmt: skip
    paper.block(paper.say(finding.title), size=14, bold=True)
    paper.block(plain.line(paper.say(finding.reason), 1200), size=10.5)
    if finding.confirm:
        paper.block(paper.say(words.CONFIRM), bold=True)
    paper.gap(2)
    _pictures(paper, finding, folder)
    _proof(paper, finding)


def _pictures(paper: Paper, finding: FindingView, folder: Path) -> None:
    """The pair that tells it, side by side."""
    found = [(shot, image) for shot in finding.shots if (image := _smaller(folder / shot.picture)) is not None]
    if not found:
        return
    tall = min(_TALL, max(_WIDE * image.height / image.width for _, image in found))
    paper.need(tall + 16)
    top = paper.get_y()
    for place, (shot, image) in enumerate(found):
        wide = min(_WIDE, tall * image.width / image.height)
        x = LEFT + place * (WIDTH / 2)
        paper.set_y(top)
        _caption(paper, shot, x)
        paper.image(_jpeg(image), x=x, y=top + 11, w=wide, alt_text=paper.clean(plain.line(paper.say(shot.caption))))
        paper.set_draw_color(*RULE)
        paper.rect(x, top + 11, wide, wide * image.height / image.width)
    paper.set_y(top + 11 + tall + 3)
    if finding.more_shots:
        rest = ", ".join(f"#{shot.seq}" for shot in finding.more_shots)
        paper.block(f"{paper.say(Both('其余画面见 report.html：', 'More pictures in report.html: '))}{rest}", size=8,
                    colour=SOFT)  # fmt: skip


def _caption(paper: Paper, shot: Shot, x: float) -> None:
    room = WIDTH / 2 - 4
    for text, size, bold in (
        (f"{paper.say(shot.side)} · {paper.say(shot.caption)}" if shot.side else paper.say(shot.caption), 9, True),
        (f"#{shot.seq} {plain.line(shot.page, 60)}  SHA-256 {shot.sha256[:16]}", 7, False),
    ):
        clean = paper.clean(plain.line(text, 120))
        start, end = paper.lines(clean, room, size, bold)[0]
        paper.line_of(clean[start:end], x, size, bold)
        paper.gap(paper.leading(size))


def _smaller(path: Path) -> Image.Image | None:
    try:
        with Image.open(path, formats=("PNG",)) as image:
            image.load()
            ratio = min(1.0, _PIXELS / image.width)
            size = (max(1, round(image.width * ratio)), max(1, round(image.height * ratio)))
            return image.convert("RGB").resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _jpeg(image: Image.Image) -> io.BytesIO:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    out.seek(0)
    return out


def _proof(paper: Paper, finding: FindingView) -> None:
    if finding.leaks:
        _label(paper, Both("外发的数据", "Data sent"))
        for leak in finding.leaks[:_MOST_LEAKS]:
            _leak(paper, leak)
        _rest(paper, len(finding.leaks) - _MOST_LEAKS)
    if finding.calls:
        _label(paper, Both("代码位置", "In the code"))
        for call in finding.calls:
            place = f" - {plain.line(call.file, 200)}:{call.line}" if call.file else ""
            _text(paper, f"{plain.line(call.api, 80)}{place}")
    if finding.moments:
        _label(paper, Both("事件顺序", "Order of events"))
        _moments(paper, finding.moments[:_MOST_MOMENTS])
        _rest(paper, len(finding.moments) - _MOST_MOMENTS)
    if finding.clauses:
        _label(paper, Both("依据", "Rule"))
        for clause in finding.clauses:
            doubt = "" if clause.verified else paper.say(Both("（条款待核）", " (clause to be confirmed)"))
            _text(paper, f"{paper.say(clause.document)} {paper.say(clause.item)}{doubt}")
    if paper.say(finding.mend):
        _label(paper, Both("整改建议", "What mends it"))
        _text(paper, paper.say(finding.mend))
    _label(paper, Both("可信程度", "Certainty"))
    _text(paper, paper.say(finding.certainty))


def _label(paper: Paper, both: Both) -> None:
    """The name of what follows, in the margin column; what follows starts on the same line."""
    paper.gap(1.5)
    paper.need(12)
    paper.line_of(paper.clean(paper.say(both)), LEFT, 9, bold=True)


def _text(paper: Paper, text: str, size: float = 9, colour: Colour = INK) -> None:
    paper.pieces((Piece(text),), x=LEFT + _LABEL, width=RIGHT - LEFT - _LABEL, size=size, colour=colour)


def _leak(paper: Paper, leak: Leak) -> None:
    host, owner = plain.line(leak.host, 100), paper.say(leak.owner)
    told = Both(
        f"{leak.kind.zh} 以{leak.spelling.zh}发往 {host}（{owner}） {leak.moment.zh}",
        f"{leak.kind.en} sent {leak.spelling.en} to {host} ({owner}) {leak.moment.en}",
    )
    _text(paper, paper.say(told))
    head = Piece(f"#{leak.seq} {plain.line(leak.method, 12)} ")
    paper.pieces((head, *leak.url), x=LEFT + _LABEL, size=8)
    if leak.pieces:
        paper.pieces(leak.pieces, x=LEFT + _LABEL, width=WIDTH - _LABEL - 1, size=8, wash=True)
    if leak.call:
        _text(paper, f"{paper.say(Both('由此调用引起：', 'Caused by: '))}{plain.line(leak.call, 200)}", 8, SOFT)
    paper.gap(1.5)


def _moments(paper: Paper, moments: Sequence[Moment]) -> None:
    for moment in moments:
        detail = f" {plain.line(moment.detail, 160)}" if moment.detail else ""
        _text(paper, f"#{moment.seq}  {moment.utc[11:23]}  {plain.line(paper.say(moment.text), 120)}{detail}", 8.5)


def _rest(paper: Paper, count: int) -> None:
    if count > 0:
        _text(paper, paper.say(Both(f"另有 {count} 条，见 report.html。", f"{count} more in report.html.")), 8, SOFT)
