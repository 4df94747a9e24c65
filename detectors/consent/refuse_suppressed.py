"""Saying no is made harder than saying yes: paler, smaller, or farther away."""

from dataclasses import dataclass

from detectors import verdict
from detectors.consent import no_refuse
from detectors.facts import affirmations, consents, notices, refusals, starts, styles
from detectors.facts.consents import Answer
from detectors.facts.nothing_seen import ONE_START, nothing_seen
from detectors.facts.notices import Popup
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording
from recording.sight.controls import Control

META = Check(
    id="CON-05",
    help=Text(
        zh="让“不同意”与“同意”同样清晰：对比度 3:1 以上，字号不小于 10px，面积不低于同意按钮的四分之一，步骤相当。",
        en="Make the refusal as clear as the agreement: contrast of 3:1, 10 px, a quarter of the area, as few taps.",
    ),
    needs=("screens",),
)
CONTRAST, FONT, AREA, TAPS = styles.READABLE, 10.0, 0.25, 2
_BORDER = 0.9
"""One limit missed by less than a tenth is borderline."""
_ALIKE = 0.8
"""Share of the agreement's contrast from which on the refusal is no paler than it (WeChat's own plain button is)."""


@dataclass(frozen=True)
class _Measured:
    popup: Popup
    yes: Control
    no: Control
    contrast: float | None
    of_yes: float | None
    """Contrast of the agreement: a refusal as pale as that is the style of the whole popup."""
    font: float
    area: float

    @property
    def shortfalls(self) -> dict[str, float]:
        """Measure -> share of its limit, of those below it."""
        found = {"area": self.area / AREA}
        if self.contrast is not None:
            found["contrast"] = self.contrast / CONTRAST
        if self.font:
            found["font"] = self.font / FONT
        return {name: share for name, share in found.items() if share < 1}

    @property
    def borderline(self) -> bool:
        low = self.shortfalls
        if len(low) != 1:
            return False
        pale = self.contrast is not None and self.of_yes is not None and self.contrast >= self.of_yes * _ALIKE
        return next(iter(low.values())) > _BORDER or ("contrast" in low and pale)


def judge(recording: Recording) -> Verdict:
    popups = [p for p in notices.windows(recording) if p.start is not None]
    if not popups:
        reason = Text(zh="未出现程序自绘的隐私弹窗。", en="No privacy popup of the program's own was seen.")
        return nothing_seen(META, recording, reason)
    if no_refuse.judge(recording).verdict == "fail":
        reason = Text(zh="弹窗没有拒绝选项，由 CON-03 判定。", en="The popup has no refusal; CON-03 decides it.")
        return verdict.not_applicable(META, reason)
    measured = _settled([m for p in popups if (m := _measured(recording, p)) is not None])
    if not measured:
        reason = Text(
            zh="没有认出并列的同意与拒绝按钮，无法比较。", en="No yes and no side by side were made out to compare."
        )
        return verdict.inconclusive(META, reason)
    longer = _longer(recording)
    low = [m for m in measured if m.shortfalls]
    numbers = _numbers(low[0] if low else measured[0], longer)
    clear = [m for m in low if not m.borderline]
    if _agree(clear) or longer >= TAPS:
        finding = _finding(clear or measured, longer)
        return verdict.failed(META, finding.reason, [finding], numbers)
    if low:
        finding = _finding(clear or low, longer)
        missing = [ONE_START] if clear else []
        return verdict.inconclusive(META, finding.reason, findings=[finding], missing=missing, numbers=numbers)
    reason = Text(zh="拒绝与同意的可见度和步骤相当。", en="Refusing is as easy to see and to do as agreeing.")
    first = measured[0]
    proof = Evidence(run=first.popup.sight.run, screens=(first.popup.sight.seq,), events=(first.popup.sight.seq,))
    return verdict.passed(META, reason, proof, numbers)


def _agree(clear: list[_Measured]) -> bool:
    return len({m.popup.start.first for m in clear if m.popup.start is not None}) >= 2


