"""What is collected is not listed one by one: a kind that was seen is named nowhere, or only by open-ended words."""

from detectors import verdict
from detectors.facts import declarations, kinds
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.policy import book, judging
from detectors.facts.policy.documents import Documents, documents
from detectors.facts.policy.observed import Observed, observed
from detectors.verdict import Check, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="POL-11",
    help=Text(
        zh="逐项列明收集的每一种信息及其目的、方式，不用“等信息”“包括但不限于”代替。",
        en="List every kind with its purpose and way, one by one; “and other information” is no list.",
    ),
    needs=("events", "screens"),
)
_BROADER = {
    "wifi": ("device_info", "location"), "device_id": ("device_info",), "bluetooth": ("device_info",),
    "chosen_location": ("location", "address"), "location": ("address",), "plate": (), "name": ("address",),
}  # fmt: skip
"""Kinds that a broader term may be meant to cover."""


def judge(recording: Recording) -> Verdict:
    seen, found = observed(recording), documents(recording)
    if not seen:
        return nothing_seen(META, recording, Text(zh="没有观察到收集。", en="No collection was seen."))
    if not found.any:
        return judging.without(META, found) or verdict.not_applicable(
            META, Text(zh="没有隐私政策（见 POL-01）。", en="There is no policy (see POL-01).")
        )
    declared = declarations.declarations(recording)
    missing = [o for o in seen if declared.kind(o.kind) is None and not _listed(found, o.kind)]
    if not missing:
        reason = Text(
            zh=f"观察到的 {len(seen)} 种信息都已列明。", en=f"All {len(seen)} kinds that were seen are listed."
        )
        return verdict.passed(META, reason, found.evidence(), {"kinds_observed": float(len(seen))})
    plain = [o for o in missing if not _broader(found, declared, o.kind)]
    findings = [_finding(found, o) for o in (plain or missing)]
    if not declared.known or found.partial is not None:
        why = found.partial or judging.UNKNOWN
        return verdict.inconclusive(META, why, findings=findings, missing=[why])
    if not plain:
        reason = Text(zh="只以更宽泛的名称提及。", en="It is named by a broader term only.")
        return verdict.inconclusive(META, reason, findings=findings)
    return verdict.failed(META, findings[0].reason, findings)


def _listed(found: Documents, kind: str) -> bool:
    return any(kind in text.taken for text in found.texts)


def _broader(found: Documents, declared: declarations.Declarations, kind: str) -> bool:
    wide = _BROADER.get(kind, ())
    return any(declared.kind(name) is not None or _listed(found, name) for name in wide)


def _finding(found: Documents, one: Observed) -> Finding:
    name = kinds.named(one.kind)
    open_ended = next((m[0] for t in found.texts if (m := book.pattern("collecting", "open_ended").search(t.text))), "")
    tail_zh = f"，只有“{open_ended}”一类的概括说法" if open_ended else ""
    tail_en = f"; there is only “{open_ended}”" if open_ended else ""
    did_zh, did_en = (
        ("平台弹窗索取了", "asked for in the platform's window") if one.asked else ("实际收集了", "collected")
    )
    reason = Text(
        zh=f"{did_zh}{name.zh}，但指引和政策都没有列明{tail_zh}。",
        en=f"{kinds.headed(name)} is {did_en} and listed neither in the guidelines nor in the policy{tail_en}.",
    )
    policy = found.evidence()
    proof = one.evidence.model_copy(
        update={
            "events": tuple(sorted({*one.evidence.events, *policy.events})),
            "screens": tuple(dict.fromkeys((*one.evidence.screens, *policy.screens))),
        }
    )
    return Finding(check=META.id, subject=("kind", one.kind), reason=reason, evidence=proof)
