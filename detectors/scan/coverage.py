"""How far the inspection got; stated in every report, and the gate of "nothing was seen"."""

from detectors import verdict
from detectors.facts import consents, reach
from detectors.facts.coverage import coverage
from detectors.verdict import Check, Evidence, Text, Verdict
from recording.recording import Recording

META = Check(
    id="INT-01",
    help=Text(
        zh="延长预算、补充配置或后端桩，让更多页面可达。",
        en="Give more budget, a fuller profile or a backend stub, so that more pages can be reached.",
    ),
)


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
    proof = Evidence(events=tuple(e.seq for e in forged[:20]))
    return verdict.passed(META, reason, proof, numbers).model_copy(update={"missing": reached.missing})