def _measured(recording: Recording, popup: Popup) -> _Measured | None:
    yes = affirmations.affirmative(recording, popup)
    says_no = [r for r in refusals.refusals(recording, popup.sight, popup.surface) if r.control.role == "refuse"]
    own = {c.node.id for c in popup.surface.controls}
    no = next((r for r in says_no if r.control.node.id in own and r.control.text.strip()), None)
    if yes is None or no is None or no.control.node.surface != "app" or yes.node.id == no.control.node.id:
        return None
    accept = styles.look(popup.sight.tree, yes)
    # As good as the ground itself and yet read on the picture: a background that the tree does not tell.
    contrast = None if no.offer != "hidden" and (no.look.contrast or 9) < CONTRAST else no.look.contrast
    area = no.look.area / accept.area if accept.area else 1.0
    return _Measured(popup, yes, no.control, contrast, accept.contrast, no.look.font_px, area)


def _settled(measured: list[_Measured]) -> list[_Measured]:
    """Of each cold start the picture on which the refusal is clearest: a popup may still be fading in."""
    best: dict[int, _Measured] = {}
    for one in measured:
        start = one.popup.start.first if one.popup.start is not None else 0
        if start not in best or len(one.shortfalls) < len(best[start].shortfalls):
            best[start] = one
    return list(best.values())


def _longer(recording: Recording) -> int:
    """How many more presses the shortest refusal took than the longest agreement; 0 when one of them was not seen."""
    no = [
        n for s in starts.cold_starts(recording) if (n := _steps(recording, consents.in_start(recording, s), "refuse"))
    ]
    yes = [
        n for s in starts.cold_starts(recording) if (n := _steps(recording, consents.in_start(recording, s), "agree"))
    ]
    return min(no) - max(yes) if no and yes else 0


def _steps(recording: Recording, answers: list[Answer], said: str) -> int:
    """Presses of one kind in a row that got rid of a chain of popups; 0 when it still stood (CON-09 judges that)."""
    own = [a for a in answers if a.about == "notice" and a.owner == "app"]
    if not own or own[0].said != said:
        return 0
    standing = {p.sight.seq for p in notices.windows(recording)}
    for count, answer in enumerate(own, 1):
        before = recording.screen_before(answer.seq, answer.run)
        if answer.said != said or (count > 1 and (before is None or before.seq not in standing)):
            break
        after = recording.screen_after(answer.seq, answer.run)
        if after is None or after.seq not in standing:
            return count
    return 0


def _numbers(one: _Measured, longer: int) -> dict[str, float]:
    found = {"area_share": round(one.area, 3), "font_px": one.font, "extra_taps": float(max(longer, 0))}
    return {**found, "contrast": round(one.contrast, 2)} if one.contrast is not None else found


def _finding(low: list[_Measured], longer: int) -> Finding:
    two = list({m.popup.start.first: m for m in low if m.popup.start is not None}.values())[:2]
    first = two[0]
    zh, en = list[str](), list[str]()
    if "contrast" in first.shortfalls and first.contrast is not None:
        zh.append(f"对比度 {first.contrast:.1f}:1")
        en.append(f"contrast {first.contrast:.1f}:1")
    if "font" in first.shortfalls:
        zh.append(f"字号 {first.font:.0f}px")
        en.append(f"{first.font:.0f} px")
    if "area" in first.shortfalls:
        zh.append(f"面积为同意按钮的 {first.area:.0%}")
        en.append(f"{first.area:.0%} of the area of the agreement")
    if longer >= TAPS:
        zh.append(f"拒绝多需 {longer} 次点击")
        en.append(f"{longer} more taps than agreeing")
    reason = Text(zh=f"拒绝选项被弱化：{'、'.join(zh)}。", en=f"The refusal is made harder: {', '.join(en)}.")
    boxes = []
    for one in two:
        boxes.append(Box(screen=one.popup.sight.seq, rect=one.no.rect, label=Text(zh="拒绝", en="refuse")))
        boxes.append(Box(screen=one.popup.sight.seq, rect=one.yes.rect, label=Text(zh="同意", en="agree")))
    screens = tuple(m.popup.sight.seq for m in two if not m.popup.sight.blank)
    proof = Evidence(
        run=first.popup.sight.run, page=first.popup.sight.page, events=screens, screens=screens, boxes=tuple(boxes)
    )
    return Finding(check=META.id, subject=("suppressed",), reason=reason, evidence=proof)
