"""The platform has banned all privacy interfaces of the program."""

from detectors import verdict
from detectors.facts import called, uses
from detectors.facts.nothing_seen import NO_INTERFACE, nothing_seen
from detectors.facts.uses import Use
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="DEC-02",
    help=Text(
        zh="在小程序后台选择“处理了用户信息”并逐项声明，而不是承诺未采集隐私。",
        en="In the console choose that user information is processed and declare each kind, not “nothing collected”.",
    ),
    needs=("events", "call"),
)


def judge(recording: Recording) -> Verdict:
    used = uses.uses(recording)
    if not used:
        return nothing_seen(META, recording, NO_INTERFACE)
    banned = [u for u in used if u.banned]
    numbers = {"interfaces_used": float(len({u.api for u in used}))}
    if banned:
        finding = _finding(recording, banned)
        return verdict.failed(META, finding.reason, [finding], numbers)
    if (
        recording.profile.declared is None
        and not recording.profile.host.no_collection_promised
        and _simulated(recording)
    ):
        reason = Text(
            zh="平台隐私指引未知（配置中没有 [declared]），模拟宿主不会给出封禁错误。",
            en="The guidelines are unknown (no [declared] in the profile), so the simulated host never answers banned.",
        )
        missing = [Text(zh="配置中的 [declared]", en="[declared] in the profile")]
        return verdict.inconclusive(META, reason, missing=missing, numbers=numbers)
    reason = Text(zh="隐私接口没有被平台封禁。", en="No privacy interface was refused as banned.")
    return verdict.passed(META, reason, Evidence(events=tuple(u.event.seq for u in used[:5])), numbers)


def _simulated(recording: Recording) -> bool:
    return recording.environment.get("driver", "embedded") in ("embedded", "devtools")


def _finding(recording: Recording, banned: list[Use]) -> Finding:
    first = next((u for u in banned if u.event.data.get("file")), banned[0])
    said = str(first.end.data.get("err_msg", "")) if first.end is not None else ""
    apis = list(dict.fromkeys(u.api for u in banned))[:5]
    reason = Text(
        zh=f"调用 {'、'.join(apis)} 均被平台封禁（{said or '1025'}）。",
        en=f"{', '.join(apis)} were refused as banned by the platform ({said or '1025'}).",
    )
    screen = recording.screen_after(first.event.seq, first.event.run)
    ends = (u.end.seq for u in banned[:5] if u.end is not None)
    proof = Evidence(
        run=first.event.run,
        page=first.event.page,
        events=tuple(sorted({*(u.event.seq for u in banned[:5]), *ends})),
        screens=(screen.seq,) if screen is not None and not screen.data.get("blank") else (),
        call=called.site(first.event),
    )
    return Finding(check=META.id, subject=("banned",), reason=reason, evidence=proof)
