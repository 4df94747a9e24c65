"""The program logs in silently before consent: a fact, and a violation only when another organisation gets the code."""

from detectors import verdict
from detectors.before_consent import collect_before_consent
from detectors.facts import called, consents, notices, starts, transmissions
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.transmissions import Transmission
from detectors.verdict import CallSite, Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording

META = Check(
    id="PRE-05",
    help=Text(
        zh="在展示告知之后再调用 wx.login；code 只发给自己的服务器。",
        en="Call wx.login after the notice was shown, and send the code to your own server only.",
    ),
    needs=("flows", "hits"),
)


def judge(recording: Recording) -> Verdict:
    calls = called.begun(recording, "wx.login")
    sent = [t for t in transmissions.transmissions(recording) if t.login_code and t.proof]
    if not calls and not sent:
        return nothing_seen(META, recording, Text(zh="没有调用 wx.login。", en="wx.login was not called."))
    numbers = {"calls": float(len(calls)), "codes_sent": float(len({t.flow.seq for t in sent}))}
    early, _ = collect_before_consent.before_consent(recording, sent)
    outside = [t for t in early if t.recipient.owner == "third"]
    if outside:
        # What goes to analytics is PRE-02 as well; this says which call began it.
        findings = [_finding(group) for group in transmissions.grouped(outside).values()]
        return verdict.failed(META, findings[0].reason, findings, numbers)
    unknown = [t for t in early if t.recipient.owner == "unknown"]
    if unknown:
        reason = Text(
            zh=f"登录凭证在同意前发往 {unknown[0].recipient.host}，其归属未知。",
            en=f"The login code went to {unknown[0].recipient.host} before consent; its owner is unknown.",
        )
        return verdict.inconclusive(META, reason, findings=[_finding(unknown[:1])], numbers=numbers)
    before = [c for c in calls if _unannounced(recording, c)]
    if before:
        reason = Text(
            zh="在展示任何告知之前调用了 wx.login；code 未发给其他组织。仅作事实记录。",
            en="wx.login was called before any notice was shown; no other organisation got the code. A fact, no fail.",
        )
        return verdict.inconclusive(META, reason, evidence=_evidence(before, sent), numbers=numbers)
    reason = Text(
        zh="wx.login 在告知之后调用，code 只发给运营者。",
        en="wx.login was called after a notice, and only the operator got the code.",
    )
    return verdict.passed(META, reason, _evidence(calls, sent), numbers)


def _unannounced(recording: Recording, call: Event) -> bool:
    """Whether the session had shown no notice when the call was made."""
    start = starts.start_of(recording, call)
    if start is None:
        return False
    consent = consents.consent_of(recording, start)
    agreed = consent is not None and consent.seq < call.seq
    return not agreed and not any(n < call.seq for n in notices.shown(start))


def _evidence(calls: tuple[Event, ...] | list[Event], sent: list[Transmission]) -> Evidence:
    if not calls:
        return transmissions.evidence(sent[:5])  # A phone tells no calls: the code itself was met.
    first = calls[0]
    site = CallSite(
        seq=first.seq,
        api="wx.login",
        file=str(first.data.get("file", "")),
        line=int(first.data.get("line") or 0),
    )
    flows = tuple(dict.fromkeys(t.flow.seq for t in sent))[:5]
    return Evidence(run=first.run, page=first.page, events=tuple(c.seq for c in calls[:3]), flows=flows, call=site)


def _finding(group: list[Transmission]) -> Finding:
    said = transmissions.described(group)
    reason = Text(zh=f"同意之前，{said.zh}。", en=f"Before consent: {said.en}.")
    proof = transmissions.evidence(group)
    return Finding(check=META.id, subject=("login-code", group[0].recipient.domain), reason=reason, evidence=proof)
