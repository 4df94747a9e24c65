"""Whether a fail carries its evidence: what is cited must exist in the recording and show something."""

from detectors.facts import senders
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

_NEEDED: dict[str, Text] = {
    "screens": Text(zh="画面", en="pictures"),
    "actions": Text(zh="检查人员的操作记录", en="the inspector's actions"),
    "flows": Text(zh="网络请求", en="requests"),
    "hits": Text(zh="请求中的植入值", en="a planted value in a request"),
    "events": Text(zh="事件记录", en="events"),
    "call": Text(zh="调用位置", en="the place of the call"),
}
_SENDER = Text(
    zh="请求出自该程序的证明（可能是设备上的其他应用）", en="a sign that the program sent it and no other app"
)


def settled(verdict: Verdict, meta: Check, recording: Recording) -> Verdict:
    """The verdict itself, or for a fail without complete evidence an inconclusive naming what is missing."""
    if verdict.verdict != "fail":
        return verdict
    lacking = [(finding, _missing(finding, meta, recording)) for finding in verdict.findings]
    proven = [finding for finding, missing in lacking if not missing]
    if proven:
        return verdict.model_copy(update={"findings": tuple(proven)})
    missing = tuple(dict.fromkeys(text for _, texts in lacking for text in texts)) or (_NEEDED["events"],)
    named = Text(zh="、".join(t.zh for t in missing), en=", ".join(t.en for t in missing))
    reason = Text(
        zh=f"有违规迹象，但证据不完整（缺少：{named.zh}），不作认定。",
        en=f"Something points to a violation, but the evidence is not complete (missing: {named.en}).",
    )
    return verdict.model_copy(update={"verdict": "inconclusive", "reason": reason, "missing": missing})


def _missing(finding: Finding, meta: Check, recording: Recording) -> list[Text]:
    found = [_NEEDED[need] for need in meta.needs if not _has(need, finding.evidence, recording)]
    if _anybodys(finding.evidence, recording):
        found.append(_SENDER)
    gone = [n for n in _cited(finding.evidence) if n not in recording.by_seq]
    if gone:
        found.append(Text(zh=f"事件 {gone[0]}", en=f"event {gone[0]}"))
    for number in finding.evidence.screens:
        problem = _picture_problem(number, recording)
        if problem is not None:
            found.append(problem)
    return found


def _has(need: str, evidence: Evidence, recording: Recording) -> bool:
    if need == "actions":
        return any(recording.by_seq[n].kind == "action" for n in evidence.events if n in recording.by_seq)
    if need == "call":
        return evidence.call is not None
    return bool(getattr(evidence, need))


def _anybodys(evidence: Evidence, recording: Recording) -> bool:
    """Requests are all there is, and another app of the same device may have sent them: no value of ours is in them."""
    return bool(evidence.flows) and not evidence.hits and not senders.certain(recording) & set(evidence.flows)


def _cited(evidence: Evidence) -> set[int]:
    call = {evidence.call.seq} if evidence.call is not None else set()
    return {*evidence.events, *evidence.screens, *evidence.flows, *call, *(h.flow for h in evidence.hits)}


def _picture_problem(number: int, recording: Recording) -> Text | None:
    event = recording.by_seq.get(number)
    if event is None:
        return None
    if event.kind != "screen" or event.data.get("blank"):
        return Text(zh=f"画面 {number} 为空白", en=f"picture {number} is blank")
    if not (recording.root / str(event.data.get("png", ""))).is_file():
        return Text(zh=f"画面 {number} 的文件", en=f"the file of picture {number}")
    return None
