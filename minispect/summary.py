"""What a scan says at its end: a few lines for people, one JSON object for programs."""

import json
from typing import Any

from minispect.headline import undecided
from minispect.inspection import Result
from minispect.terminal import safe
from reports import findings
from reports.findings import Numbered
from reports.html.words import CONFIRM

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "fail": "发现 {0} 项违规",
        "apart": "：{0} 项已证实，{1} 项须人工确认",
        "none": "未发现违规",
        "open": "未能判定：{0}",
        "pages": "已到达页面 {0}/{1}",
        "where": "页面 {0}",
        "call": "调用 {0}（{1}:{2}）",
        "report": "报告 {0}",
        "stopped": "检查被中断，证据包只含中断前的记录",
        "fault": "检查中途出错，证据包只含出错前的记录：{0}",
        "problem": "项目问题 {0}",
        "more": "另有 {0} 个项目问题，均记录在证据包中",
    },
    "en": {
        "fail": "{0} violation(s) found",
        "apart": ": {0} proven, {1} to be confirmed by a person",
        "none": "no violation found",
        "open": "not decided: {0}",
        "pages": "pages reached {0}/{1}",
        "where": "page {0}",
        "call": "call {0} ({1}:{2})",
        "report": "report {0}",
        "stopped": "interrupted; the pack holds what was recorded until then",
        "fault": "{0}; the pack holds what was recorded until then",
        "problem": "project problem {0}",
        "more": "{0} more project problems, all recorded in the pack",
    },
}


SHOWN_PROBLEMS = 20


def problems(result: Result, lang: str) -> list[str]:
    """Why the inspection broke off, if it did, and what is wrong with the project and did not keep it from starting:
    one line each, the first ones."""
    words, found = WORDS[lang], result.problems
    lines = [words["fault"].format(safe(result.fault, 300))] if result.fault else []
    lines += [words["problem"].format(safe(sentence, 300)) for sentence in found[:SHOWN_PROBLEMS]]
    return [*lines, words["more"].format(len(found) - SHOWN_PROBLEMS)] if len(found) > SHOWN_PROBLEMS else lines


def text(result: Result, lang: str) -> str:
    """A short readable verdict. Texts of the target are made safe for a terminal."""
    words = WORDS[lang]
    violations = [n for n in result.pack.findings if n.violated]
    proven, confirm = findings.told_apart(violations)
    scope = result.pack.inspection.scope
    reached = len({*scope.walked, *scope.direct})
    apart = words["apart"].format(len(proven), len(confirm)) if confirm else ""
    lines = [words["fail"].format(len(proven) + len(confirm)) + apart if violations else words["none"]]
    lines += [line for number in violations for line in _finding(number, words, lang)]
    still = undecided({v.check: v for v in result.pack.verdicts})
    if still:
        lines.append(words["open"].format(", ".join(still)))
    lines.append(words["pages"].format(reached, scope.declared))
    if result.interrupted:
        lines.append(words["stopped"])
    lines.append(words["report"].format(result.pack.path / "data" / "derived" / "report.html"))
    return "\n".join(lines)


def _finding(number: Numbered, words: dict[str, str], lang: str) -> list[str]:
    title = getattr(number.entry.title, lang)
    reason = getattr(number.finding.reason, lang)
    mark = f" [{getattr(CONFIRM, lang)}]" if number.confirm else ""
    lines = [f"  {number.entry.id} {title}{mark}", f"         {safe(reason, 300)}"]
    evidence = number.finding.evidence
    if evidence.page:
        lines.append(f"         {words['where'].format(safe(evidence.page, 120))}")
    if evidence.call is not None and evidence.call.file:
        call = evidence.call
        lines.append(f"         {words['call'].format(safe(call.api), safe(call.file, 120), call.line)}")
    return lines


def as_json(result: Result) -> str:
    """The object of ``--json`` (the design's section 2)."""
    inspection = result.pack.inspection
    data: dict[str, Any] = {
        "pack": str(result.pack.path),
        "target": inspection.target.model_dump(mode="json"),
        "runs": [
            {
                "run": s.run,
                "reason": s.reason,
                "actions": s.actions,
                "screens": s.screens,
                "states": s.states,
                "starts": s.starts,
                "seconds": round(s.seconds, 3),
            }
            for s in result.summaries
        ],
        "verdicts": {v.check: v.verdict for v in result.pack.verdicts},
        "findings": [_finding_data(number) for number in result.pack.findings],
        "coverage": inspection.scope.model_dump(mode="json"),
        "timing": result.timing,
        "limitations": list(inspection.limitations),
        "interrupted": result.interrupted,
    }
    return json.dumps(data, ensure_ascii=False)


def _finding_data(number: Numbered) -> dict[str, Any]:
    finding, evidence = number.finding, number.finding.evidence
    call = evidence.call
    return {
        "check": number.entry.id,
        "verdict": number.verdict.verdict,
        "severity": number.entry.severity,
        "needs_person": number.confirm,
        "title": number.entry.title.en,
        "title_zh": number.entry.title.zh,
        "reason": finding.reason.model_dump(),
        "page": evidence.page,
        "run": evidence.run,
        "events": list(evidence.events),
        "flows": list(evidence.flows),
        "screens": list(evidence.screens),
        "call": {"api": call.api, "file": call.file, "line": call.line} if call else None,
        "hits": [hit.model_dump(mode="json") for hit in evidence.hits],
        "fingerprint": finding.fingerprint,
    }
