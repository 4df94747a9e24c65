"""A form marks as required what it does not need."""

from dataclasses import dataclass

from detectors import verdict
from detectors.facts import categories, coverage, fields, functions, kinds, sights
from detectors.facts.sights import Sight
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording
from recording.sight.controls import Control

META = Check(
    id="MIN-02",
    help=Text(
        zh="把与功能无关的个人信息项改为选填，空着也能提交。",
        en="Make personal fields that the function does not need optional, so that the form goes through without them.",
    ),
)
_MARKS = ("*", "＊", "必填", "required")
_NEEDED: dict[str, tuple[str, ...]] = {
    "phone": ("phone",),
    "name": ("name",),
    "address": ("address",),
    "id_number": ("id",),
    "bank_card": ("bank card",),
    "plate": ("plate", "licence"),
}
_ASKED = ("phone", "name", "id_number", "address", "email", "plate", "bank_card")


@dataclass(frozen=True)
class Required:
    """A personal field with a mark of being required."""

    sight: Sight
    control: Control
    kind: str
    label: str


def judge(recording: Recording) -> Verdict:
    inputs = [c for s in sights.all_sights(recording) for c in s.controls if c.role == "input"]
    if not inputs:
        reached = coverage.coverage(recording)
        reason = Text(zh="没有表单。", en="There is no form.")
        if reached.enough:
            return verdict.not_applicable(META, reason)
        return verdict.inconclusive(META, reason, missing=reached.missing, numbers=reached.numbers)
    category = categories.category(recording)
    found: dict[tuple[str, str], Required] = {}
    for sight in sights.all_sights(recording):
        for required in _required(sight):
            found.setdefault((required.kind, sight.page), required)
    extra = [r for r in found.values() if not categories.needs(category, *_NEEDED.get(r.kind, ("-",)))]
    numbers = {"required_personal": float(len(found)), "outside_category": float(len(extra))}
    missing = [Text(zh="空着该项提交的结果", en="what submitting with the field empty leads to")]
    if extra:
        findings = [_finding(r) for r in extra]
        reason = Text(
            zh="有标为必填的个人信息项，空着能否提交未试，是否必要由人工确认。",
            en="Personal fields are marked as required; submitting without them was not tried, a person decides.",
        )
        return verdict.inconclusive(META, reason, findings=findings, missing=missing, numbers=numbers)
    reason = Text(
        zh="没有看到标为必填的非必要个人信息项；未标注的项空着能否提交未试。",
        en="No needless personal field is marked as required; submitting unmarked ones empty was not tried.",
    )
    return verdict.inconclusive(META, reason, missing=missing, numbers=numbers)


def _required(sight: Sight) -> list[Required]:
    found = []
    for field in fields.shown(sight):
        kind = next((k for k in _ASKED if functions.names(k, field.text)), "")
        marked = any(mark in field.text.casefold() for mark in _MARKS) or "required" in field.control.node.attrs
        if kind and marked:
            found.append(Required(sight, field.control, kind, field.label.strip() or field.hint.strip()))
    return found


def _finding(required: Required) -> Finding:
    what = kinds.named(required.kind)
    reason = Text(
        zh=f"页面 {required.sight.page} 的“{required.label[:20]}”标为必填（{what.zh}）。",
        en=f"“{required.label[:20]}” on {required.sight.page} is marked as required ({what.en}).",
    )
    box = Box(screen=required.sight.seq, rect=required.control.rect, label=what)
    number = (required.sight.seq,)
    proof = Evidence(run=required.sight.run, page=required.sight.page, events=number, screens=number, boxes=(box,))
    return Finding(check=META.id, subject=(required.kind, required.sight.page), reason=reason, evidence=proof)
