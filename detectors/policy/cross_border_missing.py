"""Personal data goes abroad and no clause of the policy says so."""

from detectors import verdict
from detectors.facts import kinds, regions, transmissions
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.policy import book, judging
from detectors.facts.policy import kinds as read_kinds
from detectors.facts.policy.clauses import Clause
from detectors.facts.policy.documents import Documents, documents
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="POL-13",
    help=Text(
        zh="写明境外接收方的名称、所在国家或地区、联系方式、处理目的、信息种类和行使权利的方式。",
        en="Name the recipient abroad, its country and contact, purpose, kinds, and how to use one's rights with it.",
    ),
    needs=("events", "flows"),
)
_AROUND = 3
"""Clauses after the one on the recipient that may go on about it."""


def judge(recording: Recording) -> Verdict:
    abroad = [t for t in transmissions.transmissions(recording) if _counts(t)]
    if not abroad:
        return nothing_seen(META, recording, Text(zh="没有境外接收方。", en="There is no recipient abroad."))
    found = documents(recording)
    groups = list(transmissions.grouped(abroad).values())
    clauses = {g[0].recipient.host: _clause(found, g[0]) for g in groups}
    untold = [g for g in groups if clauses[g[0].recipient.host] is None]
    if untold:
        findings = [_finding(found, g) for g in untold]
        if found.partial is not None or not found.any:
            why = found.partial or judging.UNKNOWN
            return verdict.inconclusive(META, why, findings=findings, missing=[why])
        return verdict.failed(META, findings[0].reason, findings)
    short = next((c for c in clauses.values() if c is not None and not _complete(found, c)), None)
    if short is not None:
        reason = Text(
            zh="有出境条款，但没有写明信息种类或行使权利的方式。",
            en="There is a clause on it that lacks the kinds or the way to use one's rights.",
        )
        return judging.unsure(META, found, reason)
    first = next(c for c in clauses.values() if c is not None)
    return judging.present(META, found, first, Text(zh="有出境条款：", en="There is a clause:"))


def _counts(found: Transmission) -> bool:
    foreign = regions.foreign(found.recipient.host)
    return foreign is not None and found.proof and kinds.telling(found.kind)


def _clause(found: Documents, sent: Transmission) -> Clause | None:
    region = regions.foreign(sent.recipient.host)
    if region is None:
        return None
    every = (c for text in found.texts for c in text.clauses)
    return next((c for c in every if regions.speaks_of(c.text, sent.recipient, region)), None)


def _complete(found: Documents, clause: Clause) -> bool:
    for text in found.texts:
        if clause in text.clauses:
            at = text.clauses.index(clause)
            around = " ".join(c.text for c in text.clauses[at : at + _AROUND])
            names = bool(read_kinds.names(around)) or "个人信息" in around or "personal" in around.casefold()
            return names and (book.says("rights", "ways", around) or book.says("rights", "can", around))
    return False


def _finding(found: Documents, group: list[Transmission]) -> Finding:
    said, region = transmissions.described(group), regions.foreign(group[0].recipient.host)
    where = region.name if region is not None else ""
    reason = Text(
        zh=f"{said.zh}，该接收方位于境外（{where}），政策没有告知。",
        en=f"{said.en[:1].upper()}{said.en[1:]}, abroad ({where}); the policy says nothing of it.",
    )
    proof, policy = transmissions.evidence(group), found.evidence()
    merged = proof.model_copy(
        update={
            "events": tuple(sorted({*proof.events, *policy.events})),
            "screens": tuple(dict.fromkeys((*proof.screens, *policy.screens))),
        }
    )
    return Finding(check=META.id, subject=("abroad", group[0].recipient.domain), reason=reason, evidence=merged)
