"""Refusing a permission closes the program."""

from detectors import verdict
from detectors.facts import prompts, scopes, triggers
from detectors.facts.prompts import Prompt
from detectors.permissions.before_function import nothing_asked
from detectors.verdict import Check, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording
from recording.sight import words

META = Check(
    id="PRM-05",
    help=Text(
        zh="用户拒绝权限后继续提供其余功能，不要调用 wx.exitMiniProgram 或退出导航。",
        en="Go on without the permission; do not call wx.exitMiniProgram or an exit navigator after a refusal.",
    ),
    needs=("events", "actions", "screens"),
)
WITHIN_MS = 10_000


def judge(recording: Recording) -> Verdict:
    if not prompts.prompts(recording):
        return nothing_asked(recording, META)
    refused = list(prompts.refused(recording))
    if not refused:
        return not_refused(META)
    closed = [(p, e) for p in refused if (e := _exit(p)) is not None]
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


def not_refused(meta: Check) -> Verdict:
    """Asked for, but the inspection never came to refuse it."""
    reason = Text(
        zh="申请了权限，但没有一次被检测人员拒绝。", en="Permissions were asked for, but none was refused by hand."
    )
    return verdict.inconclusive(
        meta, reason, missing=[Text(zh="拒绝权限的运行", en="a run that refuses the permission")]
    )


def _exit(prompt: Prompt) -> Event | None:
    """The exit that follows a refusal without anything of the user's own between them."""
    answer = prompt.answer
    if answer is None:
        return None
    gone = next((e for e in _exits(prompt) if e.seq > answer.seq), None)
    if gone is None:
        return None
    then, now = answer.data.get("virtual_ms") or 0, gone.data.get("virtual_ms") or 0
    late = bool(then and now) and now - then > WITHIN_MS
    between = [a for a in prompt.start.actions if answer.seq < a.seq < gone.seq and _asked_for_it(a)]
    return None if late or between else gone


def _exits(prompt: Prompt) -> list[Event]:
    notes = [e for e in prompt.start.events("note") if e.data.get("name") == "exit"]
    calls = [e for e in prompt.start.events("consent") if e.data.get("name") == "app.exit"]
    return sorted([*notes, *calls], key=lambda e: e.seq)


def _asked_for_it(action: Event) -> bool:
    """A press of the user's own, going back, or a button that says it leaves."""
    if action.data.get("type") in ("advance", "scroll"):
        return False
    if action.data.get("type") == "tap" and triggers.answers(action):
        return words.says(triggers.label_of(action), "exit")
    return True


def _finding(recording: Recording, group: list[tuple[Prompt, Event]]) -> Finding:
    what = scopes.named(group[0][0].scope)
    reason = Text(
        zh=f"拒绝“{what.zh}”后小程序随即关闭。", en=f"The program closes as soon as leave to “{what.en}” is refused."
    )
    afters = [recording.screen_before(e.seq, e.run) for _, e in group[:2]]
    shown = tuple(s.seq for s in afters if s is not None and not s.data.get("blank"))
    proof = prompts.evidence([p for p, _ in group[:2]], extra=tuple(e.seq for _, e in group[:2]), screens=shown)
    return Finding(check=META.id, subject=(group[0][0].scope.name,), reason=reason, evidence=proof)
