"""Everything under ``derived/``, computed from ``original/`` and ``inspection.json``: same input, same bytes."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pydantic import ValidationError

from detectors.judge import judge_all
from detectors.verdict import Verdict
from recording import canonical
from recording.recording import Recording
from reports import (
    filmstrip,
    findings,
    findings_csv,
    har,
    pictures,
    plain,
    recipients,
    sarif,
    second_reading,
    sitegraph,
    sitemap,
    timeline,
    warc,
)
from reports.findings import Numbered
from reports.html import report, shots, telling
from reports.inspection import Inspection

IN_PACK = "../original"


def derive(
    recording: Recording,
    into: Path,
    inspection: Inspection,
    *,
    verdicts: Sequence[Verdict] | None = None,
    lang: str = "",
    base: str = IN_PACK,
) -> list[str]:
    """Write all derived files into an empty or missing folder; returns their paths relative to it.

    ``base`` is the way from ``into`` to ``original/`` in links. Without ``verdicts`` they are judged anew.
    """
    judged = judge_all(recording) if verdicts is None else list(verdicts)
    lang = lang or inspection.lang
    numbered = findings.numbered(judged)
    proven = [item for item in numbered if item.violated]
    (into / "screens").mkdir(parents=True, exist_ok=True)
    canonical.write(into / "findings.sarif", sarif.build(recording, judged, numbered))
    (into / "findings.csv").write_bytes(findings_csv.build(judged, numbered))
    canonical.write(into / "traffic.har", har.build(recording))
    warc.write(into / "traffic.warc", recording, inspection.id)
    canonical.write(into / recipients.NAME, recipients.build(recording))
    written = ["findings.sarif", "findings.csv", "traffic.har", "traffic.warc", recipients.NAME]
    shown = sorted({seq for item in proven for seq in shots.chosen(recording, item.finding.evidence)})
    with ThreadPoolExecutor(1) as beside:  # the strip is made of pictures; the PDF, of Python, leaves it a processor
        strip = beside.submit(_filmstrip, recording, into, shown)
        for seq in shown:
            written += _screen(recording, into, seq, proven, inspection, lang)
        drawings = _drawings(recording, into, proven, lang)
        if not shown:
            (into / "screens").rmdir()
        seen = filmstrip.anything(recording, shown)
        page = report.assemble(recording, inspection, judged, numbered, base=base, filmstrip=seen, drawings=drawings)
        (into / "report.html").write_bytes(report.render(page, lang=lang).encode("utf-8", "replace"))
        from reports.pdf import report as pdf  # its fonts cost memory that the walk, which runs before this, needs

        (into / "report.pdf").write_bytes(pdf.build(page, into, lang=lang))
        return sorted([*written, *strip.result(), *drawings, "report.html", "report.pdf"])


def _filmstrip(recording: Recording, into: Path, shown: Sequence[int]) -> list[str]:
    strip = filmstrip.build(recording, shown)
    if strip is None:
        return []
    (into / "filmstrip.png").write_bytes(strip)
    return ["filmstrip.png"]


def _drawings(recording: Recording, into: Path, proven: Sequence[Numbered], lang: str) -> list[str]:
    """The time line and the site map, as far as there is something to draw and something to draw it with."""
    found = sitemap.build(recording, proven)
    text = sitegraph.dot(found, lang)
    canonical.write(into / "sitemap.json", found)
    (into / "sitemap.dot").write_bytes(text.encode("utf-8", "replace"))
    made = {
        "timeline.svg": timeline.build(recording, _pointed_at(proven)),
        "sitemap.svg": sitegraph.svg(recording, found, text),
    }
    for name, data in made.items():
        if data is not None:
            (into / name).write_bytes(data)
    return ["sitemap.json", "sitemap.dot", *(name for name, data in made.items() if data is not None)]


def _pointed_at(proven: Sequence[Numbered]) -> set[int]:
    found: set[int] = set()
    for evidence in (item.finding.evidence for item in proven):
        found |= {*evidence.flows, *(box.screen for box in evidence.boxes), *(hit.flow for hit in evidence.hits)}
        found |= {evidence.call.seq} if evidence.call is not None else set()
    return found


def _screen(
    recording: Recording, into: Path, seq: int, proven: Sequence[Numbered], inspection: Inspection, lang: str
) -> list[str]:
    """The annotated copy of one screen and its texts."""
    event = recording.by_seq.get(seq)
    if event is None or event.kind != "screen":
        return []
    try:
        screen = recording.screen(event)
        marks = _marks(recording, seq, proven, lang)
        band = pictures.Band(
            event=seq,
            page=event.page,
            utc=event.utc,
            clock=inspection.time.clock.get("state", "unchecked"),
            sha256=screen.sha256,
            run=event.run,
        )
        copy = pictures.annotate(recording.file(screen.png), screen.scale, marks, band)
    except (OSError, TypeError, ValidationError, pictures.BlankPictureError):
        return []
    name = shots.annotated_name(seq)
    (into / name).write_bytes(copy)
    text_name = name.removesuffix(".png") + ".txt"
    (into / text_name).write_bytes(_texts(recording, seq).encode("utf-8", "replace"))
    return [name, text_name]


def _marks(recording: Recording, seq: int, proven: Sequence[Numbered], lang: str) -> list[pictures.Mark]:
    """The boxes of all findings on this picture, and where the inspector answered."""
    marks = [
        pictures.Mark(
            rect=box.rect,
            severity=item.entry.severity,
            label=f"{item.number} {plain.line(box.label.zh if lang == 'zh' else box.label.en, 40)}",
            plain_label=f"{item.number} {item.entry.id}",
        )
        for item in proven
        for box in item.finding.evidence.boxes
        if box.screen == seq
    ]
    taken = {mark.rect for mark in marks}
    for item in proven:
        for action, screen in shots.answers(recording, item.finding.evidence):
            rect = (recording.action(action).target or {}).get("rect")
            if screen != seq or not isinstance(rect, list | tuple) or len(rect) != 4 or tuple(rect) in taken:
                continue
            taken.add((rect[0], rect[1], rect[2], rect[3]))
            told = telling.action(action)
            label = f"#{action.seq} {told.zh if lang == 'zh' else told.en}"
            marks.append(pictures.Mark((rect[0], rect[1], rect[2], rect[3]), "notice", label, f"#{action.seq} tap"))
    return marks


def _texts(recording: Recording, seq: int) -> str:
    """What stands on the screen, by three readers: the view tree first, then both OCR engines."""
    event = recording.by_seq[seq]
    tree, reading, second = recording.tree(event), recording.reading(event), second_reading.load(recording, seq)
    parts = []
    if tree is not None:
        parts.append(("view tree", [node.text for node in tree.nodes if node.text]))
    parts += [
        (f"{found.engine} {found.version}".strip(), [line.text for line in found.lines])
        for found in (reading, second)
        if found is not None
    ]
    return "".join(
        f"== {plain.line(head, 80)}\n" + "".join(f"{plain.line(text, 2000)}\n" for text in lines) + "\n"
        for head, lines in parts
    )
