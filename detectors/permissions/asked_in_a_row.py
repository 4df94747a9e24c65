"""Several permissions are asked for at once."""

from detectors import verdict
from detectors.facts import prompts
from detectors.facts.nothing_seen import NO_PERMISSION, nothing_seen
from detectors.facts.prompts import Prompt
from detectors.verdict import Check, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="PRM-02",
    help=Text(
        zh="逐项申请：在用户使用某项功能时只申请该功能所需的权限。",
        en="Ask one at a time: when a function is used, ask only for what that function needs.",
    ),
    needs=("events", "screens"),
    requests=False,
)
TOGETHER = (
    frozenset({"camera", "microphone"}),
    frozenset({"camera", "album_write"}),
    frozenset({"location", "bluetooth"}),
)
"""Kinds that one function may well need both of: a video call, a picture that is kept, a device nearby."""
MANY, WITHIN_MS = 3, 10_000


def judge(recording: Recording) -> Verdict:
    asked = list(prompts.windows(recording))
    if not asked:
        return nothing_seen(META, recording, NO_PERMISSION)
    if len({p.scope.name for p in asked}) < 2:
        return nothing_seen(META, recording, Text(zh="只申请了一项权限。", en="Only one permission was asked for."))
    rows = [row for row in _rows(asked) if len({p.scope.name for p in row}) > 1 and not _one_interface(row)]
    bundles = [row for row in rows if not _one_function(row)]
    numbers = {"prompts": float(len(asked)), "most_in_a_row": float(max((len(r) for r in rows), default=1))}
    by_scopes: dict[tuple[str, ...], list[list[Prompt]]] = {}
    for row in bundles:
        by_scopes.setdefault(tuple(sorted({p.scope.name for p in row})), []).append(row)
    proven = [same for same in by_scopes.values() if _twice(same)]
    if proven:
        findings = [_finding(same) for same in proven]
        return verdict.failed(META, findings[0].reason, findings, numbers)
    if bundles:
        reason = Text(
            zh="连续申请多项权限只在一次冷启动中看到。", en="Several in a row were seen in one cold start only."
        )
        missing = [Text(zh="第二次冷启动", en="a second cold start")]
        findings = [_finding(same) for same in by_scopes.values()]
        return verdict.inconclusive(META, reason, findings=findings, missing=missing, numbers=numbers)
    if rows:
        reason = Text(
            zh="一次操作先后申请了两项权限，该功能可能确需两者。",
            en="One press led to two permissions, which one function may well need together.",
        )
        return verdict.inconclusive(META, reason, evidence=prompts.evidence(rows[0]), numbers=numbers)
    if _crowded(asked):
        reason = Text(
            zh="10 秒内申请了三项以上权限，但每次之前都有检查人员的操作，间隔取决于检查节奏。",
            en="Three or more were asked for within 10 s, each after a press: the pace was the inspection's own.",
        )
        return verdict.inconclusive(META, reason, evidence=prompts.evidence(asked[:3]), numbers=numbers)
    reason = Text(zh="每次操作至多申请一项权限。", en="No press led to more than one permission.")
    return verdict.passed(META, reason, prompts.evidence(asked[:2]), numbers)


def _rows(asked: list[Prompt]) -> list[list[Prompt]]:
    """Windows that one and the same press, or none, led to."""
    table: dict[tuple[str, int, int], list[Prompt]] = {}
    for prompt in asked:
        cause = prompt.trigger.action.seq if prompt.trigger.action is not None else 0
        table.setdefault((prompt.start.run, prompt.start.number, cause), []).append(prompt)
    return list(table.values())


def _one_interface(row: list[Prompt]) -> bool:
    return len({p.event.data.get("call") or p.seq for p in row}) == 1


def _one_function(row: list[Prompt]) -> bool:
    """One press on something that may need it all."""
    kinds = frozenset(p.scope.kind for p in row)
    pair = any(kinds <= together for together in TOGETHER)
    return len(kinds) == 1 or (pair and row[0].trigger.how in ("press", "late", "opened"))


def _crowded(asked: list[Prompt]) -> bool:
    for number, first in enumerate(asked):
        near = [p for p in asked[number:] if p.start == first.start and 0 <= p.ms - first.ms <= WITHIN_MS]
        unsure = [p for p in near if p.trigger.how != "press"]
        if len({p.scope.name for p in near}) >= MANY and unsure:
            return True
    return False


def _twice(same: list[list[Prompt]]) -> bool:
    return len({(row[0].start.run, row[0].start.number) for row in same}) >= 2


def _finding(same: list[list[Prompt]]) -> Finding:
    row = same[0]
    what = prompts.named(row)
    number = len({p.scope.name for p in row})
    reason = Text(
        zh=f"未经用户操作即连续申请 {number} 项权限：{what.zh}。"
        if row[0].trigger.unprompted
        else f"一次操作连续申请 {number} 项权限：{what.zh}。",
        en=f"{number} permissions are asked for in a row without a press between them: {what.en}.",
    )
    proof = prompts.evidence([p for row in same[:2] for p in row])
    return Finding(check=META.id, subject=tuple(sorted({p.scope.name for p in row})), reason=reason, evidence=proof)
