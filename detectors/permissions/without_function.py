"""A permission is asked for and no function it serves was seen: the sheet for the person who decides."""

from detectors import verdict
from detectors.facts import categories, coverage, functions, prompts, scopes, sights
from detectors.facts.nothing_seen import NO_PERMISSION, nothing_seen
from detectors.facts.prompts import Prompt
from detectors.verdict import Check, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="PRM-08",
    help=Text(
        zh="删除与业务无关的权限申请，或让使用它的功能可见。",
        en="Remove permissions that no function needs, or make the function that needs it visible.",
    ),
    requests=False,
)


def judge(recording: Recording) -> Verdict:
    asked = list(prompts.prompts(recording))
    if not asked:
        return nothing_seen(META, recording, NO_PERMISSION)
    reached = coverage.reached(META, recording)
    groups: dict[str, list[Prompt]] = {}
    for prompt in asked:
        groups.setdefault(prompt.scope.name, []).append(prompt)
    lonely = [g for g in groups.values() if not _served(recording, g)]
    numbers = {"permissions": float(len(groups)), "without_function": float(len(lonely)), **reached.numbers}
    if not lonely:
        reason = Text(zh="每项权限都看到了使用它的功能。", en="For each permission a function that uses it was seen.")
        return verdict.passed(META, reason, prompts.evidence(asked[:3]), numbers)
    findings = [_finding(g) for g in lonely]
    reason = Text(
        zh=f"未看到使用“{prompts.named([g[0] for g in lonely]).zh}”的功能，需人工判断。",
        en=f"No function was seen that needs to “{prompts.named([g[0] for g in lonely]).en}”; a person decides.",
    )
    return verdict.inconclusive(META, reason, findings=findings, missing=reached.missing, numbers=numbers)


def _served(recording: Recording, group: list[Prompt]) -> bool:
    kind = group[0].scope.kind
    if kind == "location" and categories.positions(categories.category(recording)):
        return True
    if any(prompts.function_in_sight(p) for p in group):
        return True
    texts = (c.text for s in sights.all_sights(recording) for c in s.controls if c.node.surface == "app")
    return any(functions.serves(kind, text) for text in texts if text)


def _finding(group: list[Prompt]) -> Finding:
    what = scopes.named(group[0].scope)
    reason = Text(
        zh=f"申请“{what.zh}”，但走查中没有看到使用它的功能。",
        en=f"It asks to “{what.en}”, but no function that needs it was seen.",
    )
    return Finding(check=META.id, subject=(group[0].scope.name,), reason=reason, evidence=prompts.evidence(group[:2]))
