"""The code names a privacy interface that is not declared and was never reached. A fact, never a violation."""

from detectors import verdict
from detectors.facts import declarations, interfaces, kinds, references, uses
from detectors.facts.references import Place
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="DEC-09",
    help=Text(
        zh="删除不会用到的代码，或在指引中声明对应的信息种类；平台审核会比对代码与指引。",
        en="Remove code that is not used, or declare its kind: the platform's review compares code and guidelines.",
    ),
)


def judge(recording: Recording) -> Verdict:
    code = references.references(recording)
    if code is None:
        reason = Text(zh="没有取得程序包代码。", en="The program's code was not there to be read.")
        return verdict.not_applicable(META, reason)
    keys = declarations.declarations(recording).keys
    if keys is None:
        reason = Text(zh="平台隐私指引未知。", en="The platform's guidelines are unknown.")
        missing = [Text(zh="配置中的 [declared]", en="[declared] in the profile")]
        return verdict.inconclusive(META, reason, missing=missing)
    called = {u.key for u in uses.uses(recording)}
    dead: dict[str, list[Place]] = {}
    for place in code.interfaces:
        row = interfaces.gated(place.name)
        if row is not None and row[1] not in keys and row[1] not in called:
            dead.setdefault(row[1], []).append(place)
    numbers = {"interfaces_in_code": float(len(code.interfaces)), "undeclared": float(len(dead))}
    if dead:
        findings = [_finding(recording, key, places) for key, places in dead.items()]
        reason = Text(
            zh="代码中有未声明且未触发的隐私接口（事实，不作违规认定）。",
            en="The code names privacy interfaces neither declared nor reached (a fact, not a violation).",
        )
        return verdict.inconclusive(META, reason, findings=findings, numbers=numbers)
    if code.dynamic or code.cut:
        where = f"{code.dynamic[0].file}:{code.dynamic[0].line}" if code.dynamic else ""
        reason = Text(
            zh=f"代码以变量访问 wx（{where}），可能还有未列出的接口。" if where else "引用过多，未全部列出。",
            en=f"wx is accessed by a computed name ({where}), so there may be others."
            if where
            else "Too many to list.",
        )
        return verdict.inconclusive(META, reason, numbers=numbers)
    reason = Text(
        zh="代码中的隐私接口都已声明或已实际触发（见 DEC-01）。",
        en="Every privacy interface in the code is declared, or was reached (see DEC-01).",
    )
    return verdict.passed(META, reason, numbers=numbers)


def _finding(recording: Recording, key: str, places: list[Place]) -> Finding:
    row = interfaces.gated(places[0].name)
    what = kinds.named(row[0] if row is not None else key)
    where = [f"{p.file}:{p.line}" for p in places[:3]]
    reason = Text(
        zh=f"代码中有 {places[0].name}（{what.zh}，{'、'.join(where)}），未声明 {key}，走查未触发。",
        en=f"{places[0].name} ({what.en}) stands in {', '.join(where)}; {key} is not declared, and it was not reached.",
    )
    events = tuple(n.seq for n in recording.notes("run.begin")[:1])
    return Finding(check=META.id, subject=(key,), reason=reason, evidence=Evidence(events=events))
