"""The program may behave differently under test: what it asks about its surroundings. A fact for a person to judge."""

from detectors import verdict
from detectors.facts import references
from detectors.facts.references import Place
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="INT-02",
    help=Text(
        zh="收集和展示不要因运行环境（开发者工具、体验版）而不同。",
        en="Do not let collection or display depend on the surroundings (developer tools, trial version).",
    ),
)
_ASKED = {
    "devtools": Text(zh="判断是否在开发者工具中运行", en="whether it runs in the developer tools"),
    "envVersion": Text(zh="判断开发版、体验版或正式版", en="whether it is a development, trial or release version"),
}


def judge(recording: Recording) -> Verdict:
    code = references.references(recording)
    probes: dict[str, list[Place]] = {}
    for place in code.probes if code is not None else ():
        probes.setdefault(place.name, []).append(place)
    one = Text(zh="第二个检查对象", en="a second target to compare with")
    if code is None:
        reason = Text(
            zh="只检查了一个对象，无从比较；该对象不提供代码，代码是否判断运行环境未知。",
            en="One target only, nothing to compare; it hands no code out, so whether code asks about its surroundings "
            "is not known.",
        )
        return verdict.not_applicable(META, reason)
    if not probes:
        reason = Text(
            zh="只检查了一个对象，代码中也没有看到环境判断，无从比较。",
            en="One target only, and the code was not seen to ask about its surroundings: nothing to compare.",
        )
        return verdict.not_applicable(META, reason)
    findings = [_finding(recording, what, places) for what, places in probes.items()]
    reason = Text(
        zh="代码判断运行环境（事实，不作违规认定）；行为是否因此不同需与另一检查对象比较。",
        en="The code asks about its surroundings (a fact); whether it acts on that needs another target to compare.",
    )
    return verdict.inconclusive(META, reason, findings=findings, missing=[one], numbers={"probes": float(len(probes))})


def _finding(recording: Recording, what: str, places: list[Place]) -> Finding:
    asked = _ASKED.get(what, Text(zh=what, en=what))
    where = ", ".join(f"{p.file}:{p.line}" for p in places[:4])
    reason = Text(zh=f"代码{asked.zh}（{where}）。", en=f"The code asks {asked.en} ({where}).")
    events = tuple(n.seq for n in recording.notes("run.begin")[:1])
    return Finding(check=META.id, subject=(what,), reason=reason, evidence=Evidence(events=events))
