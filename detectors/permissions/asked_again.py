"""A permission that was refused is asked for again within 48 hours without being needed."""

from dataclasses import dataclass

from detectors import verdict
from detectors.facts import asking_again, functions, prompts, scopes, visits
from detectors.facts.asking_again import Again
from detectors.facts.prompts import Prompt
from detectors.facts.visits import Visit
from detectors.permissions.refused import without
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="PRM-07",
    help=Text(
        zh="记住用户的拒绝；48 小时内除非用户主动使用该功能，不再弹出任何形式的申请或引导。",
        en="Remember the refusal; for 48 hours do not ask or guide again unless the user starts the function.",
    ),
    needs=("events", "screens"),
    requests=False,
)
WITHIN_MS = 48 * 3_600_000
RESTARTS = 2
"""Returns that must have been made to say anything."""


@dataclass(frozen=True)
class Memory:
    """One refusal, the user's returns within 48 hours, and what asked again at each."""

    refusal: Prompt
    returns: tuple[Visit, ...]
    again: tuple[tuple[Visit, Again], ...]
    unsure: tuple[tuple[Visit, Again], ...]

    @property
    def everywhere(self) -> bool:
        """At every return."""
        held = {v.number for v, _ in self.again}
        return len(self.returns) >= RESTARTS and held == {v.number for v in self.returns}

    @property
    def repeated(self) -> bool:
        """More than once in one scene."""
        pages = [a.page for _, a in self.again]
        return any(pages.count(page) > 1 for page in pages)


def judge(recording: Recording) -> Verdict:
    nothing = without(META, recording)
    if nothing is not None:
        return nothing
    refused = list(prompts.refused(recording))
    known = [_memory(recording, p) for p in _first_of_each(refused)]
    tested = [m for m in known if len(m.returns) >= RESTARTS]
    numbers = {"refusals": float(len(refused)), "returns": float(max((len(m.returns) for m in known), default=0))}
    bad = [m for m in known if m.everywhere or m.repeated]
    if bad:
        findings = [_finding(m) for m in _one_each(bad)]
        return verdict.failed(META, findings[0].reason, findings, numbers)
    once = [m for m in known if m.again]
    if once:
        reason = Text(zh="48 小时内主动再次申请了一次。", en="It was asked for again once within 48 hours.")
        findings = [_finding(m) for m in _one_each(once)]
        return verdict.inconclusive(META, reason, findings=findings, numbers=numbers)
    if not tested:
        reason = Text(
            zh="拒绝之后没有足够的再次访问，无法判断 48 小时内是否重复申请。",
            en="The user did not come back often enough after a refusal to say anything.",
        )
        missing = [Text(zh="“return”运行（拒绝后再次访问）", en="the run “return” (visits after the refusal)")]
        return verdict.inconclusive(META, reason, missing=missing, numbers=numbers)
    unsure = [m for m in known if m.unsure]
    if unsure:
        reason = Text(
            zh="再次申请之前有点击，但无法确定用户是否在使用该功能。",
            en="Something was pressed before it was asked for again; whether that was its function is uncertain.",
        )
        return verdict.inconclusive(META, reason, evidence=_proof(unsure[0], unsure[0].unsure), numbers=numbers)
    reason = Text(
        zh="拒绝后再次访问时没有主动申请。", en="At later visits nothing asked again unless its function was started."
    )
    return verdict.passed(META, reason, prompts.evidence([m.refusal for m in tested[:2]]), numbers)


def _first_of_each(refused: list[Prompt]) -> list[Prompt]:
    """The first refusal of each scope in each cold start."""
    found: dict[tuple[str, int, str], Prompt] = {}
    for prompt in refused:
        found.setdefault((prompt.start.run, prompt.start.number, prompt.scope.name), prompt)
    return list(found.values())


def _memory(recording: Recording, refusal: Prompt) -> Memory:
    answer = refusal.answer
    when = float(answer.data.get("virtual_ms") or 0) if answer is not None else 0.0
    after = answer.seq if answer is not None else refusal.seq
    own = [v for v in visits.visits(recording) if v.start == refusal.start and v.first > after]
    later = tuple(v for v in own if v.moved and v.since_ms - when <= WITHIN_MS)
    shown = asking_again.after(recording, refusal)
    placed = [(v, a) for v in later for a in shown if v.holds(a.event)]
    again = tuple((v, a) for v, a in placed if a.trigger.unprompted)
    unsure = tuple((v, a) for v, a in placed if not a.trigger.unprompted and not _wanted(a))
    return Memory(refusal, later, again, unsure)


def _wanted(again: Again) -> bool:
    return again.trigger.how == "press" and functions.serves(again.kind, again.trigger.label)


def _one_each(bad: list[Memory]) -> list[Memory]:
    return list({m.refusal.scope.name: m for m in reversed(bad)}.values())


def _finding(memory: Memory) -> Finding:
    what = scopes.named(memory.refusal.scope)
    hours = [round(v.since_ms / 3_600_000, 1) for v, _ in memory.again]
    when = "、".join(f"{h:g}" for h in hours), ", ".join(f"{h:g}" for h in hours)
    reason = Text(
        zh=f"拒绝“{what.zh}”后 48 小时内又主动申请（第 {when[0]} 小时），用户没有使用该功能。",
        en=f"Within 48 hours of refusing leave to “{what.en}” it is asked for again (hour {when[1]}) unprompted.",
    )
    return Finding(
        check=META.id, subject=(memory.refusal.scope.name,), reason=reason, evidence=_proof(memory, memory.again)
    )


def _proof(memory: Memory, shown: tuple[tuple[Visit, Again], ...]) -> Evidence:
    extra = tuple(n for v, a in shown[:6] for n in (v.first, *a.events))
    screens = tuple(n for _, a in shown[:6] for n in a.screens)
    return prompts.evidence([memory.refusal], extra=extra, screens=screens)
