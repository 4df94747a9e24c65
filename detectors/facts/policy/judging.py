"""What the checks of policy texts share: when they do not apply, and when "it is not in there" may be said."""

from detectors import verdict
from detectors.facts.policy import pages
from detectors.facts.policy.clauses import Clause
from detectors.facts.policy.documents import Documents
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

UNKNOWN = Text(
    zh="平台隐私指引未知（配置中没有 [declared]），其中可能有该内容。",
    en="The platform's guidelines are unknown (no [declared] in the profile) and may say it.",
)


def without(meta: Check, found: Documents) -> Verdict | None:
    """The verdict where there is nothing to judge: no text at all, or one that could not be read."""
    if found.own:
        return None
    if found.partial is not None:
        return verdict.inconclusive(meta, found.partial, missing=[found.partial])
    if found.guidelines == "unknown":
        return verdict.inconclusive(meta, UNKNOWN, missing=[UNKNOWN])
    if found.guidelines == "empty":
        return verdict.not_applicable(
            meta, Text(zh="没有隐私政策文本（见 POL-01）。", en="There is no policy text (see POL-01).")
        )
    return None


def present(meta: Check, found: Documents, clause: Clause, reason: Text) -> Verdict:
    """A pass that quotes the clause it rests on."""
    quote = " ".join(clause.text.split())[:120]
    said = Text(zh=f"{reason.zh}“{quote}”", en=f"{reason.en} “{quote}”")
    return verdict.passed(meta, said, found.evidence())


def absent(
    meta: Check, found: Documents, reason: Text, subject: tuple[str, ...] = ("absent",), rescue: bool = False
) -> Verdict:
    """A fail for something a policy does not say, unless it may stand in what was not read. ``rescue``: the platform's
    guidelines could say it, so that not knowing them leaves the question open."""
    finding = Finding(check=meta.id, subject=subject, reason=reason, evidence=found.evidence())
    if found.partial is not None:
        return verdict.inconclusive(meta, found.partial, findings=[finding], missing=[found.partial])
    if rescue and found.guidelines == "unknown":
        return verdict.inconclusive(meta, UNKNOWN, findings=[finding], missing=[UNKNOWN])
    return verdict.failed(meta, reason, [finding])


def unsure(meta: Check, found: Documents, reason: Text, missing: Text | None = None) -> Verdict:
    return verdict.inconclusive(
        meta, reason, missing=[missing] if missing is not None else [], evidence=found.evidence()
    )


def by_guidelines(meta: Check, recording: Recording, reason: Text) -> Verdict:
    """A pass by the platform's guidelines alone."""
    first = next((e.seq for e in recording.notes("policy") if e.data.get("source") == "contract"), None)
    return verdict.passed(meta, reason, Evidence(events=(first,) if first is not None else ()))


def no_text_of_its_own(meta: Check, recording: Recording, reason: Text) -> Verdict:
    """A pass because there are the platform's guidelines alone: only where a text of the program's own, whose looks and
    place would count, would have been seen."""
    missing = pages.crawl_missing(recording)
    if missing:
        return verdict.inconclusive(meta, reason, missing=missing)
    return by_guidelines(meta, recording, reason)
