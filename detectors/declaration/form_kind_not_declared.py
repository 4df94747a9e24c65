"""A kind that the program's own form collects is declared nowhere."""

from detectors import verdict
from detectors.facts import declarations, kinds, sights, transmissions
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.transmissions import Transmission
from detectors.verdict import Box, Check, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording

META = Check(
    id="DEC-05",
    help=Text(
        zh="在指引或隐私政策中声明表单收集的该种信息及用途，或删除该输入项。",
        en="Declare what the form collects and why, in the guidelines or the policy, or remove the field.",
    ),
    needs=("flows", "hits", "screens"),
)


def judge(recording: Recording) -> Verdict:
    typed = [a for a in recording.of("action") if a.data.get("type") == "input"]
    if not typed:
        return _no_form(recording)
    sent = [t for t in transmissions.transmissions(recording) if t.typed and t.proof and kinds.personal(t.kind)]
    declared = declarations.declarations(recording)
    bad = [t for t in sent if declared.kind(t.kind) is None]
    groups: dict[str, list[Transmission]] = {}
    for one in bad:
        groups.setdefault(one.kind, []).append(one)
    findings = [_finding(recording, group, typed) for group in groups.values()]
    numbers = {"fields_filled": float(len(typed)), "kinds_sent": float(len({t.kind for t in sent}))}
    if findings and not declared.known:
        reason = Text(zh="平台隐私指引或隐私政策未知。", en="The guidelines or the policy are unknown.")
        missing = [Text(zh="配置中的 [declared]", en="[declared] in the profile")]
        return verdict.inconclusive(META, reason, findings=findings, missing=missing, numbers=numbers)
    if findings:
        return verdict.failed(META, findings[0].reason, findings, numbers)
    if not sent:
        reason = Text(
            zh="填写了表单，但没有看到其内容被提交。", en="Forms were filled, but their contents were not seen leaving."
        )
        return verdict.inconclusive(META, reason, numbers=numbers)
    if declared.keys is None:
        reason = Text(zh="平台隐私指引或隐私政策未知。", en="The guidelines or the policy are unknown.")
        return verdict.inconclusive(META, reason, numbers=numbers)
    reason = Text(zh="表单提交的信息种类均已声明。", en="Every kind that a form submitted is declared.")
    proof = transmissions.evidence(sent[:3])
    return verdict.passed(META, reason, proof, numbers)


def _no_form(recording: Recording) -> Verdict:
    fields = any(c.role == "input" for s in sights.all_sights(recording) for c in s.controls)
    if fields:
        reason = Text(zh="看到了表单，但没有填写。", en="Forms were seen, but none was filled.")
        return verdict.inconclusive(META, reason, missing=[Text(zh="“同意”运行", en="the run agreeing")])
    reason = Text(zh="没有看到表单。", en="No form was seen.")
    return nothing_seen(META, recording, reason)


def _finding(recording: Recording, group: list[Transmission], typed: list[Event]) -> Finding:
    first = group[0]
    what = kinds.named(first.kind)
    action = next((a for a in typed if a.data.get("value") == first.value.value and a.run == first.flow.run), None)
    control = sights.aimed_at(recording, action) if action is not None else None
    label = control.text.strip()[:20] if control is not None else ""
    quoted = Text(zh=f"“{label}”", en=f" “{label}”") if label else Text(zh="", en="")
    said = transmissions.described(group)
    reason = Text(
        zh=f"表单项{quoted.zh}收集{what.zh}，{said.zh}，但指引和政策都没有声明。",
        en=f"The field{quoted.en} takes the {what.en} ({said.en}), which neither guidelines nor policy declare.",
    )
    before = (action.seq,) if action is not None else ()
    screen = recording.screen_after(action.seq, action.run) if action is not None else None
    boxes = (
        (Box(screen=screen.seq, rect=control.rect, label=what),) if screen is not None and control is not None else ()
    )
    proof = transmissions.evidence(group[:5], before, boxes)
    if screen is not None and not screen.data.get("blank"):
        proof = proof.model_copy(update={"screens": tuple(dict.fromkeys((screen.seq, *proof.screens)))})
    return Finding(check=META.id, subject=(first.kind,), reason=reason, evidence=proof)
