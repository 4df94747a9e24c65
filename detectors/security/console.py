"""Personal data is written to the console. Only who debugs sees it, unless something uploads it (FLW-13)."""

from detectors import verdict
from detectors.facts import kinds, looked_for
from detectors.facts.clean_end import clean_end
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.planted_values import FRESH_EACH_TIME
from recording.recording import Recording

META = Check(
    id="SEC-05",
    help=Text(zh="发布版去掉输出个人信息的日志。", en="Leave logs with personal data out of released builds."),
)
_ALL_TAKEN = frozenset({"embedded", "devtools"})
"""Targets whose console is recorded from the first line on."""


def judge(recording: Recording) -> Verdict:
    lines = recording.notes("console")
    found: dict[str, list[Event]] = {}
    for line in lines:
        for kind in _kinds(recording, line):
            found.setdefault(kind, []).append(line)
    if found:
        findings = [_finding(kind, events) for kind, events in found.items()]
        return verdict.inconclusive(META, findings[0].reason, findings=findings, numbers={"lines": float(len(lines))})
    if not lines and str(recording.environment.get("driver") or "embedded") not in _ALL_TAKEN:
        reason = Text(zh="没有采集控制台输出。", en="The console was not recorded.")
        return verdict.inconclusive(META, reason, missing=[reason])
    return clean_end(META, recording, Text(zh="控制台输出中没有个人信息。", en="The console shows no personal data."))


def _kinds(recording: Recording, line: Event) -> list[str]:
    values = looked_for.by_id(recording)
    hits = looked_for.in_text(recording, str(line.data.get("text", "")), "console")
    plain = (h for h in hits if values[h.planted].interface != "storage" and h.strength == "proof")
    real = (h.kind for h in plain if values[h.planted].field not in FRESH_EACH_TIME)
    return [k for k in dict.fromkeys(real) if kinds.telling(k)]


def _finding(kind: str, lines: list[Event]) -> Finding:
    named = kinds.named(kind)
    reason = Text(
        zh=f"控制台输出中有{named.zh}（{len(lines)} 行）。",
        en=f"The console shows the {named.en} ({len(lines)} lines).",
    )
    numbers = tuple(e.seq for e in lines[:20])
    proof = Evidence(run=lines[0].run, page=lines[0].page, events=numbers)
    return Finding(check=META.id, subject=(kind, lines[0].page), reason=reason, evidence=proof)
