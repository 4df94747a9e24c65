"""Refusing a permission leads to popups that come again and again."""

from dataclasses import dataclass

from detectors import verdict
from detectors.facts import asking_again, prompts, scopes, triggers
from detectors.facts.asking_again import Again
from detectors.facts.prompts import Prompt
from detectors.permissions.refused import without
from detectors.verdict import Check, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording

META = Check(
    id="PRM-06",
    help=Text(
        zh="用户拒绝后最多提示一次，且“取消”后不再弹出，直到用户再次使用该功能。",
        en="After a refusal say it once at most; when that is cancelled, wait until the function is used again.",
    ),
    needs=("events", "actions", "screens"),
    requests=False,
)
MANY, FEW = 3, 2
WITHIN_MS = 60_000


@dataclass(frozen=True)
class Loop:
    """What followed one refusal before the user started anything."""

    refusal: Prompt
    shown: tuple[Again, ...]

    @property
    def reopened(self) -> bool:
        """The very same came back after it had been put away."""
        pairs = zip(self.shown, self.shown[1:], strict=False)
        return any(a.sign == b.sign and self._put_away(a.seq, b.seq) for a, b in pairs)

    def _put_away(self, first: int, last: int) -> bool:
        return any(first < a.seq < last and triggers.answers(a) for a in self.refusal.start.actions)

    @property
    def endless(self) -> bool:
        return len(self.shown) >= MANY or self.reopened


def judge(recording: Recording) -> Verdict:
    nothing = without(META, recording)
    if nothing is not None:
        return nothing
    refused = list(prompts.refused(recording))
    loops = [_loop(recording, p) for p in refused]
    endless = [x for x in loops if x.endless]
    numbers = {"refusals": float(len(refused)), "most_after_one": float(max(len(x.shown) for x in loops))}
    groups: dict[str, list[Loop]] = {}
    for loop in endless:
        groups.setdefault(loop.refusal.scope.name, []).append(loop)
    proven = [g for g in groups.values() if prompts.in_two_starts([x.refusal for x in g])]
    if proven:
        findings = [_finding(g) for g in proven]
        return verdict.failed(META, findings[0].reason, findings, numbers)
    if endless:
        reason = Text(zh="拒绝后反复弹窗只在一次冷启动中看到。", en="Repeated popups were seen in one cold start only.")
        missing = [Text(zh="第二次冷启动", en="a second cold start")]
        findings = [_finding(g) for g in groups.values()]
        return verdict.inconclusive(META, reason, findings=findings, missing=missing, numbers=numbers)
    two = [x for x in loops if len(x.shown) >= FEW]
    if two:
        reason = Text(zh="拒绝后连续出现了两个提示。", en="Two surfaces followed the refusal.")
        return verdict.inconclusive(META, reason, evidence=prompts.evidence([two[0].refusal]), numbers=numbers)
    reason = Text(zh="拒绝后没有反复弹窗。", en="No popups kept coming after a refusal.")
    return verdict.passed(META, reason, prompts.evidence(refused[:2]), numbers)


def _loop(recording: Recording, refusal: Prompt) -> Loop:
    """Up to the first press of the user's own, the return of the user, or a minute later."""
    answered = refusal.answer.seq if refusal.answer is not None else refusal.seq
    since = float(refusal.answer.data.get("virtual_ms") or 0) if refusal.answer is not None else 0.0
    free = (a.seq for a in refusal.start.actions if a.seq > answered and not _passive(a))
    end = next(free, refusal.start.last + 1)
    shown = [a for a in asking_again.after(recording, refusal) if answered < a.seq < end]
    return Loop(refusal, tuple(a for a in shown if not (since and a.ms) or a.ms - since <= WITHIN_MS))


def _passive(action: Event) -> bool:
    if action.data.get("type") in ("launch", "away", "open"):
        return False
    return action.data.get("type") in ("advance", "scroll", "swipe") or triggers.answers(action)


def _finding(group: list[Loop]) -> Finding:
    first = group[0]
    what = scopes.named(first.refusal.scope)
    how = Text(zh="关闭后又重新弹出", en="comes back as soon as it is put away")
    often = Text(zh=f"一分钟内弹出 {len(first.shown)} 次", en=f"comes {len(first.shown)} times within a minute")
    said = how if first.reopened else often
    reason = Text(
        zh=f"拒绝“{what.zh}”后，提示{said.zh}，其间用户没有使用任何功能。",
        en=f"After leave to “{what.en}” was refused, a popup {said.en}, though no function was used.",
    )
    extra = tuple(n for x in group[:2] for a in x.shown[:4] for n in a.events)
    answers = tuple(a.seq for x in group[:2] for a in x.refusal.start.actions if _between(a.seq, x))
    screens = tuple(n for x in group[:2] for a in x.shown[:3] for n in a.screens)
    proof = prompts.evidence([x.refusal for x in group[:2]], extra=(*extra, *answers), screens=screens)
    return Finding(check=META.id, subject=(first.refusal.scope.name,), reason=reason, evidence=proof)


def _between(seq: int, loop: Loop) -> bool:
    return bool(loop.shown) and loop.shown[0].seq < seq <= loop.shown[-1].seq
