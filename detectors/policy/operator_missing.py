"""The policy does not say who the operator is."""

from detectors import verdict
from detectors.facts.policy import judging, parties
from detectors.facts.policy.documents import Documents, documents
from detectors.facts.policy.parties import Party
from detectors.verdict import Check, Text, Verdict
from recording.recording import Recording

META = Check(
    id="POL-05",
    help=Text(
        zh="在隐私政策开头写明运营者（注册主体）的全称。",
        en="Name the operator, as it is registered, at the beginning of the policy.",
    ),
    needs=("events", "screens"),
)


def judge(recording: Recording) -> Verdict:
    found = documents(recording)
    subject = recording.profile.target.operator
    nothing = judging.without(META, found)
    if nothing is not None:
        return nothing
    if not found.own:
        return _guidelines(recording, subject)
    named = _named(found, subject)
    if named is not None:
        return judging.present(META, found, named.clause, Text(zh="写明了运营者：", en="The operator is named:"))
    if any(parties.names_subject(d.text.text, subject) for d in found.own):
        reason = Text(zh=f"出现了注册主体名称：{subject}。", en=f"The registered subject is named: {subject}.")
        return verdict.passed(META, reason, found.evidence())
    reason = Text(
        zh="隐私政策没有写明处理者（运营者）的名称。",
        en="The policy names no organisation or person as the one in charge.",
    )
    return judging.absent(META, found, reason)


def _named(found: Documents, subject: str) -> Party | None:
    every = [p for text in found.texts for p in text.parties if not p.other]
    ranked = sorted(every, key=lambda p: (not (subject and parties.same(p.name, subject)), not p.acting))
    return ranked[0] if ranked else None


def _guidelines(recording: Recording, subject: str) -> Verdict:
    if subject:
        reason = Text(
            zh=f"平台隐私保护指引列明注册主体：{subject}。",
            en=f"The platform's guidelines name the subject: {subject}.",
        )
        return judging.by_guidelines(META, recording, reason)
    reason = Text(
        zh="只有平台指引，且配置中没有注册主体（target.operator）。",
        en="There are only the platform's guidelines, and the profile gives no registered subject (target.operator).",
    )
    return verdict.inconclusive(META, reason, missing=[reason])
