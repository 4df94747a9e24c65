"""Personal data goes to an organisation that is neither the operator nor named."""

from detectors import verdict
from detectors.facts import coverage, declarations, kinds, transmissions
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="FLW-02",
    help=Text(
        zh="在指引的第三方清单或隐私政策中写明接收方名称和信息种类，或停止提供。",
        en="Name the recipient and the kinds in the guidelines' list or the policy, or stop sending.",
    ),
    needs=("flows", "hits"),
)
_OWN = frozenset({"operator", "platform", "hosting"})


def judge(recording: Recording) -> Verdict:
    found = [t for t in transmissions.transmissions(recording) if _counts(t)]
    declared = declarations.declarations(recording)
    reached = coverage.coverage(recording)
    others = [t for t in found if t.recipient.owner not in _OWN and declared.recipient(t.recipient) is None]
    third = [t for t in others if t.recipient.owner == "third"]
    if third:
        findings = [_finding(group) for group in _by_recipient(third).values()]
        if declared.known:
            return verdict.failed(META, findings[0].reason, findings)
        reason = Text(
            zh="接收方是否已披露无法判断：指引未知或隐私政策未能读取。",
            en="Whether the recipient is named cannot be told: guidelines unknown or policy not read.",
        )
        return verdict.inconclusive(META, reason, findings=findings, missing=[reason])
    if others:
        hosts = sorted({t.recipient.host for t in others})
        reason = Text(
            zh=f"接收个人信息的主机归属不明：{'、'.join(hosts)}。",
            en=f"Nobody can tell who owns a host that received personal data: {', '.join(hosts)}.",
        )
        missing = [Text(zh="配置中的 operator_hosts", en="operator_hosts in the profile")]
        findings = [_finding(group) for group in _by_recipient(others).values()]
        return verdict.inconclusive(META, reason, findings=findings, missing=missing)
    if not found:
        reason = Text(zh="传输中没有个人信息。", en="No personal data was seen in flows.")
        return nothing_seen(META, recording, reason)
    reason = Text(
        zh="所有接收方均为运营者、平台或已披露。",
        en="Every recipient is the operator, the platform, hosting or named.",
    )
    if not reached.enough:
        return verdict.inconclusive(META, reason, missing=reached.missing, numbers=reached.numbers)
    numbers = {"recipients": float(len({t.recipient.domain for t in found})), **reached.numbers}
    return verdict.passed(META, reason, numbers=numbers)


def _counts(found: Transmission) -> bool:
    if not found.proof or not kinds.personal(found.kind):
        return False
    return not kinds.weak(found.kind) or (found.kind == "install_id" and found.recipient.tracks)


def _known_by(proof: str) -> Text:
    """How it is known whose host this is, in words."""
    table, _, suffix = proof.partition(": ")
    if table == "table" and suffix:
        return Text(zh=f"第三方名录中的 {suffix}", en=f"the table of third parties: {suffix}")
    return {
        "certificate": Text(zh="服务器证书", en="the server's certificate"),
        "policy text": Text(zh="隐私政策", en="the policy"),
    }.get(proof, Text(zh=proof, en=proof))


def _by_recipient(found: list[Transmission]) -> dict[str, list[Transmission]]:
    table: dict[str, list[Transmission]] = {}
    for one in found:
        table.setdefault(one.recipient.domain, []).append(one)
    return table


def _finding(group: list[Transmission]) -> Finding:
    said, first = transmissions.described(group), group[0]
    known = _known_by(first.recipient.proof)
    reason = Text(
        zh=f"{said.zh}，该接收方未被披露" + (f"（依据：{known.zh}）。" if known.zh else "。"),
        en=f"{said.en[:1].upper()}{said.en[1:]}, a recipient that is not named"
        + (f" (known by {known.en})." if known.en else "."),
    )
    return Finding(
        check=META.id, subject=(first.recipient.domain,), reason=reason, evidence=transmissions.evidence(group)
    )
