"""The policy is that of an App or of somebody else."""

from detectors import verdict
from detectors.facts.policy import book, judging, parties, strangers
from detectors.facts.policy.clauses import Clause
from detectors.facts.policy.documents import Documents, documents
from detectors.verdict import Check, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="POL-10",
    help=Text(
        zh="按小程序的实际情况重写政策：写自己的主体名称，填好占位符，删去小程序不具备的 App 能力。",
        en="Write the policy for this program: your own name, no blanks, nothing only an App can do.",
    ),
    needs=("events", "screens"),
)
_APP_ONLY = 3


def judge(recording: Recording) -> Verdict:
    found = documents(recording)
    nothing = judging.without(META, found)
    if nothing is not None:
        return nothing
    if not found.own:
        reason = Text(zh="只有平台指引，由平台生成。", en="There are only the guidelines, which the platform makes.")
        return judging.by_guidelines(META, recording, reason)
    subject = recording.profile.target.operator
    findings = [*_placeholders(found), *_app_terms(found), *_others(found, subject)]
    if findings:
        return verdict.failed(META, findings[0].reason, findings)
    acting = strangers.acting(found)
    if acting and subject and not any(parties.same(p.name, subject) for p in acting) and not _named(found, subject):
        names = "、".join(dict.fromkeys(p.name for p in acting))
        reason = Text(
            zh=f"处理者写为 {names}，与注册主体 {subject} 不同，可能是品牌方或集团公司。",
            en=f"The one in charge is given as {names}, not {subject}; it may be the brand's owner or a group company.",
        )
        return judging.unsure(META, found, reason)
    if acting and not subject:
        reason = Text(
            zh="配置中没有注册主体，无法比对名称。",
            en="The profile gives no registered subject to compare the name with.",
        )
        return judging.unsure(META, found, reason, reason)
    reason = Text(
        zh="名称与注册主体一致，没有占位符或 App 专有内容。", en="The name fits, and there are no blanks or App terms."
    )
    return verdict.passed(META, reason, found.evidence())


def _named(found: Documents, subject: str) -> bool:
    """Whether a text names the registered subject as such, in whatever part of a sentence."""
    return any(parties.same(p.name, subject) and not p.other for text in found.texts for p in text.parties)


def _others(found: Documents, subject: str) -> list[Finding]:
    first = strangers.stranger(found, subject)
    if first is None:
        return []
    reason = Text(
        zh=f"政策的处理者是“{first.name}”，而注册主体是“{subject}”，文中从未提及。",
        en=f"The policy is that of “{first.name}”; the registered subject “{subject}” is nowhere in it.",
    )
    return [_finding(found, ("other-subject",), reason)]


def _placeholders(found: Documents) -> list[Finding]:
    every: list[tuple[Clause, str]] = [x for text in found.texts for x in parties.placeholders(text.clauses)]
    if not every:
        return []
    shown = "、".join(dict.fromkeys(value for _, value in every))[:80]
    reason = Text(zh=f"模板占位符未填写：{shown}", en=f"Blanks of a template are left: {shown}")
    return [_finding(found, ("placeholder",), reason)]


def _app_terms(found: Documents) -> list[Finding]:
    """Abilities that a mini program cannot have; a clause that denies them claims nothing."""
    claimed: dict[int, str] = {}
    for text in found.texts:
        for clause in text.clauses:
            if book.says("collecting", "denials", f"{clause.lead} {clause.text}"):
                continue
            for number, pattern in enumerate(book.each("parties", "app_only")):
                match = pattern.search(clause.text)
                if match is not None:
                    claimed.setdefault(number, match[0])
    if len(claimed) < _APP_ONLY:
        return []
    shown = "、".join(claimed.values())[:120]
    reason = Text(
        zh=f"政策声称了小程序不具备的 App 能力：{shown}", en=f"The policy claims abilities only an App has: {shown}"
    )
    return [_finding(found, ("app-terms",), reason)]


def _finding(found: Documents, subject: tuple[str, ...], reason: Text) -> Finding:
    return Finding(check=META.id, subject=subject, reason=reason, evidence=found.evidence())
