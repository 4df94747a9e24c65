"""The policy's text is too small, too dense or too pale to be read."""

import re
import statistics
from dataclasses import dataclass, replace

from detectors import verdict
from detectors.facts import printed_size, sights
from detectors.facts.policy import judging
from detectors.facts.policy.documents import Documents, documents
from detectors.facts.sights import Sight
from detectors.verdict import Box, Check, Finding, Text, Verdict
from recording.recording import Recording
from recording.tree import Node

META = Check(
    id="POL-03",
    help=Text(
        zh="正文字号不小于 12px，行高不小于 1.2 倍，文字与背景对比度不低于 4.5:1。",
        en="Body text of at least 12 px, lines of at least 1.2 times that, contrast of at least 4.5:1.",
    ),
    needs=("events", "screens"),
)
FONT_PX, LINE, CONTRAST = 12.0, 1.2, 4.5
_ROUGH = 0.75
"""A size taken from a picture is that of the letters' ink: this share of a limit is surely below it."""
_LINES = 3
"""Lines of Chinese characters alone whose width tells the size on a picture."""
_BODY = 15
"""Characters of a piece of body text; shorter pieces are headings, cells and labels."""
_COLOR = re.compile(r"rgba?\(\s*([\d.]+)[ ,]+([\d.]+)[ ,]+([\d.]+)(?:[ ,/]+([\d.]+%?))?\s*\)")
Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Measured:
    """Medians over the body text, each character counting once; 0 where it is not known."""

    font: float
    line: float
    contrast: float


def judge(recording: Recording) -> Verdict:
    found = documents(recording)
    if not found.own:
        return judging.without(META, found) or judging.no_text_of_its_own(
            META,
            recording,
            Text(
                zh="只有平台指引，样式由平台决定。", en="There are only the guidelines, whose style is the platform's."
            ),
        )
    pages = [s for n in found.screens if (s := sights.sight(recording, n)) is not None and _measurable(s)]
    body = [(s, n) for s in pages for n in s.tree.nodes if n.surface == "app" and len(n.text) >= _BODY]
    if not any(n.font_px for _, n in body):
        reason = Text(
            zh="没有可测量的文字样式（图片或网页）。", en="There is no text style to measure (a picture or web page)."
        )
        return judging.unsure(META, found, reason, reason)
    got = measure(body)
    if all(s.tree.source == "ocr" for s, _ in body):
        got, rough = _printed(body, got)
        if rough is not None and not _bad(got):
            return judging.unsure(META, found, rough, rough)
    return _judged(found, body, got)


def _printed(body: list[tuple[Sight, Node]], got: Measured) -> tuple[Measured, Text | None]:
    """On pictures: the size by the width of lines, or by the ink; and why it is not sure to be below the limit, where
    it is not: the limit stands for it then."""
    sizes = [(size, len(n.text)) for _, n in body if (size := printed_size.by_width(n))]
    exact = len(sizes) >= _LINES
    font = round(_median(sizes) if exact else got.font, 1)
    if font >= FONT_PX or font < FONT_PX * (1 - printed_size.SURE if exact else _ROUGH):
        return replace(got, font=font), None
    by_zh, by_en = ("二十分之一", "a twentieth") if exact else ("四分之一", "a quarter")
    reason = Text(
        zh=f"字号约 {font:g}px，仅由截图测得，误差可达{by_zh}。",
        en=f"A font of about {font:g} px, measured on pictures only, which errs by up to {by_en}.",
    )
    return replace(got, font=FONT_PX), reason


def _measurable(sight: Sight) -> bool:
    """Around a web page there are only words of the host's."""
    return not sight.blank and not any(n.tag == "web-view" for n in sight.tree.nodes)


def _bad(got: Measured) -> list[Text]:
    """Every limit that is not kept."""
    bad = []
    if got.font < FONT_PX:
        bad.append(Text(zh=f"字号 {got.font:g}px（<12）", en=f"font of {got.font:g} px (< 12)"))
    if got.line and got.line < LINE:
        bad.append(Text(zh=f"行高 {got.line:.2f}（<1.2）", en=f"lines of {got.line:.2f} (< 1.2)"))
    if got.contrast and got.contrast < CONTRAST:
        bad.append(Text(zh=f"对比度 {got.contrast:.1f}:1（<4.5）", en=f"contrast of {got.contrast:.1f}:1 (< 4.5)"))
    return bad


def _judged(found: Documents, body: list[tuple[Sight, Node]], got: Measured) -> Verdict:
    numbers = {"font_px": round(got.font, 1), "line_height": round(got.line, 2), "contrast": round(got.contrast, 2)}
    bad = _bad(got)
    if not bad:
        reason = Text(
            zh=f"字号 {got.font:g}px，对比度 {got.contrast:.1f}:1。",
            en=f"Font of {got.font:g} px, contrast {got.contrast:.1f}:1.",
        )
        return verdict.passed(META, reason, found.evidence(), numbers)
    reason = Text(
        zh=f"隐私政策正文{'、'.join(t.zh for t in bad)}。",
        en=f"Body text of the policy: {', '.join(t.en for t in bad)}.",
    )
    boxes = [Box(screen=s.seq, rect=n.rect, label=reason) for s, n in body if len(n.text) > 2 * _BODY or len(body) < 3][
        :2
    ]
    proof = found.evidence().model_copy(update={"boxes": tuple(boxes)})
    return verdict.failed(
        META, reason, [Finding(check=META.id, subject=("style",), reason=reason, evidence=proof)], numbers
    )


def measure(body: list[tuple[Sight, Node]]) -> Measured:
    """Of all pieces of body text."""
    contrasts = [(c, len(n.text)) for s, n in body if (c := _contrast(s, n))]
    return Measured(
        font=_median([(n.font_px, len(n.text)) for _, n in body if n.font_px]),
        line=_median([(n.line_px / n.font_px, len(n.text)) for _, n in body if n.line_px and n.font_px]),
        contrast=_median(contrasts),
    )


def _median(values: list[tuple[float, int]]) -> float:
    return statistics.median([v for v, weight in values for _ in range(min(weight, 500))]) if values else 0.0


def _contrast(sight: Sight, node: Node) -> float:
    """WCAG 2 contrast ratio of a piece of text on the first colour behind it; 0 when the colours are not known."""
    behind: Colour = (255, 255, 255)
    for around in (node, *sight.tree.ancestors(node)):
        if "url(" in around.background or "gradient" in around.background:
            return 0.0
        colour = _colour(around.background)
        if colour is not None and colour[1] >= 0.99:
            behind = colour[0]
            break
    front = _colour(node.color)
    if front is None:
        return 0.0
    share = front[1] * node.opacity
    seen = tuple(f * share + b * (1 - share) for f, b in zip(front[0], behind, strict=True))
    light, dark = sorted((_luminance((seen[0], seen[1], seen[2])), _luminance(behind)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _colour(value: str) -> tuple[Colour, float] | None:
    match = _COLOR.search(value)
    if match is None:
        return None
    alpha = match[4] or "1"
    opacity = float(alpha[:-1]) / 100 if alpha.endswith("%") else float(alpha)
    return (float(match[1]), float(match[2]), float(match[3])), opacity


def _luminance(colour: Colour) -> float:
    parts = [c / 255 / 12.92 if c / 255 <= 0.03928 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
