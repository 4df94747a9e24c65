"""Data of a refused kind, or any identifier to a third party, leaves after the refusal."""

from detectors import verdict
from detectors.facts import collection, consents, coverage, kinds, moments, transmissions
from detectors.facts.consents import Answer
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="PRE-03",
    help=Text(
        zh="用户拒绝后停止相应的收集和上传，也不要改用其他途径取得同类信息。",
        en="Stop the collection and upload after a refusal, and do not obtain the same by another way.",
    ),
    needs=("flows", "hits", "actions"),
)
_SCREENS = 10
_INDIRECT = {"location": frozenset({"location", "wifi", "beacon"})}
"""Other kinds that give the refused one away."""


def judge(recording: Recording) -> Verdict:
    refusals = [a for a in consents.answers(recording) if _refuses(recording, a)]
    if not refusals:
        reason = Text(zh="没有可拒绝的告知或权限。", en="Nothing could be refused.")
        return nothing_seen(META, recording, reason)
    late, unclear = list[tuple[Answer, Transmission]](), list[Transmission]()
    weak = list[Transmission]()
    for one in transmissions.transmissions(recording):
        answer = _refused(recording, one)
        if answer is None:
            continue
        when = _when(recording, one, answer)
        if not collection.taken(one):
            weak += [one] if when == "after" and kinds.weak(one.kind) else []
        elif when == "after":
            late.append((answer, one))
        elif when == "unknown":
            unclear.append(one)
    return _verdict(recording, refusals, late, unclear, weak)


def _verdict(
    recording: Recording,
    refusals: list[Answer],
    late: list[tuple[Answer, Transmission]],
    unclear: list[Transmission],
    weak: list[Transmission],
) -> Verdict:
    if late:
        findings = _findings(late)
        return verdict.failed(META, findings[0].reason, findings)
    if unclear:
        reason = Text(
            zh="有个人信息跨越拒绝时刻发送，无法断定先后。",
            en="Personal data was sent across the moment of the refusal, so before or after cannot be told.",
        )
        return verdict.inconclusive(META, reason, numbers={"unclear": float(len(unclear))})
    if weak:
        reason = Text(zh="拒绝之后只发送了弱标识信息。", en="Only weak kinds left after the refusal.")
        return verdict.inconclusive(META, reason, numbers={"weak": float(len(weak))})
    watched = _screens_after(refusals)
    reason = Text(
        zh=f"拒绝之后的 {watched} 个画面中没有相应信息发出。",
        en=f"Nothing refused left in {watched} screens after the refusal.",
    )
    missing = [*coverage.unwaited(recording, {a.run for a in refusals})]
    if watched < _SCREENS:
        missing.append(Text(zh=f"拒绝后至少 {_SCREENS} 个画面", en=f"at least {_SCREENS} screens after a refusal"))
    if missing:
        return verdict.inconclusive(META, reason, missing=missing)
    return verdict.passed(META, reason, numbers={"screens_after_refusal": float(watched)})


def _refused(recording: Recording, found: Transmission) -> Answer | None:
    """The first refusal of the session that covers this kind of data."""
    if found.typed and not found.recipient.tracks:
        return None
    for answer in consents.in_start(recording, found.session):
        if not _refuses(recording, answer):
            continue
        covered = _INDIRECT.get(answer.kind, frozenset({answer.kind}))
        if answer.about == "notice" or found.kind in covered or (found.recipient.tracks and found.identifies):
            return answer
    return None


def _refuses(recording: Recording, answer: Answer) -> bool:
    """A withdrawal, or a refusal after an agreement, is judged by what was given before (PRM-11, RGT-06, CON-12)."""
    return answer.said == "refuse" and not consents.reconsidered(recording, answer)


def _when(recording: Recording, found: Transmission, refusal: Answer) -> str:
    """After the refusal and not after a later agreement of the same session."""
    later = [
        a
        for a in consents.in_start(recording, found.session)
        if a.said == "agree" and a.seq > refusal.seq and a.about in ("notice", refusal.about)
    ]
    if any(moments.order(recording, found.flow, a) != "before" for a in later):
        return "before"
    return moments.order(recording, found.flow, refusal)


def _findings(late: list[tuple[Answer, Transmission]]) -> list[Finding]:
    by_seq = {one.flow.seq: answer for answer, one in late}
    findings = []
    for (kind, domain), group in transmissions.grouped([one for _, one in late]).items():
        said, answer = transmissions.described(group), by_seq[group[0].flow.seq]
        about = {"notice": ("隐私告知", "the notice"), "phone": ("手机号授权", "the phone sheet")}
        zh, en = about.get(answer.about, (f"{kinds.named(answer.kind).zh}权限", f"{kinds.named(answer.kind).en}"))
        reason = Text(zh=f"拒绝{zh}之后，{said.zh}。", en=f"After refusing {en}: {said.en}.")
        proof = transmissions.evidence(group, before=(answer.seq,))
        findings.append(Finding(check=META.id, subject=(kind, domain), reason=reason, evidence=proof))
    return findings


def _screens_after(refusals: list[Answer]) -> int:
    """Of all cold starts in which something was refused, from the first refusal on."""
    first = {a.start.first: (a, a.start) for a in sorted(refusals, key=lambda a: -a.seq) if a.start is not None}
    return sum(1 for answer, start in first.values() for s in start.sights if s.seq > answer.seq)
