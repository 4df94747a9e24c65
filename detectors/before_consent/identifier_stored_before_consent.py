"""A lasting identifier is stored before consent, and sent to a third party."""

from detectors import verdict
from detectors.before_consent import collect_before_consent
from detectors.facts import consents, starts, transmissions
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="PRE-04",
    help=Text(
        zh="用户同意之后再生成和保存标识；同意前不要把它发给第三方。",
        en="Make and store the identifier after consent; send it to no third party before.",
    ),
    needs=("flows", "hits", "events"),
)


def judge(recording: Recording) -> Verdict:
    if not recording.of("storage"):
        return nothing_seen(META, recording, Text(zh="没有写入本地存储。", en="Nothing was stored."))
    sent = [t for t in transmissions.transmissions(recording) if _stored_before_consent(recording, t)]
    outside = [t for t in sent if t.recipient.owner == "third"]
    unknown = [t for t in sent if t.recipient.owner == "unknown"]
    early, unclear = collect_before_consent.before_consent(recording, outside)
    if early:
        findings = [_finding(group) for group in transmissions.grouped(early).values()]
        return verdict.failed(META, findings[0].reason, findings)
    if unclear or outside:
        reason = Text(
            zh="标识在同意前写入，同意后（或跨越同意时刻）才发给第三方。",
            en="The identifier was stored before consent and sent to a third party only after it, or across it.",
        )
        found = [_finding(g) for g in transmissions.grouped(outside).values()]
        return verdict.inconclusive(META, reason, findings=found)
    maybe, _ = collect_before_consent.before_consent(recording, unknown)
    if maybe:
        reason = Text(
            zh=f"标识在同意前写入并发往 {maybe[0].recipient.host}，其归属未知。",
            en=f"The identifier was stored and sent before consent to {maybe[0].recipient.host}; its owner is unknown.",
        )
        found = [_finding(g) for g in transmissions.grouped(maybe).values()]
        return verdict.inconclusive(META, reason, findings=found)
    reason = Text(
        zh="同意前没有写入并发给第三方的持久标识。", en="No lasting identifier was stored and sent before consent."
    )
    written = tuple(e.seq for e in recording.of("storage"))[:5]
    return verdict.passed(META, reason, Evidence(events=written), {"writes": float(len(recording.of("storage")))})


def _stored_before_consent(recording: Recording, found: Transmission) -> bool:
    """Whether the value had been written, in the session that sent it, before that session's consent."""
    write = written(recording, found)
    if write is None or found.session is None:
        return False
    consent = consents.consent_of(recording, found.session)
    return consent is None or write < consent.seq


def written(recording: Recording, found: Transmission) -> int | None:
    """The event that stored a value in the session that sent it; where calls tell of storage, they do so later."""
    if found.value.interface != "storage" and not found.identifies:
        return None
    for event in recording.of("storage", found.flow.run):
        if event.data.get("op") != "set" or starts.start_of(recording, event) != found.session:
            continue
        if found.value.value and found.value.value in str(event.data.get("value", "")):
            return event.seq
    return None


def _finding(group: list[Transmission]) -> Finding:
    first = group[0]
    said = transmissions.described(group)
    key = first.value.field
    reason = Text(
        zh=f"同意之前写入标识“{key}”：{said.zh}。", en=f"The identifier “{key}” was stored before consent: {said.en}."
    )
    write = written(first.recording, first)
    proof = transmissions.evidence(group, before=(write,) if write is not None else ())
    return Finding(check=META.id, subject=(first.kind, first.recipient.domain), reason=reason, evidence=proof)
