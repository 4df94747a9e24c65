"""Personal data leaves before the consent moment of its session."""

from detectors import verdict
from detectors.facts import collection, consents, kinds, moments, notices, starts, transmissions
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.starts import ColdStart
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="PRE-01",
    help=Text(
        zh="把收集和上传移到用户同意之后；启动时只取静态配置。",
        en="Move collection and upload behind the consent; fetch only static configuration at launch.",
    ),
    needs=("flows", "hits"),
)
_SCREENS = 5
_IDLE_MS = 30_000


def judge(recording: Recording) -> Verdict:
    if not notices.any_consent_surface(recording):
        reason = Text(
            zh="整个检查中没有出现征求同意的界面，由 CON-01 判定。",
            en="No surface asked for consent in the whole inspection; CON-01 decides.",
        )
        return nothing_seen(META, recording, reason)
    early, unclear = before_consent(
        recording, [t for t in transmissions.transmissions(recording) if collection.personal(t)]
    )
    if early:
        return verdict.failed(META, _summary(early), _findings(recording, early))
    if unclear:
        reason = Text(
            zh="有个人信息跨越同意时刻发送，无法断定先后。",
            en="Personal data was sent across the moment of consent, so before or after cannot be told.",
        )
        return verdict.inconclusive(META, reason, findings=_findings(recording, unclear))
    weak, _ = before_consent(recording, [t for t in transmissions.transmissions(recording) if kinds.weak(t.kind)])
    if weak:
        reason = Text(
            zh="同意前只发送了弱标识信息（型号、系统等）。",
            en="Only weak kinds (model, system, random id) left before consent.",
        )
        return verdict.inconclusive(META, reason, findings=_findings(recording, weak))
    return _clean(recording)


def before_consent(recording: Recording, found: list[Transmission]) -> tuple[list[Transmission], list[Transmission]]:
    """Those that left before the consent of their session, and those nobody can place."""
    early, unclear = [], []
    for one in found:
        consent = consents.consent_of(recording, one.session)
        if consent is None:
            early.append(one)
            continue
        when = moments.order(recording, one.flow, consent)
        if when == "before":
            early.append(one)
        elif when == "unknown":
            unclear.append(one)
    return early, unclear


def _findings(recording: Recording, found: list[Transmission]) -> list[Finding]:
    findings = []
    for (kind, domain), group in transmissions.grouped(found).items():
        said = transmissions.described(group)
        reason = Text(zh=f"同意之前，{said.zh}。", en=f"Before consent: {said.en}.")
        consent = consents.consent_of(recording, group[0].session)
        proof = transmissions.evidence(group, before=(consent.seq,) if consent is not None else ())
        findings.append(Finding(check=META.id, subject=(kind, domain), reason=reason, evidence=proof))
    return findings


def _summary(early: list[Transmission]) -> Text:
    names = [kinds.named(k) for k in dict.fromkeys(t.kind for t in early)]
    return Text(
        zh=f"征得同意之前发送了：{'、'.join(n.zh for n in names)}。",
        en=f"Sent before consent: {', '.join(n.en for n in names)}.",
    )


def _clean(recording: Recording) -> Verdict:
    looked = [s for s in starts.cold_starts(recording) if _looked_enough(recording, s)]
    if looked:
        reason = Text(zh="同意之前没有个人信息发出。", en="No personal data left before consent.")
        return verdict.passed(META, reason, numbers={"sessions_looked_at": float(len(looked))})
    reason = Text(
        zh="同意之前观察得不够久（需启动、静置 30 秒和 5 个画面）。",
        en="The time before consent was not watched long enough (launch, 30 s idle and five screens).",
    )
    missing = [Text(zh="同意前 30 秒静置与 5 个画面", en="30 s idle and five screens before consent")]
    return verdict.inconclusive(META, reason, missing=missing)


def _looked_enough(recording: Recording, start: ColdStart) -> bool:
    consent = consents.consent_of(recording, start)
    end = consent.seq if consent is not None else start.last + 1
    seen = [s for s in start.sights if s.seq < end]
    waited = [a for a in start.actions if a.data.get("type") == "advance" and a.seq < end]
    return len(seen) >= _SCREENS and sum(_milliseconds(a.data.get("value")) for a in waited) >= _IDLE_MS


def _milliseconds(value: object) -> int:
    return int(value) if isinstance(value, str) and value.isdecimal() else 0
