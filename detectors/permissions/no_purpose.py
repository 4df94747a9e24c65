"""A permission is asked for without telling, at that moment, what for."""

from dataclasses import dataclass

from detectors import verdict
from detectors.facts import functions, prompts, scopes
from detectors.facts.functions import Purpose
from detectors.facts.nothing_seen import NO_PERMISSION, nothing_seen
from detectors.facts.prompts import Prompt
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="PRM-03",
    help=Text(
        zh="在 app.json 的 permission.desc 或指引中写明具体用途（如“用于展示附近门店”），或在申请前说明。",
        en="Say what for in permission.desc of app.json or the guidelines (“to show shops near you”), or just before.",
    ),
    needs=("events", "screens"),
    requests=False,
)
_WORST: tuple[Purpose, ...] = ("concrete", "unclear", "vague", "kind-only", "none")
_FAULT: dict[Purpose, Text] = {
    "none": Text(zh="没有说明用途", en="no purpose is given"),
    "kind-only": Text(zh="只重复了信息种类", en="it only names the kind again"),
    "vague": Text(zh="只有笼统的说法", en="it is only a vague phrase"),
}


@dataclass(frozen=True)
class Told:
    """What was told about the purpose of one question, at its best."""

    prompt: Prompt
    purpose: Purpose
    text: str
    known: bool
    """All places where a purpose could stand were seen."""


def judge(recording: Recording) -> Verdict:
    asked = list(prompts.windows(recording))
    if not asked:
        return nothing_seen(META, recording, NO_PERMISSION)
    told = [_told(recording, p) for p in asked]
    bad = [t for t in told if t.known and t.purpose in _FAULT]
    groups: dict[str, list[Told]] = {}
    for one in bad:
        groups.setdefault(one.prompt.scope.name, []).append(one)
    proven = [g for g in groups.values() if prompts.in_two_starts([t.prompt for t in g])]
    numbers = {"prompts": float(len(asked)), "without_purpose": float(len(bad))}
    if proven:
        findings = [_finding(g) for g in proven]
        return verdict.failed(META, findings[0].reason, findings, numbers)
    if bad:
        findings = [_finding(g) for g in groups.values()]
        reason = Text(zh="未说明用途的申请只在一次冷启动中看到。", en="Seen in one cold start only.")
        missing = [Text(zh="第二次冷启动", en="a second cold start")]
        return verdict.inconclusive(META, reason, findings=findings, missing=missing, numbers=numbers)
    unknown = [t for t in told if not t.known and t.purpose != "concrete"]
    if unknown:
        reason = Text(
            zh="窗口中的用途文字来自平台指引，而指引未知（配置中没有 [declared]）。",
            en="The window's purpose comes from the guidelines, which are unknown (no [declared] in the profile).",
        )
        missing = [Text(zh="配置中的 [declared]", en="[declared] in the profile")]
        proof = prompts.evidence([t.prompt for t in unknown[:2]])
        return verdict.inconclusive(META, reason, missing=missing, evidence=proof, numbers=numbers)
    unclear = [t for t in told if t.purpose == "unclear"]
    if unclear:
        reason = Text(
            zh=f"用途“{unclear[0].text[:40]}”是否具体，需人工确认。",
            en=f"Whether the purpose “{unclear[0].text[:40]}” is concrete is for a person to say.",
        )
        proof = prompts.evidence([t.prompt for t in unclear[:2]])
        return verdict.inconclusive(META, reason, evidence=proof, numbers=numbers)
    reason = Text(
        zh=f"申请时说明了具体用途（如“{told[0].text[:40]}”）。",
        en=f"A concrete purpose is told when asking (such as “{told[0].text[:40]}”).",
    )
    return verdict.passed(META, reason, _shown(told), numbers)


def _told(recording: Recording, prompt: Prompt) -> Told:
    """The best of: the program's own text for the window, the window's words, what the program said just before."""
    own, known = _own_text(recording, prompt)
    texts = [own, *_said_before(prompt)]
    if not known and prompt.dialog is not None and recording.environment.get("driver") == "android":
        texts.append(str(prompt.dialog.data.get("text", "")))
        known = True
    judged = [(functions.purpose(prompt.scope.kind, text), text) for text in texts]
    best, text = min(judged, key=lambda pair: _WORST.index(pair[0]))
    return Told(prompt, best, text, known)


def _own_text(recording: Recording, prompt: Prompt) -> tuple[str, bool]:
    """``permission.desc`` of app.json, else the guidelines' purpose; with whether it can be known."""
    permission = recording.app.get("permission")
    entry = permission.get(f"scope.{prompt.scope.name}") if isinstance(permission, dict) else None
    desc = entry.get("desc") if isinstance(entry, dict) else None
    if isinstance(desc, str) and desc.strip():
        return desc, True
    declared = recording.profile.declared
    if declared is None:
        return "", False
    item = next((i for i in declared.setting_list if i.privacy_key == prompt.scope.key), None)
    return (item.privacy_text if item is not None else ""), True


def _said_before(prompt: Prompt) -> list[str]:
    """Surfaces of the program that spoke of the kind between the press and the window."""
    began = prompt.trigger.action.seq if prompt.trigger.action is not None else prompt.start.first
    found = [
        f"{e.data.get('title', '')} {e.data.get('text', '')}".strip()
        for e in prompt.start.events("dialog")
        if began <= e.seq < prompt.seq and e.data.get("phase") == "shown" and e.data.get("type") == "modal"
    ]
    for sight in prompt.start.sights:
        if began <= sight.seq < prompt.seq:
            own = (s for s in sight.surfaces if s.owner == "app" and s.form != "inline" and "notice" not in s.kinds)
            found += [s.text for s in own if s.kinds]
    return found


def _finding(group: list[Told]) -> Finding:
    first = group[0]
    what, fault = scopes.named(first.prompt.scope), _FAULT[first.purpose]
    quoted = f"“{first.text[:40]}”" if first.text else ""
    reason = Text(
        zh=f"申请“{what.zh}”时{fault.zh}{f'：{quoted}' if quoted else ''}。",
        en=f"Asking to “{what.en}”: {fault.en}{f' ({quoted})' if quoted else ''}.",
    )
    proof = prompts.evidence([t.prompt for t in group[:2]])
    return Finding(check=META.id, subject=(first.prompt.scope.name,), reason=reason, evidence=proof)


def _shown(told: list[Told]) -> Evidence:
    return prompts.evidence([t.prompt for t in told[:2]])
