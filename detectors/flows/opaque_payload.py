"""What is sent cannot be read, so nothing can be said of it. Never a violation by itself."""

from detectors import verdict
from detectors.facts import coverage, opacity, transmissions
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.opacity import OpaqueFlow
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="FLW-14",
    help=Text(
        zh="应用层加密不是违规，但检查人员无法据此认定合规：请提供报文说明或测试密钥。",
        en="Encrypting bodies is no violation, but what cannot be read cannot be cleared: give a test key.",
    ),
    needs=("flows",),
)


def judge(recording: Recording) -> Verdict:
    bodies = [f for f in transmissions.sent(recording) if f.data.get("request_size")]
    if not bodies:
        return nothing_seen(META, recording, Text(zh="没有请求正文。", en="No request has a body."))
    closed = opacity.opaque(recording)
    if not closed:
        reached = coverage.coverage(recording)
        reason = Text(zh="所有请求正文均可解读。", en="Every body could be read.")
        return verdict.passed(META, reason, numbers={"bodies": float(len(bodies)), **reached.numbers})
    hosts: dict[str, list[OpaqueFlow]] = {}
    for one in closed:
        hosts.setdefault(one.recipient.host, []).append(one)
    total = sum(int(f.data.get("request_size") or 0) for f in bodies)
    numbers = {
        "hosts": float(len(hosts)),
        "bytes_unread": float(sum(o.part.size for o in closed)),
        "bytes": float(total),
    }
    reason = Text(
        zh=f"发往 {'、'.join(sorted(hosts))} 的内容已加密，无法判读。",
        en=f"What is sent to {', '.join(sorted(hosts))} is encrypted and cannot be read.",
    )
    findings = [_finding(recording, host, flows) for host, flows in hosts.items()]
    return verdict.inconclusive(META, reason, findings=findings, numbers=numbers)


def _finding(recording: Recording, host: str, found: list[OpaqueFlow]) -> Finding:
    unread = sum(o.part.size for o in found)
    sent = [f for f in transmissions.sent(recording) if f.data.get("host") == found[0].flow.data.get("host")]
    every = sum(int(f.data.get("request_size") or 0) for f in sent)
    share = min(100, round(100 * unread / every)) if every else 100
    first = found[0]
    reason = Text(
        zh=f"发往 {host} 的正文约 {share}% 字节无法判读（{first.part.path}，每字节 {first.part.entropy} 比特）。",
        en=f"About {share}% of what is sent to {host} cannot be read "
        f"({first.part.path}, {first.part.entropy} bits a byte).",
    )
    flows = tuple(o.flow.seq for o in found[:20])
    return Finding(
        check=META.id,
        subject=(first.recipient.domain,),
        reason=reason,
        evidence=Evidence(run=first.flow.run, page=first.flow.page, flows=flows, events=flows),
    )
