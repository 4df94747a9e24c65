"""A third party that is named gets a kind of data that is not stated for it."""

from detectors import verdict
from detectors.facts import disclosures, kinds, transmissions
from detectors.facts.clean_end import clean_end
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="FLW-03",
    help=Text(
        zh="在指引的 SDK 清单或隐私政策的第三方清单中，逐项写明该接收方收到的信息种类，或停止提供。",
        en="State in the guidelines' SDK list or the policy's table what this recipient gets, or stop sending it.",
    ),
    needs=("flows", "hits"),
)


def judge(recording: Recording) -> Verdict:
    found = [t for t in transmissions.transmissions(recording) if _counts(t)]
    if not any(t.recipient.owner == "third" for t in transmissions.transmissions(recording)):
        return nothing_seen(META, recording, Text(zh="没有向第三方的传输。", en="Nothing goes to a third party."))
    told = {group: disclosures.disclosure(recording, items[0].recipient, group[0]) for group, items in _groups(found)}
    numbers = {"recipients": float(len({d for _, d in told})), "kinds": float(len(told))}
    other = [_finding(items) for group, items in _groups(found) if told[group].stated == "another"]
    if other:
        return verdict.failed(META, other[0].reason, other, numbers=numbers)
    vague = [_finding(items) for group, items in _groups(found) if told[group].stated == "vague"]
    if vague:
        reason = Text(
            zh="已披露接收方，但其信息种类写得笼统或没有写明。",
            en="The recipient is named, but what it gets is stated broadly or not at all.",
        )
        return verdict.inconclusive(META, reason, findings=vague, numbers=numbers)
    unknown = [_finding(items) for group, items in _groups(found) if told[group].stated == "unknown"]
    if unknown:
        reason = Text(zh="指引或隐私政策未知。", en="Guidelines or policy are not known.")
        return verdict.inconclusive(META, reason, findings=unknown, missing=[reason], numbers=numbers)
    reason = Text(
        zh="已披露的接收方收到的信息种类均已写明。", en="What named recipients get is stated for each of them."
    )
    return clean_end(META, recording, reason)


def _counts(found: Transmission) -> bool:
    """The same as for FLW-02, which has the recipients that are not named."""
    return found.proof and found.recipient.owner == "third" and kinds.telling(found.kind)


def _groups(found: list[Transmission]) -> list[tuple[tuple[str, str], list[Transmission]]]:
    return list(transmissions.grouped(found).items())


def _finding(group: list[Transmission]) -> Finding:
    first = group[0]
    said = transmissions.described(group)
    row = disclosures.disclosure(first.recording, first.recipient, first.kind)
    zh = "、".join(kinds.named(k).zh for k in sorted(row.kinds)) or "无"
    en = ", ".join(kinds.named(k).en for k in sorted(row.kinds)) or "nothing"
    reason = Text(
        zh=f"{said.zh}；已披露该接收方（“{row.text[:80]}”），但为其写明的种类是：{zh}。",
        en=f"{said.en[:1].upper()}{said.en[1:]}; it is named (“{row.text[:80]}”), but stated for it is: {en}.",
    )
    proof = transmissions.evidence(group)
    return Finding(check=META.id, subject=(first.kind, first.recipient.domain), reason=reason, evidence=proof)
