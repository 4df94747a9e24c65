"""Personal data travels without encryption."""

from detectors import verdict
from detectors.facts import kinds, moments, transmissions
from detectors.facts.clean_end import clean_end
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording

META = Check(
    id="SEC-01",
    help=Text(zh="一律使用 https/wss。", en="Use https and wss throughout."),
    needs=("flows", "hits"),
)


def judge(recording: Recording) -> Verdict:
    sent = transmissions.sent(recording)
    if not sent:
        return nothing_seen(META, recording, Text(zh="没有网络传输。", en="Nothing was sent."))
    found = [t for t in transmissions.transmissions(recording) if t.clear and t.proof and _counts(t)]
    if found:
        findings = [_finding(recording, group) for group in transmissions.grouped(found).values()]
        return verdict.failed(META, findings[0].reason, findings)
    plain = [f for f in sent if str(f.data.get("scheme", "")).casefold() in ("http", "ws")]
    if plain:
        reason = Text(
            zh=f"有 {len(plain)} 个未加密请求，其中没有发现个人信息。",
            en=f"{len(plain)} unencrypted requests, none with personal data.",
        )
        flows = tuple(f.seq for f in plain[:20])
        return verdict.inconclusive(
            META, reason, evidence=Evidence(flows=flows), numbers={"requests": float(len(plain))}
        )
    reason = Text(zh="没有未加密的传输。", en="Nothing was sent without encryption.")
    return clean_end(META, recording, reason)


def _counts(found: Transmission) -> bool:
    return kinds.telling(found.kind)


def _finding(recording: Recording, group: list[Transmission]) -> Finding:
    said, first = transmissions.described(group), group[0]
    place = _place(moments.call_of(recording, first.flow))
    reason = Text(zh=f"未加密传输（{place.zh}）：{said.zh}。", en=f"Without encryption, by {place.en}: {said.en}.")
    subject = (first.kind, first.recipient.domain)
    return Finding(check=META.id, subject=subject, reason=reason, evidence=transmissions.evidence(group))


def _place(call: Event | None) -> Text:
    """Which door it left by: a released program may use only https and wss for its own requests."""
    api = str(call.data.get("api", "")) if call is not None else ""
    if api.startswith("component."):
        part = api.removeprefix("component.")
        return Text(zh=f"{part} 组件", en=f"the {part} component")
    return Text(zh=api or "未知途径", en=api or "an unknown way")
