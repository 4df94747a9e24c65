"""A privacy interface is used whose kind the guidelines do not declare."""

from detectors import verdict
from detectors.facts import called, coverage, declarations, kinds, uses
from detectors.facts.nothing_seen import NO_INTERFACE, nothing_seen
from detectors.facts.uses import Use
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="DEC-01",
    help=Text(
        zh="在小程序后台的《用户隐私保护指引》中声明该信息种类和用途，或删除该调用。",
        en="Declare the kind and its purpose in the platform's privacy guidelines, or remove the call.",
    ),
    needs=("events", "call"),
)


def judge(recording: Recording) -> Verdict:
    used = uses.uses(recording)
    reached = coverage.coverage(recording)
    if not used:
        return nothing_seen(META, recording, NO_INTERFACE)
    keys = declarations.declarations(recording).keys
    if keys is None:
        reason = Text(
            zh="平台隐私指引未知（配置中没有 [declared]），无法判断是否声明。",
            en="The platform's guidelines are unknown (no [declared] in the profile).",
        )
        return verdict.inconclusive(
            META, reason, missing=[Text(zh="配置中的 [declared]", en="[declared] in the profile")]
        )
    bad = [u for u in used if u.undeclared or u.key not in keys]
    if bad:
        findings = [_finding(recording, group) for group in _by_key(bad).values()]
        return verdict.failed(META, findings[0].reason, findings)
    reason = Text(zh="使用的隐私接口均已声明。", en="Every privacy interface that was used is declared.")
    numbers = {"interfaces_used": float(len({u.api for u in used})), **reached.numbers}
    if not reached.enough:
        return verdict.inconclusive(META, reason, missing=reached.missing, numbers=numbers)
    return verdict.passed(META, reason, numbers=numbers)


def _by_key(bad: list[Use]) -> dict[str, list[Use]]:
    table: dict[str, list[Use]] = {}
    for use in bad:
        table.setdefault(use.key, []).append(use)
    return table


def _finding(recording: Recording, group: list[Use]) -> Finding:
    first = next((u for u in group if u.event.data.get("file")), group[0])
    kind = kinds.named(first.kind)
    reason = Text(
        zh=f"调用了 {first.api}（{kind.zh}），但指引没有声明 {first.key}。",
        en=f"{first.api} ({kind.en}) is used, but the guidelines do not declare {first.key}.",
    )
    failing = [
        e.seq
        for e in recording.of("consent")
        if e.data.get("name") == "privacy.fail" and e.data.get("errno") == uses.UNDECLARED and e.run == first.event.run
    ]
    screen = recording.screen_before(first.event.seq, first.event.run)
    proof = Evidence(
        run=first.event.run,
        page=first.event.page,
        events=tuple(sorted({*(u.event.seq for u in group[:5]), *failing[:5]})),
        screens=(screen.seq,) if screen is not None and not screen.data.get("blank") else (),
        call=called.site(first.event),
    )
    return Finding(check=META.id, subject=(first.key,), reason=reason, evidence=proof)
