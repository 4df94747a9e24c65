"""Consent was taken back, and what it was given for goes on being sent."""

from detectors import verdict
from detectors.facts import consents, kinds, moments, transmissions
from detectors.facts.consents import Answer
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="RGT-06",
    help=Text(
        zh="撤回同意后停止收集和上传，并清除本地缓存的个人信息。",
        en="Stop collecting and sending after a withdrawal, and drop what was cached.",
    ),
    needs=("flows", "hits", "actions"),
)


def judge(recording: Recording) -> Verdict:
    taken_back = [w for w in consents.withdrawals(recording) if w.about == "notice"]
    if not taken_back:
        given = any(a.about == "notice" and a.said == "agree" for a in consents.answers(recording))
        if not given:
            return nothing_seen(META, recording, Text(zh="没有给出过同意。", en="No consent was given."))
        missing = Text(zh="“withdraw”运行中对同意的撤回", en="the withdrawal of consent in the run “withdraw”")
        reason = Text(zh="没有撤回过同意。", en="Consent was not withdrawn in this inspection.")
        return verdict.inconclusive(META, reason, missing=[missing])
    late = [(w, t) for w in taken_back for t in _after(recording, w)]
    numbers = {"withdrawn": float(len(taken_back)), "sent_after": float(len(late))}
    if late:
        table: dict[str, list[tuple[Answer, Transmission]]] = {}
        for pair in late:
            table.setdefault(pair[1].kind, []).append(pair)
        findings = [_finding(kind, pairs) for kind, pairs in table.items()]
        return verdict.failed(META, findings[0].reason, findings, numbers)
    if not any(a.seq > w.settled for w in taken_back for a in (w.start.actions if w.start is not None else [])):
        reason = Text(zh="撤回后没有继续使用。", en="Nothing was used after the withdrawal.")
        return verdict.inconclusive(META, reason, numbers=numbers)
    if transmissions.opaque(recording):
        reason = Text(zh="撤回后有请求内容不可读。", en="Some requests could not be read whole.")
        return verdict.inconclusive(META, reason, numbers=numbers)
    reason = Text(
        zh="撤回后没有再看到个人信息发出（服务器端的处理看不到）。",
        en="After the withdrawal no personal data was seen leaving (what servers do cannot be seen).",
    )
    proof = Evidence(run=taken_back[0].run, events=tuple(n for w in taken_back[:4] for n in (w.seq, w.settled)))
    return verdict.passed(META, reason, proof, numbers)


def _after(recording: Recording, withdrawal: Answer) -> list[Transmission]:
    """Proven values that left after the withdrawal and before the user agreed anew; nothing typed or weak, and no login
    code to the operator, which its server needs for a session."""
    again = (a.seq for a in consents.in_start(recording, withdrawal.start) if a.said == "agree")
    end = next((n for n in again if n > withdrawal.settled), None)
    return [
        t
        for t in transmissions.transmissions(recording)
        if t.proof
        and not t.typed
        and t.session == withdrawal.start
        and kinds.telling(t.kind)
        and not (t.kind in ("openid", "install_id") and t.recipient.owner != "third")
        and moments.order(recording, t.flow, withdrawal) == "after"
        and (end is None or t.flow.seq < end)
    ]


def _finding(kind: str, pairs: list[tuple[Answer, Transmission]]) -> Finding:
    withdrawal = pairs[0][0]
    said = transmissions.described([t for _, t in pairs])
    reason = Text(zh=f"撤回同意后，{said.zh}。", en=f"After consent was withdrawn: {said.en}.")
    proof = transmissions.evidence([t for _, t in pairs][:5], before=(withdrawal.seq, withdrawal.settled))
    return Finding(check=META.id, subject=("sent-after-withdrawal", kind), reason=reason, evidence=proof)
