"""Personal data stands in the address of a request, where logs, histories and proxies keep it."""

from detectors import verdict
from detectors.facts import kinds, recognised, transmissions
from detectors.facts.clean_end import clean_end
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.planted_values import FRESH_EACH_TIME
from recording.recording import Recording

META = Check(
    id="FLW-07",
    help=Text(
        zh="把个人信息放进 POST 正文（https），不要放在网址路径或查询参数里。",
        en="Send personal data in the body of a POST over https, never in the path or query of an address.",
    ),
    needs=("flows", "hits"),
)
_GRAVE = frozenset({"phone", "id_number", "passport", "bank_card", "location", "chosen_location", "session_key"})
_POSITIONS = frozenset({"location", "chosen_location"})


def judge(recording: Recording) -> Verdict:
    sent = transmissions.sent(recording)
    if not sent:
        return nothing_seen(META, recording, Text(zh="没有网络传输。", en="Nothing was sent."))
    found = [t for t in transmissions.transmissions(recording) if _counts(t)]
    phones = {t.flow.seq for t in found if t.kind == "phone"}
    grave = [t for t in found if _grave(t) or (t.kind == "openid" and t.flow.seq in phones)]
    if grave:
        findings = [_finding(group) for group in transmissions.grouped(grave).values()]
        return verdict.failed(META, findings[0].reason, findings)
    if found:
        names = [kinds.named(k) for k in dict.fromkeys(t.kind for t in found)]
        reason = Text(
            zh=f"网址中有风险较低或按接口设计如此的信息：{'、'.join(n.zh for n in names)}。",
            en=f"Addresses hold data of lower risk, or as a map service wants it: {', '.join(n.en for n in names)}.",
        )
        findings = [_finding(group) for group in transmissions.grouped(found).values()]
        return verdict.inconclusive(META, reason, findings=findings)
    shaped = [f for f in sent if _has_a_shape(recording, f)]
    if shaped:
        reason = Text(
            zh="网址中有形似手机号或证件号的内容，仅凭外形不作认定。",
            en="Addresses hold what looks like a phone or identity number; a shape is no proof.",
        )
        flows = tuple(f.seq for f in shaped[:20])
        return verdict.inconclusive(META, reason, evidence=Evidence(flows=flows, events=flows))
    return clean_end(META, recording, Text(zh="网址中没有个人信息。", en="No address holds personal data."))


def _counts(found: Transmission) -> bool:
    """Single-use credentials tell nobody anything by themselves; an avatar is loaded by its address."""
    if found.recipient.owner == "platform":
        return False
    if found.hit.place != "url" or found.hit.strength == "medium" or found.value.field in FRESH_EACH_TIME:
        return False
    known = kinds.personal(found.kind) or found.kind == "session_key"
    return known and not (kinds.weak(found.kind) and found.kind != "session_key")


def _grave(found: Transmission) -> bool:
    """Map services want coordinates in the query by design: that is FLW-02's and FLW-03's."""
    if found.kind not in _GRAVE or not found.proof:
        return False
    return not (found.kind in _POSITIONS and found.recipient.category == "map")


def _has_a_shape(recording: Recording, flow: Event) -> bool:
    return any(
        r.place == "url" and r.strength == "strong" and r.kind in _GRAVE for r in recognised.in_flow(recording, flow)
    )


def _finding(group: list[Transmission]) -> Finding:
    said, first = transmissions.described(group), group[0]
    where = first.hit.path.replace("url > ", "")
    reason = Text(
        zh=f"网址（{where}）中有个人信息：{said.zh}。", en=f"Personal data in the address ({where}): {said.en}."
    )
    proof = transmissions.evidence(group)
    return Finding(check=META.id, subject=(first.kind, first.recipient.domain), reason=reason, evidence=proof)
