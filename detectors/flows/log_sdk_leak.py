"""A report of errors, logs or performance to another organisation carries personal data."""

from detectors import verdict
from detectors.facts import kinds, opacity, transmissions
from detectors.facts.clean_end import clean_end
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.recipients import Recipient
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.planted_values import FRESH_EACH_TIME
from recording.recording import Recording

META = Check(
    id="FLW-13",
    help=Text(
        zh="上报前过滤网址参数、请求与响应正文、日志文本中的个人信息。",
        en="Filter addresses, bodies and log texts before they are reported.",
    ),
    needs=("flows", "hits"),
)
_REPORT = (b'"stack"', b'"stacktrace"', b'"exception"', b'"breadcrumbs"', b'"errormsg"', b'"level"', b'"logs"')
_ENOUGH = 2
"""Names of a report's parts that make a body one, whoever receives it."""


def judge(recording: Recording) -> Verdict:
    reports = [f for f in transmissions.sent(recording) if _is_report(recording, f)]
    others = [f for f in reports if transmissions.to(recording, f).owner in ("third", "unknown")]
    if not others:
        reason = Text(zh="没有向其他组织上报日志或监控。", en="Nothing is reported to a monitoring organisation.")
        return nothing_seen(META, recording, reason)
    numbers = {"reports": float(len(others))}
    seqs = {f.seq for f in others}
    found = [t for t in transmissions.transmissions(recording) if t.flow.seq in seqs and _counts(t)]
    sure = [t for t in found if t.recipient.owner == "third"]
    findings = [_finding(group) for group in transmissions.grouped(sure or found).values()]
    if sure:
        return verdict.failed(META, findings[0].reason, findings, numbers=numbers)
    if found:
        reason = Text(
            zh="上报内容含个人信息，但接收方归属不明。", en="A report has personal data; its owner is not known."
        )
        return verdict.inconclusive(META, reason, findings=findings, missing=[reason], numbers=numbers)
    closed = [o.flow.seq for o in opacity.opaque(recording) if o.flow.seq in seqs]
    if closed:
        reason = Text(zh="上报内容无法解读。", en="Reports could not be read.")
        return verdict.inconclusive(META, reason, evidence=Evidence(flows=tuple(closed[:20])), numbers=numbers)
    return clean_end(META, recording, Text(zh="上报内容中没有个人信息。", en="No report holds personal data."))


def _is_report(recording: Recording, flow: Event) -> bool:
    return to_monitoring(transmissions.to(recording, flow)) or _like_a_report(recording, flow)


def to_monitoring(recipient: Recipient) -> bool:
    return recipient.owner == "third" and recipient.category == "monitoring"


def _like_a_report(recording: Recording, flow: Event) -> bool:
    """By the parts it has: a service that nobody lists, or one on a host of its own."""
    try:
        body = recording.blob(str(flow.data.get("request_body", "")), 1 << 16).lower()
    except OSError:
        return False
    return sum(part in body for part in _REPORT) >= _ENOUGH


def _counts(found: Transmission) -> bool:
    if not found.proof or found.value.field in FRESH_EACH_TIME:
        return False
    return kinds.telling(found.kind)


def _finding(group: list[Transmission]) -> Finding:
    said, first = transmissions.described(group), group[0]
    reason = Text(
        zh=f"日志或监控上报携带个人信息：{said.zh}（{first.hit.path}）。",
        en=f"A log or error report carries personal data: {said.en} ({first.hit.path}).",
    )
    proof = transmissions.evidence(group)
    return Finding(check=META.id, subject=(first.kind, first.recipient.domain), reason=reason, evidence=proof)
