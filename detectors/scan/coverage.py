"""How far the inspection got; stated in every report, and the gate of "nothing was seen".

Never fails. Below the floor it stays open, with what was not come to as a fact.
"""

from detectors import verdict
from detectors.facts import consents, reach
from detectors.facts.coverage import Coverage, coverage
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="INT-01",
    help=Text(
        zh="延长预算、补充配置或后端桩，让更多页面可达。",
        en="Give more budget, a fuller profile or a backend stub, so that more pages can be reached.",
    ),
)

_NAMED = 8
"""Pages that the sentence names; the finding's subject holds all of them."""


def judge(recording: Recording) -> Verdict:
    reached = coverage(recording)
    forged = consents.contradictions(recording)
    reason = Text(
        zh=f"页面 {reached.visited}/{reached.declared}，状态 {reached.states}，"
        f"运行 {'、'.join(reached.ended) or '无'}{'' if reached.enough else '；未达到“未发现”所需的覆盖度'}。",
        en=f"{reached.visited} of {reached.declared} pages, {reached.states} states, runs: "
        f"{', '.join(reached.ended) or 'none'}{'' if reached.enough else '; below the floor for “nothing seen”'}.",
    )
    given = {**reach.without_phone(recording).numbers, **reach.without_consent(recording).numbers}
    numbers = {**reached.numbers, **given, "contradictions": float(len(forged))}
    if reached.enough:
        return verdict.passed(META, reason, Evidence(events=tuple(e.seq for e in forged[:20])), numbers)
    findings = [_left(recording, reached)] if reached.left else []
    return verdict.inconclusive(META, reason, findings=findings, missing=reached.missing, numbers=numbers)


def _left(recording: Recording, reached: Coverage) -> Finding:
    names = f"{', '.join(reached.left[:_NAMED])}{' …' if len(reached.left) > _NAMED else ''}"
    reason = Text(
        zh=f"声明的 {reached.declared} 个页面中有 {len(reached.left)} 个没有看到：{names}。",
        en=f"{len(reached.left)} of {reached.declared} declared pages were not seen: {names}.",
    )
    notes = tuple(n.seq for n in (recording.notes("coverage") or recording.notes("run.begin"))[:20])
    return Finding(check=META.id, subject=("pages", *reached.left), reason=reason, evidence=Evidence(events=notes))
