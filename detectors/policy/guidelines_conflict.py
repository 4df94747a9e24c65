"""The platform's guidelines and the program's own policy say different things."""

from detectors import verdict
from detectors.facts import kinds
from detectors.facts.policy import judging, parties, strangers
from detectors.facts.policy.clauses import Clause
from detectors.facts.policy.documents import Documents, documents
from detectors.facts.policy.observed import observed
from detectors.verdict import Check, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="POL-16",
    help=Text(
        zh="让平台指引与小程序内政策所列的信息种类、运营者一致；实际使用的种类两处都写。",
        en="Let guidelines and policy name the same kinds and operator; what is used belongs in both.",
    ),
    needs=("events", "screens"),
)


def judge(recording: Recording) -> Verdict:
    found = documents(recording)
    if not found.own or found.guidelines == "empty":
        if found.guidelines == "unknown" or found.partial is not None:
            return judging.without(META, found) or _unknown()
        return verdict.not_applicable(META, Text(zh="只有其中一份。", en="There is only one of the two."))
    if found.guidelines == "unknown":
        return _unknown()
    findings = [*_denied(recording, found), *_of_a_stranger(recording, found)]
    if findings:
        return verdict.failed(META, findings[0].reason, findings)
    if other := _other_operator(recording, found):
        return judging.unsure(META, found, other)
    more = _more_detailed(recording, found)
    if more is not None:
        return judging.unsure(META, found, more)
    return verdict.passed(META, Text(zh="两份文件一致。", en="The two agree."), found.evidence())


def _unknown() -> Verdict:
    return verdict.inconclusive(META, judging.UNKNOWN, missing=[judging.UNKNOWN])


def _keys(recording: Recording) -> frozenset[str]:
    declared = recording.profile.declared
    return declared.keys if declared is not None else frozenset()


def _denied(recording: Recording, found: Documents) -> list[Finding]:
    """Kinds that the guidelines declare and the policy says are not collected."""
    declared = _keys(recording)
    by_key: dict[str, Finding] = {}
    for text in found.texts:
        for kind, said in sorted(text.denied.items(), key=lambda pair: not _first_key(pair[0]) & declared):
            row = kinds.kinds().get(kind)
            key = next((k for k in row.keys if k in declared), "") if row is not None else ""
            if key and not any(kind in other.taken for other in found.texts):
                by_key.setdefault(key, _finding(found, kind, key, said.clause))
    return list(by_key.values())


def _first_key(kind: str) -> set[str]:
    """The key that is the kind's own; others of its keys declare it along with another kind."""
    row = kinds.kinds().get(kind)
    return set(row.keys[:1]) if row is not None else set()


def _finding(found: Documents, kind: str, key: str, clause: Clause) -> Finding:
    name, quote = kinds.named(kind), " ".join(clause.text.split())[:100]
    reason = Text(
        zh=f"平台指引声明收集{name.zh}（{key}），政策却写：“{quote}”。",
        en=f"The guidelines declare {name.en} ({key}); the policy says: “{quote}”.",
    )
    return Finding(check=META.id, subject=("denied", kind), reason=reason, evidence=found.evidence())


def _of_a_stranger(recording: Recording, found: Documents) -> list[Finding]:
    subject = recording.profile.target.operator
    firm = strangers.stranger(found, subject)
    if firm is None:
        return []
    reason = Text(
        zh=f"平台指引的主体是“{subject}”，政策的处理者却是“{firm.name}”。",
        en=f"The guidelines are those of “{subject}”, the policy is that of “{firm.name}”.",
    )
    return [Finding(check=META.id, subject=("operator",), reason=reason, evidence=found.evidence())]


def _other_operator(recording: Recording, found: Documents) -> Text | None:
    subject = recording.profile.target.operator
    acting = strangers.acting(found)
    if not subject or not acting or any(parties.same(p.name, subject) for p in acting):
        return None
    return Text(
        zh=f"指引的主体是 {subject}，政策写的是 {acting[0].name}（见 POL-10）。",
        en=f"The guidelines are of {subject}, the policy of {acting[0].name} (see POL-10).",
    )


def _more_detailed(recording: Recording, found: Documents) -> Text | None:
    """A kind that is used and only one of the two names; the other may just be shorter."""
    declared = _keys(recording)
    for one in observed(recording):
        row = kinds.kinds().get(one.kind)
        if row is None or not row.keys:
            continue
        by_platform = any(k in declared for k in row.keys)
        by_policy = any(one.kind in text.taken for text in found.texts)
        if by_platform != by_policy:
            where_zh, where_en = ("指引", "the guidelines") if by_platform else ("政策", "the policy")
            return Text(
                zh=f"使用的{row.zh}只写在{where_zh}中。",
                en=f"{kinds.headed(row.text)} is used and named in {where_en} only.",
            )
    return None
