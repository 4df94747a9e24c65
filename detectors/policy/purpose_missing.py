"""A kind of data is named without what it is for, or only with words that say nothing."""

from collections import defaultdict

from detectors import verdict
from detectors.facts import kinds
from detectors.facts.policy import judging
from detectors.facts.policy import kinds as read_kinds
from detectors.facts.policy.documents import Documents, documents
from detectors.facts.policy.kinds import Said
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording
from recording.sight import words

META = Check(
    id="POL-07",
    help=Text(
        zh="为每一种信息写明具体用途（做什么时、为完成什么），不要只写“提升体验”“提供服务”。",
        en="Say for each kind what it is needed for, concretely; “to improve the experience” is no purpose.",
    ),
    needs=("events", "screens"),
)
_UNRELATED = 5
"""Kinds that one sentence may not serve all (the catalogue's trap)."""


def judge(recording: Recording) -> Verdict:
    found = documents(recording)
    by_policy = _in_policies(found)
    by_guidelines = _in_guidelines(recording)
    named = {**{k: s[0].clause.text for k, s in by_policy.items()}, **dict.fromkeys(by_guidelines, "")}
    if not named:
        return judging.without(META, found) or verdict.not_applicable(
            META, Text(zh="没有列出信息种类。", en="No kinds are listed.")
        )
    told = {kind for key, purpose in by_guidelines.items() if _good(purpose) for kind in _kinds_of(key)}
    lacking = {k: s for k, s in by_policy.items() if k not in told and not any(_good(x.purpose) for x in s)}
    bare = [k for k, p in by_guidelines.items() if not _good(p) and not any(n in by_policy for n in _kinds_of(k))]
    repeated = _repeated(by_guidelines)
    findings = [_finding(found, k, s) for k, s in lacking.items()]
    findings += [_bare(recording, found, k, by_guidelines[k]) for k in (repeated or bare)]
    if not findings:
        reason = Text(zh=f"{len(named)} 种信息都写明了用途。", en=f"All {len(named)} kinds have a concrete purpose.")
        return verdict.passed(META, reason, found.evidence())
    if found.partial is not None and lacking:
        return verdict.inconclusive(META, found.partial, findings=findings, missing=[found.partial])
    return verdict.failed(META, findings[0].reason, findings)


def _good(purpose: str) -> bool:
    return bool(purpose) and read_kinds.concrete(purpose)


def _in_policies(found: Documents) -> dict[str, list[Said]]:
    """Kinds that the texts say are collected, with every clause that may say what for."""
    taken = {k for text in found.texts for k in text.taken}
    every: dict[str, list[Said]] = defaultdict(list)
    for text in found.texts:
        for said in text.kinds:
            if said.kind in taken and not said.denied:
                every[said.kind].append(said)
    for alias in ("chosen_location",):
        if "location" in every:
            every.pop(alias, None)
    return {k: sorted(s, key=lambda x: not x.taken) for k, s in every.items()}


def _in_guidelines(recording: Recording) -> dict[str, str]:
    declared = recording.profile.declared
    return {i.privacy_key: i.privacy_text for i in declared.setting_list} if declared is not None else {}


def _kinds_of(key: str) -> set[str]:
    """The guidelines call kinds by keys of their own."""
    return {name for name, row in kinds.kinds().items() if key in row.keys}


def _repeated(purposes: dict[str, str]) -> list[str]:
    """Keys of the guidelines that all have the same words for what they are for."""
    same: dict[str, list[str]] = defaultdict(list)
    for key, purpose in purposes.items():
        same[words.normal(purpose)].append(key)
    return next((keys for said, keys in same.items() if said and len(keys) >= _UNRELATED), [])


def _finding(found: Documents, kind: str, said: list[Said]) -> Finding:
    name, quote = kinds.named(kind), " ".join(said[0].clause.text.split())[:100]
    vague = next((s.purpose for s in said if s.purpose), "")
    how_zh = f"只写了“{vague[:40]}”" if vague else "没有写明用途"
    how_en = f"only “{vague[:40]}” is given" if vague else "no purpose is given"
    reason = Text(
        zh=f"{name.zh}：{how_zh}（原文：{quote}）。", en=f"{kinds.headed(name)}: {how_en} (the text: {quote})."
    )
    return Finding(check=META.id, subject=("purpose", kind), reason=reason, evidence=found.evidence())


def _bare(recording: Recording, found: Documents, key: str, purpose: str) -> Finding:
    shown = purpose[:40] or "-"
    reason = Text(
        zh=f"平台指引中 {key} 的用途含糊、缺失或与其他各项相同：{shown}",
        en=f"In the guidelines the purpose of {key} is vague, missing or the same as of all others: {shown}",
    )
    notes = tuple(e.seq for e in recording.notes("policy"))[:1]
    first = next((e.seq for e in recording.of("screen") if not e.data.get("blank")), None)
    shown_at = found.screens or ((first,) if first is not None else ())
    begin = tuple(e.seq for e in recording.notes("run.begin"))[:1]
    proof = Evidence(events=notes or begin, screens=shown_at)
    return Finding(check=META.id, subject=("guidelines-purpose", key), reason=reason, evidence=proof)
