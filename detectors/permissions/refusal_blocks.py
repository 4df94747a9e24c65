"""Refusing a permission blocks functions that do not need it."""

from detectors import verdict
from detectors.facts import blocks, categories, coverage, prompts, scopes
from detectors.facts.blocks import Block
from detectors.permissions.refused import without
from detectors.verdict import Check, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="PRM-04",
    help=Text(
        zh="未授权时仍展示基本内容，只关闭确需该权限的功能；提供手动输入等替代方式。",
        en="Show the basic content without the permission and close only what needs it; offer another way in.",
    ),
    needs=("events", "actions", "screens"),
    requests=False,
)


def judge(recording: Recording) -> Verdict:
    nothing = without(META, recording)
    if nothing is not None:
        return nothing
    refused = list(prompts.refused(recording))
    needed = categories.positions(categories.category(recording))
    found = [b for b in blocks.blocks(recording) if not (needed and b.refusal.scope.kind == "location")]
    basic = [b for b in found if b.page_class == "basic" and b.granted is not None and not b.unanswered]
    groups: dict[tuple[str, str], list[Block]] = {}
    for block in basic:
        groups.setdefault((block.refusal.scope.name, block.refusal.page), []).append(block)
    proven = [g for g in groups.values() if prompts.in_two_starts([b.refusal for b in g])]
    numbers = {"refusals": float(len(refused)), "blocked": float(len(found))}
    if proven:
        findings = [_finding(g) for g in proven]
        return verdict.failed(META, findings[0].reason, findings, numbers)
    doubtful = [b for b in found if b.page_class != "served"]
    if doubtful:
        return _doubtful(doubtful, numbers)
    reached = coverage.reached(META, recording)
    reason = Text(
        zh="拒绝权限后，除使用该权限的功能外，页面内容照常显示。",
        en="After every refusal the pages still show their content, but for what the permission serves.",
    )
    if not reached.enough:
        return verdict.inconclusive(META, reason, missing=reached.missing, numbers=numbers)
    return verdict.passed(META, reason, prompts.evidence(refused[:2]), numbers)


def _doubtful(doubtful: list[Block], numbers: dict[str, float]) -> Verdict:
    first = doubtful[0]
    if first.unanswered:
        reason = Text(
            zh="拒绝后页面没有内容，但有请求未得到响应，原因可能在后端。",
            en="The page shows nothing after the refusal, but requests failed: it may be for want of a server.",
        )
    elif first.granted is None:
        reason = Text(
            zh="拒绝后页面没有内容，但没有允许后的同一页面可比较。",
            en="The page shows nothing after the refusal, and was not seen after a grant to compare.",
        )
    elif first.page_class == "unsure":
        reason = Text(
            zh="拒绝后页面没有内容，但无法确定该页面是否就是使用该权限的功能。",
            en="The page shows nothing after the refusal; whether it is what the permission serves is uncertain.",
        )
    else:
        reason = Text(zh="只在一次冷启动中看到。", en="Seen in one cold start only.")
    return verdict.inconclusive(META, reason, findings=[_finding([b]) for b in doubtful[:3]], numbers=numbers)


def _finding(group: list[Block]) -> Finding:
    first = group[0]
    what, page = scopes.named(first.refusal.scope), first.refusal.page
    known = first.granted is not None
    but = Text(zh="；允许后则显示" if known else "", en="; granted, it does" if known else "")
    reason = Text(
        zh=f"拒绝“{what.zh}”后，页面 {page} 不显示任何服务内容{but.zh}。",
        en=f"After leave to “{what.en}” is refused, {page} shows nothing of the service{but.en}.",
    )
    seen = [b.shown for b in group[:2]] + [b.granted for b in group[:1] if b.granted is not None]
    shown = tuple(s.seq for s in seen if not s.blank)
    proof = prompts.evidence([b.refusal for b in group[:2]], screens=shown)
    proof = proof.model_copy(update={"screens": tuple(dict.fromkeys((*shown, *proof.screens)))[:8]})
    return Finding(check=META.id, subject=(first.refusal.scope.name, page), reason=reason, evidence=proof)
