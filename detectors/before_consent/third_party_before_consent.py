"""A known analytics, advertising or attribution host receives an identifier before consent."""

from detectors import verdict
from detectors.before_consent import collect_before_consent
from detectors.facts import recipients, transmissions
from detectors.facts.clean_end import clean_end
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording

META = Check(
    id="PRE-02",
    help=Text(
        zh="在用户同意之后再初始化第三方 SDK。",
        en="Initialise third-party SDKs in the handler of the agreement.",
    ),
    needs=("flows", "hits"),
)
_DEVICE = frozenset({"model", "brand"})


def judge(recording: Recording) -> Verdict:
    contacted = _third_parties(recording)
    if not contacted:
        reason = Text(zh="没有连接任何已知第三方。", en="No third party was contacted.")
        return nothing_seen(META, recording, reason)
    tracked = [t for t in transmissions.transmissions(recording) if t.recipient.tracks and t.proof]
    early, unclear = collect_before_consent.before_consent(recording, _identifying(tracked))
    if early:
        findings = [_finding(group) for group in transmissions.grouped(early).values()]
        return verdict.failed(META, findings[0].reason, findings)
    if unclear:
        reason = Text(
            zh="第三方收到标识的时刻跨越同意，无法断定先后。",
            en="A third party received an identifier across the moment of consent; before or after cannot be told.",
        )
        return verdict.inconclusive(
            META, reason, findings=[_finding(g) for g in transmissions.grouped(unclear).values()]
        )
    return _to_strangers(recording) or _clean(recording, contacted)


def _to_strangers(recording: Recording) -> Verdict | None:
    """Lasting ids and login codes that went early to a host of which nobody knows whose it is."""
    strangers = [t for t in transmissions.transmissions(recording) if t.recipient.owner == "unknown" and t.proof]
    early, unclear = collect_before_consent.before_consent(recording, [t for t in strangers if t.identifies])
    if not early and not unclear:
        return None
    reason = Text(
        zh="同意之前有标识发往归属不明的域名，无法断定是否为第三方。",
        en="An identifier went before consent to a host whose owner is not known, so a third party or not is open.",
    )
    found = [_finding(g) for g in transmissions.grouped(early or unclear).values()]
    return verdict.inconclusive(META, reason, findings=found)


def _third_parties(recording: Recording) -> list[Event]:
    found = []
    for flow in transmissions.sent(recording):
        who = recipients.recipient(recording, str(flow.data.get("host", "")))
        if who.owner in ("third", "unknown") and flow.data.get("host"):
            found.append(flow)
    return found


def _identifying(tracked: list[Transmission]) -> list[Transmission]:
    """Lasting ids and login codes; any other planted data of the person; model and brand together in one flow."""
    fields: dict[int, set[str]] = {}
    for one in tracked:
        if one.kind == "device_info":
            fields.setdefault(one.flow.seq, set()).add(one.value.field)
    whole = {seq for seq, names in fields.items() if names >= _DEVICE}
    ids = {t.flow.seq for t in tracked if t.identifies}
    return [t for t in tracked if t.identifies or t.kind not in ("device_info", "ip") or t.flow.seq in whole & ids]


def _finding(group: list[Transmission]) -> Finding:
    said = transmissions.described(group)
    first = group[0]
    reason = Text(zh=f"同意之前，{said.zh}。", en=f"Before consent: {said.en}.")
    proof = transmissions.evidence(group)
    return Finding(check=META.id, subject=(first.kind, first.recipient.domain), reason=reason, evidence=proof)


def _clean(recording: Recording, contacted: list[Event]) -> Verdict:
    hidden = [f.seq for f in contacted if f.data.get("truncated")]
    if hidden:
        reason = Text(
            zh="有发往第三方的内容无法完整读取。", en="A body sent to a third party could not be read in full."
        )
        return verdict.inconclusive(META, reason, evidence=Evidence(flows=tuple(hidden[:5])))
    reason = Text(
        zh="同意之前没有向统计、广告、归因类第三方发送标识。",
        en="No identifier went to an analytics, advertising or attribution host before consent.",
    )
    return clean_end(META, recording, reason)
