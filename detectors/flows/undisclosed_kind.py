"""A kind of personal data leaves that neither the guidelines nor the policy declares."""

from detectors import verdict
from detectors.facts import coverage, declarations, kinds, opacity, recognised, transmissions
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recognisers import Recognised
from recording.recording import Recording

META = Check(
    id="FLW-01",
    help=Text(
        zh="在指引或隐私政策中逐项列明该信息种类，或停止传输。",
        en="List the kind in the guidelines or the policy, or stop sending it.",
    ),
    needs=("flows", "hits"),
)


def judge(recording: Recording) -> Verdict:
    found = [t for t in transmissions.transmissions(recording) if _counts(t)]
    if not transmissions.sent(recording):
        return nothing_seen(META, recording, Text(zh="没有网络传输。", en="Nothing was sent."))
    declared = declarations.declarations(recording)
    bad = [t for t in found if declared.kind(t.kind) is None]
    sure = [t for t in bad if t.proof]
    findings = [_finding(group) for group in transmissions.grouped(sure or bad).values()]
    if bad and not declared.known:
        return verdict.inconclusive(META, _unknown(declared), findings=findings, missing=[_unknown(declared)])
    if sure:
        return verdict.failed(META, findings[0].reason, findings)
    if bad:
        reason = Text(zh="只有未达证明程度的命中。", en="Only hits below the level of proof.")
        return verdict.inconclusive(META, reason, findings=findings)
    shapes = _shapes(recording, declared)
    if shapes:
        names = [kinds.named(shape.kind) for _, shape in shapes]
        reason = Text(
            zh=f"有形似{'、'.join(dict.fromkeys(n.zh for n in names))}的内容发出且未声明，仅凭外形不作认定。",
            en=f"What looks like {', '.join(dict.fromkeys(n.en for n in names))} left undeclared; a shape is no proof.",
        )
        flows = tuple(dict.fromkeys(flow.seq for flow, _ in shapes))
        return verdict.inconclusive(META, reason, evidence=Evidence(flows=flows, events=flows))
    reached = coverage.coverage(recording)
    reason = Text(zh="发出的信息种类均已声明。", en="Every kind that was seen leaving is declared.")
    # A policy that nobody could read takes nothing away from what the guidelines declare.
    missing = (*reached.missing, *((_unknown(declared),) if declared.keys is None else ()), *_unread(recording))
    if transmissions.opaque(recording):
        missing = (*missing, Text(zh="有请求正文未能完整读取", en="a request's body could not be read in full"))
    if missing:
        return verdict.inconclusive(META, reason, missing=missing, numbers=reached.numbers)
    return verdict.passed(META, reason, numbers={"kinds_sent": float(len({t.kind for t in found})), **reached.numbers})


def _counts(found: Transmission) -> bool:
    """Login codes have no row in the guidelines and need none; ids the program made itself are PRE-04's."""
    return kinds.personal(found.kind) and found.kind not in ("openid", "install_id")


def _shapes(recording: Recording, declared: declarations.Declarations) -> list[tuple[Event, Recognised]]:
    """What looks like personal data of an undeclared kind where nothing was planted, and no server gave it before."""
    found = []
    for flow in transmissions.sent(recording):
        strong = [s for s in recognised.in_flow(recording, flow) if s.strength == "strong" and kinds.personal(s.kind)]
        undeclared = [s for s in strong if declared.kind(s.kind) is None]
        found += [(flow, s) for s in undeclared if not transmissions.came_down(recording, s.matched, flow)]
    return found


def _unread(recording: Recording) -> tuple[Text, ...]:
    """Encrypted bodies to the operator or to somebody who is not named may hold anything."""
    hosts = sorted({o.recipient.host for o in opacity.untold(recording)})
    if not hosts:
        return ()
    return (Text(zh=f"发往 {'、'.join(hosts)} 的内容无法判读", en=f"what goes to {', '.join(hosts)} cannot be read"),)


def _unknown(declared: declarations.Declarations) -> Text:
    if declared.keys is None:
        return Text(
            zh="平台隐私指引未知（配置中没有 [declared]）。",
            en="The platform's guidelines are unknown (no [declared] in the profile).",
        )
    if declared.supplement:
        return Text(
            zh="平台隐私指引另有补充文档，配置中没有其内容。",
            en="The guidelines have a supplement whose text is not in the profile.",
        )
    return Text(zh="程序有隐私政策但未能读取。", en="The program has a privacy policy that could not be read.")


def _finding(group: list[Transmission]) -> Finding:
    said, first = transmissions.described(group), group[0]
    reason = Text(
        zh=f"{said.zh}，但指引和隐私政策都没有声明该种类。",
        en=f"{said.en[:1].upper()}{said.en[1:]}, which neither guidelines nor policy declare.",
    )
    proof = transmissions.evidence(group)
    return Finding(check=META.id, subject=(first.kind,), reason=reason, evidence=proof)
