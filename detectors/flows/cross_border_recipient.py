"""Personal data goes to a recipient outside the mainland that no clause and no separate consent covers."""

from detectors import verdict
from detectors.facts import agreements, declarations, kinds, moments, regions, transmissions
from detectors.facts.clean_end import clean_end
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="FLW-04",
    help=Text(
        zh="改用境内接收方；确需出境的，告知境外接收方名称、联系方式、目的、种类和行权方式，并取得单独同意。",
        en="Use a recipient in the mainland; else name the foreign one with purpose and kinds, and ask separately.",
    ),
    needs=("flows", "hits"),
)


def judge(recording: Recording) -> Verdict:
    if not transmissions.sent(recording):
        return nothing_seen(META, recording, Text(zh="没有网络传输。", en="Nothing was sent."))
    found = [t for t in transmissions.transmissions(recording) if _counts(t)]
    if not found:
        reason = Text(
            zh="没有向已知境外接收方发送个人信息。", en="No personal data goes to a recipient documented as foreign."
        )
        return clean_end(META, recording, reason)
    declared = declarations.declarations(recording)
    groups = list(transmissions.grouped(found).values())
    untold = [g for g in groups if not _told(recording, g[0])]
    if untold and declared.policy != "unread":
        findings = [_finding(g) for g in untold]
        return verdict.failed(META, findings[0].reason, findings)
    unasked = untold or [g for g in groups if not _asked(g[0])]
    if unasked:
        reason = Text(
            zh="向境外发送了个人信息；隐私政策未能读取，或有条款但未见单独同意。",
            en="Personal data goes abroad; the policy could not be read, or a clause is there but no separate consent.",
        )
        missing = [Text(zh="隐私政策全文或单独同意的画面", en="the policy's text, or the separate consent")]
        return verdict.inconclusive(META, reason, findings=[_finding(g) for g in unasked], missing=missing)
    reason = Text(
        zh="出境的个人信息有相应条款和单独同意。", en="A clause and a separate consent cover what goes abroad."
    )
    return clean_end(META, recording, reason)


def _counts(found: Transmission) -> bool:
    if not found.proof or not kinds.personal(found.kind) or regions.foreign(found.recipient.host) is None:
        return False
    return not kinds.weak(found.kind) or found.kind == "install_id"


def _told(recording: Recording, found: Transmission) -> bool:
    """A clause on data going abroad that names this recipient or its country."""
    region = regions.foreign(found.recipient.host)
    if region is None:
        return False
    for _, text in declarations.declarations(recording).texts:
        for line in text.replace("。", "\n").splitlines():
            if regions.speaks_of(line, found.recipient, region):
                return True
    return False


def _asked(found: Transmission) -> bool:
    """Something that speaks of it was agreed to before, in the session of the flow."""
    region = regions.foreign(found.recipient.host)
    if found.session is None or region is None:
        return False
    said = agreements.agreed_to(found.recording, found.session, moments.sent_at(found.recording, found.flow))
    return any(regions.speaks_of(text, found.recipient, region) for text in said)


def _finding(group: list[Transmission]) -> Finding:
    said, first = transmissions.described(group), group[0]
    region = regions.foreign(first.recipient.host)
    where = region.name if region is not None else ""
    source = region.source if region is not None else ""
    reason = Text(
        zh=f"{said.zh}，该接收方位于境外（{where}，依据：{source}），没有对应条款和单独同意。",
        en=f"{said.en[:1].upper()}{said.en[1:]}, a recipient abroad ({where}, by {source}); "
        "no clause and separate consent for it were seen.",
    )
    proof = transmissions.evidence(group)
    return Finding(check=META.id, subject=(first.kind, first.recipient.domain), reason=reason, evidence=proof)
