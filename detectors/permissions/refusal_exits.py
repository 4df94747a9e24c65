"""Refusing a permission closes the program."""

from detectors import verdict
from detectors.facts import closings, prompts, scopes
from detectors.facts.prompts import Prompt
from detectors.permissions.refused import without
from detectors.verdict import Check, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording

META = Check(
    id="PRM-05",
    help=Text(
        zh="用户拒绝权限后继续提供其余功能，不要调用 wx.exitMiniProgram 或退出导航。",
        en="Go on without the permission; do not call wx.exitMiniProgram or an exit navigator after a refusal.",
    ),
    needs=("events", "actions", "screens"),
    requests=False,
)


def judge(recording: Recording) -> Verdict:
    nothing = without(META, recording)
    if nothing is not None:
        return nothing
    refused = list(prompts.refused(recording))
    closed = _closed(refused)
    groups: dict[str, list[tuple[Prompt, Event]]] = {}
    for prompt, event in closed:
        groups.setdefault(prompt.scope.name, []).append((prompt, event))
    numbers = {"refusals": float(len(refused)), "exits": float(len(closed))}
    proven = [g for g in groups.values() if prompts.in_two_starts([p for p, _ in g])]
    if proven:
        findings = [_finding(recording, g) for g in proven]
        return verdict.failed(META, findings[0].reason, findings, numbers)
    if closed:
        reason = Text(
            zh="拒绝权限后小程序关闭了一次，未在第二次冷启动中确认。",
            en="The program closed once after a refusal; a second cold start did not confirm it.",
        )
        missing = [Text(zh="第二次冷启动", en="a second cold start")]
        findings = [_finding(recording, g) for g in groups.values()]
        return verdict.inconclusive(META, reason, findings=findings, missing=missing, numbers=numbers)
    reason = Text(zh="拒绝权限后小程序没有关闭。", en="The program stayed after every refusal.")
    return verdict.passed(META, reason, prompts.evidence(refused[:2]), numbers)


def _closed(refused: list[Prompt]) -> list[tuple[Prompt, Event]]:
    """Refusals that closed the program, each with its exit."""
    found = [(p, closings.closing(p.start, p.answer)) for p in refused if p.answer is not None]
    ended = [(p, c) for p, c in found if c is not None]
    meant = closings.by_refusal([c for _, c in ended])
    return [(p, c.exit) for p, c in ended if c in meant]


def _finding(recording: Recording, group: list[tuple[Prompt, Event]]) -> Finding:
    what = scopes.named(group[0][0].scope)
    reason = Text(
        zh=f"拒绝“{what.zh}”后小程序随即关闭。", en=f"The program closes as soon as leave to “{what.en}” is refused."
    )
    afters = [recording.screen_before(e.seq, e.run) for _, e in group[:2]]
    shown = tuple(s.seq for s in afters if s is not None and not s.data.get("blank"))
    proof = prompts.evidence([p for p, _ in group[:2]], extra=tuple(e.seq for _, e in group[:2]), screens=shown)
    return Finding(check=META.id, subject=(group[0][0].scope.name,), reason=reason, evidence=proof)
